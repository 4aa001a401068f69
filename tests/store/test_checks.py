"""Damage is found wherever it sits: in a page, in an entry, in a number, in an end."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, select, update

from app.store import checks
from app.store.shelf import Shelf
from app.store.tables import entry, tip
from tests.machines import SECRET, entries, register, shelf_in, take


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A machine with six entries of its own and three of another."""
    shelf, other = shelf_in(tmp_path / "a"), shelf_in(tmp_path / "b")
    for _ in range(3):
        other.write("u", "register", register)
    take(shelf, entries(other))
    for _ in range(6):
        shelf.write("u", "register", register)
    return shelf


def looked(shelf: Shelf) -> checks.Chains:
    with shelf.reading() as db:
        return checks.chains(db.connection())


def test_a_whole_journal_has_no_faults(shelf: Shelf) -> None:
    told = looked(shelf)
    assert (told.entries, told.logs, told.waiting, told.faults) == (9, 2, 0, [])
    with shelf.reading() as db:
        assert checks.pages(db.connection()) == []


def test_an_empty_journal_has_no_faults(tmp_path: Path) -> None:
    assert looked(shelf_in(tmp_path / "a")) == checks.Chains()


def test_slices_of_the_reading_change_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(checks, "SLICE", 2)
    with shelf.reading() as db:
        told = checks.chains(db.connection(), 9, lambda done, total: seen.append((done, total)))
    assert (told.entries, told.faults) == (9, [])
    assert seen == [(2, 9), (4, 9), (6, 9), (8, 9)]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"sig": bytes(64)}, "signature"), ({"body": b'["AAAAAAAAAAA",[],"x"]'}, "body"),
        ({"header": b"[]"}, "shape"), ({"lam": 99}, "misfiled"), ({"seq": 77}, "misfiled"),
    ],
)  # fmt: skip
def test_an_entry_that_was_touched_is_named(
    shelf: Shelf, values: dict[str, object], reason: str
) -> None:
    with shelf.local_writing() as link:
        link.execute(update(entry).where(entry.c.log == shelf.log, entry.c.seq == 3).values(values))
    faults = looked(shelf).of(shelf.log)
    assert (shelf.log, values.get("seq", 3), reason) in faults


def test_an_entry_that_is_gone_leaves_a_gap(shelf: Shelf) -> None:
    with shelf.local_writing() as link:
        link.execute(delete(entry).where(entry.c.log == shelf.log, entry.c.seq == 3))
    told = looked(shelf)
    assert told.faults[0] == (shelf.log, 4, "gap")
    assert told.of("another") == []


def test_an_end_that_is_written_down_wrong_is_found(shelf: Shelf) -> None:
    with shelf.local_writing() as link:
        first = link.scalar(select(entry.c.id).where(entry.c.log == shelf.log, entry.c.seq == 1))
        link.execute(update(tip).where(tip.c.log == shelf.log).values(id=first))
    assert looked(shelf).faults == [(shelf.log, 6, "ends")]


def test_a_log_written_by_two_machines_is_no_fault(tmp_path: Path) -> None:
    """Both branches are kept (sync specification 2.6)."""
    import shutil

    shelf = shelf_in(tmp_path / "a")
    shelf.write("u", "register", register)
    shelf.close()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    shelf, twin = (Shelf.open(tmp_path / n / "room.db", SECRET) for n in "ab")
    for machine in (shelf, twin, twin):
        machine.write("u", "register", register)
    take(shelf, entries(twin))
    told = looked(shelf)
    assert (told.entries, told.faults) == (4, [])


def test_what_waits_is_counted_and_is_no_fault(tmp_path: Path) -> None:
    shelf, other = shelf_in(tmp_path / "a"), shelf_in(tmp_path / "b")
    for _ in range(3):
        other.write("u", "register", register)
    take(shelf, entries(other)[1:])
    told = looked(shelf)
    assert (told.entries, told.waiting, told.faults) == (2, 2, [])


def test_a_page_that_was_touched_is_found(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path / "a")
    for _ in range(20):
        shelf.write("u", "register", register)
    shelf.close()
    where = tmp_path / "a" / "room.db"
    told = bytearray(where.read_bytes())
    told[-2000] ^= 1
    where.write_bytes(told)
    hurt = Shelf.open(where, SECRET)
    with hurt.engine.connect() as link:
        assert checks.pages(link)
    hurt.close()
