"""A report made: counted, with a name to every row, and set beside the periods before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import table as words
from app.desk import case_lines, grid, matter_count, people_count, report_count
from app.desk.report_count import Asked, Counts, Report
from app.desk.room import own_room
from app.records import Mediator, Place, Room
from app.rules import period as periods
from app.rules import report_form
from app.rules.grid_rolled import Scope
from app.rules.period import Period
from app.rules.report_form import Form
from app.rules.report_listing import word
from app.rules.report_table import Table, TableRow, ranked, total_of
from app.trouble import Trouble
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

OUTSIDE = "outside"
"""The row of what a room counts at a grid of its own that our tree does not hold."""
Named = tuple[dict[str, str], set[str], Callable[[tuple[str, ...]], str]]
"""The names of rows by their keys in order, those that stand only with figures, and where an owner counts."""


def made(
    desk: Desk,
    name: str,
    period: Period,
    *,
    by: str = "",
    basis: str = "accepted",
    place_id: str = "",
    report: Report = case_lines.nobody,
    log: str = "",
    rooms: frozenset[str] = frozenset(),
) -> Table:
    """One report of a period; what changed since the last is counted anew first."""
    case_lines.bring_up(desk, report)
    whose = log or desk.shelf.log
    told = (by, basis, place_id, report, rooms, desk.today())
    return desk.look(table, whose, name, period, *told)


def table(
    db: Session,
    log: str,
    name: str,
    period: Period,
    by: str = "",
    basis: str = "accepted",
    place_id: str = "",
    report: Report = case_lines.nobody,
    rooms: frozenset[str] = frozenset(),
    on: dt.date = dt.date.max,
) -> Table:
    """The same of what stands counted; `on`: the day it is looked at, for a period that is not over."""
    form = report_form.form(name)
    asked = asking(db, log, period, by or form.by[0], basis, place_id, rooms)
    _check(form, asked)
    rows = _rows(db, log, form, asked, place_id, report)
    compared: list[dict[str, int]] = []
    for other in periods.compared(period, on):
        if not form.compare:
            break
        whole = (
            "whole" if asked.scope is None else asked.by
        )  # of other periods only the sums are told
        then = asking(db, log, other, whole, basis, place_id, rooms)
        compared.append(_sum(form, _counts(db, log, form, then, report)))
    before, year_ago = compared or ({}, {})
    standing = tuple(ranked(form, rows))
    return Table(
        name, *period, basis, asked.by, standing, total_of(form, rows), before, year_ago,
        whose(db, log, place_id), None if on >= period[1] else on,
    )  # fmt: skip


def _check(form: Form, asked: Asked) -> None:
    """What only committees have is told of no grid, and what has no mediator of none."""
    sources = {one.source for one in form.counted} - {"cases"}
    if sources and asked.by not in form.by:
        known = "、".join(say(f"reports.by_{one}") for one in form.by)
        raise Trouble("report.not_by", title=form.title, known=known)
    if sources & people_count.SOURCES and asked.scope is not None and not asked.scope.rooms:
        raise Trouble("report.no_committee_there", title=form.title)


def asking(
    db: Session,
    log: str,
    period: Period,
    by: str,
    basis: str,
    place_id: str,
    rooms: frozenset[str] = frozenset(),
) -> Asked:
    """Which cases a report is about: of everywhere, of a place and all below it, or of these rooms alone."""
    if rooms:
        return Asked(period, basis, by, Scope(frozenset(), rooms), rooms)
    return Asked(period, basis, by, grid.below(db, log, place_id) if place_id else None)


def _counts(db: Session, log: str, form: Form, asked: Asked, report: Report) -> Counts:
    """Cases, sweeps and matters, by owner; every owner has every figure."""
    counted = report_count.counted(db, log, form, asked, report)
    others = {one.source for one in form.counted} - {"cases"}
    if not others:
        return counted
    empty = {one.key: 0 for one in form.counted}
    told = {owner: {**empty, **figures} for owner, figures in counted.items()}
    beside = [matter_count.counted(db, form, asked, others)]
    if asked.by == "room":
        people = people_count.counted(db, form, asked.period, others)
        scope = asked.scope
        beside.append({k: v for k, v in people.items() if scope is None or k[0] in scope.rooms})
    for owner, figures in (one for found in beside for one in found.items()):
        into = told.setdefault(owner, dict(empty))
        for key, value in figures.items():
            into[key] += value
    return {owner: told[owner] for owner in told if asked.includes(owner)}


def _sum(form: Form, counts: Counts) -> dict[str, int]:
    return {one.key: sum([told[one.key] for told in counts.values()]) for one in form.counted}


def _rows(
    db: Session, log: str, form: Form, asked: Asked, place_id: str, report: Report
) -> list[TableRow]:
    """The owners as rows: committees, the places right below one, or mediators."""
    counts = _counts(db, log, form, asked, report)
    named = {"room": _rooms, "place": _places, "mediator": _mediators}[asked.by]
    names, idle, row_of = named(db, log, place_id)
    empty = {one.key: 0 for one in form.counted}
    whole = asked.scope is None or asked.by == "place"
    told: dict[str, dict[str, int]] = {}
    for owner, figures in counts.items():
        key = row_of(owner)
        into = told.get(key)
        if into is None:
            told[key] = dict(figures)
            continue
        for name, value in figures.items():
            into[name] += value
    rows = {
        key: told.pop(key, empty) for key in names if key not in idle and (whole or key in told)
    }
    rows |= {key: told[key] for key in (*names, *sorted({*told} - {*names})) if key in told}
    missing = {"room": "no_room", "place": "no_place", "mediator": "no_lead"}[asked.by]
    unnamed = str(words("reports/words")[missing])
    return [
        TableRow(key, names.get(key) or unnamed, figures)
        for key, figures in rows.items()
        if key or any(figures.values())
    ]


def _rooms(db: Session, log: str, place_id: str) -> Named:
    """Every committee that is no mere centre, by its kind and name."""
    del log, place_id
    told = (
        Room.id,
        Room.committee,
        Room.room_name,
        Room.short_name,
        Room.is_centre,
        Room.committee_kind,
    )
    rooms = list(db.execute(select(*told).where(Room.void.is_(None))))
    alone = len(rooms) == 1
    names = {one.id: one.committee or one.room_name or one.short_name or "" for one in rooms}
    rooms.sort(key=lambda one: (one.committee_kind or "~", names[one.id], one.id))
    idle = {one.id for one in rooms if one.is_centre and not alone}
    return {one.id: names[one.id] for one in rooms}, idle, lambda owner: owner[0]


def room_name(room: Room) -> str:
    """What a committee is called in a table."""
    return room.committee or room.room_name or room.short_name or ""


def _places(db: Session, log: str, place_id: str) -> Named:
    """The places right below one (of a tree with one top: below that); what counts at none of them stands last."""
    rolled = grid.rolled(db, log)
    tree = rolled.tree
    tops = tree.children[None]
    root = place_id or (tops[0] if len(tops) == 1 else "")
    rows = [*tree.children.get(root, []), root] if root else list(tops)
    names = {one: tree.nodes[one].name for one in rows if one in tree}
    names[OUTSIDE] = word("outside_tree")

    def row_of(owner: tuple[str, ...]) -> str:
        node = rolled.node_of(owner[0], owner[-1])
        if node is None and owner[-1]:
            return OUTSIDE
        return next((one.id for one in reversed(tree.path(node)) if one.id in names), "")

    return names, {OUTSIDE}, row_of


def _mediators(db: Session, log: str, place_id: str) -> Named:
    """Who leads cases; who left has a row where he still led one."""
    del log, place_id
    told = (Mediator.id, Mediator.name, Mediator.left_on)
    found = list(db.execute(select(*told).where(Mediator.void.is_(None)).order_by(*told[1::-1])))
    idle = {one for one, _, left_on in found if left_on}
    return {one: name or "" for one, name, _ in found}, idle, lambda owner: owner[-1]


def whose(db: Session, log: str, place_id: str) -> str:
    place = db.get(Place, place_id) if place_id else None
    own = own_room(db, log)
    return (place.name or "") if place else room_name(own)
