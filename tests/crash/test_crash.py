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
@pytest.mark.parametrize("deed", DEEDS)
def test_a_killed_deed_leaves_nothing_half_done(deed: str) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("this system has no fork; the kills are proved on the others")
    ran = subprocess.run(
        [sys.executable, "-m", "tests.crash.run", "--rounds", "6", "--only", deed],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "6 rounds" in ran.stdout
