"""The plan of the house: arrows point down only (pyproject.toml, `tool.importlinter`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_LOOK = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
)


def test_arrows_point_down_only() -> None:
    # in a program of its own: the linter silences every logger of the one it runs in
    looked = subprocess.run(
        [sys.executable, "-c", _LOOK], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert looked.returncode == 0, looked.stdout + looked.stderr
    assert "0 broken" in looked.stdout
