"""The sheet of another province is one more file: checked, kept, known to export and import."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from app import codes
from app.desk import sheet_formats, toml_file
from app.desk.desk import Desk
from app.desk.ledger.export import export
from app.desk.ledger.plan import plan_import
from app.desk.ledger.scope import Scope, changed_since
from app.desk.ledger.take import take_plan
from app.desk.ledger.telling import stayed_empty
from app.rules.sheet_format import read, shipped
from app.trouble import Trouble
from tests.desk.ledger.sheets import TODAY
from tests.desk.ledger.test_take import small

ANHUI = """
name = "皖表"
title = "调解案件明细"
by_code = true
[[column]]
heading = "案号"
code = "AH"
fact = "file_no"
needed = true
[[column]]
heading = "收案日"
code = "SAR"
fact = "accepted_on"
days = "%Y%m%d"
[[column]]
heading = "标的额(万元)"
code = "BDE"
fact = "amount"
unit = "万元"
[[column]]
heading = "结局"
code = "JJ"
fact = "result"
words = {agreed = "成", not_agreed = "败"}
[[column]]
heading = "事实"
code = "SS"
fact = "summary"
[[column]]
heading = "血型"
code = "XX"
"""


@pytest.fixture
def anhui(tmp_path: Path) -> Path:
    file = tmp_path / "anhui.toml"
    file.write_text(ANHUI, encoding="utf-8")
    return file


def test_a_format_taken_in_goes_out_and_comes_in(desk: Desk, tmp_path: Path, anhui: Path) -> None:
    take_plan(desk, small())
    assert sheet_formats.take(desk, anhui) == "anhui"
    done = export(desk, tmp_path / "out.xlsx", "anhui")
    assert (done.count, dict(done.lacking)) == (2, {"案号": 1})
    assert "血型" in done.given_there
    assert stayed_empty(done)[-1].count("血型") == 1
    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].values)
    assert rows[1] == ("AH", "SAR", "BDE", "JJ", "SS", "XX")
    assert rows[2][:4] == ("（2020）柳人调字第1号", "20200301", 1.2, "成")
    known = desk.look(sheet_formats.known).values()
    plan = plan_import(tmp_path / "out.xlsx", today=TODAY, formats=known)
    first = plan.cases[0].draft
    assert first is not None
    assert (first.case["amount"], first.case["result"]) == (12000, "agreed")
    assert first.case["accepted_on"].isoformat() == "2020-03-01"


def test_a_format_written_out_reads_back_the_same() -> None:
    for form in shipped().values():
        told = codes.parse(sheet_formats.as_text(form))
        assert read(told) == form


def test_what_is_no_format_changes_nothing(desk: Desk, tmp_path: Path, anhui: Path) -> None:
    before = set(desk.look(sheet_formats.known))
    big, odd, deep = (tmp_path / name for name in ("big.toml", "odd.toml", "deep.toml"))
    big.write_text("# " + "x" * toml_file.LARGEST, encoding="utf-8")
    odd.write_bytes(b"\xff\xfe name")
    deep.write_text("name = " + "[" * 20_000, encoding="utf-8")
    bad_name = anhui.rename(tmp_path / "皖.toml")
    for file, key in (
        (big, "not_a_format"), (odd, "not_a_format"), (deep, "not_a_format"), (bad_name, "name"),
        (tmp_path / "none.toml", "absent"),
    ):  # fmt: skip
        with pytest.raises(Trouble) as caught:
            sheet_formats.take(desk, file)
        assert caught.value.key == f"sheet_format.{key}"
    assert set(desk.look(sheet_formats.known)) == before


def test_a_format_of_ones_own_can_be_taken_away(desk: Desk, anhui: Path) -> None:
    sheet_formats.take(desk, anhui)
    sheet_formats.drop(desk, "anhui")
    assert "anhui" not in desk.look(sheet_formats.known)
    with pytest.raises(Trouble):
        sheet_formats.drop(desk, "x25")


def test_only_what_changed_since_the_last_time_goes_out(desk: Desk, tmp_path: Path) -> None:
    take_plan(desk, small())
    assert desk.look(changed_since, desk.shelf.log, "x25") is None
    export(desk, tmp_path / "all.xlsx", "x25")
    assert desk.look(changed_since, desk.shelf.log, "x25")[1] == 0  # type: ignore[index]
    from app.desk import edit, questions
    from app.records import Case

    case_id = desk.look(questions.by_number, "（2020）柳人调字第1号")
    desk.do(edit.edit, Case, case_id, {"deaths": True})
    assert desk.look(changed_since, desk.shelf.log, "x25")[1] == 1  # type: ignore[index]
    done = export(desk, tmp_path / "changed.xlsx", "x25", Scope(changed=True))
    assert done.count == 1
    assert export(desk, tmp_path / "none.xlsx", "x25", Scope(since=TODAY)).count == 0
