"""A small TOML file from outside is read whole or refused with its sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.desk import toml_file
from app.desk.toml_file import LARGEST, Refusals
from app.trouble import Trouble

SAID = Refusals("calendars.absent", "calendars.not_a_table")


def refused(path: Path) -> str:
    with pytest.raises(Trouble) as told:
        toml_file.text_of(path, SAID)
    return told.value.key


def test_a_file_with_a_mark_at_its_beginning_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xef\xbb\xbfyear = 2026\r\n")
    assert toml_file.table_of(file.name, toml_file.text_of(file, SAID), SAID) == {"year": 2026}


def test_what_is_too_large_no_text_or_no_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    assert refused(file) == refused(tmp_path) == SAID.absent
    file.write_bytes(b"#" * (LARGEST + 1))
    assert refused(file) == SAID.wrong
    file.write_bytes(b"\xff\xfe")
    assert refused(file) == SAID.wrong
    with pytest.raises(Trouble):
        toml_file.table_of("a", "a = [" * 9000, SAID)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe as a file is of Unix")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == SAID.absent
