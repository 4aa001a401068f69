"""吹哨单 and the table of response times, to print or write."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.desk import matter_names, whistles
from app.desk import room as rooms
from app.desk.edit import get
from app.papers.wording import official
from app.records import Mediator, Whistle
from app.rules.listing import Column, Listing, Value

FORM = "matters"
HOUR = 60


def slip(db: Session, log: str, now: dt.datetime, whistle_id: str) -> Listing:
    """One whistle for all that were called: who, by when, and room to sign."""
    whistle = get(db, Whistle, whistle_id)
    line = next(one for one in whistles.listing(db, log, now) if one.id == whistle_id)
    by = db.get(Mediator, whistle.by_id) if whistle.by_id else None
    told = (
        ("slip_number", line.number), ("slip_of", line.of), ("slip_at", _minute(line.blown_at)),
        ("slip_place", matter_names.Names(db).place(whistle.place_id)),
        ("blower", (by.name if by else None) or ""), ("slip_what", line.what),
        ("slip_result", line.result),
    )  # fmt: skip
    heads = (
        ("serial", 0.4), ("unit", 1.8), ("slip_lead", 0.5), ("slip_due", 1.3),
        ("slip_answered", 1.3), ("slip_came", 1.3), ("slip_who", 1), ("slip_told", 2.2),
        ("slip_sign", 1.2),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (
            n, one.unit, official(FORM, "yes") if one.lead else None, _minute(one.due_at),
            _minute(one.answered_at), _minute(one.came_at), one.who or None, one.told or None, None,
        )
        for n, one in enumerate(line.calls, 1)
    ]  # fmt: skip
    room = rooms.own_room(db, log)
    above = [(official(FORM, "room"), room.room_name or room.committee or "")]
    above += [(official(FORM, name), text) for name, text in told if text]
    columns = [Column(official(FORM, name), wide) for name, wide in heads]
    signs = [official(FORM, name) for name in ("blower", "checker", "signed_on")]
    return Listing(official(FORM, "slip"), columns, rows, above, signs=signs)


def times(
    db: Session, log: str, now: dt.datetime, since: dt.date | None, until: dt.date | None
) -> Listing:
    """吹哨响应统计表: how fast and how often late each unit answered in a period."""
    found = whistles.response_times(db, log, now, since, until)
    heads = (
        ("serial", 0.4), ("unit", 2.4), ("calls", 1), ("answered", 1), ("average", 1.3),
        ("late", 1), ("late_share", 1),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = [
        (n, name, one.calls, one.answered, took(one.minutes), one.late, one.late_percent)
        for n, (name, one) in enumerate(found, 1)
    ]
    calls = sum(one.calls for _, one in found)
    late = sum(one.late for _, one in found)
    total: tuple[Value, ...] = (
        None, official(FORM, "total"), calls, sum(one.answered for _, one in found), None, late,
        round(100 * late / calls) if calls else None,
    )  # fmt: skip
    room = rooms.own_room(db, log)
    days = "至".join(f"{day:%Y-%m-%d}" if day else "" for day in (since, until))
    above = [
        (official(FORM, "room"), room.room_name or room.committee or ""),
        (official(FORM, "period"), days if since or until else official(FORM, "all_days")),
        (official(FORM, "day"), f"{now:%Y-%m-%d}"),
    ]
    columns = [Column(official(FORM, name), wide) for name, wide in heads]
    signs = [official(FORM, "writer"), official(FORM, "checker")]
    return Listing(
        official(FORM, "times"), columns, rows, above, signs=signs, total=total, landscape=False
    )


def took(minutes: int | None) -> str | None:
    """2小时5分."""
    if minutes is None:
        return None
    return official(FORM, "minutes", hours=minutes // HOUR, minutes=minutes % HOUR)


def _minute(moment: dt.datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None
