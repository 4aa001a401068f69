"""The parts of the register: what the centre lacks, what is to be settled; paged, and never by reading all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import by_mark, questions
from app.desk.case_sync import NOT_REACHED, TO_SETTLE
from app.desk.desk import Desk
from app.store import delivery
from app.trouble import Trouble
from tests.machines import change, register
from tests.town import Village, village

DAY = dt.date(2026, 1, 5)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Village]:
    town = village(tmp_path)
    yield town
    town.room.close()
    town.centre.close()


def cases(desk: Desk, number: int) -> list[str]:
    """So many cases, the newest last."""
    return [desk.do(register, accepted_on=DAY + dt.timedelta(days=n)) for n in range(number)]


def ids(found: by_mark.Page) -> list[str]:
    return [line.id for line in found.lines]


def part(desk: Desk, mark: str, limit: int = 100) -> list[str]:
    return ids(desk.look(by_mark.page, mark, limit=limit))


def test_what_the_centre_lacks_is_the_part_and_the_newest_stands_first(town: Village) -> None:
    told = cases(town.room, 3)
    town.enrol()
    assert part(town.room, NOT_REACHED) == told[::-1]
    town.there_and_back()
    assert part(town.room, NOT_REACHED) == []
    town.room.do(change, told[0], remark="又吵了一次")
    town.room.do(change, told[2], remark="又吵了一次")
    assert part(town.room, NOT_REACHED) == [told[2], told[0]]


def test_what_was_put_away_is_in_no_part(town: Village) -> None:
    told = cases(town.room, 2)
    town.enrol()
    town.room.do(change, told[0], void="重复登记")
    assert part(town.room, NOT_REACHED) == [told[1]]


def test_what_is_to_be_settled_may_be_underway_too(town: Village) -> None:
    told = cases(town.room, 2)
    town.enrol()
    town.there_and_back()
    town.room.do(change, told[0], summary="甲说")
    town.centre.do(change, told[0], summary="乙说")
    town.carry(town.centre, town.room)
    assert part(town.room, TO_SETTLE) == [told[0]]
    assert part(town.room, NOT_REACHED) == [told[0]]
    town.carry(town.room, town.centre)
    assert part(town.centre, TO_SETTLE) == [told[0]]


def test_who_reports_to_nobody_is_told_so(town: Village) -> None:
    cases(town.room, 1)
    with pytest.raises(Trouble) as why:
        town.room.look(by_mark.page, NOT_REACHED, limit=100)
    assert why.value.key == "exchange.no_centre"
    assert part(town.room, TO_SETTLE) == []


@pytest.mark.parametrize("most", [0, by_mark.MOST_READ])
def test_pages_go_on_where_the_last_one_ended(
    town: Village, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read from the journal, or from the register where too much of the journal is unsent."""
    monkeypatch.setattr(by_mark, "MOST_READ", most)
    monkeypatch.setattr(by_mark, "WINDOW", 3)
    told = cases(town.room, 8)
    town.enrol()
    first = town.room.look(by_mark.page, NOT_REACHED, limit=3)
    assert (ids(first), first.further) == (told[:4:-1], 3)
    second = town.room.look(by_mark.page, NOT_REACHED, limit=4, start=3)
    assert (ids(second), second.further) == (told[4::-1], None)
    town.there_and_back()
    for n in (7, 2, 0):
        town.room.do(change, told[n], remark="又吵了一次")
    found = town.room.look(by_mark.page, NOT_REACHED, limit=2)
    rest = town.room.look(by_mark.page, NOT_REACHED, limit=2, start=found.further or 0)
    together = ids(found) + (ids(rest) if found.further else [])
    assert together == [told[7], told[2], told[0]]


def test_only_what_was_written_since_is_looked_at(
    town: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = cases(town.room, 12)
    town.enrol()
    town.there_and_back()
    town.room.do(change, told[5], remark="又吵了一次")
    asked: list[str] = []
    whole = delivery.undelivered

    def counting(db, case_ids, theirs):  # type: ignore[no-untyped-def]
        asked.extend(case_ids)
        return whole(db, case_ids, theirs)

    monkeypatch.setattr(delivery, "undelivered", counting)
    assert part(town.room, NOT_REACHED) == [told[5]]
    assert asked == [told[5]]


def test_of_found_lines_those_with_the_mark_are_kept_in_their_order(town: Village) -> None:
    told = cases(town.room, 4)
    town.enrol()
    town.there_and_back()
    lines = town.room.look(questions.register)
    assert town.room.look(by_mark.within, NOT_REACHED, lines) == []
    town.room.do(change, told[3], remark="又吵了一次")
    town.room.do(change, told[1], remark="又吵了一次")
    kept = town.room.look(by_mark.within, NOT_REACHED, lines)
    assert [line.id for line in kept] == [told[3], told[1]]
