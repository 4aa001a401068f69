"""One type checker, strict, over everything that runs on a room's computer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("what", [("-p", "app"), ("installer",)], ids=["app", "installer"])
def test_every_type_holds(what: tuple[str, ...]) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "mypy", *what],
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": str(ROOT / "installer")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
