"""The slip is made of the list of exchanges and the standing with each place."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pypdf
import pytest

from app import clock
from app.desk import exchange, slip, stick_visit
from app.desk.desk import Desk
from app.desk.exchanged import mark_of
from app.desk.history_of_roads import history
from app.desk.stick_visit import StickVisit
from app.trouble import Trouble
from tests.machines import register
from tests.town import Village, village


@pytest.fixture
def town(tmp_path: Path) -> Village:
    clock.hold(datetime(2026, 9, 24, 9, 30))
    return village(tmp_path)


def text(desk: Desk, name: str = "") -> str:
    reader = pypdf.PdfReader(io.BytesIO(slip.slip(desk, name)))
    return "".join(page.extract_text() for page in reader.pages).replace("\n", "").replace(" ", "")


def key_of(desk: Desk, name: str = "") -> str:
    with pytest.raises(Trouble) as raised:
        slip.slip(desk, name)
    assert str(raised.value)
    return raised.value.key


def test_there_is_no_slip_before_the_first_exchange(town: Village) -> None:
    assert key_of(town.room) == "slip.no_places"


def test_the_slip_says_what_went_and_when_both_sides_agree(town: Village) -> None:
    town.enrol()
    town.room.do(register, "滴水檐")
    town.carry(town.room, town.centre)
    assert "还没有回执" in text(town.room)
    town.carry(town.centre, town.room)
    told = text(town.room)
    assert "一致，共2条" in told
    assert "刁镇综治中心" in told
    assert slip.slip(town.room) == slip.slip(town.room, "刁镇综治中心")


def test_what_stands_on_the_slip_is_what_the_receiver_is_told(town: Village) -> None:
    town.enrol()
    town.room.do(register, "滴水檐")
    town.empty()
    (written,) = exchange.make_bundle(town.room, town.usb)
    mark = mark_of(written.sha256)
    assert f"{mark}{written.file}" in text(town.room)
    visit = StickVisit(exchange.take_bundles(town.centre, town.usb), [])
    told = [one.text for one in stick_visit.lines(visit)]
    assert any(mark in one and written.file in one for one in told)
    assert mark == history(town.room)[0].mark
    assert mark == history(town.centre)[0].mark


def test_what_went_over_the_line_has_no_file_and_no_fingerprint(town: Village) -> None:
    town.enrol()
    exchange.note_sent(town.room, town.centre.shelf.log, 3)
    told = text(town.room)
    assert "https" not in told
    assert "3条" in told
    assert history(town.room)[0].mark == ""


def test_a_place_nobody_knows_is_told(town: Village) -> None:
    town.enrol()
    town.there_and_back()
    assert key_of(town.room, "别处") == "slip.no_such_place"


def test_without_a_name_only_the_places_of_the_last_day_stand_on_it(
    town: Village, tmp_path: Path
) -> None:
    from app.desk import enrolment
    from tests.machines import desk_in

    town.enrol()
    town.there_and_back()
    clock.hold(datetime(2026, 9, 25, 9, 30))
    other = Village(desk_in(tmp_path / "other", "桥头村调解室"), town.centre, town.usb)
    enrolment.join(other.room, town.usb / "card.json")
    other.carry(other.room, town.centre)
    enrolment.approve(town.centre, enrolment.own_fingerprint(other.room))
    told = text(town.centre)
    assert "桥头村" in told
    assert "柳林村" not in told
