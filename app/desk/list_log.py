"""清单打印记录: which list or report left the program, of when, by whom, how many pages; nothing of its contents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import all_rooms
from app.desk.desk import Desk
from app.desk.edit import add
from app.desk.room import own_room
from app.papers.registers import register, span, words_of
from app.records import ListPrinted, Mediator
from app.rules.listing import TO, Listing

REGISTER = "printed_lists"
PRINTER, PDF, EXCEL, TEXT = "printer", "pdf", "excel", "text"
MOST = 5000
LONGEST_TITLE, LONGEST_SHEETS = 120, 100


def keep(
    desk: Desk, listing: Listing, how: str, *, pdf: bytes = b"", copies: int = 1, sheets: str = ""
) -> str:
    """It really came out, or really stands in its file: one line of the log."""
    told = {
        "title": listing.title[:LONGEST_TITLE], "period": listing.period or None, "how": how,
        "copies": copies, "pages": _pages(pdf, sheets) if pdf else None,
        "sheets": sheets[:LONGEST_SHEETS] or None, "lines": len(listing.rows),
    }  # fmt: skip
    return desk.do(note, desk.shelf.log, clock.now().replace(second=0, microsecond=0), told)


def keep_sheet(
    desk: Desk, title: str, days: tuple[dt.date | None, dt.date | None], lines: int
) -> str:
    """A sheet of cases for another system was written: which, of when, how many; none of its cells."""
    period = TO.join(str(day) if day else "" for day in days) if any(days) else None
    told = {
        "title": title[:LONGEST_TITLE],
        "period": period,
        "how": EXCEL,
        "copies": 1,
        "lines": lines,
    }
    return desk.do(note, desk.shelf.log, clock.now().replace(second=0, microsecond=0), told)


def note(db: Session, log: str, at: dt.datetime, told: Mapping[str, object]) -> str:
    """The line, with who and when."""
    who = {"room_id": own_room(db, log).id, "printed_at": at, "by_id": db.info["pen"].user}
    return add(db, ListPrinted, {**told, **who})


def _pages(pdf: bytes, sheets: str) -> int:
    from app.papers import picked

    wanted = picked.numbers(sheets)
    return len(wanted) or len(picked.said(pdf))


def lines(db: Session, log: str, since: dt.date | None, until: dt.date | None) -> list[ListPrinted]:
    """What left in a period, at a centre in every room, the newest first."""
    asked = select(ListPrinted).where(
        all_rooms.shown(db, log, ListPrinted.room_id), ListPrinted.void.is_(None)
    )
    if since:
        asked = asked.where(ListPrinted.printed_at >= dt.datetime.combine(since, dt.time.min))
    if until:
        asked = asked.where(ListPrinted.printed_at <= dt.datetime.combine(until, dt.time.max))
    newest = asked.order_by(ListPrinted.printed_at.desc(), ListPrinted.id)
    return list(db.scalars(newest.limit(MOST)))


def listing(db: Session, log: str, since: dt.date | None, until: dt.date | None) -> Listing:
    """The log as a register of its own."""
    found = lines(db, log, since, until)
    names = {one.id: one.name for one in db.scalars(select(Mediator))}
    rooms = all_rooms.names(db, log)
    rows = [
        (
            f"{one.printed_at:%Y-%m-%d %H:%M}" if one.printed_at else None, one.title, one.period,
            names.get(one.by_id or ""), _how(one.how or ""), one.copies, one.pages, one.sheets, one.lines,
        )
        for one in found
    ]  # fmt: skip
    above = span(REGISTER, since, until) if since or until else []
    made = register(REGISTER, rows, above=above)
    return all_rooms.with_rooms(db, log, made, [rooms.get(one.room_id or "", "") for one in found])


def _how(how: str) -> str:
    """A way that only a newer program knows stands as it is."""
    return words_of(REGISTER, how) if how in (PRINTER, PDF, EXCEL, TEXT) else how
