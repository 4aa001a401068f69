"""Every change is one signed entry, and a receipt says exactly what is applied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.records import Case, Party
from app.store import capture, chain, journal
from app.store.shelf import Shelf
from tests.machines import change, clone, entries, register, rows_on, shelf_in, state, take


def ops(entry: chain.Entry) -> list[Any]:
    return chain.content(entry).ops


def test_a_chain_has_no_gap_and_every_signature_is_right(shelf: Shelf) -> None:
    case_id, _ = shelf.write("u", "register", register)
    for n in range(4):
        shelf.write("u", "change", lambda db, n=n: change(db, case_id, summary=str(n)))
    told = entries(shelf)
    assert [(e.head.seq, e.head.lam) for e in told] == [(n, n) for n in range(1, 6)]
    assert [e.head.prev for e in told] == [None, *(e.id for e in told[:-1])]
    for e in told:
        assert chain.read(e.header, e.body, e.sig) == e


def test_an_update_names_the_version_it_saw(shelf: Shelf) -> None:
    case_id, _ = shelf.write("u", "register", register)

    def twice(db: Session) -> None:
        change(db, case_id, summary="一")
        db.flush()
        change(db, case_id, summary="二", remark="三")

    shelf.write("u", "twice", twice)
    shelf.write("u", "change", lambda db: change(db, case_id, summary="四"))
    first, second, third = entries(shelf)
    assert ops(second) == [
        ("u", "case", case_id, {"summary": [[first.id], "二"], "remark": [[first.id], "三"]})
    ]
    assert ops(third) == [("u", "case", case_id, {"summary": [[second.id], "四"]})]


def test_an_entry_names_what_others_wrote_once(shelf: Shelf, other: Shelf) -> None:
    shelf.write("u", "register", register)
    other.write("u", "register", register)
    take(shelf, entries(other))
    shelf.write("u", "register", register)
    shelf.write("u", "register", register)
    mine = [e for e in entries(shelf) if e.head.log == shelf.log]
    theirs = entries(other)
    assert [e.head.see for e in mine] == [[], [theirs[-1].id], []]
    assert [e.head.lam for e in mine] == [1, 2, 3]


def test_taking_in_writes_no_entry_of_ones_own(shelf: Shelf, other: Shelf) -> None:
    """Two machines that only listen fall silent (invariant I14)."""
    other.write("u", "register", register)
    take(shelf, entries(other))
    assert [e.head.log for e in entries(shelf)] == [other.log]


def test_more_tips_than_one_entry_can_name_are_named_by_the_next(
    shelf: Shelf, other: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.write("u", "register", register)
    take(shelf, entries(other))
    third = shelf_in(tmp_path / "third")
    third.write("u", "register", register)
    third.write("u", "register", register)
    take(shelf, entries(third))
    monkeypatch.setattr(capture, "MOST_SEEN", 1)
    shelf.write("u", "register", register)
    shelf.write("u", "register", register)
    mine = [e for e in entries(shelf) if e.head.log == shelf.log]
    assert [e.head.see for e in mine] == [[entries(third)[-1].id], [entries(other)[-1].id]]
    assert take(other, entries(shelf)).refused == []


def test_a_receipt_names_the_end_of_every_log(shelf: Shelf, other: Shelf) -> None:
    shelf.write("u", "register", register)
    other.write("u", "register", register)
    take(shelf, entries(other))
    with shelf.reading() as db:
        have = journal.have(db)
    assert have == {e.head.log: [(e.head.seq, e.id)] for e in entries(shelf)}


def test_only_what_a_receipt_lacks_goes(shelf: Shelf) -> None:
    shelf.write("u", "register", register)
    with shelf.reading() as db:
        have = journal.have(db)
    shelf.write("u", "register", register)
    shelf.write("u", "register", register)
    with shelf.reading() as db:
        assert [e.head.seq for e in journal.entries_lacking(db, have)] == [2, 3]
        assert journal.count_lacking(db, shelf.log, have[shelf.log]) == 2
        assert journal.count_lacking(db, shelf.log, []) == journal.count(db, shelf.log) == 3
        now = journal.have(db)
        assert list(journal.entries_lacking(db, now)) == []
        assert journal.count_lacking(db, shelf.log, now[shelf.log]) == 0
        assert list(journal.entries_lacking(db, {}, [])) == []
        end = now[shelf.log][0][1]
        assert journal.walls(db, [end, "nobody knows"]) == {end: entries(shelf)[-1].head.wall}


@pytest.mark.parametrize(("most", "longest"), [(1, 10**6), (2, 10**6), (500, 1), (500, 900)])
def test_entries_are_read_a_few_at_a_time(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, most: int, longest: int
) -> None:
    for _ in range(5):
        shelf.write("u", "register", register)
    whole = entries(shelf)
    monkeypatch.setattr(journal, "PORTION", most)
    monkeypatch.setattr(journal, "LONGEST_PORTION", longest)
    assert entries(shelf) == whole
    assert [e.head.seq for e in whole] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("ends", [[(1, "unknown")], [(7, "x"), (8, "y")]])
def test_a_receipt_that_names_what_we_do_not_know_gets_everything(
    shelf: Shelf, ends: list[tuple[int, str]]
) -> None:
    shelf.write("u", "register", register)
    shelf.write("u", "register", register)
    with shelf.reading() as db:
        assert len(list(journal.entries_lacking(db, {shelf.log: ends}))) == 2


def test_a_receipt_of_another_log_does_not_count_for_this_one(shelf: Shelf, other: Shelf) -> None:
    shelf.write("u", "register", register)
    other.write("u", "register", register)
    other.write("u", "register", register)
    take(shelf, entries(other))
    foreign = entries(other)[1]
    with shelf.reading() as db:
        lacking = list(journal.entries_lacking(db, {shelf.log: [(2, foreign.id)]}, [shelf.log]))
    assert len(lacking) == 1


def test_of_a_forked_log_goes_what_lies_behind_none_of_their_ends(
    shelf: Shelf, other: Shelf, tmp_path: Path
) -> None:
    """A cloned disk: two machines write one log; both branches are kept (sync specification 2.6)."""
    for _ in range(3):
        shelf.write("u", "register", register)
    twin = clone(shelf, tmp_path / "twin")
    for _ in range(2):
        shelf.write("u", "register", register)
        twin.write("u", "register", register)
    one, two = entries(shelf), entries(twin)
    take(other, one)
    assert take(other, two).refused == []
    with other.reading() as db:
        have = journal.have(db)[shelf.log]
        assert [seq for seq, _ in have] == [5, 5]

        def lacking(*ends: tuple[int, str]) -> list[str]:
            return [e.id for e in journal.entries_lacking(db, {shelf.log: [*ends]})]

        assert lacking((5, one[4].id)) == [two[3].id, two[4].id]
        assert lacking((5, one[4].id), (4, two[3].id)) == [two[4].id]
        assert set(lacking((2, one[1].id))) == {e.id for e in [*one[2:], *two[3:]]}
        assert len(lacking((9, "unknown"))) == 7
        assert lacking(*have) == []
    take(shelf, two)
    take(twin, one)
    assert state(shelf) == state(twin)


def test_of_a_forked_log_everything_goes_to_whom_lacks_all_of_it(
    either: Shelf, tmp_path: Path
) -> None:
    writer = shelf_in(tmp_path / "writer")
    twin = clone(writer, tmp_path / "twin")
    for one in (writer, twin):
        one.write("u", "register", register)
        take(either, entries(one))
    with either.reading() as db:
        assert len(journal.have(db)[writer.log]) == 2
        assert journal.count_lacking(db, writer.log, []) == 2
        assert len(list(journal.entries_lacking(db, {}, [writer.log]))) == 2


def test_further_heads_are_told_with_who_said_them(shelf: Shelf, other: Shelf) -> None:
    case_id, _ = shelf.write("u", "register", register)
    take(other, entries(shelf))
    shelf.write("u", "change", lambda db: change(db, case_id, summary="甲说"))
    other.write("u", "change", lambda db: change(db, case_id, summary="乙说"))
    take(shelf, entries(other))
    with shelf.reading() as db:
        (told,) = journal.conflicts(db, "case", case_id)
        assert journal.conflicts(db, "case", "another") == []
        shown = db.get(Case, case_id)
        assert shown is not None
        assert {told["value"], shown.summary} == {"甲说", "乙说"}
    assert told["field"] == "summary"
    assert told["frozen"] is False


def test_an_edit_of_a_row_with_a_conflict_leads_to_one_state(shelf: Shelf, other: Shelf) -> None:
    case_id, _ = shelf.write("u", "register", register)
    take(other, entries(shelf))
    shelf.write("u", "change", lambda db: change(db, case_id, summary="甲说"))
    other.write("u", "change", lambda db: change(db, case_id, summary="乙说"))
    take(shelf, entries(other))
    shelf.write("u", "change", lambda db: change(db, case_id, summary="甲又说"))
    take(other, entries(shelf))
    assert state(shelf) == state(other)
    with other.reading() as db:
        assert len(journal.conflicts(db, "case", case_id)) == 1


def test_local_rows_are_not_journaled(shelf: Shelf) -> None:
    with shelf.local_writing() as link:
        link.execute(text("INSERT INTO local (name, value) VALUES ('x', 'y')"))
    assert entries(shelf) == []


def test_a_party_is_found_again_on_the_other_machine(shelf: Shelf, other: Shelf) -> None:
    shelf.write("u", "register", register)
    take(other, entries(shelf))
    with other.reading() as db:
        assert {p.name for p in db.query(Party)} == {"陈㛃喆", "欧阳𬭎"}
        assert journal.waiting(db) == 0


def _rows(shelf: Shelf) -> Any:
    with shelf.engine.connect() as link:
        return rows_on(link)
