"""What the printer really gets: through the spooler, its filters, to a printer that keeps the sheets."""

from __future__ import annotations

import io
import time
from datetime import date

import pypdf
import pypdfium2
import pytest
from PIL import ImageChops

from app.desk import cups, recovery, spooling
from app.desk.room import RoomTold
from app.desk.spooling import Wish
from app.trouble import Trouble
from tests import press as shop
from tests.desk.printed import something_else


@pytest.fixture(scope="module")
def pdf():
    told = RoomTold(committee="柳林镇人民调解委员会", room_name="老孟调解室")
    return recovery.sheet(told, recovery.new_code(), date(2026, 3, 2))


@pytest.fixture(autouse=True)
def _nothing_in_the_tray(press):
    press.empty()


def on(_done, _of):
    """Nobody stops it."""


def pictures(pdf):
    with pypdfium2.PdfDocument(pdf) as leaves:
        return [leaf.render(scale=1).to_pil().convert("L") for leaf in leaves]


def text(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_the_printers_of_the_computer_are_known_the_usual_one_first(press):
    assert spooling.names() == [shop.OFFICE, shop.JAMMED, shop.OFF]


def test_what_arrives_is_the_paper_as_it_was_drawn(press, pdf):
    spooling.spool(pdf, Wish(shop.OFFICE), "（2026）柳人调字第1号 恢复单", on)
    (job,) = press.arrived()
    assert (job.title, job.copies) == ("（2026）柳人调字第1号 恢复单", 1)
    assert text(job.pdf) == text(pdf)
    for came, drawn in zip(pictures(job.pdf), pictures(pdf), strict=True):
        assert came.size == drawn.size  # A4, though the printer's own size is another
        other = ImageChops.difference(came, drawn).histogram()[40:]
        assert sum(other) < 200  # of half a million points: the edge of a glyph here and there


def test_copies_and_both_sides_are_asked_of_the_printer(press):
    spooling.spool(something_else(5), Wish(shop.OFFICE, 3, two_sided=True), "两面", on)
    spooling.spool(something_else(2), Wish(shop.OFFICE), "一面", on)
    both, one = press.arrived()
    assert (both.copies, both.options["Duplex"], both.options["PageSize"]) == (
        3, "DuplexNoTumble", "A4",
    )  # fmt: skip
    assert both.options["sides"] == "two-sided-long-edge"
    assert both.options["multiple-document-handling"].startswith("separate-documents-collated")
    assert (one.copies, one.options["Duplex"], one.options["sides"]) == (1, "None", "one-sided")
    assert (len(text(both.pdf)), len(text(one.pdf))) == (5, 2)


def test_a_printer_that_is_off_is_said_and_prints_nothing_when_it_is_on_again(press):
    with pytest.raises(Trouble) as told:
        spooling.spool(something_else(), Wish(shop.OFF), "协议", on, patience=0.2)
    assert told.value.key == "printing.silent"
    assert left(shop.OFF) == 0


def test_a_printer_that_is_stopped_is_not_waited_for(press):
    before = time.monotonic()
    with pytest.raises(Trouble) as told:
        spooling.spool(something_else(), Wish(shop.JAMMED), "协议", on)
    assert time.monotonic() - before < spooling.PATIENCE / 2
    assert told.value.key == "printing.hands"
    assert left(shop.JAMMED) == 0
    assert press.arrived() == []


def test_a_printer_that_is_gone_is_said(press):
    with pytest.raises(Trouble) as told:
        spooling.spool(something_else(), Wish("昨天那台"), "协议", on)
    assert told.value.key == "printing.gone"


def test_what_the_spooler_refuses_is_said_in_its_words(press):
    with pytest.raises(cups.Refused) as told:
        cups.hand_over(b"%PDF-", "昨天那台", "协议", {})
    assert str(told.value)


def test_a_person_stops_it(press):
    class Stopped(Exception):
        pass

    def stop(_done, _of):
        raise Stopped

    with pytest.raises(Stopped):
        spooling.spool(something_else(), Wish(shop.OFF), "协议", stop)
    assert left(shop.OFF) == 0


def left(printer):
    """How many jobs still wait for this printer."""
    states = [cups.state(printer, job) for job in range(1, 30)]
    return sum(state in (cups.WAITING, cups.HELD, cups.PRINTING, cups.STOPPED) for state in states)
