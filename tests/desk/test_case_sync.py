"""Per case: whether the centre has it as it stands here, by its last receipt alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import enrolment, exchange
from app.desk.case_sync import case_sync
from app.desk.desk import Desk
from tests.machines import change, desk_in, register


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


def test_what_came_from_the_centre_it_has(pair: tuple[Desk, Desk, Path]) -> None:
    room, centre, usb = pair
    one = room.do(register)
    enrolment.join(room, usb / "card.json")
    exchange.make_bundle(room, usb)
    exchange.take_bundles(centre, usb)
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    centre.do(change, one, remark="请回访")
    exchange.make_bundle(centre, usb)
    exchange.take_bundles(room, usb)
    assert stands(room, one) == 0
