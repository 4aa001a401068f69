"""Every report a room can hand in: what it is called, how it is made, what does not add up in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.desk import (
    case_lines,
    matter_count,
    quarter_list,
    report_count,
    report_memo,
    report_tables,
    three_volumes,
)
from app.rules import report_form
from app.rules.listing import Listing
from app.rules.period import Period
from app.rules.report_form import Form
from app.rules.report_listing import listing, word
from app.rules.report_table import Imbalance, Table, imbalances
from app.trouble import Trouble

if TYPE_CHECKING:
    from app.desk.desk import Desk

Report = Callable[[int, int], object]
TABLES = (
    "situation", "situation_18", "personnel", "monthly", "half_year", "handled", "indicators", "split",
    "solved_at", "relapse", "ranking_rooms", "ranking_places", "ranking_mediators",
)  # fmt: skip
OTHERS = {
    "quarterly": quarter_list.made,
    "three_volumes": three_volumes.made,
    "memo": report_memo.made,
}
NAMES = (*TABLES[:4], "quarterly", *TABLES[4:6], "three_volumes", *TABLES[6:], "memo")
"""Words: reports.<name>."""


@dataclass(frozen=True)
class Wanted:
    """Which report, of what."""

    name: str
    period: Period
    by: str = ""
    basis: str = "accepted"
    place_id: str = ""
    log: str = ""  # of the room below whose report it is; empty: our own
    rooms: frozenset[str] = frozenset()  # at a centre: whose cases alone are meant; none: all


@dataclass(frozen=True)
class Warned:
    """What does not add up, and the cases because of which it does not."""

    told: Imbalance
    cases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """A report as it stands now."""

    wanted: Wanted
    listing: Listing
    table: Table | None = None
    warnings: tuple[Warned, ...] = ()


def make(desk: Desk, wanted: Wanted, report: Report = case_lines.nobody) -> Made:
    """The report, counted now."""
    if wanted.name not in NAMES:
        raise Trouble("report.unknown", name=wanted.name, known="、".join(NAMES))
    if wanted.name in OTHERS:
        case_lines.bring_up(desk, report)
        return Made(wanted, OTHERS[wanted.name](desk, wanted.period, wanted.place_id, report))
    form = report_form.form(wanted.name)
    table = report_tables.made(
        desk, wanted.name, wanted.period, by=wanted.by, basis=wanted.basis,
        place_id=wanted.place_id, report=report, log=wanted.log, rooms=wanted.rooms,
    )  # fmt: skip
    made = listing(form, table, _notes(desk, wanted, form, table.by))
    return Made(wanted, made, table, _warnings(desk, wanted, table))


def _notes(desk: Desk, wanted: Wanted, form: Form, by: str) -> list[str]:
    """What may be counted twice: named, never left out."""

    def same(db: Session) -> int:
        told = wanted.period, by, wanted.basis, wanted.place_id, wanted.rooms
        log = wanted.log or desk.shelf.log
        return matter_count.maybe_same(db, form, report_tables.asking(db, log, *told))

    count = desk.look(same)
    return [word("maybe_same", count=count)] if count else []


def _warnings(desk: Desk, wanted: Wanted, table: Table) -> tuple[Warned, ...]:
    """Each rule once where the total breaks it, else in the rows that do; with its cases."""
    form = report_form.form(wanted.name)
    found = imbalances(form, table)
    whole = {one.key for one in found if not one.name}
    told = [one for one in found if not one.name or one.key not in whole]
    return tuple(Warned(one, _cases(desk, wanted, table, one.key)) for one in told)


def _cases(desk: Desk, wanted: Wanted, table: Table, key: str) -> tuple[str, ...]:
    form = report_form.form(wanted.name)
    rule = next(one for one in form.balances if one.key == key)
    if form.column(rule.whole or rule.least).source != "cases" or rule.part == "body":
        return ()  # of the committee it is not the cases that lack something
    return tuple(desk.look(_at_fault, desk.shelf.log, wanted, table.by, key))


def _at_fault(db: Session, log: str, wanted: Wanted, by: str, key: str) -> list[str]:
    form = report_form.form(wanted.name)
    told = wanted.period, by, wanted.basis, wanted.place_id, wanted.rooms
    asked = report_tables.asking(db, log, *told)
    return report_count.at_fault(db, log, form, key, asked)
