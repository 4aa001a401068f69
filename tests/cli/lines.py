"""A room at the command line: what a person types there, and what comes back."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from app.main import main
from app.paths import DataDir


class Line:
    """A room's folder at the command line."""

    def __init__(self, folder: Path) -> None:
        self.data = DataDir(folder)

    def run(self, *told: str) -> tuple[int, str]:
        out = io.StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            status = main(["--data", str(self.data.root), *told])
        return status, out.getvalue()

    def ask(self, *told: str) -> tuple[int, Any]:
        status, out = self.run("--json", *told)
        return status, json.loads(out)
