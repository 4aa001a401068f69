"""The tables of a server as one stream: one moment, bounded, and to the byte what was sealed, or refused."""

from __future__ import annotations

import errno
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import inspect

from app.store import boxed, dump, keys, migrate, sealed, server
from app.store.dump import Seal, Stretch
from app.store.shelf import Shelf
from app.store.tables import metadata
from app.trouble import Trouble
from tests.machines import register
from tests.servers import SECRET, new_database, said, shelf_on


class Gathering:
    """Keeps what it is given."""

    def __init__(self) -> None:
        self.tables: dict[str, bytes] = {}
        self.ended = 0
        self.longest = 0

    def begin(self, table: Stretch) -> None:
        self.name = table.name
        self.tables[table.name] = b""

    def take(self, part: bytes) -> None:
        self.tables[self.name] += part
        self.longest = max(self.longest, len(part))

    def end(self) -> None:
        self.ended += 1


@pytest.fixture
def shelf(postgres: str) -> Iterator[Shelf]:
    made = shelf_on(postgres)
    made.write("u", "register", register)
    yield made
    made.close()


def address_of(shelf: Shelf) -> str:
    return shelf.engine.url.render_as_string(hide_password=False)


def copied(shelf: Shelf, path: Path) -> Seal:
    looking = shelf.engine.execution_options(**server.LOOKING)
    with looking.begin() as link, path.open("wb") as out:
        return dump.write(link, out, migrate.HEAD)


def crafted(path: Path, tables: dict[str, bytes], after: bytes = b"", pressed: bytes = b"") -> Seal:
    """A stream as whoever has the secret might make it."""
    identity = _identity()
    told = [dump._Counting() for _ in tables]
    for one, content in zip(told, tables.values(), strict=True):
        one.take(content)
    content = pressed or zlib.compress(b"".join(tables.values())) + after
    with path.open("wb") as out:
        counted = dump._Counted(out)
        sealed.seal([content], counted, identity)  # type: ignore[arg-type]
    stretches = [one.of(name, ["x"]) for one, name in zip(told, tables, strict=True)]
    return Seal(identity, migrate.HEAD, counted.hashed.hexdigest(), counted.size, stretches)


def _identity() -> str:
    import pyrage

    return str(pyrage.x25519.Identity.generate())


def refused(path: Path, seal: Seal) -> str:
    with pytest.raises(Trouble) as trouble:
        dump.read(path, seal, Gathering())
    return trouble.value.key


def test_every_row_of_every_table_comes_back_and_nothing_can_be_read_without(
    shelf: Shelf, tmp_path: Path
) -> None:
    seal = copied(shelf, tmp_path / "t")
    found = Gathering()
    dump.read(tmp_path / "t", seal, found)
    assert found.tables.keys() == set(metadata.tables)
    assert found.ended == len(seal.tables)
    assert "滴水檐".encode() in found.tables["case"]
    assert shelf.log.encode() in found.tables["tip"]
    raw = (tmp_path / "t").read_bytes() + dump.close(seal, SECRET)
    assert not [word for word in ("滴水檐", shelf.log, seal.identity) if word.encode() in raw]
    with shelf.engine.execution_options(**server.LOOKING).begin() as link:
        assert list(dump.stretches(link)) == seal.tables


def test_it_is_one_moment_whoever_writes_meanwhile(shelf: Shelf, tmp_path: Path) -> None:
    looking = shelf.engine.execution_options(**server.LOOKING)
    with looking.begin() as link, (tmp_path / "t").open("wb") as out:
        link.exec_driver_sql("SELECT 1")
        shelf.write("u", "register", register)  # is not kept waiting
        seal = dump.write(link, out, migrate.HEAD)
    assert {one.name: one.rows for one in seal.tables}["case"] == 1


class Full:
    """A disk that fills while it is written to."""

    def __init__(self) -> None:
        self.left = 3

    def write(self, part: bytes) -> int:
        self.left -= 1
        if not self.left:
            raise OSError(errno.ENOSPC, "full")
        return len(part)


