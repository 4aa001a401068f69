"""What was copied of a server stands again in another or in a file: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import psycopg
import pytest
import sqlcipher3
from sqlalchemy import Engine, insert, inspect, select

from app.store import dump, dump_into, lanes, locals_, migrate, search, server, transfer
from app.store.dump import Seal
from app.store.shelf import Shelf, engine_for
from app.store.tables import entry, private_note, scope
from app.trouble import Trouble
from tests.machines import change, entries, register, shelf_in, take
from tests.servers import SECRET, new_database, said, shelf_on
from tests.store.test_transfer import LOSING


@pytest.fixture
def shelf(postgres: str, tmp_path: Path) -> Iterator[Shelf]:
    """Something in every corner: a conflict, a lane, a note, rows that were numbered with a gap."""
    made, other = shelf_on(postgres), shelf_in(tmp_path / "other")
    case_id, _ = made.write("u", "register", register)
    take(other, entries(made))
    other.write("u", "change", lambda db: change(db, case_id, summary="甲说\t\\N\n第二行"))
    made.write("u", "change", lambda db: change(db, case_id, summary="乙说"))
    with pytest.raises(ZeroDivisionError):
        made.write("u", "change", lambda db: change(db, case_id, summary=str(1 // 0)))
    take(made, entries(other))
    with made.local_writing() as link:
        key = locals_.hide(link, lanes.LANE_KEY, "bare lane key")
        link.execute(insert(scope), {"log": "lane", "room": "r", "key": key, "seen": "[]"})
        text = locals_.hide(link, "private_note", "只给自己看")
        note = {"id": "n", "case_id": case_id, "user": "u", "at": "2026", "text": text}
        link.execute(insert(private_note), note)
    yield made
    made.close()


def copied(shelf: Shelf, path: Path, schema: str = migrate.HEAD) -> Seal:
    looking = shelf.engine.execution_options(**server.LOOKING)
    with looking.begin() as link, path.open("wb") as out:
        return dump.write(link, out, schema)


def test_it_stands_again_on_a_server_to_the_row_and_goes_on(
    shelf: Shelf, postgres: str, tmp_path: Path
) -> None:
    address, seal = new_database(postgres), copied(shelf, tmp_path / "t")
    there = engine_for(address, SECRET)
    dump_into.into_server(there, tmp_path / "t", seal)
    with shelf.engine.connect() as one, there.connect() as two:
        assert transfer.sums(one) == transfer.sums(two)
        last = one.scalar(select(entry.c.n).order_by(entry.c.n.desc()).limit(1)) or 0
    there.dispose()
    again = Shelf.open(address, SECRET)
    assert again.log == shelf.log
    again.write("u", "register", register)
    with again.reading() as db:
        assert db.scalar(select(entry.c.n).order_by(entry.c.n.desc()).limit(1)) == last + 1
        assert search.count(db, "陈㛃喆") == 2
    again.close()


def test_it_stands_again_in_a_file_with_its_boxes_opened(shelf: Shelf, tmp_path: Path) -> None:
    seal = copied(shelf, tmp_path / "t")
    file = engine_for(tmp_path / "back.db", SECRET)
    dump_into.into_file(file, tmp_path / "t", seal, SECRET)
    with shelf.engine.connect() as one, file.connect() as two:
        assert transfer.sums(one) == transfer.sums(two)
        assert two.scalars(select(private_note.c.text)).all() == ["只给自己看"]
        assert two.scalars(select(scope.c.key).where(scope.c.log == "lane")).all() == [
            "bare lane key"
        ]
    file.dispose()
    again = Shelf.open(tmp_path / "back.db", SECRET)
    again.write("u", "register", register)
    with again.reading() as db:
        assert search.count(db, "陈㛃喆") == 2
    again.close()


def test_nothing_is_put_into_a_database_with_something_in_it(shelf: Shelf, tmp_path: Path) -> None:
    seal = copied(shelf, tmp_path / "t")
    with shelf.engine.connect() as link:
        before = transfer.sums(link)
    with pytest.raises(Trouble) as trouble:
        dump_into.into_server(shelf.engine, tmp_path / "t", seal)
    assert trouble.value.key == "server.not_empty"
    with shelf.engine.connect() as link:
        assert transfer.sums(link) == before


def _into_file(engine: Engine, path: Path, seal: Seal) -> None:
    dump_into.into_file(engine, path, seal, SECRET)


@pytest.mark.parametrize("where", ["server", "file"])
def test_a_copy_that_is_not_what_was_sealed_leaves_nothing(
    shelf: Shelf, postgres: str, tmp_path: Path, where: str
) -> None:
    seal = copied(shelf, tmp_path / "t")
    *others, last = seal.tables
    *_, large = sorted(seal.tables, key=lambda one: one.size)
    replace = msgspec.structs.replace
    wrong = {
        "late": [*others, replace(last, rows=last.rows + 1)],
        "unknown": [*others, replace(last, name="pg_authid")],
        "column": [*others, replace(last, columns=['x") FROM PROGRAM $$id$$ --'])],
        "twice": [*others, others[0]],
        "crossed": [replace(one, name=last.name) if one is large else one for one in others]
        + [replace(last, name=large.name)],
    }
    engine = engine_for(
        new_database(postgres) if where == "server" else tmp_path / "back.db", SECRET
    )
    into = dump_into.into_server if where == "server" else _into_file
    for tables in wrong.values():
        told = replace(seal, tables=tables)
        with pytest.raises((Trouble, psycopg.Error, sqlcipher3.Error)):
            into(engine, tmp_path / "t", told)
        with engine.connect() as link:
            assert inspect(link).get_table_names() == []
    with pytest.raises(Trouble) as newer:
        dump_into.into_server(engine, tmp_path / "t", replace(seal, schema="9999"))
    assert newer.value.key == "shelf.newer"
    engine.dispose()


def test_a_server_that_drops_rows_is_found_out(shelf: Shelf, postgres: str, tmp_path: Path) -> None:
    address, seal = new_database(postgres), copied(shelf, tmp_path / "t")
    said(address, *LOSING)
    there = engine_for(address, SECRET)
    with pytest.raises(Trouble) as trouble:
        dump_into.into_server(there, tmp_path / "t", seal)
    assert (trouble.value.key, trouble.value.facts) == ("server.differs", {"count": 1})
    with there.connect() as link:
        assert inspect(link).get_table_names() == []
    there.dispose()
