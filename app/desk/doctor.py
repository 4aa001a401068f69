"""体检: what is well and what is not, each with a sentence, and a next step where one is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app import __version__, clock
from app.desk import (
    attached,
    auto_backup,
    backup_age,
    calendars_due,
    clock_care,
    common_folder,
    copies,
    doctor_figures,
    holiday_years,
    set_aside,
)
from app.desk import backup as backups
from app.desk.desk import Desk
from app.desk.road_check import road_lines
from app.desk.room import own_room
from app.paths import free_at
from app.records import Case, Printed
from app.rules import numbering
from app.store import (
    backup,
    blobs,
    chain,
    checks,
    journal,
    migrate,
    refold,
    search_due,
    server,
    vouch,
)
from app.store.attachments import Attachments
from app.store.checks import Report, nobody
from app.store.tables import entry
from app.trouble import Trouble
from app.words import say

WHOLE_ENTRIES = 50_000  # more are sampled unless asked for
WHOLE_CASES = 20_000
SAMPLE = 400
LEAST_FREE = 300 * 2**20  # bytes
LEAST_SERVER = 130000  # PostgreSQL 13
LEAST_SQLITE = (3, 51, 3)  # design.md 2
LINES = (
    "file", "own_log", "all_logs", "rows", "index", "figures", "attachments", "disk", "clock", "holidays", "versions",
    "backup", "copies", "waiting", "aside", "numbers", "roads", "alarms",
)  # fmt: skip
"""What is looked at; words: doctor.<key>."""


@dataclass(frozen=True)
class Line:
    """One thing looked at."""

    key: str
    well: bool
    told: str
    next: str = ""  # what to do; empty where it is well


Lines = Iterator[Line]


def examine(desk: Desk, *, full: bool = False, report: Report = nobody) -> list[Line]:
    """Look at everything. `full`: also in a large room nothing is only sampled."""
    looks: tuple[tuple[str, Callable[[], Lines]], ...] = (
        ("file", lambda: _file(desk)),
        ("all_logs", lambda: _chains(desk, report)),
        ("rows", lambda: _rows_and_index(desk, full, report)),
        ("figures", lambda: iter([Line(*doctor_figures.look(desk, full=full))])),
        ("attachments", lambda: _attachments(desk, report)),
        ("disk", lambda: _disk(desk)),
        ("clock", lambda: _clock(desk)),
        ("holidays", lambda: _holidays(desk)),
        ("versions", lambda: _versions(desk)),
        ("backup", lambda: _backup(desk)),
        ("copies", lambda: _copies(desk)),
        ("waiting", lambda: _waiting(desk)),
        ("aside", lambda: _aside(desk)),
        ("numbers", lambda: _numbers(desk)),
        ("roads", lambda: (Line(*told) for told in road_lines(desk))),
    )
    bare = desk.shelf.engine.dialect.loaded_dbapi.Error  # what is asked past SQLAlchemy
    found: list[Line] = []
    for key, look in looks:
        try:
            found += look()
        except (DBAPIError, bare, chain.Fault):
            found.append(damaged(key))
        except Trouble as why:  # no room for a scratch copy, say
            found.append(Line(key, False, str(why)))
    return found


def damaged(key: str = "file") -> Line:
    """The file cannot even be read."""
    return Line(key, False, say("doctor.unreadable", what=name(key)), say("doctor.file.next"))


def unopened(why: Trouble) -> Line:
    """It was not even opened; a server that is away says itself what to do."""
    return Line("file", False, str(why)) if why.key.startswith("server.") else damaged()


def name(key: str) -> str:
    """What a line is about."""
    return say(f"doctor.{key}")


def _file(desk: Desk) -> Lines:
    with desk.shelf.reading() as db:
        link = db.connection()
        found = server.found(link) if server.is_server(link) else None
        wrong = checks.pages(link) if found is None else []
    if found is not None:
        yield _server(found)
        return
    if wrong:
        yield Line("file", False, say("doctor.file.ill", count=len(wrong)), say("doctor.file.next"))
    else:
        yield Line("file", True, say("doctor.file.well"))


def _server(found: server.Found) -> Line:
    """A large centre's database: it must keep what it said it has kept."""
    if found.careless:
        told = say("doctor.server.ill", settings=", ".join(found.careless))
        return Line("file", False, told, say("doctor.server.next"))
    facts = {"size": f"{found.size / 2**20:.1f}", "desks": found.desks}
    return Line("file", True, say("doctor.server.well", address=found.address, **facts))


