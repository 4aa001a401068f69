"""The import is killed at any moment: the room opens, and holds the whole import or nothing of it."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.desk import doorstep, questions, room
from app.desk.desk import Desk
from app.desk.ledger.take import imports
from app.desk.ledger.undo import clear_unfinished
from app.paths import DataDir
from app.store import keys
from tests.desk.ledger.test_take import standing
from tests.rooms import PASSWORD, make_room

ROOT = Path(__file__).resolve().parents[3]
ROUNDS = 12


def opened(folder: Path) -> Desk:
    data = DataDir(folder)
    return room.sign_in(data, doorstep.people(data)[0][0], PASSWORD)


def import_and_kill(folder: Path, after: float) -> bool:
    """Start an import, kill it some time after it began; whether it had said that it was done."""
    command = [sys.executable, "-m", "tests.desk.ledger.importing", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begins\n"
        time.sleep(after)
        process.kill()
        return "done" in process.stdout.read()


@pytest.mark.slow
def test_a_killed_import_is_whole_or_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "PASSES", 1)
    monkeypatch.setattr(keys, "MEMORY", 8192)
    desk = make_room(tmp_path / "room")
    before = desk.look(standing)
    desk.close()
    moments = random.Random(7)
    for number in range(ROUNDS):
        folder = tmp_path / f"room{number}"
        shutil.copytree(tmp_path / "room", folder)
        acknowledged = import_and_kill(folder, moments.uniform(0, 2.0))
        desk = opened(folder)
        whole = bool(desk.look(imports))
        assert whole or not acknowledged
        assert clear_unfinished(desk) in ((0,) if whole else (0, 1))
        if whole:
            assert len(desk.look(questions.register, limit=1000)) == 600
        else:
            assert desk.look(standing) == before
        desk.close()
