"""报送: a report handed in stands as it was; what came late or was edited since is shown and sent as 更正."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.codes import table as data
from app.desk import all_rooms, grid, practice, report_book, report_count, report_tables
from app.desk.edit import get
from app.desk.report_book import Made, Wanted
from app.desk.report_told import all_warnings
from app.desk.room import own_room
from app.records import Case, Room, Submission, Workstation
from app.rules import frozen_report, report_form
from app.rules import period as periods
from app.rules.frozen_report import Change, Moved
from app.rules.listing import Column, Listing
from app.rules.report_listing import word
from app.trouble import Trouble
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk


REMEMBERED = 3
"""Periods back that a report never handed in is asked for."""
SHORTEST = 4
"""Characters of an id: fewer may be meant as a number in the list."""


@dataclass(frozen=True)
class Corrections:
    """What a report handed in would say otherwise today."""

    submission: Submission
    made: Made
    moved: tuple[Moved, ...]
    cases: tuple[Change, ...]
    rooms: tuple[str, ...]  # whose cases changed, where they are too many to be named

    @property
    def is_any(self) -> bool:
        return bool(self.moved or self.cases or self.rooms)


@dataclass(frozen=True)
class Handed:
    """One report that was handed in, as a line of the list."""

    id: str
    report: str | None
    since: dt.date | None
    until: dt.date | None
    made_on: dt.date | None
    to_name: str | None
    digest: str | None
    corrects_id: str | None
    room_id: str | None

    @property
    def title(self) -> str:
        """What it is called and of when; a report only a newer program knows stands by its name."""
        known = self.report in report_book.NAMES
        called = say(f"reports.{self.report}") if known else self.report or ""
        return (
            f"{periods.said((self.since, self.until))} {called}"
            if self.since and self.until
            else called
        )


def submit(
    desk: Desk,
    made: Made,
    *,
    to: str = "",
    checked_by: str = "",
    note: str = "",
    corrects: str = "",
    although_unbalanced: bool = False,
    although_running: bool = False,
) -> str:
    """Hand in a report as it stands: the id of its record. What was handed in already is corrected, not repeated.

    One that does not add up, or whose period is not over, goes only where the person says so: it stands for ever.
    """
    if made.wanted.name == "memo":
        raise Trouble("reports.not_submitted")
    if made.wanted.period[0] > desk.today():
        raise Trouble("reports.not_begun")
    digests, cases = desk.look(evidence, desk.shelf.log, made.wanted)
    listing = made.listing
    if made.warnings:  # who reads the paper shall know it too
        below = [*listing.below, word("unbalanced", count=len(made.warnings))]
        listing = replace(listing, below=below)
    told = frozen_report.frozen(listing, _variant(made.wanted), digests, cases)
    to = to or desk.look(receiver, desk.shelf.log, made.wanted.name)
    facts = {"to_name": to or None, "checked_by": checked_by or None, "note": note or None}
    if not corrects and (known := desk.look(standing, desk.shelf.log, made.wanted)):
        raise Trouble("reports.submitted_already", day=known.made_on)
    if made.wanted.period[1] > desk.today() and not although_running:
        raise Trouble("reports.not_over", day=made.wanted.period[1])
    if made.warnings and not although_unbalanced:
        raise Trouble("reports.does_not_balance", what=desk.look(all_warnings, made.warnings))
    return desk.do(keep_report, desk.shelf.log, made.wanted, told, desk.today(), facts, corrects)


def keep_report(
    db: Session,
    log: str,
    wanted: Wanted,
    told: str,
    on: dt.date,
    facts: dict[str, Any],
    corrects: str,
) -> str:
    """报送: the record, frozen from now on."""
    one = Submission(
        room_id=own_room(db, log).id, report=wanted.name, since=wanted.period[0], until=wanted.period[1],
        made_on=on, by_id=db.info["pen"].user, figures=told, digest=frozen_report.seal(told),
        corrects_id=corrects or None, **facts,
    )  # fmt: skip
    db.add(one)
    one.freeze()
    return one.id


def submitted(db: Session, log: str, *, everywhere: bool = False) -> list[Submission]:
    """What this room handed in, the newest first; at a centre, where that is asked for, what every room did."""
    chosen = select(Submission).where(*_of_whom(db, log, everywhere=everywhere))
    return list(db.scalars(chosen.order_by(Submission.made_on.desc(), Submission.id)))


def handed_in(db: Session, log: str) -> list[Handed]:
    """The same as lines of a list, without their tables; at a centre of every room."""
    columns = (
        Submission.id, Submission.report, Submission.since, Submission.until, Submission.made_on,
        Submission.to_name, Submission.digest, Submission.corrects_id, Submission.room_id,
    )  # fmt: skip
    chosen = select(*columns).where(*_of_whom(db, log, everywhere=True))
    newest = chosen.order_by(Submission.made_on.desc(), Submission.id)
    return [Handed(*row) for row in db.execute(newest)]


def _of_whom(db: Session, log: str, *, everywhere: bool) -> tuple[ColumnElement[bool], ...]:
    own = Submission.room_id == own_room(db, log).id
    whose = all_rooms.shown(db, log, Submission.room_id) if everywhere else own
    return Submission.void.is_(None), whose


def standing(db: Session, log: str, wanted: Wanted) -> Submission | None:
    """What was last handed in for this very report, corrections included."""
    since, until = wanted.period
    asked = select(Submission).where(
        *_of_whom(db, log, everywhere=False), Submission.report == wanted.name,
        Submission.since == since, Submission.until == until,
    )  # fmt: skip
    rows = db.scalars(asked.order_by(Submission.made_on.desc(), Submission.id))
    found = [one for one in rows if thawed(one)["variant"] == _variant(wanted)]
    corrected = {one.corrects_id for one in found}
    return next((one for one in found if one.id not in corrected), None)


def by_words(db: Session, log: str, told: str, *, everywhere: bool = False) -> Submission:
    """The one with this id or its beginning, as the list tells it."""
    meant = Submission.id.startswith(told, autoescape=True)
    asked = select(Submission).where(*_of_whom(db, log, everywhere=everywhere), meant).limit(2)
    found = list(db.scalars(asked)) if len(told) >= SHORTEST else []
    if len(found) != 1:
        raise Trouble("reports.no_such", told=told)
    return found[0]


def thawed(one: Submission) -> dict[str, Any]:
    """What was handed in, proved by its digest."""
    told = one.figures or ""
    if frozen_report.seal(told) != one.digest:
        raise Trouble("reports.unreadable")
    return frozen_report.thawed(told)


def printed(one: Submission) -> Listing:
    """The same table again, with the day it was handed in."""
    listing: Listing = thawed(one)["listing"]
    key = "correction" if one.corrects_id else "frozen"
    listing.below = [*listing.below, word(key, day=one.made_on)]
    return listing


def wanted_of(one: Submission) -> Wanted:
    """Which report it is of."""
    assert one.since is not None
    assert one.until is not None
    told = thawed(one)["variant"]
    period = (one.since, one.until)
    return Wanted(one.report or "", period, told["by"], told["basis"], told["place"])


def is_own(db: Session, log: str, one: Submission | Handed) -> bool:
    """Whether this room handed it in itself; at a centre there are those of its rooms too."""
    return one.room_id == own_room(db, log).id


def wanted_there(db: Session, log: str, one: Submission) -> Wanted:
    """Which report it is of, counted as the room that handed it in counts it."""
    wanted = wanted_of(one)
    if is_own(db, log, one):
        return wanted
    room_id = one.room_id or ""
    stations = select(Workstation.log).where(
        Workstation.room_id == room_id, Workstation.void.is_(None)
    )
    there = db.scalar(stations.order_by(Workstation.id).limit(1))
    by_place = _variant(wanted)["by"] == "place" or wanted.place_id
    if wanted.name not in report_book.TABLES or by_place or not there:
        room = db.get(Room, room_id)
        raise Trouble("reports.compared_there", room=report_tables.room_name(room) if room else "")
    below = grid.tree(db, there).standing if own_room(db, there).is_centre else ()
    return replace(wanted, log=there, rooms=frozenset({room_id, *thawed(one)["rooms"], *below}))


def corrections(desk: Desk, submission_id: str) -> Corrections:
    """What the report would say otherwise today, and because of which cases."""
    one = desk.look(get, Submission, submission_id)
    wanted, told = desk.look(wanted_there, desk.shelf.log, one), thawed(one)
    made = report_book.make(desk, wanted)
    digests, cases = desk.look(evidence, wanted.log or desk.shelf.log, wanted)
    named = told["cases"]
    changed = frozen_report.changes(named, cases) if named is not None else []
    rooms = sorted(
        r for r in digests.keys() | told["rooms"].keys() if digests.get(r) != told["rooms"].get(r)
    )
    moved = frozen_report.moved(told["listing"], made.listing)
    return Corrections(
        one, made, tuple(moved), tuple(changed), tuple(rooms) if named is None else ()
    )


def correct(
    desk: Desk,
    found: Corrections,
    *,
    to: str = "",
    note: str = "",
    checked_by: str = "",
    although_unbalanced: bool = False,
) -> str:
    """更正报送: today's figures, naming what they correct."""
    if not found.is_any:
        raise Trouble("reports.nothing_to_correct")
    if found.made.wanted.log:
        raise Trouble("reports.corrected_there")
    one = found.submission
    return submit(
        desk, found.made, to=to or one.to_name or "", checked_by=checked_by, note=note,
        corrects=one.id, although_unbalanced=although_unbalanced, although_running=True,
    )  # fmt: skip


