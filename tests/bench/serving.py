"""A centre that answers in a process of its own, as `centre serve` starts it, and how much memory it takes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.rooms import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"


@dataclass
class Serving:
    """Where it answers, and which process it is."""

    port: int
    pid: int

    def idle(self) -> int:
        """Bytes it holds now; its highest mark begins here."""
        return idle(self.pid)

    def most(self) -> int:
        """Bytes it held at most since."""
        return _told(self.pid, "VmHWM")


@contextmanager
def serving(folder: Path) -> Iterator[Serving]:
    """`centre serve` on a free port of this computer, until the block ends."""
    command = [sys.executable, "-m", "app", "--data", str(folder), "centre", "serve",
               "--host", HOST, "--port", "0", "--name", HOST]  # fmt: skip
    with (folder / "told").open("w+", encoding="utf-8") as told:
        process = subprocess.Popen(command, cwd=ROOT, env=_surroundings(), stdout=told, stderr=told)
        try:
            yield Serving(_port(process, folder / "told"), process.pid)
        finally:
            process.terminate()
            process.wait()


def _port(process: subprocess.Popen[bytes], told: Path) -> int:
    while True:
        found = re.search(rf"https://{HOST}:(\d+)", told.read_text(encoding="utf-8"))
        if found:
            return int(found[1])
        assert process.poll() is None, told.read_text(encoding="utf-8")


def idle(pid: int | None = None) -> int:
    """Bytes a process holds now (None: this one); its highest mark begins here."""
    place = Path("/proc") / str(pid or "self")
    (place / "clear_refs").write_text("5", encoding="ascii")
    return _told(pid, "VmRSS")


def most(pid: int | None = None) -> int:
    """Bytes it held at most since."""
    return _told(pid, "VmHWM")


def _told(pid: int | None, name: str) -> int:
    lines = (Path("/proc") / str(pid or "self") / "status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in lines.splitlines() if line.startswith(name)) * 1024


def _surroundings() -> dict[str, str]:
    return {**os.environ, "MEDIATION_ROOM_PASSWORD": PASSWORD, "NO_PROXY": "*", "LC_ALL": "C.UTF-8"}
