"""A centre on a server: one writer at a time, one moment for who looks, and a sentence for each of its troubles."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.records import Case
from app.store import absorb, chain, journal, keys, locals_, migrate, server, succession, vouch
from app.store.shelf import Shelf, engine_for
from app.store.tables import local
from app.trouble import Trouble
from tests import servers
from tests.machines import entries, register, shelf_in, take
from tests.servers import SECRET, new_database, said, shelf_on


def told(act: Callable[[], Any]) -> str:
    with pytest.raises(Trouble) as trouble:
        act()
    assert str(trouble.value)
    return trouble.value.key


@pytest.fixture
def shelf(postgres: str) -> Iterator[Shelf]:
    made = shelf_on(postgres)
    yield made
    made.close()


def address_of(shelf: Shelf) -> str:
    return shelf.engine.url.render_as_string(hide_password=False)


def test_a_server_sees_none_of_the_keys(shelf: Shelf) -> None:
    with shelf.local_writing() as link:
        locals_.put(link, "log_key", chain.b64(shelf.key.encode()))
        raw = " ".join(link.scalars(select(local.c.value)))
    assert chain.b64(shelf.key.encode()) not in raw
    assert shelf.identity not in raw
    assert told(lambda: Shelf.open(address_of(shelf), keys.new_secret())) == "server.sealed"


def test_a_database_that_is_not_empty_is_left_alone(postgres: str) -> None:
    address = new_database(postgres)
    said(address, "CREATE TABLE somebody (x int)")
    assert told(lambda: Shelf.create(address, SECRET)) == "server.not_empty"
    engine = engine_for(address, SECRET)
    with engine.connect() as link:
        assert not link.dialect.has_table(link, "entry")
    engine.dispose()


def test_a_making_that_was_cut_short_is_taken_up(postgres: str) -> None:
    address = new_database(postgres)
    Shelf.create(address, SECRET).close()
    again = Shelf.create(address, keys.new_secret())
    again.write("u", "register", register)
    again.close()
    assert told(lambda: Shelf.create(address, SECRET)) == "server.not_empty"


def test_a_database_of_another_alphabet_is_refused(postgres: str) -> None:
    said(
        postgres,
        "CREATE DATABASE narrow ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0",
    )
    narrow = postgres.replace("/postgres?", "/narrow?")
    assert told(lambda: Shelf.create(narrow, SECRET)) == "server.encoding"


def test_each_trouble_of_the_door_has_its_sentence(postgres: str) -> None:
    empty = new_database(postgres)
    said(
        postgres, "CREATE ROLE guest LOGIN PASSWORD 'x'", "CREATE DATABASE closed",
        "REVOKE ALL ON DATABASE closed FROM PUBLIC",
    )  # fmt: skip
    ways = {
        postgres.replace("/postgres?", "/nowhere?"): "server.no_database",
        postgres.replace("postgres:@", "nobody:@"): "server.password",
        "postgresql://a:b@127.0.0.1:1/x": "server.away",
        "postgresql://a:b@no-such-host.invalid/x": "server.away",
        empty: "server.no_centre",
    }
    for address, key in ways.items():
        assert told(lambda a=address: Shelf.open(a, SECRET)) == key  # type: ignore[misc]
    closed = postgres.replace("postgres:@/postgres?", "guest:x@/closed?")
    assert told(lambda: Shelf.create(closed, SECRET)) == "server.no_right"
    said(postgres, "GRANT CONNECT ON DATABASE closed TO guest")
    assert told(lambda: Shelf.create(closed, SECRET)) == "server.no_right"


def test_a_newer_schema_is_refused_at_the_door_and_at_every_writing(shelf: Shelf) -> None:
    said(address_of(shelf), "UPDATE alembic_version SET version_num = '9999'")
    assert told(lambda: Shelf.open(address_of(shelf), SECRET)) == "shelf.newer"
    assert told(lambda: shelf.write("u", "register", register)) == "shelf.newer"
    assert told(lambda: take(shelf, [])) == "shelf.newer"
    with shelf.reading() as db:
        assert journal.have(db) == {}


def test_what_only_may_be_read_is_told(shelf: Shelf) -> None:
    (name,) = [shelf.engine.url.database]
    said(address_of(shelf), f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    again = Shelf.open(address_of(shelf), SECRET)
    assert told(lambda: again.write("u", "register", register)) == "server.read_only"
    again.close()


def test_who_looks_sees_one_moment_and_cannot_write(shelf: Shelf) -> None:
    with shelf.reading() as db:
        assert db.query(Case).count() == 0
        shelf.write("u", "register", register)
        assert db.query(Case).count() == 0
        with pytest.raises(DBAPIError):
            db.connection().exec_driver_sql('DELETE FROM "case"')
        db.rollback()
    with shelf.reading() as db:
        assert db.query(Case).count() == 1


def test_a_second_writer_waits_for_the_first(shelf: Shelf) -> None:
    other = Shelf.open(address_of(shelf), SECRET)
    inside, order = threading.Event(), []

    def slow(db: Session) -> None:
        register(db)
        inside.set()
        second.join(0.3)
        order.append("first")

    def quick(db: Session) -> None:
        order.append("second")
        register(db)

    def later() -> None:
        inside.wait()
        other.write("u", "register", quick)

    second = threading.Thread(target=later)
    second.start()
    shelf.write("u", "register", slow)
    second.join()
    assert order == ["first", "second"]
    with shelf.reading() as db:
        assert [end[0] for end in journal.have(db)[shelf.log]] == [2]
    other.close()


def test_who_waited_for_the_first_sees_what_it_wrote(shelf: Shelf) -> None:
    found: list[str] = []

    def second() -> None:
        with shelf.engine.begin() as link:
            found.append(server.lock(link)[1])

    with shelf.engine.begin() as link:
        server.lock(link)
        waiting = threading.Thread(target=second)
        waiting.start()
        while not link.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            pass
        link.execute(local.update().where(local.c.name == "log_key").values(value="later"))
    waiting.join()
    assert found == ["later"]


def test_who_waits_too_long_is_told_to_come_again(shelf: Shelf) -> None:
    name = shelf.engine.url.database
    said(address_of(shelf), f'ALTER DATABASE "{name}" SET lock_timeout = 1')  # ours goes before it
    with shelf.local_writing():
        engine = engine_for(address_of(shelf), SECRET)
        with engine.connect() as link:
            assert link.scalar(text("SHOW lock_timeout")) == "1min"
            link.execute(text("SET LOCAL lock_timeout = '20ms'"))
            with pytest.raises(Exception, match="lock timeout") as why:
                server.lock(link)
        engine.dispose()
    found = server.trouble(why.value)
    assert found is not None
    assert found.key == "shelf.busy"


def test_two_desks_of_one_centre_write_on_in_one_log(shelf: Shelf) -> None:
    other = Shelf.open(address_of(shelf), SECRET)
    for one in (shelf, other, shelf):
        one.write("u", "register", register)
    fresh = vouch.fresh_key()
    with other.local_writing() as link:
        succession.begin_anew(link, fresh)  # as after a restore
    shelf.write("u", "register", register)
    assert shelf.log == chain.log_name(fresh)
    with shelf.reading() as db:
        told_ = {log: [seq for seq, _ in ends] for log, ends in journal.have(db).items()}
    assert sorted(told_.values()) == [[1], [3]]
    other.close()


def test_what_was_upgraded_by_one_desk_is_not_upgraded_twice(postgres: str) -> None:
    shelf = shelf_on(postgres)
    shelf.write("u", "register", register)
    with shelf.local_writing() as link:
        before = absorb.rebuild(link)
    address = address_of(shelf)
    shelf.close()
    opened: list[Shelf] = []
    threads = [
        threading.Thread(target=lambda: opened.append(Shelf.open(address, SECRET)))
        for _ in range(3)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(opened) == 3
    assert before == 1
    for one in opened:
        one.close()


def test_our_own_faults_are_not_taken_for_the_servers(shelf: Shelf) -> None:
    with pytest.raises(DBAPIError), shelf.local_writing() as link:
        link.execute(text("SELECT nothing FROM nowhere"))
    assert server.trouble(ValueError("x")) is None


@pytest.mark.slow
def test_a_server_that_stops_in_the_middle_of_a_take_loses_nothing(tmp_path: Path) -> None:
    village = shelf_in(tmp_path / "village")
    for _ in range(40):
        village.write("u", "register", register)
    sent = entries(village)
    with servers.started() as running:
        said(running.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        shelf = shelf_on(running.get_uri())
        shelf.write("u", "register", register)
        with shelf.reading() as db:
            before = journal.have(db)

        def stopping() -> Iterator[chain.Entry]:
            yield from sent[:30]
            servers.stop(running)
            yield from sent[30:]

        assert told(lambda: shelf.take(stopping(), lambda *_: None)) == "server.lost"
        assert told(lambda: shelf.write("u", "register", register)) == "server.away"
        with pytest.raises(Trouble), shelf.reading() as db:
            journal.have(db)
        servers.again(running)
        with shelf.reading() as db:
            assert journal.have(db) == before
        assert take(shelf, sent).new == 40
        shelf.write("u", "register", register)
        servers.stop(running)  # a save that meets the dead connection
        assert told(lambda: shelf.write("u", "register", register)) == "server.away"
        servers.again(running)
        with shelf.reading() as db:
            assert db.query(Case).count() == 42
        shelf.close()


def test_the_server_is_looked_over(shelf: Shelf) -> None:
    with shelf.engine.connect() as link:
        found = server.found(link)
    assert found.version_number >= 130000
    assert found.careless == []
    assert found.size > 0
    assert found.desks >= 1
    said(
        address_of(shelf),
        f'ALTER DATABASE "{shelf.engine.url.database}" SET synchronous_commit = off',
    )
    again = Shelf.open(address_of(shelf), SECRET)
    with again.engine.connect() as link:
        assert server.found(link).careless == ["synchronous_commit = off"]
        assert server.lock(link)[0] == migrate.HEAD
    again.close()
