"""The everyday slice of the kills; the long run is `python -m tests.crash.run --rounds 300`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.run import DEEDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the kills are proved where a system can fork")
def test_a_killed_deed_leaves_nothing_half_done() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.crash.run", "--rounds", "2"],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert [line.split(",")[0] for line in ran.stdout.splitlines()] == [
        f"{deed}: 2 rounds" for deed in DEEDS
    ]
