"""Files beside the database are encrypted, named by their hash and never change."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from app.store import attachments
from app.store.attachments import Attachments, room_for
from app.trouble import Trouble

PDF = b"%PDF-1.4 " + "协议书".encode()


@pytest.fixture
def kept(tmp_path: Path) -> Attachments:
    return Attachments(tmp_path, str(pyrage.x25519.Identity.generate()))


def test_what_was_put_comes_back(kept: Attachments) -> None:
    sha256 = kept.put(PDF)
    assert sha256 == hashlib.sha256(PDF).hexdigest()
    assert kept.get(sha256) == PDF
    assert kept.put(PDF) == sha256


def test_the_disk_holds_no_readable_byte(kept: Attachments, tmp_path: Path) -> None:
    kept.put(PDF)
    (stored,) = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert "协议书".encode() not in stored.read_bytes()


def test_damage_is_told(kept: Attachments, tmp_path: Path) -> None:
    sha256 = kept.put(PDF)
    (stored,) = [p for p in tmp_path.rglob("*") if p.is_file()]
    raw = bytearray(stored.read_bytes())
    raw[-1] ^= 1
    stored.write_bytes(raw)
    with pytest.raises(Trouble) as trouble:
        kept.get(sha256)
    assert trouble.value.key == "attachment.damaged"


def test_content_under_a_foreign_name_is_damage(kept: Attachments, tmp_path: Path) -> None:
    first, second = kept.put(PDF), kept.put(PDF + b"2")
    (tmp_path / second[:2] / f"{second}.age").replace(tmp_path / first[:2] / f"{first}.age")
    with pytest.raises(Trouble) as trouble:
        kept.get(first)
    assert trouble.value.key == "attachment.damaged"


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 64])
def test_a_name_that_is_no_hash_of_ours_is_absent(kept: Attachments, name: str) -> None:
    with pytest.raises(Trouble) as trouble:
        kept.get(name)
    assert trouble.value.key == "attachment.absent"


def key_of(*told: object) -> str:
    act, *rest = told
    with pytest.raises(Trouble) as trouble:
        act(*rest)  # type: ignore[operator]
    return trouble.value.key


def test_the_content_tells_its_kind_not_the_name(kept: Attachments) -> None:
    assert kept.put_stream(io.BytesIO(PDF)).type == "application/pdf"
    assert key_of(kept.put, b"MZ executable") == "attachment.kind"
    assert key_of(kept.put, b"MZ" + bytes(5_000_000)) == "attachment.kind"
    assert list(kept.root.glob("*.part")) == []


def test_what_is_larger_than_its_kind_may_be_is_told(
    kept: Attachments, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = b"\xff\xd8\xff\xe0" + bytes(64 * 1024 * 1024)
    assert key_of(kept.put, picture) == "attachment.too_large"
    monkeypatch.setattr(attachments, "LARGEST", 1000)
    assert key_of(kept.put, PDF + bytes(1000)) == "attachment.too_large"
    assert [p for p in kept.root.rglob("*") if p.is_file()] == []


def test_a_large_file_is_never_whole_in_memory(kept: Attachments) -> None:
    def parts() -> Iterator[bytes]:
        yield PDF
        for n in range(96):
            yield bytes([n]) * attachments.BLOCK

    tracemalloc.start()
    told = kept.put_parts(parts())
    kept.check(told.sha256)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept.size(told.sha256) == told.size == len(PDF) + 96 * attachments.BLOCK
    assert peak < 8 * attachments.BLOCK


@pytest.mark.parametrize("span", [(0, 5), (3, 70_000), (65_530, 65_540), (199_990, 200_010)])
def test_any_stretch_can_be_read_alone(kept: Attachments, span: tuple[int, int]) -> None:
    content = PDF + bytes(range(256)) * 800
    sha256, out = kept.put(content), io.BytesIO()
    kept.stretch_to(sha256, out, *span)
    assert out.getvalue() == content[slice(*span)]


def test_only_the_content_that_was_meant_is_kept(kept: Attachments) -> None:
    assert key_of(kept.put_parts, [PDF], "0" * 64) == "attachment.other_content"
    assert [p for p in kept.root.rglob("*") if p.is_file()] == []


def test_a_full_disk_has_its_sentence(kept: Attachments, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    assert key_of(kept.put, PDF) == "attachment.no_room"
    monkeypatch.undo()
    assert [p for p in kept.root.rglob("*") if p.is_file()] == []
    assert room_for(kept.root / "none" / "yet", 1)
    assert not room_for(kept.root, 2**60)


def test_what_a_power_cut_left_is_swept_and_what_is_lost_can_come_again(kept: Attachments) -> None:
    sha256 = kept.put(PDF)
    old, young = kept.root / "a.part", kept.root / "b.part"
    old.write_bytes(b"x")
    young.write_bytes(b"x")
    os.utime(old, (1, 1))
    kept.sweep()
    assert (old.exists(), young.exists()) == (False, True)
    kept.set_aside(sha256)
    kept.set_aside(sha256)
    assert not kept.has(sha256)
    assert kept.put(PDF) == sha256
