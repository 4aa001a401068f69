"""The stories by which the program is known; imported before everything heavy."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def _compile_once() -> None:
    """Every program a test starts would be compiled anew where Python is told to keep nothing beside the sources."""
    if sys.dont_write_bytecode:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        sys.dont_write_bytecode = False
        sys.pycache_prefix = str(Path(__file__).resolve().parents[1] / ".pytest_cache" / "bytecode")
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix


if "pytest" in sys.modules:
    _compile_once()
