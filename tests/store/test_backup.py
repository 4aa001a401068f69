"""A copy is the whole file under the same key, and proving it finds every damage."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import delete, text

from app.store import backup, keys, refold, transfer
from app.store.shelf import Shelf, engine_for
from app.store.tables import entry
from app.trouble import Trouble
from tests.machines import SECRET, change, register, rows_on, shelf_in, state

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = shelf_in(tmp_path / "a")
    for _ in range(5):
        shelf.write("u", "register", register)
    return shelf


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where a copy may lie."""
    (tmp_path / "copy").mkdir()
    return tmp_path / "copy"


def refused(where: Path, told: backup.Counts, secret: bytes = SECRET) -> str:
    with pytest.raises(Trouble) as trouble:
        backup.prove(where, secret, told)
    return trouble.value.key


def test_a_copy_is_the_whole_file_and_one_file(shelf: Shelf, place: Path) -> None:
    """What was written last lies in the WAL; the copy has it too."""
    told = backup.copy(shelf.engine, place)
    assert (told.cases, told.entries) == (5, 5)
    assert [one.name for one in place.iterdir()] == ["room.db"]
    assert backup.prove(place, SECRET, told).chains.entries == 5
    copied = Shelf.open(place / "room.db", SECRET)
    assert state(copied) == state(shelf)
    copied.close()


def test_a_copy_tells_nothing_without_the_key(shelf: Shelf, place: Path) -> None:
    told = backup.copy(shelf.engine, place)
    assert "滴水檐".encode() not in (place / "room.db").read_bytes()
    assert refused(place, told, keys.new_secret()) == "backup.not_opened"


def test_counts_that_differ_are_refused(shelf: Shelf, place: Path) -> None:
    told = backup.copy(shelf.engine, place)
    for wrongly in ({"cases": 6}, {"entries": 4}, {"have": {}}, {"schema": "0001"}):
        wrong = dataclasses.replace(told, **wrongly)
        assert refused(place, wrong) == "backup.counts_differ"


def test_a_lost_entry_is_refused(shelf: Shelf, place: Path) -> None:
    with shelf.local_writing() as link:
        link.execute(delete(entry).where(entry.c.seq == 3))
    told = backup.copy(shelf.engine, place)
    assert refused(place, told) == "backup.not_whole"


def test_a_hurt_page_is_refused(shelf: Shelf, tmp_path: Path, place: Path) -> None:
    told = backup.copy(shelf.engine, place)
    size = (place / "room.db").stat().st_size
    for at in range(5000, size, size // 7):
        hurt = bytearray((place / "room.db").read_bytes())
        hurt[at] ^= 1
        (tmp_path / "hurt").mkdir(exist_ok=True)
        (tmp_path / "hurt" / "room.db").write_bytes(hurt)
        assert refused(tmp_path / "hurt", told) in {"backup.not_whole", "backup.not_opened"}


def test_a_file_of_a_newer_program_is_refused(shelf: Shelf, place: Path) -> None:
    with shelf.local_writing() as link:
        link.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    told = backup.copy(shelf.engine, place)
    assert refused(place, told) == "shelf.newer"


def test_a_scratch_copy_leaves_nothing_behind(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.engine.connect() as link:
        before = rows_on(link)
    with backup.copied(shelf.engine, tmp_path / "copy.db") as link:
        link.exec_driver_sql('DELETE FROM "case"')
    assert not [*tmp_path.glob("copy.db*")]
    with shelf.engine.connect() as link:
        assert rows_on(link) == before


def test_the_secret_is_the_one_it_was_opened_with(shelf: Shelf) -> None:
    assert backup.secret_of(shelf.engine) == SECRET


def test_a_copy_of_either_proves_itself_and_becomes_a_file(either: Shelf, place: Path) -> None:
    case_id, _ = either.write("u", "register", register)
    either.write("u", "change", lambda db: change(db, case_id, summary="再说"))
    told = backup.copy(either.engine, place)
    assert (told.cases, told.entries) == (1, 2)
    secret = backup.secret_of(either.engine)
    read = backup.prove(place, secret, told)
    assert (read.chains.entries, read.identity) == (2, either.identity)
    assert "滴水檐".encode() not in b"".join(one.read_bytes() for one in place.iterdir())
    if (place / "room.tables").exists():
        backup.lay_out(place, secret, place / "room.db")
    copy = Shelf.open(place / "room.db", secret)
    assert copy.log == either.log
    with either.engine.connect() as link, copy.engine.connect() as there:
        assert transfer.sums(link) == transfer.sums(there)
    copy.close()


def test_a_scratch_copy_of_either_may_be_spoilt(either: Shelf, tmp_path: Path) -> None:
    either.write("u", "register", register)
    with either.engine.connect() as link:
        before = transfer.sums(link)
    with backup.copied(either.engine, tmp_path / "copy.db") as link:
        assert refold.rows_whole(link) == {}
        assert refold.index_whole(link) == 0
        link.exec_driver_sql('DELETE FROM "case"')
        assert transfer.sums(link)["case"] == (0, 0)
        assert refold.rows_whole(link) == {"case": 1}
    with either.engine.connect() as link:
        assert transfer.sums(link) == before


def test_the_first_day_is_the_one_of_the_first_change(
    shelf: Shelf, tmp_path: Path, held_clock: object
) -> None:
    fresh = shelf_in(tmp_path / "b")
    with fresh.reading() as db:
        assert backup.first_day(db) is None
    fresh.write("u", "register", register)
    with fresh.reading() as db:
        assert str(backup.first_day(db)) == "2026-03-02"


def test_a_file_that_another_program_has_open_is_noticed(shelf: Shelf, tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="only where files can be moved while they are open")
    where = tmp_path / "a" / "room.db"
    asked = f"from pathlib import Path; from app.store.backup import in_use; print(in_use(Path({str(where)!r})))"

    def told() -> str:
        run = subprocess.run(
            [sys.executable, "-c", asked],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return run.stdout.strip()

    assert told() == "True"
    shelf.close()
    assert told() == "False"
    assert not backup.in_use(tmp_path / "none.db")


def test_an_older_copy_is_proved_as_it_is(shelf: Shelf, place: Path) -> None:
    """A backup of years ago is opened by today's program without being changed first."""
    with shelf.local_writing() as link:
        link.execute(text("ALTER TABLE peer DROP COLUMN followed_by"))
        link.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    told = backup.copy(shelf.engine, place)
    assert backup.prove(place, SECRET, told).chains.entries == 5
    engine = engine_for(place / "room.db", SECRET)
    with engine.connect() as link:
        assert link.scalar(text("SELECT version_num FROM alembic_version")) == "0002"
    engine.dispose()
