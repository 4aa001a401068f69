"""疑似反弹案件清单 and the rooms by their share, as listings."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.desk import radar
from app.desk.radar import Scope, Sweep
from app.desk.room import own_room, whose
from app.papers.wording import official
from app.records.masks import masked_name
from app.rules.listing import Column, Listing, Value
from app.words import say, written

FORM = "radar"


def why(kinds: tuple[str, ...]) -> str:
    """What two cases share, in words."""
    return "、".join(say(f"radar.why.{kind}") for kind in kinds)


def _written_why(kinds: tuple[str, ...]) -> str:
    return "、".join(written(f"radar.why.{kind}") for kind in kinds)


def listing(
    db: Session, log: str, scope: Scope, today: dt.date, found: Sweep | None = None
) -> Listing:
    """One row a case, names masked; `found` where the window has it already."""
    told = found or radar.sweep(db, log, scope)
    rows: list[tuple[Value, ...]] = [
        (
            place, one.file_no, one.accepted_on, one.room, "、".join(masked_name(x) for x in one.parties),
            one.earlier_no, one.earlier_on, one.echo.days, one.echo.score, _written_why(one.echo.why),
            official(FORM, "yes") if one.linked else None,
        )
        for place, one in enumerate(told.spots, 1)
    ]  # fmt: skip
    columns = [
        Column(official(FORM, "serial"), 0.5), Column(official(FORM, "file_no"), 2),
        Column(official(FORM, "accepted"), 1.2), Column(official(FORM, "of_room"), 1.5),
        Column(official(FORM, "parties"), 1.8), Column(official(FORM, "earlier"), 2),
        Column(official(FORM, "earlier_on"), 1.2), Column(official(FORM, "days"), 0.7, official(FORM, "days_unit")),
        Column(official(FORM, "score"), 0.6), Column(official(FORM, "why"), 1.8),
        Column(official(FORM, "linked"), 0.7),
    ]  # fmt: skip
    above = _above(db, log, scope, today)
    return Listing(official(FORM, "title"), columns, rows, above, [official(FORM, "note")])


def ranking(
    db: Session, log: str, scope: Scope, today: dt.date, found: Sweep | None = None
) -> Listing:
    """One row a room, the greatest share first."""
    told = found or radar.sweep(db, log, scope)
    rows: list[tuple[Value, ...]] = [
        (place, one.room, one.cases, one.echoes, one.red, f"{one.share * 100:.1f}")
        for place, one in enumerate(told.rooms, 1)
    ]
    unit = official(FORM, "cases_unit")
    columns = [
        Column(official(FORM, "serial"), 0.5), Column(official(FORM, "of_room"), 3),
        Column(official(FORM, "cases"), 1, unit), Column(official(FORM, "echoes"), 1, unit),
        Column(official(FORM, "red"), 1, unit), Column(official(FORM, "share"), 1),
    ]  # fmt: skip
    total = (
        None,
        official(FORM, "total"),
        told.cases,
        told.count,
        sum(one.red for one in told.rooms),
        None,
    )
    above = _above(db, log, scope, today)
    return Listing(official(FORM, "ranking"), columns, rows, above, total=total, landscape=False)


def _above(db: Session, log: str, scope: Scope, today: dt.date) -> list[tuple[str, str]]:
    room = own_room(db, log)
    return [
        (official(FORM, "room"), whose(room)),
        (official(FORM, "period"), official(FORM, "days_of", since=scope.since, until=scope.until)),
        (official(FORM, "day"), today.isoformat()),
    ]
