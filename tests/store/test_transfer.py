"""A database carried into one of the other kind is the same, row by row, and its secrets stay secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, inspect, select

from app.store import backup, lanes, locals_, search, transfer
from app.store.shelf import Shelf, engine_for
from app.store.tables import entry, local, private_note, scope
from app.trouble import Trouble
from tests.machines import SECRET, change, entries, register, shelf_in, take
from tests.servers import new_database, said


def filled(folder: Path) -> Shelf:
    """A file with something in every corner: a conflict, a lane, a peer's entries."""
    shelf, other = shelf_in(folder / "a"), shelf_in(folder / "b")
    case_id, _ = shelf.write("u", "register", register)
    take(other, entries(shelf))
    other.write("u", "change", lambda db: change(db, case_id, summary="甲说"))
    shelf.write("u", "change", lambda db: change(db, case_id, summary="乙说"))
    take(shelf, entries(other))
    with shelf.local_writing() as link:
        key = locals_.hide(link, lanes.LANE_KEY, "bare lane key")
        link.execute(insert(scope), {"log": "lane", "room": "r", "key": key, "seen": "[]"})
        link.execute(insert(scope), {"log": "heard", "room": "r"})
        note = {"id": "n", "case_id": case_id, "user": "u", "at": "2026", "text": "只给自己看"}
        link.execute(insert(private_note), note)
    return shelf


def brought_back(engine: Engine, folder: Path) -> Path:
    """What a server holds, as a file again."""
    (folder / "copy").mkdir()
    backup.copy(engine, folder / "copy")
    backup.lay_out(folder / "copy", SECRET, folder / "back.db")
    return folder / "back.db"


def test_a_file_goes_into_a_server_and_comes_back_the_same(postgres: str, tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    there = engine_for(new_database(postgres), SECRET)
    transfer.to_server(shelf.engine, there)
    back = engine_for(brought_back(there, tmp_path), SECRET)
    with shelf.engine.connect() as one, there.connect() as two, back.connect() as three:
        assert transfer.sums(one) == transfer.sums(two) == transfer.sums(three)
        kept = dict(two.execute(select(local.c.name, local.c.value)).all())
        mine = dict(one.execute(select(local.c.name, local.c.value)).all())
        assert kept.keys() == mine.keys()
        assert not set(kept.values()) & set(mine.values())
        assert "只给自己看" not in two.scalars(select(private_note.c.text)).all()
        assert three.scalars(select(private_note.c.text)).all() == ["只给自己看"]
        keys = two.scalars(select(scope.c.key).where(scope.c.key.is_not(None))).all()
        assert [locals_.reveal(two, lanes.LANE_KEY, key) for key in keys] == ["bare lane key"]
        assert "bare lane key" not in keys
    on_server = Shelf(there, shelf.key, shelf.identity)
    assert on_server.log == shelf.log
    with on_server.reading() as db:
        assert search.count(db, "陈㛃喆") == 1
    there.dispose()
    back.dispose()


def test_who_was_carried_over_writes_on(postgres: str, tmp_path: Path) -> None:
    shelf, address = filled(tmp_path), new_database(postgres)
    there = engine_for(address, SECRET)
    transfer.to_server(shelf.engine, there)
    there.dispose()
    again = Shelf.open(address, SECRET)
    again.write("u", "register", register)
    again.close()
    with shelf.engine.connect() as link:
        before = link.scalar(select(entry.c.n).order_by(entry.c.n.desc()).limit(1))
    third = shelf_in(tmp_path / "c")
    again = Shelf.open(address, SECRET)
    take(third, entries(again))
    with again.engine.connect() as link:
        last = link.scalar(select(entry.c.n).order_by(entry.c.n.desc()).limit(1))
    assert before is not None
    assert last == before + 1
    again.close()


def test_nothing_is_carried_into_a_database_with_something_in_it(
    postgres: str, tmp_path: Path
) -> None:
    shelf, address = filled(tmp_path), new_database(postgres)
    centre = Shelf.create(address, SECRET)
    centre.write("u", "register", register)
    centre.close()
    there = engine_for(address, SECRET)
    with pytest.raises(Trouble) as trouble:
        transfer.to_server(shelf.engine, there)
    assert trouble.value.key == "server.not_empty"
    there.dispose()


LOSING = (
    (
        "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF NEW.position = 2 THEN RETURN NULL; END IF; RETURN NEW; END $$"
    ),
    (
        "CREATE FUNCTION spoil() RETURNS event_trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF to_regclass('party') IS NOT NULL AND NOT EXISTS "
        "(SELECT FROM pg_trigger WHERE tgname = 'lossy') THEN "
        "CREATE TRIGGER lossy BEFORE INSERT ON party FOR EACH ROW EXECUTE FUNCTION lose(); END IF; END $$"
    ),
    (
        "CREATE EVENT TRIGGER spoiled ON ddl_command_end WHEN TAG IN ('CREATE TABLE') "
        "EXECUTE FUNCTION spoil()"
    ),
)
"""A server that drops every second party."""


def test_what_arrives_otherwise_is_taken_back(postgres: str, tmp_path: Path) -> None:
    shelf, address = filled(tmp_path), new_database(postgres)
    said(address, *LOSING)
    there = engine_for(address, SECRET)
    with pytest.raises(Trouble) as trouble:
        transfer.to_server(shelf.engine, there)
    assert (trouble.value.key, trouble.value.facts) == ("server.differs", {"count": 1})
    with there.connect() as link:
        assert inspect(link).get_table_names() == []
    there.dispose()
