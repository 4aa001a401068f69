"""Where things lie when nobody says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import platformdirs
import pytest

from app import paths


@pytest.mark.parametrize("told", [None, "", "  ", "/srv/data"])
def test_the_room_lies_where_the_library_would_put_it(
    monkeypatch: pytest.MonkeyPatch, told: str | None
) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if told is not None:
        monkeypatch.setenv("XDG_DATA_HOME", told)
    theirs = platformdirs.user_data_path("MediationRoom", appauthor=False, roaming=False)
    assert paths.default_data_dir() == theirs


def test_a_drive_that_says_nothing_of_its_size_has_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As some drivers of sticks do; a full one says how large it is."""
    assert 0 < paths.free_at(tmp_path) < 2**60
    silent = shutil.disk_usage(tmp_path)._replace(total=0, used=0, free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: silent)
    assert paths.free_at(tmp_path) > 2**60
    monkeypatch.setattr(shutil, "disk_usage", lambda _: silent._replace(total=2**30))
    assert paths.free_at(tmp_path) == 0
