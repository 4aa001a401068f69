"""A backup file that was cut, changed or made up by somebody is refused before anything is taken from it."""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import pytest

from app.store import backup_file
from app.store.backup_file import DATABASE, KEYS, MANIFEST, Manifest, Part
from app.trouble import Trouble

SCAN = f"attachments/ab/{'ab' * 32}.age"
CONTENT = {DATABASE: b"d" * 3000, KEYS: b"k" * 512, "settings.toml": b"", SCAN: b"s" * 1025}


def manifest(content: dict[str, bytes], **more: Any) -> Manifest:
    told: dict[str, Any] = {
        "format": backup_file.FORMAT, "made_at": "2026-03-02T09:00:00", "program": "0", "schema": "0003",
        "room": "r", "name": "老孟调解室", "log": "l", "cases": 1, "entries": 2, "have": {"l": [(2, "x")]},
        "parts": [Part(n, len(c), hashlib.sha256(c).hexdigest()) for n, c in content.items()],
    }  # fmt: skip
    return Manifest(**{**told, **more})


def written(folder: Path, content: dict[str, bytes] = CONTENT, **more: Any) -> bytes:
    """A container as the program writes it."""
    paths = {}
    for n, (name, told) in enumerate(content.items()):
        paths[name] = folder / str(n)
        paths[name].write_bytes(told)
    out = io.BytesIO()
    done = backup_file.write(out, manifest(content, **more), paths)
    assert (done.size, done.sha256) == (
        len(out.getvalue()),
        hashlib.sha256(out.getvalue()).hexdigest(),
    )
    return out.getvalue()


