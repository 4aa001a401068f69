"""What others changed is taken in without its index; it is found at once all the same, and indexed soon after."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.records import Case, Mediator, Party, Place
from app.store import absorb, search, search_due
from app.store.shelf import INDEXED_AT_ONCE, Shelf
from tests.machines import again, change, entries, register, shelf_in, take
from tests.store.test_search import STEPS, index_of, step


@pytest.fixture
def away(tmp_path: Path) -> Shelf:
    """Another machine."""
    return shelf_in(tmp_path / "away")


def found(shelf: Shelf, asked: str, limit: int = 50) -> list[str]:
    with shelf.reading() as db:
        hits = search.matches(db, asked, limit)
        assert search.count(db, asked) >= len(hits)
        assert [hit.case_id for hit in search.find(db, asked, limit)] == hits
        return hits


def due(shelf: Shelf) -> int:
    with shelf.reading() as db:
        return search_due.count(db.connection())


def brought_up(shelf: Shelf) -> int:
    count = 0
    while some := shelf.index_some():
        count += some
    return count


def is_as_rebuilt(shelf: Shelf) -> bool:
    stood = index_of(shelf)
    with shelf.local_writing() as link:
        search.rebuild(link)
    return index_of(shelf) == stood


def set_void(db: Session, record: type[Case | Party], row_id: str | None = None) -> None:
    asked = db.query(record).filter_by(**({"id": row_id} if row_id else {"name": "欧阳𬭎"}))
    asked.one().void = "录入错误"


def test_taking_in_leaves_the_index_for_later(either: Shelf, away: Shelf) -> None:
    case_id, _ = away.write("u", "register", register)
    take(either, entries(away))
    assert index_of(either) == {}
    assert due(either) == 1
    assert found(either, "滴水") == found(either, "cjz") == [case_id]
    assert brought_up(either) == 1
    assert found(either, "滴水") == found(either, "cjz") == [case_id]
    assert due(either) == brought_up(either) == 0
    assert is_as_rebuilt(either)


def test_own_writes_are_indexed_at_once(either: Shelf, away: Shelf) -> None:
    case_id, _ = away.write("u", "register", register)
    take(either, entries(away))
    mine, _ = either.write("u", "register", register)
    assert index_of(either).keys() == {mine}
    either.write("u", "change", lambda db: change(db, case_id, summary="为院墙争吵"))
    assert index_of(either).keys() == {mine, case_id}
    assert due(either) == 0
    assert found(either, "院墙") == [case_id]
    assert is_as_rebuilt(either)


def test_what_is_gone_is_not_found_while_its_index_is_due(either: Shelf, away: Shelf) -> None:
    ids = [away.write("u", "register", register)[0] for _ in range(2)]
    take(either, entries(away))
    assert brought_up(either) == 2
    away.write("u", "void", lambda db: set_void(db, Case, ids[0]))
    away.write("u", "change", lambda db: change(db, ids[1], summary="为院墙争吵"))
    take(either, entries(away))
    assert due(either) == 2
    assert found(either, "滴水") == []
    assert found(either, "院墙") == found(either, "陈㛃喆") == [ids[1]]
    assert brought_up(either) == 2
    assert found(either, "滴水") == []
    assert found(either, "院墙") == found(either, "陈㛃喆") == [ids[1]]
    assert is_as_rebuilt(either)


def test_a_voided_party_and_a_renamed_place_make_their_cases_due(
    either: Shelf, away: Shelf
) -> None:
    def enter(db: Session) -> str:
        above, below, lead = Place(name="刁镇"), Place(name="旧军村"), Mediator(name="杜守义")
        below.parent_id = above.id
        db.add_all([above, below, lead])
        case = Case(place_id=below.id, assist_ids=[lead.id], accepted_on=date(2026, 3, 2))
        db.add_all([case, Party(case_id=case.id, name="欧阳𬭎")])
        return case.id

    def rename(db: Session) -> None:
        db.query(Place).filter_by(name="刁镇").one().name = "明水"
        db.query(Mediator).filter_by(name="杜守义").one().name = "张庆云"

    case_id, _ = away.write("u", "enter", enter)
    take(either, entries(away))
    assert brought_up(either) == 1
    away.write("u", "void", lambda db: set_void(db, Party))
    take(either, entries(away))
    assert found(either, "oyh") == []
    away.write("u", "rename", rename)
    take(either, entries(away))
    assert found(either, "明水") == found(either, "张庆云") == [case_id]
    assert found(either, "杜守义") == []
    assert brought_up(either) == 1
    assert is_as_rebuilt(either)


def test_taken_twice_it_is_indexed_once(either: Shelf, away: Shelf) -> None:
    case_id, _ = away.write("u", "register", register)
    take(either, entries(away))
    for text in ("为院墙争吵", "为水井争吵"):
        away.write("u", "change", partial(change, case_id=case_id, summary=text))
        take(either, entries(away))
    assert brought_up(either) == 1
    assert found(either, "水井") == [case_id]


def test_what_a_search_does_not_see_makes_nothing_due(either: Shelf, away: Shelf) -> None:
    case_id, _ = away.write("u", "register", register)
    take(either, entries(away))
    brought_up(either)
    away.write("u", "change", lambda db: change(db, case_id, risk="high"))
    take(either, entries(away))
    assert due(either) == 0


def test_after_a_crash_what_was_due_is_due_still(away: Shelf, tmp_path: Path) -> None:
    here = shelf_in(tmp_path / "here")
    away.write("u", "register", register)
    take(here, entries(away))
    here = again(here, tmp_path / "here")
    assert brought_up(here) == 1
    assert is_as_rebuilt(here)


def test_a_take_that_fails_makes_nothing_due(away: Shelf, tmp_path: Path) -> None:
    here = shelf_in(tmp_path / "here")
    away.write("u", "register", register)

    def fail(link: Connection, done: absorb.Absorbed) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        here.take(entries(away), fail)
    assert due(here) == 0


def test_a_portion_at_a_time_and_what_is_not_looked_through_is_told(
    either: Shelf, away: Shelf
) -> None:
    count = 2 * INDEXED_AT_ONCE + 10
    assert count > search.AT_ONCE

    def enter(db: Session) -> None:
        db.add_all(Case(summary="为滴水檐争吵") for _ in range(count))

    away.write("u", "enter", enter)
    take(either, entries(away))
    with either.reading() as db:
        assert search.unseen(db) == count - search.AT_ONCE
        assert len(search.matches(db, "滴水", count)) == search.AT_ONCE
        assert search.count(db, "滴水", 7) == 7
    assert [either.index_some() for _ in range(4)] == [INDEXED_AT_ONCE, INDEXED_AT_ONCE, 10, 0]
    with either.reading() as db:
        assert search.unseen(db) == 0
        assert len(search.matches(db, "滴水", count)) == count == search.count(db, "滴水")


def test_what_is_due_stands_in_its_order(either: Shelf, away: Shelf) -> None:
    days = [date(2026, 1, 9), date(2026, 3, 9), date(2026, 2, 9), date(2026, 4, 9)]

    def enter(db: Session, on: date, summary: str, name: str) -> str:
        case = Case(summary=summary, accepted_on=on)
        db.add_all([case, Party(case_id=case.id, name=name)])
        return case.id

    def both(shelf: Shelf, on: date) -> list[str]:
        told = [("漏水", "王玉珍"), ("院墙", "王水")]
        return [
            shelf.write("u", "enter", partial(enter, on=on, summary=text, name=name))[0]
            for text, name in told
        ]

    known = {on: both(away if n % 2 else either, on) for n, on in enumerate(days)}
    newest = sorted(days, reverse=True)
    wanted = [known[on][1] for on in newest] + [known[on][0] for on in newest]
    take(either, entries(away))
    assert found(either, "水") == wanted
    assert [found(either, "水", most) for most in range(1, 8)] == [wanted[:n] for n in range(1, 8)]
    assert brought_up(either) == 4
    assert found(either, "水") == wanted


def test_a_rebuilt_index_has_nothing_due(either: Shelf, away: Shelf) -> None:
    away.write("u", "register", register)
    take(either, entries(away))
    with either.local_writing() as link:
        search.rebuild(link)
    assert due(either) == 0
    assert is_as_rebuilt(either)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS, STEPS)
def test_the_index_brought_up_equals_a_rebuilt_one(
    tmp_path_factory: pytest.TempPathFactory, one: list[Any], two: list[Any]
) -> None:
    folder = tmp_path_factory.mktemp("two")
    here, there = shelf_in(folder / "here"), shelf_in(folder / "there")
    for n, told in enumerate([*one, *two]):
        shelf = there if n % 3 else here
        shelf.write("u", "step", partial(step, told=told))
        if n % 4 == 3:
            take(here, entries(there))
            take(there, entries(here))
        if n % 5 == 4:
            brought_up(here)
    take(here, entries(there))
    before = {asked: sorted(found(here, asked)) for asked in ("漏水", "cj", "1380", "院")}
    brought_up(here)  # cases of one day may stand in another order among themselves afterwards
    assert {asked: sorted(found(here, asked)) for asked in before} == before
    grown = index_of(here)
    with here.local_writing() as link:
        search.rebuild(link)
    assert index_of(here) == grown
    here.close()
    there.close()
