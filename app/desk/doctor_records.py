"""体检, what is kept: the database, every log, the rows that are their sum, attachments, versions, numbers."""

from __future__ import annotations

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import Session

from app import __version__
from app.desk import attached, common_folder
from app.desk import backup as backups
from app.desk.desk import Desk
from app.desk.doctor_line import Line, Lines
from app.desk.room import own_room
from app.records import Case, Printed
from app.rules import numbering
from app.store import backup, blobs, checks, migrate, refold, search_due, server, vouch
from app.store.attachments import Attachments
from app.store.checks import Report
from app.store.tables import entry
from app.trouble import Trouble
from app.words import say

WHOLE_ENTRIES = 50_000  # more are sampled unless asked for
WHOLE_CASES = 20_000
SAMPLE = 400
LEAST_SERVER = 130000  # PostgreSQL 13
LEAST_SQLITE = (3, 51, 3)  # design.md 2


def file_lines(desk: Desk) -> Lines:
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


def chains_lines(desk: Desk, report: Report) -> Lines:
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


def rows_and_index_lines(desk: Desk, full: bool, report: Report) -> Lines:  # noqa: FBT001
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


def attachments_lines(desk: Desk, report: Report) -> Lines:
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


def versions_lines(desk: Desk) -> Lines:
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


def numbers_lines(desk: Desk) -> Lines:
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
