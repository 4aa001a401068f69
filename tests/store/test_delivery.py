"""What of a page of cases another place lacks: the same as asked of each alone, in one statement."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import Case, Party
from app.store import delivery, journal
from app.store.shelf import Shelf
from tests.machines import change, clone, entries, register, shelf_in, take

Have = dict[str, list[tuple[int, str]]]


def lacking(shelf: Shelf, ids: list[str], theirs: Have) -> dict[str, set[str]]:
    with shelf.reading() as db:
        found = delivery.undelivered(db, ids, theirs)
    return {case_id: one.entries for case_id, one in found.items() if one.entries}


def one_by_one(shelf: Shelf, ids: list[str], theirs: Have) -> dict[str, set[str]]:
    """Told from the rows of every case and the journal alone."""
    found = {}
    with shelf.reading() as db:
        for case_id in ids:
            rows = db.scalars(select(Party).where(Party.case_id == case_id)).all()
            case = db.get(Case, case_id)
            assert case is not None
            versions = {v for row in (case, *rows) for v in row.v.values()} - {""}
            if told := journal.not_covered(db, versions, theirs):
                found[case_id] = told
    return found


def have(shelf: Shelf) -> Have:
    with shelf.reading() as db:
        return journal.have(db)


def saved(shelf: Shelf, number: int) -> list[str]:
    return [shelf.write("u", "register", register)[0] for _ in range(number)]


def edited(shelf: Shelf, case_id: str, **values: str) -> None:
    shelf.write("u", "change", lambda db: change(db, case_id, **values))


def test_a_page_lacks_what_each_of_its_cases_lacks(either: Shelf) -> None:
    ids = saved(either, 6)
    for case_id in ids[:3]:
        edited(either, case_id, remark="甲")
    before = have(either)
    assert lacking(either, ids, before) == {}
    assert lacking(either, ids, {}) == one_by_one(either, ids, {})
    assert set(lacking(either, ids, {})) == set(ids)
    edited(either, ids[1], summary="乙")
    edited(either, ids[4], remark="丙")
    assert lacking(either, ids, before) == one_by_one(either, ids, before)
    assert set(lacking(either, ids, before)) == {ids[1], ids[4]}
    assert set(lacking(either, ids[:2], before)) == {ids[1]}
    assert lacking(either, [], before) == {}


def test_an_end_that_is_not_known_here_covers_nothing(either: Shelf) -> None:
    ids = saved(either, 2)
    unknown: Have = {either.log: [(99, "00" * 32)]}
    assert lacking(either, ids, unknown) == one_by_one(either, ids, unknown)
    foreign: Have = {
        "another": have(either)[either.log]
    }  # our end under a name that is not its log's
    assert lacking(either, ids, foreign) == one_by_one(either, ids, foreign)


def test_what_was_replaced_is_no_part_of_what_stands(shelf: Shelf) -> None:
    (case_id,) = saved(shelf, 1)
    edited(shelf, case_id, remark="甲")
    edited(shelf, case_id, remark="乙")
    assert len(lacking(shelf, [case_id], {})[case_id]) == 2


def test_of_a_forked_log_no_branch_counts_for_the_other(either: Shelf, tmp_path: Path) -> None:
    """A cloned disk: two machines write one log (sync specification 2.6)."""
    shelf = shelf_in(tmp_path / "writer")
    ids = saved(shelf, 1)
    twin = clone(shelf, tmp_path / "twin")
    ids += saved(shelf, 2)
    ids += saved(twin, 2)
    one, two = have(shelf), have(twin)
    take(either, entries(shelf))
    take(either, entries(twin))
    for theirs in (one, two, have(either), {}):
        assert lacking(either, ids, theirs) == one_by_one(either, ids, theirs)
    assert set(lacking(either, ids, one)) == set(ids[3:])
    assert lacking(either, ids, have(either)) == {}


def test_values_that_wait_to_be_compared_are_told_with_their_records(
    either: Shelf, tmp_path: Path
) -> None:
    (case_id,) = saved(either, 1)
    other = shelf_in(tmp_path / "other")
    take(other, entries(either))
    edited(either, case_id, summary="甲说")
    mine = have(either)
    edited(other, case_id, summary="乙说")
    take(either, entries(other))
    with either.reading() as db:
        (told,) = delivery.undelivered(db, [case_id], mine).values()
        (all_there,) = delivery.undelivered(db, [case_id], journal.have(db)).values()
    assert told.beside == all_there.beside == {("case", case_id)}
    assert len(told.entries) == 1
    assert all_there.entries == set()


def cost(shelf: Shelf, ask: Callable[[Session], object]) -> tuple[list[str], int]:
    """The statements of a question, and a number for the work the database has with them."""
    told: list[str] = []
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    with shelf.reading() as db:
        raw = db.connection().connection.driver_connection
        assert raw is not None
        raw.set_trace_callback(told.append)
        raw.set_progress_handler(step, 20)
        ask(db)
        raw.set_trace_callback(None)
        raw.set_progress_handler(None, 0)
    return told, steps[0]


def test_a_page_is_one_statement_and_costs_the_same_among_many_cases(shelf: Shelf) -> None:
    ids = saved(shelf, 20)
    theirs = have(shelf)
    edited(shelf, ids[3], remark="甲")
    few, little = cost(shelf, lambda db: delivery.undelivered(db, ids, theirs))
    for _ in range(4):
        shelf.write("u", "register", lambda db: [register(db) for _ in range(100)])
    many, still = cost(shelf, lambda db: delivery.undelivered(db, ids, theirs))
    assert len(few) == len(many) == 1
    assert little * 0.9 <= still <= little * 1.1