def correction_listing(db: Session, log: str, found: Corrections) -> Listing:
    """更正表: the figures that differ, then the cases because of which they do."""
    told = data("reports/corrections")
    ids = [one.case_id for one in found.cases]
    rows = select(Case.id, Case.file_no, Case.accepted_on).where(Case.id.in_(ids[:5000]))
    cases = {case_id: (number or "", day) for case_id, number, day in db.execute(rows)}
    lines = [(one.row, one.column, one.then, one.now, None) for one in found.moved]
    lines += [
        (
            told["case"], cases.get(one.case_id, ("", None))[0] or one.case_id[:8],
            None, None, told[one.what].format(day=cases.get(one.case_id, ("", None))[1] or ""),
        )
        for one in found.cases
    ]  # fmt: skip
    one = found.submission
    name = thawed(one)["listing"].title
    return Listing(
        f"{name}{told['title']}",
        [Column(label, wide) for label, wide in zip(told["columns"], told["wide"], strict=True)],
        list(lines),
        above=[
            (word("whose"), report_tables.whose(db, found.made.wanted.log or log, "")),
            (told["submitted"], str(one.made_on)),
        ],
        below=[told["rooms"].format(count=len(found.rooms))] if found.rooms else [],
        signs=list(told["signs"]),
        landscape=False,
    )