def _chains(desk: Desk, report: Report) -> Lines:
    with desk.shelf.reading() as db:
        link = db.connection()
        total = link.scalar(select(func.count()).select_from(entry)) or 0
        mine = {desk.shelf.log, *vouch.former(link, desk.shelf.log)}
        told = checks.chains(link, total, report)
    own = [fault for fault in told.faults if fault[0] in mine]
    yield _log_line("own_log", own, say("doctor.own_log.well"))
    well = say("doctor.all_logs.well", entries=told.entries, logs=told.logs)
    yield _log_line("all_logs", told.faults, well)


def _log_line(key: str, faults: list[tuple[str, int, str]], well: str) -> Line:
    if not faults:
        return Line(key, True, well)
    _, seq, reason = faults[0]
    told = say("doctor.log.ill", count=len(faults), seq=seq, reason=reason)
    return Line(key, False, told, say("doctor.log.next"))


def _rows_and_index(desk: Desk, full: bool, report: Report) -> Lines:  # noqa: FBT001
    with desk.shelf.reading() as db:
        link = db.connection()
        entries = db.scalar(select(func.count()).select_from(entry)) or 0
        cases = db.scalar(select(func.count()).select_from(Case).where(Case.void.is_(None))) or 0
        if not full and (entries > WHOLE_ENTRIES or cases > WHOLE_CASES):
            yield from _sampled(link, report)
            return
    with (
        backups.scratch(desk.data) as place,
        backup.copied(desk.shelf.engine, place / "room.db") as copy,
    ):
        due = desk.look(lambda db: search_due.count(db.connection()))
        missed = refold.index_whole(copy)
        differ = sum(refold.rows_whole(copy).values())
    yield _rows_line(differ, say("doctor.rows.whole", entries=entries))
    yield _index_line(missed, say("doctor.index.whole", cases=cases), due)


def _sampled(link: Connection, report: Report) -> Lines:
    looked, differ = refold.rows_sampled(link, SAMPLE, report)
    yield _rows_line(differ, say("doctor.rows.sampled", rows=looked))
    looked, missed = refold.index_sampled(link, SAMPLE)
    yield _index_line(missed, say("doctor.index.sampled", cases=looked), search_due.count(link))


def _rows_line(differ: int, well: str) -> Line:
    if not differ:
        return Line("rows", True, well)
    return Line("rows", False, say("doctor.rows.ill", count=differ), say("doctor.rows.next"))


def _index_line(missed: int, well: str, due: int) -> Line:
    if missed:
        return Line("index", False, say("doctor.index.ill", count=missed), say("doctor.index.next"))
    told = f"{well} {say('doctor.index.due', count=due)}" if due else well
    return Line("index", True, told)


def _attachments(desk: Desk, report: Report) -> Lines:
    """Papers printed on this computer, and attachments that came; what is hurt is asked for elsewhere."""
    elsewhere = common_folder.fault(desk)
    if elsewhere is not None:  # nothing is hurt: it lies where this computer does not look
        yield Line("attachments", False, str(elsewhere), say("folder.next"))
        return
    wanted = sorted({*desk.look(_printed_here, desk), *desk.look(blobs.wholes)})
    kept = Attachments(desk.data.attachments, desk.shelf.identity)
    lost: list[str] = []
    for done, sha256 in enumerate(wanted, 1):
        report(done, len(wanted))
        try:
            kept.check(sha256)
        except Trouble:
            lost.append(sha256)
    if lost:
        attached.ask_again(desk, lost)
        told = say("doctor.attachments.ill", count=len(lost), of=len(wanted))
        yield Line("attachments", False, told, say("doctor.attachments.next"))
    else:
        yield Line("attachments", True, say("doctor.attachments.well", count=len(wanted)))


def _printed_here(db: Session, desk: Desk) -> list[str]:
    mine = {desk.shelf.log, *vouch.former(db, desk.shelf.log)}
    rows = db.execute(select(Printed).where(Printed.sha256.is_not(None))).scalars()
    versions = {one.sha256 or "": one.v.get("sha256") or one.v.get("*", "") for one in rows}
    here = set(db.scalars(select(entry.c.id).where(entry.c.log.in_(sorted(mine)))))
    return sorted(sha256 for sha256, version in versions.items() if version in here)


