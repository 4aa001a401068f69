"""Nobody discusses layout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("question", [("check",), ("format", "--check")], ids=["rules", "layout"])
def test_ruff_finds_nothing(question: tuple[str, ...]) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "ruff", *question, "--no-cache", "."],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
