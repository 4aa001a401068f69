"""Merit on paper: the ranking, the ledger of points, balances, honours, the citation and the slip of an exchange."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.desk import merit, points, practice, staff
from app.desk.edit import get
from app.desk.room import own_room
from app.papers.registers import register, span, words_of
from app.papers.wording import official
from app.records import Honour, Points
from app.rules import period as periods
from app.rules.listing import Listing, Value
from app.rules.mechanism import Ranking
from app.rules.merit import Ranked, percent
from app.rules.statistics import wan
from app.trouble import Trouble

ROOM = 2  # the column of where somebody mediates


def figures_listing(
    ranked: Sequence[Ranked], since: dt.date, until: dt.date, weights: Ranking
) -> Listing:
    """业绩评比表."""
    sums = [one.figures for one in ranked]
    total: tuple[Value, ...] = (
        words_of("figures", "total"), None, None, sum(x.cases for x in sums), sum(x.agreed for x in sums), None,
        sum(x.performed for x in sums), None, None, None, sum(x.relapses for x in sums), None,
        _wan(sum(x.amount for x in sums)), None,
    )  # fmt: skip
    told = {name: getattr(weights, name) for name in Ranking.__struct_fields__}
    made = register(
        "figures", [_figures(one) for one in ranked], above=span("figures", since, until), total=total,
        below=[words_of("figures", "weights", **told)],
    )  # fmt: skip
    return made if any(one.figures.room for one in ranked) else _without_room(made)


def _without_room(made: Listing) -> Listing:
    """In a room of its own nobody asks which room somebody is of."""

    def rest(row: Sequence[Any]) -> tuple[Any, ...]:
        return (*row[:ROOM], *row[ROOM + 1 :])

    return replace(
        made,
        columns=list(rest(made.columns)),
        rows=[rest(row) for row in made.rows],
        total=rest(made.total or ()),
    )


def _figures(one: Ranked) -> tuple[Value, ...]:
    x = one.figures
    average = None if x.average is None else Decimal(str(round(float(x.average), 1)))
    return (
        one.place, x.name, x.room, x.cases, x.agreed, percent(x.success), x.performed, percent(x.kept),
        percent(x.content), percent(x.in_time), x.relapses, average, _wan(x.amount),
        Decimal(str(round(float(one.score), 1))),
    )  # fmt: skip


def _wan(fen: int) -> Decimal:
    return wan(Decimal(fen) / 100)


def ledger_listing(db: Session, log: str, since: dt.date | None, until: dt.date | None) -> Listing:
    """积分台账."""
    found = list(reversed(points.ledger(db, log, since, until)))
    twice = words_of("points", "twice")
    rows = [
        (
            x.on_day,
            x.name,
            x.why + (twice if x.double else ""),
            x.rule,
            x.points,
            x.goods,
            x.slip_no,
        )
        for x in found
    ]
    total = sum(x.points for x in found if not x.double)
    return register(
        "points", rows, above=span("points", since, until) if since else (),
        total=(words_of("points", "total"), None, None, None, total, None, None),
    )  # fmt: skip


def balance_listing(db: Session, log: str, today: dt.date) -> Listing:
    """积分结存表."""
    found = points.balances(db, log)
    rows = [(x.name, x.earned, x.lost, -x.spent, x.left) for x in found]
    total = (
        words_of("balances", "total"), sum(x.earned for x in found), sum(x.lost for x in found),
        -sum(x.spent for x in found), sum(x.left for x in found),
    )  # fmt: skip
    return register("balances", rows, above=[("day", str(today))], total=total)


def honour_listing(db: Session, log: str) -> Listing:
    """荣誉登记表."""
    rows = [(x.year, x.title, x.name, x.on_day, x.given_by, x.why) for x in merit.honours(db, log)]
    return register("honours", rows)


def reason(one: Ranked, since: dt.date, until: dt.date) -> str:
    """The figures as a citation says them; a rate nobody could measure is left out."""
    figures = one.figures
    rates = {"success": figures.success, "kept": figures.kept, "content": figures.content}
    told = [
        official("citation", name, rate=percent(rate))
        for name, rate in rates.items()
        if rate is not None
    ]
    return official(
        "citation", "reason", span=periods.said((since, until)), cases=figures.cases,
        agreed=figures.agreed, rates="".join(told),
    )  # fmt: skip


def citation(db: Session, log: str, honour_id: str) -> bytes:
    """表彰决定 with everybody who got the same title of the same year."""
    from app.papers.citation import Honoured, draw_citation

    asked = get(db, Honour, honour_id)
    same = [
        Honoured(x.name, x.why)
        for x in merit.honours(db, log)
        if (x.title, x.year) == (asked.title, asked.year)
    ]
    out = io.BytesIO()
    office = asked.given_by or own_room(db, log).committee or ""
    day = asked.on_day or dt.date(asked.year or 1, 12, 31)
    draw_citation(office, asked.title or "", asked.year or day.year, day, same, out)
    return out.getvalue()


def slip(db: Session, log: str, points_id: str) -> bytes:
    """积分兑换单 of one line of the ledger, with what is left now."""
    from app.papers.redemption import Redeemed, draw_redemption

    row = get(db, Points, points_id)
    if not row.slip_no or row.on_day is None:
        raise Trouble("points.no_slip")
    who = staff.key_of(row)
    left = next((x.left for x in points.balances(db, log) if x.who == who), 0)
    told = Redeemed(
        row.slip_no,
        row.on_day,
        staff.names(db, [who]).get(who, ""),
        row.goods or "",
        -(row.points or 0),
        left,
    )
    out = io.BytesIO()
    draw_redemption(own_room(db, log).committee or "", told, out)
    return out.getvalue()


def weights(db: Session, log: str) -> Ranking:
    """What each figure weighs here."""
    return practice.standing(db, log).ranking
