"""Counting for reports: one aggregate over the case lines, and one over the matters, by whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import add
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Select,
    and_,
    bindparam,
    case,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from app.desk.elsewhere import left
from app.records import Room, Sweep
from app.rules import report_form
from app.rules.grid_rolled import Scope
from app.rules.handing_over import GRANTED
from app.rules.period import Period, slices
from app.rules.report_form import Form, Measure, When
from app.store.case_lines import line
from app.store.statements import ask

Report = Callable[[int, int], object]
SINCE, UNTIL = "'since'", "'until'"
EVERY = true()
AWAY = "away"  # what a session keeps of it
ANY_GRANTED = "SELECT 1 FROM handover WHERE answer = ? LIMIT 1"
STEPS = {"sqlite": 3, "postgresql": 6}
"""Months counted at once: what is longer can be watched and stopped. A server divides half a year among its
processors, but less it does not."""
OWNERS: dict[str, tuple[str, ...]] = {
    "room": ("room_id",), "place": ("room_id", "place_id"), "mediator": ("room_id", "lead_id"), "whole": (),
}  # fmt: skip
Counts = dict[tuple[str, ...], dict[str, int]]


@dataclass(frozen=True)
class Asked:
    """Which cases are meant."""

    period: Period
    basis: str = "accepted"
    by: str = "room"
    scope: Scope | None = None  # a place and all below it; None: everywhere
    rooms: frozenset[str] = frozenset()  # whose alone is counted; none: everybody's

    def includes(self, owner: tuple[str, ...]) -> bool:
        """Whether what this owner did is asked for."""
        return not self.rooms or bool(owner and owner[0] in self.rooms)


def counted(db: Session, log: str, form: Form, asked: Asked, report: Report) -> Counts:
    """The figures of each owner, a few months at a time."""
    measures = measured(form)
    if asked.scope is None and not any(one.source == "cases" for one in form.counted):
        return {}  # no column tells anything of cases
    parts = steps(asked.period, STEPS[db.connection().dialect.name])
    told = _told(db, log, form, asked)
    wide, found = len(OWNERS[asked.by]), dict[tuple[str, ...], list[int]]()
    for done, part in enumerate(parts):
        if len(parts) > 1:
            report(done, len(parts))
        for row in ask(db, of_days(told, part)):
            owner = row[:wide]
            before = found.get(owner)
            figures = [value or 0 for value in row[wide:]]
            found[owner] = figures if before is None else [*map(add, before, figures)]
    return _named(db, form, measures, found)


def steps(period: Period, months: int) -> list[Period]:
    """A period in parts of so many calendar months."""
    parts = slices(period)
    starts = range(0, len(parts), months)
    return [(parts[n][0], parts[n : n + months][-1][1]) for n in starts]


def first_day(db: Session) -> date:
    """The earliest day on which a case that is counted was accepted."""
    told = db.scalar(select(func.min(line.c.accepted_on)))
    return date.fromordinal(told) if told else date.max


def _told(db: Session, log: str, form: Form, asked: Asked) -> str:
    """The statement; that of everywhere, where nothing was handed over, is put together once a program."""
    gone, dialect = away(db, log), db.connection().dialect
    if asked.scope is None and gone is EVERY:
        return _everywhere(form.name, asked.by, asked.basis, dialect)
    return text(statement(measured(form), asked, gone), dialect)


@lru_cache(maxsize=64)
def _everywhere(name: str, by: str, basis: str, dialect: Dialect) -> str:
    nowhen = (date.min, date.min)
    asked = Asked(nowhen, basis, by)
    return text(statement(measured(report_form.form(name)), asked, EVERY), dialect)


def _named(
    db: Session, form: Form, measures: list[Measure], found: Mapping[tuple[str, ...], list[int]]
) -> Counts:
    """By the keys of the form; under which body a case counts follows from its room alone."""
    keys = [one.key for one in measures]
    counts: Counts = {
        owner: dict(zip(keys, map(int, figures[1:]), strict=True))
        for owner, figures in found.items()
    }
    bodies = [one for one in form.counted if is_body(one)]
    body_of = (
        {room: kind for kind, rooms in bodies_of(db).items() for room in rooms} if bodies else {}
    )
    for one in bodies:
        kinds = one.when["body"]
        for owner, told in counts.items():
            kind = body_of.get(owner[0], "") if owner else ""
            told[one.key] = int(found[owner][0]) if kind in kinds else 0
    return counts


def measured(form: Form) -> list[Measure]:
    """The columns that are counted case by case."""
    return [one for one in form.counted if one.source == "cases" and not is_body(one)]


def is_body(one: Measure) -> bool:
    """不同主体: a column that counts the cases of one kind of committee."""
    return one.source == "cases" and set(one.when) == {"body"} and not one.sum


def statement(measures: Sequence[Measure], asked: Asked, gone: ColumnElement[bool]) -> Select[Any]:
    """The one aggregate, of days that are put in later: how many cases, and every figure."""
    owners = [line.c[name] for name in OWNERS[asked.by]]
    figures = [func.count(), *(_figure(one, {}) for one in measures)]
    day = line.c[f"{asked.basis}_on"]
    told = [day >= literal_column(SINCE), day <= literal_column(UNTIL), gone]
    inside = [] if asked.scope is None else [_inside(asked.scope)]
    return select(*owners, *figures).where(*told, *inside).group_by(*owners)


def text(told: Select[Any], dialect: Dialect) -> str:
    """A statement in the database's own words, made once for many periods."""
    return str(told.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def of_days(told: str, period: Period) -> str:
    """The same for these days."""
    since, until = (str(one.toordinal()) for one in period)
    return told.replace(SINCE, since).replace(UNTIL, until)


def at_fault(
    db: Session, log: str, form: Form, key: str, asked: Asked, most: int = 200
) -> list[str]:
    """The cases because of which a balance rule does not hold."""
    rule = next(one for one in form.balances if one.key == key)
    bodies = bodies_of(db)
    if rule.part:
        meant = meaning(form.column(rule.whole).when, bodies)
        wrong = not_(or_(*(meaning(one.when, bodies) for one in form.parts(rule.part))))
    else:
        meant = meaning(form.column(rule.least).when, bodies)
        wrong = not_(meaning(form.column(rule.most).when, bodies))
    chosen = select(line.c.case_id).where(within(asked, asked.period), away(db, log), meant, wrong)
    return list(db.scalars(chosen.order_by(line.c.case_id).limit(most)))


def lines_in(
    db: Session, log: str, asked: Asked, columns: Sequence[str], *such: ColumnElement[bool]
) -> Iterable[Any]:
    """The lines of a period that are such, with these columns of each."""
    chosen = select(*(line.c[name] for name in columns))
    return db.execute(chosen.where(within(asked, asked.period), away(db, log), *such))


def away(db: Session, log: str) -> ColumnElement[bool]:
    """That a case counts here; nothing is asked where none was ever handed over."""
    if AWAY not in db.info:
        db.info[AWAY] = EVERY
        if ask(db, ANY_GRANTED, (GRANTED,)):
            gone = left(db, log)
            if db.execute(gone.limit(1)).first():
                db.info[AWAY] = line.c.case_id.not_in(gone)
    found: ColumnElement[bool] = db.info[AWAY]
    return found


def meaning(when: When, bodies: Mapping[str, list[str]]) -> ColumnElement[bool]:
    """A condition of a form, as the database understands it."""
    return and_(true(), *(_is(name, codes, bodies) for name, codes in when.items()))


def bodies_of(db: Session) -> dict[str, list[str]]:
    """The rooms of each kind of committee."""
    found: dict[str, list[str]] = {}
    for room_id, kind in db.execute(
        select(Room.id, Room.committee_kind).where(Room.void.is_(None))
    ):
        found.setdefault(kind or "", []).append(room_id)
    return found


def sweeps(db: Session, period: Period, by: str) -> dict[tuple[str, ...], int]:
    """排查: how many sweeps began in the period."""
    rows = db.connection().execute(_sweeps(by), {"since": period[0], "until": period[1]})
    found: dict[tuple[str, ...], int] = {}
    for *owner, many in rows:
        key = tuple(one or "" for one in owner)
        found[key] = found.get(key, 0) + many
    return found


@lru_cache(maxsize=4)
def _sweeps(by: str) -> Select[Any]:
    owners: list[Any] = {"whole": [], "place": [Sweep.room_id, Sweep.place_id]}.get(
        by, [Sweep.room_id]
    )
    chosen = select(*owners, func.count()).where(
        Sweep.void.is_(None), Sweep.from_on >= bindparam("since"), Sweep.from_on <= bindparam("until")
    )  # fmt: skip
    return chosen.group_by(*owners)


def _is(name: str, codes: tuple[Any, ...], bodies: Mapping[str, list[str]]) -> ColumnElement[bool]:
    if name == "body":
        codes, name = tuple(room for code in codes for room in bodies.get(code, ())), "room_id"
    column = line.c[name]
    if len(codes) > 4:  # a few comparisons are faster than a look into a list
        return column.in_(codes)
    return or_(false(), *(column == code for code in codes))


def _figure(one: Measure, bodies: Mapping[str, list[str]]) -> ColumnElement[Any]:
    worth: Any = line.c[one.sum] if one.sum else 1
    if not one.when:
        return func.sum(worth) if one.sum else func.count()
    return func.sum(case((meaning(one.when, bodies), worth), else_=0))


def within(asked: Asked, period: Period) -> ColumnElement[bool]:
    """Of the period, and in the place that is asked for."""
    day = line.c[f"{asked.basis}_on"]
    since, until = (one.toordinal() for one in period)
    told: list[ColumnElement[bool]] = [day >= since, day <= until]
    if asked.scope is not None:
        told.append(_inside(asked.scope))
    return and_(*told)


def _inside(scope: Scope) -> ColumnElement[bool]:
    """Those that count in a place, as `app.desk.grid.within` asks it of cases."""
    at_place = line.c.place_id.in_(sorted(scope.places))
    of_room = line.c.room_id.in_(sorted(scope.rooms))
    return or_(at_place, of_room & line.c.place_id.not_in(sorted(scope.elsewhere)))