def evidence(db: Session, log: str, wanted: Wanted) -> tuple[dict[str, str], dict[str, str]]:
    """What the cases behind a report come to, room by room and one by one; for its form's own columns alone."""
    if wanted.name not in report_book.TABLES:
        return {}, {}
    form = report_form.form(wanted.name)
    by = wanted.by or form.by[0]
    names = frozen_report.fields(form, by, wanted.basis)
    meant = wanted.period, by, wanted.basis, wanted.place_id, wanted.rooms
    asked = report_tables.asking(db, log, *meant)
    cases: dict[str, str] = {}
    rooms: dict[str, list[tuple[str, str]]] = {}
    for row in report_count.lines_in(db, log, asked, ("case_id", "room_id", *names)):
        short = frozen_report.digest(row[2:])
        cases[row[0]] = short
        rooms.setdefault(row[1], []).append((row[0], short))
    return {room: frozen_report.room_digest(told) for room, told in rooms.items()}, cases


def _variant(wanted: Wanted) -> dict[str, str]:
    by = wanted.by
    if not by and wanted.name in report_book.TABLES:
        by = report_form.form(wanted.name).by[0]
    return {"by": by, "basis": wanted.basis, "place": wanted.place_id}


def receiver(db: Session, log: str, name: str) -> str:
    """To whom the place hands a report in (mechanism.reports)."""
    found = practice.standing(db, log).reports
    return next((one.to for one in found if one.name == name), "")


def due(db: Session, log: str, on: dt.date) -> list[tuple[str, periods.Period, dt.date]]:
    """The reports of the place that are to be handed in: name, period, the last day (mechanism.reports).

    Of each the last period that is over, and of those before it (so many as a person may still remember) what
    was never handed in; the newest first.
    """
    found, first = [], _first_day(db)
    for one in practice.standing(db, log).reports:
        if one.name not in report_book.NAMES or one.every not in periods.MONTHS:
            continue
        begun = periods.named(one.every, on)
        for _ in range(REMEMBERED):
            period = periods.before(begun)
            if period[1] < first:
                break
            last = begun[0] + dt.timedelta(days=one.due_day - 1)
            if standing(db, log, Wanted(one.name, period)) is None:
                found.append((one.name, period, last))
            begun = period
    return found


def _first_day(db: Session) -> dt.date:
    """When the first case of the room was accepted, old ledgers aside: of a time before it nothing is asked."""
    asked = select(Case.accepted_on).where(
        Case.void.is_(None), Case.import_id.is_(None), Case.accepted_on.is_not(None)
    )
    return db.scalars(asked.order_by(Case.accepted_on).limit(1)).first() or dt.date.max
