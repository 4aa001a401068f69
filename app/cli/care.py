"""backup make, verify, restore; doctor; holidays take, list."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from app.cli.door import password, signed_in
from app.cli.run import Answer
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say

UNREADABLE = {"shelf.unreadable", "keys.unreadable"}


def backup_make(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Write everything into one file and prove it."""
    from app.desk.backup import make_backup

    with signed_in(data, settings, args) as desk:
        done = make_backup(desk, Path(args.folder))
    told = say(
        "backup.made",
        file=done.file,
        cases=done.cases,
        entries=done.entries,
        attachments=done.attachments,
    )
    return Answer([told, say("cli.may_remove")], **asdict(done))


def backup_verify(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Open a backup with the password or recovery code of its room, and read it to the end."""
    from app.desk.backup import verify_backup
    from app.desk.backup_age import minute

    found = verify_backup(data, Path(args.file), password("backup.ask_secret"), args.user)
    return Answer(
        say("backup.verified", file=found.file, room=found.room, at=minute(found.made_at), cases=found.cases,
            entries=found.entries, attachments=found.attachments),
        **asdict(found),
    )  # fmt: skip


def backup_restore(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Make a room of a backup; what stood in the folder goes aside."""
    from app.desk.backup_age import minute
    from app.desk.restore import restore_backup

    done = restore_backup(
        data, Path(args.file), password("backup.ask_secret"), args.user, database=args.database
    )
    lines = [
        say("backup.restored", room=done.room, at=minute(done.made_at), cases=done.cases, folder=str(data.root)),
        say("backup.new_letter", letter=done.letter),
        say("backup.new_log", fingerprint=done.fingerprint),
    ]  # fmt: skip
    if done.database:
        lines.insert(1, say("server.restored", address=done.database))
    if done.aside:
        lines.insert(1, say("backup.aside", folder=done.aside))
    return Answer(lines, **asdict(done))


def doctor(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Say what is well and what is not; exit 1 when anything is not."""
    from app.desk import doctor as doctors

    try:
        with signed_in(data, settings, args) as desk:
            lines = doctors.examine(desk, full=args.full)
    except Trouble as why:
        if why.key not in UNREADABLE and not why.key.startswith("server."):
            raise
        lines = [doctors.unopened(why)]
    ill = [line for line in lines if not line.well]
    told = [
        say("doctor.line_well", what=doctors.name(line.key), told=line.told)
        if line.well
        else say("doctor.line_ill", what=doctors.name(line.key), told=line.told, next=line.next)
        for line in lines
    ]
    told.append(say("doctor.all_well") if not ill else say("doctor.some_ill", count=len(ill)))
    return Answer(told, 1 if ill else 0, well=not ill, lines=[asdict(line) for line in lines])


def holidays_take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Take in the holiday table of a year."""
    from app.desk.calendars import take_holidays

    table = take_holidays(data, Path(args.file))
    told = say("calendars.taken", year=table.year, days=table.days_off, made_up=table.made_up)
    return Answer(told, **asdict(table))


def holidays_publish(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """At a centre: the table of a year for all its rooms."""
    from app.desk.holiday_publishing import publish_file

    with signed_in(data, settings, args) as desk:
        table = publish_file(desk, Path(args.file))
    told = say("calendars.taken", year=table.year, days=table.days_off, made_up=table.made_up)
    return Answer(told + say("calendars.published"), **asdict(table))


def holidays_list(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Which years are known, and from where."""
    from app.desk import holiday_years
    from app.desk.calendars import known_tables

    handed: list[holiday_years.Told] = []
    if data.database.exists():
        with signed_in(data, settings, args) as desk:
            handed = [*desk.look(holiday_years.handed).tables.values()]
    tables = known_tables(data, handed)
    shipped, later, by_centre = (
        "calendars.line_shipped", "calendars.line_later", "calendars.line_handed",
    )  # fmt: skip
    lines = [
        say(by_centre if table.handed else later if table.came_later else shipped,
            year=table.year, days=table.days_off, made_up=table.made_up)
        for table in tables
    ]  # fmt: skip
    return Answer(lines, tables=[asdict(table) for table in tables])
