"""The recovery code: fresh each time, its ends prove that the sheet is in hand, the sheet carries it whole."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from app.desk import recovery
from app.store import keys
from tests.rooms import some_room


def test_each_code_is_fresh_and_well_formed():
    codes = {recovery.new_code() for _ in range(20)}
    assert len(codes) == 20
    for code in codes:
        assert keys.plain_recovery(code) == code.replace("-", "")


def test_ends_are_read_as_people_write_them():
    code = "K01V-AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-9ZQ1"
    assert recovery.ends_are(code, "K01V", "9ZQ1")
    assert recovery.ends_are(code, " kolu ", "9zqi")
    assert not recovery.ends_are(code, "K01V", "")
    assert not recovery.ends_are(code, "9ZQ1", "K01V")


def test_the_sheet_carries_every_group():
    code = recovery.new_code()
    leaves = PdfReader(BytesIO(recovery.sheet(some_room(), code, date(2026, 3, 2)))).pages
    text = "".join(leaf.extract_text() for leaf in leaves)
    for group in code.split("-"):
        assert group in text
    assert "柳林镇人民调解委员会" in text.replace("\n", "")
