"""What a centre answers over the line counts what is new, and nothing that was sent before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from app import clock
from app.desk import exchange
from app.desk.answering import Answering
from app.desk.overview import overview
from app.sync import stick
from tests.machines import register
from tests.town import Village, village


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Village]:
    clock.hold(datetime(2026, 9, 24, 9, 30))
    made = village(tmp_path)
    made.enrol()
    yield made
    made.room.close()
    made.centre.close()


def call(town: Village, kept: Path) -> Path:
    """This file, as if it came over the line; the answer."""
    carried = stick.fetch(kept, town.centre.data.spool)
    answered = Answering(town.centre, 4 * 1024 * 1024).answer(carried)
    assert answered.bundle is not None, answered.word
    return answered.bundle


def last_heard(town: Village) -> tuple[str, str]:
    (place,) = overview(town.centre).places
    return place.last_at, place.receipt_at


def test_an_old_bundle_over_the_line_is_answered_and_makes_nobody_look_alive(
    town: Village,
) -> None:
    town.there_and_back()
    old = []
    for day, summary in ((25, "第一件"), (26, ""), (27, "第二件"), (28, "")):
        clock.hold(datetime(2026, 9, day, 9, 30))
        if summary:
            town.room.do(register, summary)
        old.append(town.write(town.room))
        answer = call(town, old[-1])
        exchange.take_bundles(town.room, answer)
    before = last_heard(town)
    assert before == ("2026-09-28T09:30:00", "2026-09-28T09:30:00")
    for day, n in enumerate((0, 1, 2, 3, 3, 0, 2, 1, 3), start=10):
        clock.hold(datetime(2026, 10, day, 9, 30))
        call(town, old[n])
        assert last_heard(town) == before, (day, n)


def test_a_newer_bundle_with_nothing_in_it_shows_that_its_sender_is_alive(town: Village) -> None:
    town.there_and_back()
    call(town, town.write(town.room))
    clock.hold(datetime(2026, 9, 30, 9, 30))
    call(town, town.write(town.room))
    assert last_heard(town)[1] == "2026-09-30T09:30:00"


def test_an_old_bundle_that_was_never_taken_brings_its_entries_and_no_receipt(
    town: Village,
) -> None:
    town.there_and_back()
    town.room.do(register, "第一件")
    late = town.write(town.room)
    clock.hold(datetime(2026, 9, 30, 9, 30))
    call(town, town.write(town.room))
    before = last_heard(town)
    clock.hold(datetime(2026, 10, 30, 9, 30))
    call(town, late)
    assert last_heard(town) == before
