"""What is costly to make is made once in a run, and each test takes a copy."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import clock

_filled: dict[tuple[str, str], tuple[Path, Any]] = {}


def once(what: str, fill: Callable[[Path], Any]) -> tuple[Path, Any]:
    """A folder that `fill` filled, and its answer; of the hour the clock shows, so that nothing is of tomorrow."""
    key = what, f"{clock.now():%Y-%m-%d %H}"
    if key not in _filled:
        folder = Path(tempfile.mkdtemp(prefix="once-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _filled[key] = folder, fill(folder)
    return _filled[key]
