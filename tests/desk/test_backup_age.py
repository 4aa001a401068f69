"""The first screen asks how old the last backup is, and loads nothing of the exchange for it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

from app.desk import backup_age
from app.desk.backup_age import Backup
from app.desk.desk import Desk

ROOT = Path(__file__).resolve().parents[2]


def test_what_was_noted_is_the_last_backup(desk: Desk) -> None:
    for day in ("2026-03-01", "2026-03-09"):
        done = Backup("x.zjbk", f"{day}T08:10:00", f"{day}T08:11:00", 1, "ab", 2, 3, 4)
        backup_age.note(desk, done)
        assert backup_age.last_backup(desk) == done
    assert backup_age.backup_warning(desk, dt.date(2026, 3, 16)) is None
    assert backup_age.backup_warning(desk, dt.date(2026, 3, 17)) is not None


def test_a_clock_that_went_back_warns_of_nothing(desk: Desk) -> None:
    backup_age.note(desk, Backup("x", "2026-03-09T08:10:00", "", 1, "", 2, 3, 4))
    assert backup_age.backup_warning(desk, dt.date(2020, 1, 1)) is None


def test_a_clock_that_went_back_hides_no_changes(desk: Desk) -> None:
    entries = desk.look(backup_age.backup.newest)
    since = entries - backup_age.WARN_CHANGES
    backup_age.note(desk, Backup("x", "2026-03-09T08:10:00", "", 1, "", 2, since, 4))
    day = dt.date(1970, 1, 1)
    assert backup_age.backup_warning(desk, day) is None
    assert backup_age.sign(desk, day) == ""
    backup_age.note(desk, Backup("x", "2026-03-09T08:10:00", "", 1, "", 2, since - 1, 4))
    assert "又记了 1001 条" in str(backup_age.backup_warning(desk, day))
    assert backup_age.sign(desk, day) == "1001 条没有备份"
    assert backup_age.sign(desk, dt.date(2026, 3, 19)) == "10 天没有备份"


def test_asking_loads_nothing_heavy() -> None:
    asked = (
        "import sys, app.desk.backup_age; "
        "print([m for m in sys.modules if m.startswith(('app.sync', 'pyrage', 'tarfile'))])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert ran.stdout.strip() == "[]"
