"""Files beside the database are encrypted, named by their hash and never change."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyrage
import pytest

from app.store.attachments import Attachments, kind_of
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


def test_the_content_tells_its_kind_not_the_name(kept: Attachments) -> None:
    assert kind_of(PDF) == "application/pdf"
    with pytest.raises(Trouble) as trouble:
        kept.put(b"MZ executable")
    assert trouble.value.key == "attachment.kind"