def _disk(desk: Desk) -> Lines:
    free = free_at(desk.data.root)
    size = desk.data.database.stat().st_size if desk.data.database.exists() else 0
    facts = {"free": f"{free / 2**30:.1f}", "size": f"{size / 2**20:.1f}"}
    if free < max(LEAST_FREE, 3 * size):
        yield Line("disk", False, say("doctor.disk.ill", **facts), say("doctor.disk.next"))
    else:
        yield Line("disk", True, say("doctor.disk.well", **facts))


def _clock(desk: Desk) -> Lines:
    """No clock decides anything; but papers bear its day, and visits fall due by it."""
    doubt = clock_care.doubt(desk)
    if doubt:
        yield Line("clock", False, doubt, say("doctor.clock.next"))
    else:
        yield Line("clock", True, say("doctor.clock.well", now=f"{clock.now():%Y-%m-%d %H:%M}"))


def _holidays(desk: Desk) -> Lines:
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


def _versions(desk: Desk) -> Lines:
    with desk.shelf.reading() as db:
        link = db.connection()
        schema = link.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        facts = {"program": __version__, "schema": schema, "of": migrate.HEAD}
        if server.is_server(link):
            yield _server_version(server.found(link), facts)
            return
        facts["cipher"] = link.exec_driver_sql("PRAGMA cipher_version").scalar_one()
        sqlite = link.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    facts["sqlite"] = sqlite
    if tuple(map(int, sqlite.split("."))) < LEAST_SQLITE:
        told = say("doctor.versions.ill", **facts)
        yield Line("versions", False, told, say("doctor.versions.next"))
    else:
        yield Line("versions", True, say("doctor.versions.well", **facts))


def _server_version(found: server.Found, facts: dict[str, str]) -> Line:
    facts = {**facts, "server": found.version}
    if found.version_number < LEAST_SERVER:
        told = say("doctor.versions.server_ill", **facts)
        return Line("versions", False, told, say("doctor.versions.server_next"))
    return Line("versions", True, say("doctor.versions.server", **facts))


def _backup(desk: Desk) -> Lines:
    last = backup_age.last_backup(desk)
    warning = backup_age.backup_warning(desk, desk.today())
    if warning:
        yield Line("backup", False, warning, say("doctor.backup.next"))
    elif last is None:
        yield Line("backup", True, say("doctor.backup.young"))
    else:
        at = backup_age.minute(last.proved_at)
        yield Line("backup", True, say("doctor.backup.well", file=last.file, at=at))


def _copies(desk: Desk) -> Lines:
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


def _waiting(desk: Desk) -> Lines:
    count = desk.look(journal.waiting)
    if count:
        yield Line(
            "waiting", False, say("doctor.waiting.ill", count=count), say("doctor.waiting.next")
        )
    else:
        yield Line("waiting", True, say("doctor.waiting.well"))


def _aside(desk: Desk) -> Lines:
    """What could not be applied is kept with its reason."""
    groups = set_aside.groups(desk)
    odd = sum(one.count for one in groups if one.reason != set_aside.CLOSED)
    if odd:
        told = say("doctor.aside.ill", count=odd)
        yield Line("aside", False, told, say("doctor.aside.next"))
    elif groups:  # as it should be: the centre closed that computer
        count = sum(one.count for one in groups)
        yield Line("aside", True, say("doctor.aside.closed", count=count))
    else:
        yield Line("aside", True, say("doctor.aside.well"))


def _numbers(desk: Desk) -> Lines:
    """Two computers restored from one backup gave out the same numbers until they met again."""
    twice = desk.look(_given_twice, desk.shelf.log)
    if twice:
        told = say("doctor.numbers.ill", count=len(twice), number=twice[0])
        yield Line("numbers", False, told, say("doctor.numbers.next"))
    else:
        yield Line("numbers", True, say("doctor.numbers.well"))


def _given_twice(db: Session, log: str) -> list[str]:
    """Numbers with a letter; those of an old ledger are as they were typed."""
    pattern = own_room(db, log).number_pattern or numbering.TRADITIONAL
    asked = select(Case.file_no).where(Case.void.is_(None), Case.file_no.is_not(None))
    twice = db.scalars(asked.group_by(Case.file_no).having(func.count() > 1))
    read = ((told or "", numbering.parse(pattern, told or "")) for told in twice)
    return sorted(told for told, number in read if number is not None and number.series)
