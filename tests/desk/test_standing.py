"""What each side is known to have is said in one sentence, and never more than a receipt proves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from app import words
from app.desk import enrolment, exchange, standing
from app.desk.desk import Desk
from tests.machines import change, desk_in, register


def said(desk: Desk) -> str:
    (place,) = standing.status(desk).places
    return place.sentence()


def test_the_sentence_follows_the_receipts(tmp_path: Path, held_clock: Any) -> None:
    room, centre = desk_in(tmp_path / "r"), desk_in(tmp_path / "c", "刁镇综治中心", centre=True)
    assert standing.status(room).places == []
    enrolment.centre_card(centre, tmp_path / "card.json")
    enrolment.join(room, tmp_path / "card.json")
    assert "还没有给过回执，有 1 处" in said(room)
    exchange.make_bundle(room, tmp_path)
    assert "还没有给过回执，有 1 处" in said(room)  # written is not received
    exchange.take_bundles(centre, tmp_path)
    assert enrolment.own_fingerprint(room) in said(centre)
    assert "还没有批准" in said(centre)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    exchange.make_bundle(centre, tmp_path)
    held_clock(datetime(2026, 3, 9, 9, 0))
    exchange.take_bundles(room, tmp_path)
    assert "什么都有了（2026-03-09 09:00 收到的回执）" in said(room)
    for _ in range(3):
        room.do(register)
    assert "已经有 2026-03-02 09:00 以前的全部变动，还有 3 处" in said(room)
    told = standing.status(room)
    assert (told.name, told.is_centre, told.waiting) == ("柳林村调解室", False, 0)
    assert (told.places[0].confirmed, told.places[0].unconfirmed) == (1, 3)
    assert told.places[0].written_at.startswith("2026-03-02")
    assert told.places[0].taken_at.startswith("2026-03-09")
    words.speak("en")
    assert "3 changes are not yet confirmed" in said(room)


def test_a_receipt_that_covers_nothing_says_so(tmp_path: Path) -> None:
    """The centre was set up anew under its old key and has nothing yet."""
    from app.store import peers

    room, centre = desk_in(tmp_path / "r"), desk_in(tmp_path / "c", "刁镇综治中心", centre=True)
    enrolment.centre_card(centre, tmp_path / "card.json")
    enrolment.join(room, tmp_path / "card.json")
    with room.shelf.local_writing() as link:
        peers.heard(link, centre.shelf.log, {}, "2026-03-02T09:00:00")
    assert "还没有这边的变动，有 1 处" in said(room)


def test_where_nothing_of_this_computer_is_confirmed_no_day_is_named(tmp_path: Path) -> None:
    """Its receipt covers what a room wrote, and nothing of the centre's own."""
    from tests.town import village

    town = village(tmp_path)
    town.enrol()
    case_id = town.room.do(register)
    town.carry(town.room, town.centre)
    town.centre.do(change, case_id, summary="为院墙争吵")
    told = said(town.centre)
    assert "  " not in told
    assert "已经确认收到 2 处变动，还有 1 处没有得到确认" in told