def crafted(members: list[tuple[str, bytes]], **more: Any) -> bytes:
    """A container as somebody else writes it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for name, told in members:
            info = tarfile.TarInfo(name)
            info.size = len(told)
            for line, value in more.items():
                setattr(info, line, value)
            tar.addfile(info, io.BytesIO(told))
    return out.getvalue()


def read(told: bytes) -> dict[str, bytes]:
    source, taken = io.BytesIO(told), {}
    found = backup_file.read(source)
    backup_file.pour(source, found, lambda part: None)
    for part in found.parts:
        taken[part.name] = part.sha256.encode()
    return taken


def refused(told: bytes) -> str:
    with pytest.raises(Trouble) as trouble:
        read(told)
    assert str(trouble.value)
    return trouble.value.key


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    told, taken = written(tmp_path), tmp_path / "taken"
    taken.mkdir()
    source = io.BytesIO(told)

    def sink(part: Part) -> BinaryIO:
        return (taken / str(list(CONTENT).index(part.name))).open("xb")

    found = backup_file.read(source)
    assert found == manifest(CONTENT)
    assert found.size == sum(map(len, CONTENT.values()))
    seen: list[tuple[int, int]] = []
    backup_file.pour(source, found, sink, lambda *told: seen.append(told))
    assert [path.read_bytes() for path in sorted(taken.iterdir())] == list(CONTENT.values())
    assert seen


def test_any_tar_program_opens_it(tmp_path: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(written(tmp_path))) as tar:
        assert tar.getnames() == [MANIFEST, *CONTENT]
        assert tar.extractfile(SCAN).read() == CONTENT[SCAN]  # type: ignore[union-attr]


def test_a_file_cut_anywhere_is_no_backup(tmp_path: Path) -> None:
    told = written(tmp_path)
    for end in [*range(0, len(told), 311), len(told) - 1, len(told) - 512]:
        assert refused(told[:end]) in {"backup.torn", "backup.not_a_backup"}


def test_a_byte_changed_anywhere_is_noticed_or_means_nothing(tmp_path: Path) -> None:
    told = written(tmp_path)
    same, keys = read(told), set[str]()
    for place in range(0, len(told), 97):
        hurt = bytearray(told)
        hurt[place] ^= 0x20
        try:
            found = read(bytes(hurt))
        except Trouble as why:
            keys.add(why.key)
        else:
            assert found == same
    assert keys <= {"backup.torn", "backup.not_a_backup"}


def test_something_behind_the_end_is_refused(tmp_path: Path) -> None:
    told = written(tmp_path)
    assert read(told + bytes(4096))
    assert refused(told + b"x") == "backup.torn"
    assert refused(told + bytes(backup_file.LONGEST_TAIL)) == "backup.torn"


@pytest.mark.parametrize(
    "name",
    ["../room.db", "/etc/passwd", "attachments/../../x", "room.exe", "holidays/../x.toml",
     "holidays/20277.toml", f"attachments/ab/{'ab' * 32}.age/x", "room.db\n"],
)  # fmt: skip
def test_a_name_that_is_none_of_ours_is_refused(tmp_path: Path, name: str) -> None:
    content = {**CONTENT, name: b"x"}
    members = [(MANIFEST, msgspec.json.encode(manifest(content))), *content.items()]
    assert refused(crafted(members)) == "backup.not_a_backup"


def test_a_manifest_may_not_name_one_file_twice_or_lack_one_that_matters() -> None:
    for parts in (
        [*manifest(CONTENT).parts, manifest(CONTENT).parts[2]], manifest({KEYS: b"k"}).parts,
        manifest({DATABASE: b"d"}).parts, [],
    ):  # fmt: skip
        told = msgspec.json.encode(manifest(CONTENT, parts=parts))
        assert refused(crafted([(MANIFEST, told)])) == "backup.not_a_backup"


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE]
)
def test_links_and_devices_are_refused(kind: bytes) -> None:
    told = msgspec.json.encode(manifest(CONTENT))
    whole = crafted([(MANIFEST, told)])
    links = crafted([(DATABASE, b"")], type=kind, linkname="/etc/passwd")
    end = 512 + len(told) + -len(told) % 512
    assert refused(whole[:end] + links) == "backup.not_a_backup"


def test_files_in_another_order_or_size_are_refused() -> None:
    told = msgspec.json.encode(manifest(CONTENT))
    mixed = [*reversed(CONTENT.items())]
    assert refused(crafted([(MANIFEST, told), *mixed])) == "backup.torn"
    longer = [(n, c + b"x" if n == DATABASE else c) for n, c in CONTENT.items()]
    assert refused(crafted([(MANIFEST, told), *longer])) == "backup.torn"


def test_a_file_that_is_something_else_is_refused(tmp_path: Path) -> None:
    for told in (b"", b"PK\3\4" + bytes(600), bytes(2048), b"\xff" * 2048, crafted([("x", b"y")])):
        assert refused(told) in {"backup.torn", "backup.not_a_backup"}
    for manifest_ in (b"{", b"[]", b'{"format": 1}', b"\xff", b"[" * 5000):
        assert refused(crafted([(MANIFEST, manifest_)])) == "backup.not_a_backup"


def test_a_manifest_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup_file, "LONGEST_MANIFEST", 100)
    assert refused(crafted([(MANIFEST, b" " * 101)])) == "backup.not_a_backup"


def test_a_backup_of_a_newer_program_says_so() -> None:
    told = crafted([(MANIFEST, b'{"format": "zjb-backup/2", "else": 1}')])
    assert refused(told) == "backup.newer"


def test_a_file_that_is_not_there_has_its_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "none.zjbk", tmp_path):
        with pytest.raises(Trouble) as trouble, backup_file.opened(path):
            pass
        assert trouble.value.key == "backup.absent"


@pytest.mark.parametrize(
    ("errno_", "key"), [(28, "backup.full"), (30, "backup.read_only"), (5, "backup.gone")]
)
def test_the_medium_s_own_faults_have_their_sentences(
    tmp_path: Path, errno_: int, key: str
) -> None:
    with pytest.raises(Trouble) as trouble, backup_file.told_of(tmp_path):
        raise OSError(errno_, "told")
    assert trouble.value.key == key
    assert tmp_path.name in str(trouble.value)
