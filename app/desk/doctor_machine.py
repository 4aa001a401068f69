"""体检, the computer: its disk, its clock, its holiday tables, and the copies that were made on it."""

from __future__ import annotations

from app import clock
from app.desk import auto_backup, backup_age, calendars_due, clock_care, copies, holiday_years
from app.desk.desk import Desk
from app.desk.doctor_line import Line, Lines
from app.paths import free_at
from app.trouble import Trouble
from app.words import say

LEAST_FREE = 300 * 2**20  # bytes


def disk_lines(desk: Desk) -> Lines:
    free = free_at(desk.data.root)
    size = desk.data.database.stat().st_size if desk.data.database.exists() else 0
    facts = {"free": f"{free / 2**30:.1f}", "size": f"{size / 2**20:.1f}"}
    if free < max(LEAST_FREE, 3 * size):
        yield Line("disk", False, say("doctor.disk.ill", **facts), say("doctor.disk.next"))
    else:
        yield Line("disk", True, say("doctor.disk.well", **facts))


def clock_lines(desk: Desk) -> Lines:
    """No clock decides anything; but papers bear its day, and visits fall due by it."""
    doubt = clock_care.doubt(desk)
    if doubt:
        yield Line("clock", False, doubt, say("doctor.clock.next"))
    else:
        yield Line("clock", True, say("doctor.clock.well", now=f"{clock.now():%Y-%m-%d %H:%M}"))


def holidays_lines(desk: Desk) -> Lines:
    known, today = desk.calendar(), desk.today()
    years = _span(sorted(known.known_years))
    missing = calendars_due.missing(known, today)
    odd = desk.look(holiday_years.handed).unreadable
    differ = desk.look(holiday_years.differing, desk.data)
    step = say("doctor.holidays.next")
    if known.unreadable:
        files = ", ".join(path.name for path in known.unreadable)
        yield Line("holidays", False, say("doctor.holidays.unreadable", files=files), step)
    elif missing:
        told = say("doctor.holidays.ill", years=years, missing=missing[0])
        yield Line("holidays", False, told, step)
    elif odd or differ:
        key = "doctor.holidays.odd" if odd else "doctor.holidays.differ"
        yield Line("holidays", False, say(key, year=(odd or differ)[0]), step)
    elif today.year + 1 not in known.known_years:
        told = say("doctor.holidays.well_so_far", years=years, following=today.year + 1)
        yield Line("holidays", True, told)
    else:
        yield Line("holidays", True, say("doctor.holidays.well", years=years))


def _span(years: list[int]) -> str:
    """2024–2026, or each by itself where one between is missing."""
    if years and years == [*range(years[0], years[-1] + 1)]:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def backup_lines(desk: Desk) -> Lines:
    last = backup_age.last_backup(desk)
    warning = backup_age.backup_warning(desk, desk.today())
    if warning:
        yield Line("backup", False, warning, say("doctor.backup.next"))
    elif last is None:
        yield Line("backup", True, say("doctor.backup.young"))
    else:
        at = backup_age.minute(last.proved_at)
        yield Line("backup", True, say("doctor.backup.well", file=last.file, at=at))


def copies_lines(desk: Desk) -> Lines:
    """What this computer copied by itself, and why it could not."""
    found, failed = copies.found(desk.data.backups), auto_backup.failure(desk)
    if failed is not None:
        told = auto_backup.failure_words(Trouble(failed.key, **failed.facts))
        yield Line("copies", False, told)
    elif found.unreadable:
        told = say("doctor.copies.ill", names="、".join(found.unreadable))
        yield Line("copies", False, told, say("doctor.copies.next"))
    else:
        yield Line("copies", True, say("doctor.copies.well", count=len(found.standing)))
