"""Per case: whether the centre has it as it stands here, by its last receipt alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.desk import conflicts, enrolment, exchange
from app.desk.case_sync import NOT_REACHED, REACHED, TO_SETTLE, case_sync, marks
from app.desk.desk import Desk
from app.store import peers
from tests.machines import change, desk_in, register
from tests.town import enrol


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk, Path]]:
    usb = tmp_path / "usb"
    usb.mkdir()
    room, centre = desk_in(tmp_path / "room"), desk_in(tmp_path / "centre", "综治中心", centre=True)
    enrolment.centre_card(centre, usb / "card.json")
    yield room, centre, usb
    room.close()
    centre.close()


def stands(desk: Desk, case_id: str) -> int | None:
    found = desk.look(case_sync, case_id)
    assert found is None or found.sentence()
    return None if found is None else found.undelivered


def test_a_case_counts_its_changes_until_the_receipt_is_here(
    pair: tuple[Desk, Desk, Path],
) -> None:
    room, centre, usb = pair
    one, other = room.do(register, "第一件"), room.do(register, "第二件")
    assert stands(room, one) is None  # it reports to nobody yet
    enrolment.join(room, usb / "card.json")
    room.do(change, one, remark="甲")
    room.do(change, one, remark="乙")  # what it replaced is no part of what stands here
    assert (stands(room, one), stands(room, other)) == (2, 1)
    exchange.make_bundle(room, usb)
    exchange.take_bundles(centre, usb)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    assert stands(room, one) == 2  # it is there, and nothing here proves it
    exchange.make_bundle(centre, usb)
    exchange.take_bundles(room, usb)
    assert (stands(room, one), stands(room, other)) == (0, 0)
    room.do(change, other, remark="丙")
    assert (stands(room, one), stands(room, other)) == (0, 1)
    assert stands(centre, one) is None


def test_of_two_lives_of_one_centre_the_one_heard_last_counts(
    pair: tuple[Desk, Desk, Path],
) -> None:
    """A life that was lost stands in the list too; what it had says nothing of the centre today."""
    room, centre, usb = pair
    one = room.do(register)
    enrolment.join(room, usb / "card.json")
    exchange.make_bundle(room, usb)
    exchange.take_bundles(centre, usb)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    with room.shelf.local_writing() as link:
        known = peers.find(link, centre.shelf.log)
        assert known is not None
        peers.meet(link, replace(known, log="+", name="0"))  # it comes first in every list
        peers.trust(link, "+", "2026-01-01")
    exchange.make_bundle(centre, usb)
    exchange.take_bundles(room, usb)
    assert stands(room, one) == 0
    assert room.look(marks, [one]) == {one: REACHED}


def test_what_came_from_the_centre_it_has(pair: tuple[Desk, Desk, Path]) -> None:
    room, centre, usb = pair
    one = room.do(register)
    enrol(room, centre, usb)
    centre.do(change, one, remark="请回访")
    exchange.make_bundle(centre, usb)
    exchange.take_bundles(room, usb)
    assert stands(room, one) == 0


def test_the_register_says_of_each_case_what_its_page_says(pair: tuple[Desk, Desk, Path]) -> None:
    room, centre, usb = pair
    ids = [room.do(register, told) for told in ("第一件", "第二件", "第三件")]
    assert room.look(marks, ids) is None  # it reports to nobody yet
    enrolment.join(room, usb / "card.json")
    assert room.look(marks, ids) == dict.fromkeys(ids, NOT_REACHED)
    exchange.make_bundle(room, usb)
    exchange.take_bundles(centre, usb)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    exchange.make_bundle(centre, usb)
    exchange.take_bundles(room, usb)
    assert room.look(marks, ids) == dict.fromkeys(ids, REACHED)
    room.do(change, ids[1], remark="丙")
    assert room.look(marks, ids) == {ids[0]: REACHED, ids[1]: NOT_REACHED, ids[2]: REACHED}
    assert [stands(room, case_id) for case_id in ids] == [0, 1, 0]
    assert centre.look(marks, ids) is None


def test_two_values_come_before_how_far_they_went(pair: tuple[Desk, Desk, Path]) -> None:
    room, centre, usb = pair
    ids = [room.do(register), room.do(register)]
    enrol(room, centre, usb)
    room.do(change, ids[0], summary="甲说", closed_on=dt.date(2026, 3, 1))
    centre.do(change, ids[0], summary="乙说")
    centre.do(change, ids[1], summary="乙说")
    exchange.make_bundle(centre, usb)
    exchange.take_bundles(room, usb)
    assert room.look(marks, ids) == {ids[0]: TO_SETTLE, ids[1]: REACHED}
    (told,) = room.look(conflicts.open_conflicts, ids[0])
    room.do(conflicts.take, told.kind, told.row, told.field, told.values[0].version)
    assert room.look(marks, ids) == {ids[0]: NOT_REACHED, ids[1]: REACHED}


def test_the_log_that_went_on_for_the_centre_says_what_it_has(
    pair: tuple[Desk, Desk, Path],
) -> None:
    """A centre was put back and goes on under another log (sync specification 2.6)."""
    room, centre, usb = pair
    one = room.do(register)
    enrol(room, centre, usb, receipt=True)
    assert room.look(marks, [one]) == {one: REACHED}
    with room.shelf.local_writing() as link:
        (old,) = peers.known(link)
        peers.meet(link, peers.Peer("n" * 43, peers.CENTRE, old.room, "综治中心", old.recipient))
        peers.trust(link, "n" * 43, "2026-03-02T09:00:00")
        peers.follow(link, old.log, "n" * 43)
    assert room.look(marks, [one]) == {one: NOT_REACHED}
    assert stands(room, one) == 1
