"""Where things lie when nobody says so."""

from __future__ import annotations

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
