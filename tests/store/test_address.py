"""The address of a centre's database may hold a password, so it lies sealed."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from app.store import address, keys
from app.trouble import Trouble

SECRET = keys.new_secret()
TOLD = "postgresql://centre:very%20secret@db.example:5433/mediation?sslmode=require"


def test_an_address_is_kept_sealed_for_this_person_alone(tmp_path: Path) -> None:
    path = tmp_path / address.NAME
    address.save(path, f" {TOLD}\n", SECRET)
    assert address.load(path, SECRET) == TOLD
    raw = path.read_bytes()
    assert b"secret" not in raw
    assert b"db.example" not in raw
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    address.save(path, "postgresql:///other", SECRET)
    assert address.load(path, SECRET) == "postgresql:///other"
    assert [one.name for one in tmp_path.iterdir()] == [address.NAME]


@pytest.mark.parametrize("raw", [b"", b"{", b'{"box": 3}', b'{"box": "AAAA"}', b"\xff"])
def test_a_file_that_is_none_is_told(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "u").write_bytes(raw)
    with pytest.raises(Trouble) as trouble:
        address.load(tmp_path / "u", SECRET)
    assert trouble.value.key == "server.sealed"


@pytest.mark.parametrize("kind", ["postgresql", "postgres", "postgresql+psycopg"])
def test_every_way_to_name_postgresql_is_read(kind: str) -> None:
    url = address.read(TOLD.replace("postgresql", kind))
    assert url.drivername == "postgresql+psycopg"
    assert (url.password, url.port, url.query["sslmode"]) == ("very secret", 5433, "require")


@pytest.mark.parametrize(
    "told", ["", "nonsense", "mysql://a/b", "postgresql://a", "sqlite:///x", "postgresql://a:b/c"]
)
def test_what_is_no_address_is_told_with_how_one_reads(told: str) -> None:
    with pytest.raises(Trouble) as trouble:
        address.read(told)
    assert trouble.value.key == "server.address"


def test_what_a_person_sees_has_no_password() -> None:
    assert "secret" not in address.plain(TOLD)
    assert "db.example:5433/mediation" in address.plain(TOLD)
