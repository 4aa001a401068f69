"""Brings up what reports count, a portion at a time: aside by the indexing thread, and before every report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import (
    Agreement,
    Case,
    CaseFile,
    Escalation,
    Handover,
    MediationSession,
    Party,
    Performance,
    PerformanceItem,
    Record,
    Reopening,
    Room,
    Visit,
)
from app.rules.case_line import CaseLine, line_of
from app.store import case_lines

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.store.shelf import Shelf

Report = Callable[[int, int], object]
AT_ONCE = 250  # cases: so short nobody waits for the lock
HANGS: tuple[tuple[type[Record], str, Any], ...] = (
    (Party, "parties", Party.position),
    (MediationSession, "sessions", MediationSession.number),
    (Agreement, "agreements", Agreement.made_on),
    (PerformanceItem, "items", PerformanceItem.position),
    (Performance, "performances", Performance.done_on),
    (Visit, "visits", Visit.done_on),
    (Handover, "handovers", Handover.asked_on),
    (Escalation, "escalations", Escalation.on_day),
)
"""What of a case its line is concluded from."""


def nobody(done: int, total: int) -> None:
    """Nobody is told how far it is."""
    del done, total


def bring_up(desk: Desk, report: Report = nobody) -> int:
    """Count anew everything that is due; how many cases that were. Stopped and begun again, it goes on."""
    total = desk.look(lambda db: case_lines.count(db.connection()))
    done = 0
    while some := bring_some(desk.shelf):
        done += some
        report(done, max(total, done))
    return done


def bring_some(shelf: Shelf) -> int:
    """One portion, in one transaction."""
    if not is_due(shelf):
        return 0
    with shelf.local_writing() as link:
        ids = case_lines.some(link, AT_ONCE)
        with Session(link, autoflush=False) as db:
            lines = lines_of(db, ids)
        case_lines.write(link, ids, lines)
    return len(ids)


def is_due(shelf: Shelf) -> bool:
    """Whether a case changed since it was counted."""
    with shelf.reading() as db:
        return bool(case_lines.some(db.connection(), 1))


def lines_of(db: Session, case_ids: list[str]) -> list[CaseLine]:
    """The lines of these cases as they are now; what is void has none."""
    cases = list(db.scalars(select(Case).where(Case.id.in_(case_ids), Case.void.is_(None))))
    of_ids = sorted({case.room_id for case in cases if case.room_id})
    rooms = {one.id: one for one in db.scalars(select(Room).where(Room.id.in_(of_ids)))}
    empty = Room()
    files = {case.id: CaseFile(case, rooms.get(case.room_id or "", empty)) for case in cases}
    for record, name, order in HANGS:
        for row in _rows(db, record, files, order):
            getattr(files[row.case_id], name).append(row)
    for file in files.values():
        file.agreements.sort(key=lambda a: (a.made_on or dt.date.max, a.frozen is None))
    again = _rows(db, Reopening, files, Reopening.case_id)
    opened = {case_id: tuple(rows) for case_id, rows in groupby(again, lambda one: one.case_id)}
    return [line_of(file, reopenings=opened.get(case_id, ())) for case_id, file in files.items()]


def _rows(db: Session, record: type[Record], files: dict[str, CaseFile], order: Any) -> list[Any]:
    column = record.__table__.c.case_id
    chosen = select(record).where(column.in_(list(files)), record.void.is_(None))
    return list(db.scalars(chosen.order_by(order, record.id)))


def differing(desk: Desk, most: int) -> tuple[int, int]:
    """Of `most` cases that are not due: how many were looked at, and how many are counted wrongly."""
    with desk.shelf.reading() as db:
        link = db.connection()
        due = set(case_lines.some(link, 1_000_000))
        chosen = select(Case.id).where(Case.void.is_(None)).order_by(Case.id).limit(most + len(due))
        ids = [case_id for case_id in db.scalars(chosen) if case_id not in due][:most]
        wrong = 0
        for start in range(0, len(ids), AT_ONCE):
            part = ids[start : start + AT_ONCE]
            stands = {row[0]: tuple(row) for row in case_lines.standing(link, part)}
            wrong += sum(
                stands.get(one.case_id) != case_lines.row_of(one) for one in lines_of(db, part)
            )
    return len(ids), wrong


def count_anew(desk: Desk) -> None:
    """Everything is due again."""
    with desk.shelf.local_writing() as link:
        case_lines.mark_all(link)
