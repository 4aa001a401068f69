"""An automatic copy in a process of its own: typing never waits for it, and it outlives the window.

The question comes as one JSON line on the standard input, so that the key of the file stands in no list of
processes; the answer goes out as one JSON line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from app import paths
from app.desk import auto_backup, lodging
from app.desk.desk import Desk
from app.paths import DataDir
from app.store import backup
from app.store.shelf import Shelf
from app.trouble import Trouble

MODULE = "app.desk.copying"
STOPPED = "backup.copy_stopped"


@dataclass(frozen=True)
class Outcome:
    """How a copy ended: the file, or the key of what went wrong."""

    file: str = ""
    trouble: str = ""
    facts: dict[str, str] | None = None

    def sentence(self) -> str:
        """What a person is told; empty where all is well."""
        return auto_backup.failure_words(self.fault()) if self.trouble else ""

    def fault(self) -> Trouble:
        return Trouble(self.trouble, **(self.facts or {}))


def begin(desk: Desk) -> subprocess.Popen[bytes]:
    """Start copying the room that is open; the desk may be closed at once."""
    command, folder = paths.own_process(MODULE)
    question = {
        "root": str(desk.data.root.resolve()),
        "secret": backup.secret_of(desk.shelf.engine).hex(),
        "user": desk.user,
    }
    process = subprocess.Popen(  # noqa: S603  the command is this very program
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, creationflags=_quiet_flags(), start_new_session=True,
    )  # fmt: skip
    assert process.stdin is not None
    with process.stdin as line:
        line.write(json.dumps(question).encode() + b"\n")
    return process


def ended(process: subprocess.Popen[bytes]) -> Outcome | None:
    """How it ended; `None` while it is at work."""
    if process.poll() is None:
        return None
    assert process.stdout is not None
    with process.stdout as line:
        told = line.read()
    try:
        return Outcome(**json.loads(told))
    except (ValueError, TypeError):  # it was stopped before it could answer
        return Outcome(trouble=STOPPED)


def main() -> int:
    """The life of the process."""
    if hasattr(os, "nice"):
        os.nice(10)
    told = json.loads(sys.stdin.readline())
    data = DataDir(Path(told["root"]))
    answer = _copied(data, bytes.fromhex(told["secret"]), told["user"])
    try:
        sys.stdout.write(json.dumps(asdict(answer)) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:  # the window was closed; the next one reads the note in the file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if answer.trouble else 0


def _copied(data: DataDir, secret: bytes, user: str) -> Outcome:
    try:
        desk = Desk(Shelf.open(lodging.place(data, secret), secret), data, user)
    except Trouble as why:
        return _failed(why)
    try:
        return Outcome(file=auto_backup.keep(desk).made.file)
    except Trouble as why:
        try:
            auto_backup.note_failure(desk, why)
        except Trouble as worse:  # the disk holds not even the note
            return _failed(worse)
        return _failed(why)
    finally:
        desk.close()


def _failed(why: Trouble) -> Outcome:
    return Outcome(trouble=why.key, facts={name: str(fact) for name, fact in why.facts.items()})


def _quiet_flags() -> int:
    """On Windows: no console window, and behind whatever a person does."""
    return getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
        subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
    )


if __name__ == "__main__":
    sys.exit(main())
