"""A file is brought to this program's schema after a copy; a newer or foreign one is left alone."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, insert, inspect, select
from sqlalchemy.orm import Session

from app.records import Case
from app.store import journal, keys, locals_, migrate, search, tables
from app.store.shelf import Shelf, engine_for
from app.trouble import Trouble
from tests.machines import SECRET


def test_a_fresh_file_stands_at_the_head(tmp_path: Path) -> None:
    shelf = Shelf.create(tmp_path / "room.db", keys.new_secret())
    with shelf.engine.begin() as link:
        assert migrate.is_behind(link) is False


def test_a_file_without_a_version_is_not_ours() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as link, pytest.raises(Trouble) as trouble:
        migrate.is_behind(link)
    assert trouble.value.key == "shelf.unreadable"


def _register(db: Session) -> None:
    db.add(Case(summary="旧版本里写的"))


def _as_first_written(full: Shelf, path: Path | str, secret: bytes) -> None:
    """The same room as the first version of the program would have kept it."""
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    old = engine_for(path, secret)
    with old.execution_options(writing=True).begin() as link, full.engine.connect() as source:
        config.attributes["connection"] = link
        command.upgrade(config, "0001")
        for name in inspect(link).get_table_names():
            if name == "alembic_version":
                continue
            table, known = tables.metadata.tables[name], inspect(link).get_columns(name)
            columns = [table.c[one["name"]] for one in known if one["name"] != "n"]
            for row in source.execute(select(*columns)).mappings():
                told = dict(row)
                if name == "local":
                    told["value"] = locals_.hide(link, told["name"], told["value"])
                link.execute(insert(table), told)
    old.dispose()


def test_an_older_server_is_upgraded_once_and_keeps_its_rows(database: str, tmp_path: Path) -> None:
    full = Shelf.create(tmp_path / "full.db", SECRET)
    full.write("u", "register", _register)
    _as_first_written(full, database, SECRET)
    opened: list[Shelf] = []
    desks = [
        threading.Thread(target=lambda: opened.append(Shelf.open(database, SECRET)))
        for _ in range(3)
    ]
    for one in desks:  # of several that are opened at once, one upgrades
        one.start()
    for one in desks:
        one.join()
    assert len(opened) == 3
    for again in opened:
        with again.reading() as db:
            assert [case.summary for case in db.query(Case)] == ["旧版本里写的"]
            assert search.find(db, "旧版本")
        assert again.log == full.log
    for again in opened:
        again.write("u", "register", _register)
        again.close()
    full.close()


def test_an_older_file_is_copied_then_upgraded_and_keeps_its_rows(tmp_path: Path) -> None:
    secret = keys.new_secret()
    full = Shelf.create(tmp_path / "full.db", keys.new_secret())
    full.write("u", "register", _register)
    _as_first_written(full, tmp_path / "room.db", secret)
    again = Shelf.open(
        tmp_path / "room.db", secret,
        before_upgrade=lambda engine: migrate.copy_before(engine, tmp_path / "backups"),
    )  # fmt: skip
    with again.reading() as db:
        assert [case.summary for case in db.query(Case)] == ["旧版本里写的"]
        assert len(journal.have(db)) == 1
        assert search.find(db, "旧版本")
    again.write("u", "register", _register)
    again.close()
    (copy,) = (tmp_path / "backups").iterdir()
    with pytest.raises(Trouble):
        Shelf.open(copy, keys.new_secret())
    kept = engine_for(copy, secret)
    with kept.connect() as link:
        assert migrate.is_behind(link), "the copy is what stood before"
