"""A centre that answers elsewhere, or under another certificate: one card in a room serves all of its computers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app import clock
from app.desk import enrolment, exchange, line_state
from app.desk.desk import Desk
from app.store import peers
from tests.desk.test_mates import Village

OLD, NEW = "https://centre.example:8443", "https://new.example:8443"


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = Village(tmp_path)
    yield made
    made.leave()


def rejoin(room: Desk, centre: Desk, folder: Path, url: str) -> None:
    enrolment.centre_card(centre, folder / "card.json", url)
    enrolment.join(room, folder / "card.json")


def reached(desk: Desk) -> tuple[str, str]:
    found = line_state.centre(desk)
    return (found.url or "", found.pin or "") if found else ("", "")


def settled(village: Village, folder: Path) -> tuple[Desk, Desk]:
    """A centre that answers, and the second computer of the room beside the first."""
    clock.hold(datetime(2026, 9, 24, 9, 30))
    centre = village.with_centre()
    rejoin(village.first, centre, folder, OLD)
    second = village.come_in()
    assert reached(second) == reached(village.first)
    assert reached(second)[0] == OLD
    clock.hold(datetime(2026, 9, 25, 9, 30))
    return centre, second


def test_a_room_mate_learns_it_from_the_one_that_read_the_card(
    village: Village, tmp_path: Path
) -> None:
    centre, second = settled(village, tmp_path)
    rejoin(village.first, centre, tmp_path, NEW)
    village.carry(village.first, second)
    assert reached(second) == reached(village.first)
    assert reached(second)[0] == NEW
    assert reached(second)[1]


def test_whoever_has_the_older_word_takes_nothing_back(village: Village, tmp_path: Path) -> None:
    centre, second = settled(village, tmp_path)
    rejoin(village.first, centre, tmp_path, NEW)
    village.carry(second, village.first)
    assert reached(village.first)[0] == NEW
    village.carry(village.first, second, village.first)
    assert reached(village.first)[0] == reached(second)[0] == NEW


def test_a_centre_says_it_to_every_computer_it_meets(village: Village, tmp_path: Path) -> None:
    centre, second = settled(village, tmp_path)
    exchange.make_bundle(second, village.usb)
    exchange.take_bundles(centre, village.usb)
    enrolment.centre_card(centre, tmp_path / "card.json", NEW)
    village.carry(centre, second)
    assert reached(second)[0] == NEW
    with centre.shelf.reading() as db:
        assert [one.url for one in peers.known(db)] == [None] * len(peers.known(db))


def test_no_room_says_it_of_its_centre_upwards(village: Village, tmp_path: Path) -> None:
    centre, _ = settled(village, tmp_path)
    with village.first.shelf.reading() as db:
        (above,) = peers.centres(db)
    packed = exchange.compose(village.first, above)
    assert packed.header.reach == []
    packed.close()
    assert reached(centre) == ("", "")