def test_a_disk_that_fills_is_told_as_it_is_and_the_server_is_let_go(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dump, "CHUNK", 64)  # it fills while a table is under way
    said(
        address_of(shelf),
        "INSERT INTO local SELECT 'x' || n, md5(n::text) FROM generate_series(1, 30000) n",
    )
    with shelf.engine.execution_options(**server.LOOKING).begin() as link:
        with pytest.raises(OSError, match="full") as why:
            dump.write(link, Full(), migrate.HEAD)  # type: ignore[arg-type]
        assert why.value.errno == errno.ENOSPC
        link.rollback()
    shelf.write("u", "register", register)


def test_the_secret_alone_opens_what_is_told_of_it(shelf: Shelf, tmp_path: Path) -> None:
    seal = copied(shelf, tmp_path / "t")
    (tmp_path / "s").write_bytes(dump.close(seal, SECRET))
    assert dump.opened(tmp_path / "s", SECRET) == seal
    for secret, content in (
        (keys.new_secret(), (tmp_path / "s").read_bytes()),
        (SECRET, b""),
        (SECRET, b"\xff\xfe"),
        (SECRET, boxed.close(SECRET, "log_key", "x").encode()),
        (SECRET, boxed.close(SECRET, dump.BOX, "[" * 9999).encode()),
        (SECRET, b"x" * (dump.LONGEST_SEAL + 1)),
    ):
        (tmp_path / "s").write_bytes(content)
        with pytest.raises(Trouble) as trouble:
            dump.opened(tmp_path / "s", secret)
        assert trouble.value.key in {"backup.not_opened", "backup.torn"}


def test_a_hurt_stream_is_refused_wherever_it_is_hurt(shelf: Shelf, tmp_path: Path) -> None:
    seal = copied(shelf, tmp_path / "t")
    told, chance = (tmp_path / "t").read_bytes(), random.Random(5)
    for _ in range(40):
        hurt = bytearray(told)
        hurt[chance.randrange(len(hurt))] ^= 1 << chance.randrange(8)
        (tmp_path / "t").write_bytes(hurt)
        assert refused(tmp_path / "t", seal) == "backup.torn"
    for other in (told[:-1], told + b"x", b""):
        (tmp_path / "t").write_bytes(other)
        assert refused(tmp_path / "t", seal) == "backup.torn"


def test_a_stream_that_says_more_less_or_otherwise_than_its_seal_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t"
    good = crafted(path, {"a": b"1\n2\n", "b": b"", "c": b"3\n"})
    found = Gathering()
    dump.read(path, good, found)
    assert found.tables == {"a": b"1\n2\n", "b": b"", "c": b"3\n"}
    a, b, c = good.tables
    for tables in (
        [a, b], [a, c, b, c], [c, b, a], [msgspec.structs.replace(a, rows=3), b, c],
        [msgspec.structs.replace(a, sha256=c.sha256), b, c], [],
    ):  # fmt: skip
        assert refused(path, msgspec.structs.replace(good, tables=tables)) == "backup.torn"
    for more in ({"after": b"x"}, {"pressed": b"no zlib"}, {"pressed": zlib.compress(b"1\n")[:-2]}):
        assert refused(path, crafted(path, {"a": b"1\n"}, **more)) == "backup.torn"


def test_what_swells_is_taken_a_little_at_a_time_and_no_further_than_was_told(
    tmp_path: Path,
) -> None:
    path, huge = tmp_path / "t", 64 * 1024 * 1024
    seal = crafted(path, {"a": b"x\n" * (huge // 2)})
    found = Gathering()
    found.take = lambda part: setattr(found, "longest", max(found.longest, len(part)))  # type: ignore[method-assign]
    dump.read(path, seal, found)
    assert 0 < found.longest <= dump.CHUNK
    short = msgspec.structs.replace(seal.tables[0], size=1000)
    assert refused(path, msgspec.structs.replace(seal, tables=[short])) == "backup.torn"


def test_every_table_and_column_of_every_schema_is_one_this_program_knows(postgres: str) -> None:
    """What an older schema holds beside them would be left behind by the copy before a migration."""
    for schema in sorted(migrate.KNOWN):
        engine = server.engine_for(new_database(postgres), SECRET)
        with engine.begin() as link:
            migrate.upgrade(link, schema)
            looking = inspect(link)
            names = set(looking.get_table_names()) - {"alembic_version", *server.INDEX}
            assert names <= set(metadata.tables)
            for name in names:
                columns = {column["name"] for column in looking.get_columns(name)}
                assert columns <= set(metadata.tables[name].c.keys())
        engine.dispose()
