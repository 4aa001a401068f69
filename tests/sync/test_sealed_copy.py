"""A sealed copy tells a finder nothing, opens to its owner, and shows every damage."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from nacl.utils import random

from app.store import keys
from app.sync import seal, sealed_copy
from app.sync.sealed_copy import Inside
from app.trouble import Trouble

SECRET = bytes(range(48))
TOLD = b"what stands in the container: " + "王玉珍".encode() * 50_000


def wraps() -> list[keys.Wrap]:
    code = keys.plain_recovery(CODE)
    return [
        keys.wrap(SECRET, "mediator-1", "孟广田", "向阳花-2026"),
        keys.wrap(SECRET, "mediator-2", "苗秀兰", "石榴-2026"),
        keys.wrap(SECRET, "", "", code),
    ]


CODE = keys.new_recovery_code()


def inside() -> Inside:
    from hashlib import sha256

    digest = sha256(TOLD).hexdigest()
    return Inside(seal.fresh_identity(), "log", "2026-03-02", 7, {"log": [(7, "x")]}, len(TOLD), digest)  # fmt: skip


def a_copy(tmp_path: Path) -> bytes:
    told, out = inside(), io.BytesIO()
    (tmp_path / "container").write_bytes(TOLD)
    top = sealed_copy.top_of(SECRET, wraps(), told)
    sealed_copy.pour(top, told.identity, tmp_path / "container", out)
    return out.getvalue()


def opened(told: bytes, secret: bytes = SECRET) -> bytes:
    source, out = io.BytesIO(told), io.BytesIO()
    assert sealed_copy.is_sealed(source)
    found = sealed_copy.inside(sealed_copy.read_top(source), secret)
    assert found is not None
    sealed_copy.unseal(source, found, out)
    return out.getvalue()


def test_the_room_opens_what_it_sealed(tmp_path: Path) -> None:
    assert opened(a_copy(tmp_path)) == TOLD


@pytest.mark.parametrize(
    "told",
    ["向阳花-2026", "石榴-2026", CODE, CODE.lower()],
    ids=["one", "another", "code", "code_by_hand"],
)
def test_every_password_and_the_recovery_sheet_open_it(tmp_path: Path, told: str) -> None:
    top = sealed_copy.read_top(io.BytesIO(a_copy(tmp_path)))
    assert sealed_copy.secret_for(top, told) == SECRET


def test_another_password_opens_nothing(tmp_path: Path) -> None:
    top = sealed_copy.read_top(io.BytesIO(a_copy(tmp_path)))
    assert sealed_copy.secret_for(top, "葡萄-2026") is None
    assert sealed_copy.inside(top, random(48)) is None


def test_a_finder_reads_no_name_no_number_and_no_content(tmp_path: Path) -> None:
    told = a_copy(tmp_path)
    for word in ("孟广田", "苗秀兰", "王玉珍", "mediator-1", "2026-03-02"):
        assert word.encode() not in told


def test_every_damage_shows(tmp_path: Path) -> None:
    told = a_copy(tmp_path)
    step = len(told) // 300
    for place in range(len(sealed_copy.MAGIC), len(told), step):
        flipped = told[:place] + bytes([told[place] ^ 1]) + told[place + 1 :]
        for damaged in (told[:place], flipped):
            assert read(damaged) in {"another's", "backup.torn", "backup.not_a_backup"}


def read(damaged: bytes) -> str:
    """What becomes of a damaged copy."""
    source = io.BytesIO(damaged)
    try:
        found = sealed_copy.inside(sealed_copy.read_top(source), SECRET)
        if found is None:
            return "another's"
        sealed_copy.unseal(source, found)
    except Trouble as why:
        return why.key
    return "taken for whole"


def test_a_file_that_only_begins_like_one_is_refused() -> None:
    for tail in (b"", b"\xff\xff\xff\xff", b"\x00\x00\x00\x05[1,2]", b"\x00\x00\x00\x02{}"):
        with pytest.raises(Trouble):
            sealed_copy.read_top(io.BytesIO(sealed_copy.MAGIC + tail))
    assert not sealed_copy.is_sealed(io.BytesIO(b"age-encryption.org/v1\n"))
