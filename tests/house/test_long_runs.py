"""The commands of the long runs refuse a name nobody knows with a sentence, and run nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("told", "known"),
    [
        (["tests.bench", "nonsense"], "refuse"),
        (["tests.simulation", "--mutants", "--only", "nonsense"], "there are:"),
    ],
)
def test_an_unknown_name_is_refused_with_the_known_ones(told: list[str], known: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *told], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "nonsense" in done.stderr
    assert known in done.stderr
    assert "Traceback" not in done.stderr
