"""复燃雷达 at the desk: over parties, households, plots and rooms, by the indexes of party and case.

The statements read ix_case_accepted_on, ix_party_case_id, ix_party_id_number, ix_party_phone,
ix_party_name_address, ix_party_household_id, ix_case_plot. 重点人群 is never looked at.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, func, null, select
from sqlalchemy.orm import Session, aliased

from app.desk import edit, elsewhere
from app.records import Case, Party, Room
from app.rules import radar
from app.rules.radar import Echo, Trace
from app.trouble import Trouble

PART = 500
SHOWN = 500

KINDS: dict[str, tuple[Any, ...]] = {
    "id_number": (Party.id_number,),
    "phone": (Party.phone,),
    "household": (Party.household_id,),
    "name_address": (Party.name, Party.address),
}


@dataclass(frozen=True)
class Scope:
    """Later cases by day of acceptance, perhaps of one room."""

    since: dt.date
    until: dt.date
    room_id: str = ""


@dataclass(frozen=True)
class Spot:
    """One line of the list."""

    echo: Echo
    file_no: str
    accepted_on: dt.date
    room: str
    parties: tuple[str, ...]
    earlier_no: str
    earlier_on: dt.date
    earlier_room: str
    linked: bool  # a person said that it is the relapse of the earlier one


@dataclass(frozen=True)
class Standing:
    """One room: its cases of the period, and how many of them may be relapses."""

    room: str
    cases: int
    echoes: int
    red: int

    @property
    def share(self) -> float:
        return self.echoes / self.cases if self.cases else 0.0


@dataclass(frozen=True)
class Sweep:
    """What the radar found in a period: one echo a case, the likeliest first, and every room."""

    spots: list[Spot]
    rooms: list[Standing]
    count: int  # of all, shown or not
    cases: int


def sweep(db: Session, log: str, scope: Scope, limit: int = SHOWN) -> Sweep:
    """Every case of a period that may be an earlier one come back."""
    found = echoes(db, log, scope)
    best = sorted(
        radar.newest_of(found).values(), key=lambda one: (-one.score, one.days, one.case_id)
    )
    totals = _totals(db, log, scope)
    return Sweep(
        _spots(db, best[:limit]), _ranking(db, best, totals), len(best), sum(totals.values())
    )


def echoes(db: Session, log: str, scope: Scope) -> list[Echo]:
    """Every pair, as the records have it."""
    late = _late(db, log, scope)
    first = scope.since - dt.timedelta(radar.window())
    traces: list[Trace] = []
    days: dict[str, dt.date] = {}
    for kind in radar.KINDS:
        asked = _plots(late, first) if kind == "plot" else _people(late, kind, first)
        for case_id, on, earlier_id, earlier_on, party_id in db.execute(asked):
            traces.append(Trace(case_id, earlier_id, kind, party_id or ""))
            days[case_id], days[earlier_id] = on, earlier_on
    gone = set(db.scalars(elsewhere.left(db, log)))
    counted = (
        one
        for one in traces
        if one.earlier_id not in gone
        and (days[one.earlier_id], one.earlier_id) < (days[one.case_id], one.case_id)
    )
    return radar.echoes(counted, days)


def of_case(db: Session, log: str, case_id: str, today: dt.date) -> list[Spot]:
    """The earlier cases of one that is being registered: its people, their household, its plot."""
    case = db.get(Case, case_id)
    if case is None or case.void is not None:
        return []
    on = case.accepted_on or today
    traces: list[Trace] = []
    days = {case_id: on}
    own = select(Party).where(Party.case_id == case_id, Party.void.is_(None))
    keys: list[tuple[str, str, list[ColumnElement[bool]]]] = []
    for party in db.scalars(own):
        for kind, columns in KINDS.items():
            values = [getattr(party, column.key) for column in columns]
            if all(values):
                same = [column == value for column, value in zip(columns, values, strict=True)]
                keys.append((kind, party.id, same))
    if case.plot:
        keys.append(("plot", "", [Case.plot == case.plot]))
    for kind, party_id, same in keys:
        for earlier_id, earlier_on in _earlier(db, kind, same, on):
            if earlier_id != case_id:
                traces.append(Trace(case_id, earlier_id, kind, party_id))
                days[earlier_id] = earlier_on
    gone = set(db.scalars(elsewhere.left(db, log)))
    found = radar.echoes((one for one in traces if one.earlier_id not in gone), days)
    return _spots(db, found[:20], {case_id: on})


def link(db: Session, case_id: str, earlier_id: str | None) -> None:
    """反弹: a person says that a case is the relapse of an earlier one, or that it is not."""
    if earlier_id is not None:
        above: str | None = edit.get(db, Case, earlier_id).id
        seen = set[str]()
        while above and above not in seen:
            if above == case_id:
                raise Trouble("radar.ring")
            seen.add(above)
            row = db.get(Case, above)
            above = row.recurs_id if row else None
    edit.edit(db, Case, case_id, {"recurs_id": earlier_id})


def _late(db: Session, log: str, scope: Scope) -> CTE:
    asked = select(Case.id, Case.accepted_on, Case.plot).where(
        Case.void.is_(None), Case.accepted_on >= scope.since, Case.accepted_on <= scope.until,
        Case.id.not_in(elsewhere.left(db, log)),
    )  # fmt: skip
    if scope.room_id:
        asked = asked.where(Case.room_id == scope.room_id)
    return asked.cte("late")


def _people(late: CTE, kind: str, first: dt.date) -> Select[Any]:
    """Pairs of cases that share what is no rarity: each key once over its index, hot ones left out."""
    columns = KINDS[kind]
    named = [column.label(f"key_{n}") for n, column in enumerate(columns)]
    mine = (
        select(late.c.id.label("case_id"), late.c.accepted_on, Party.id.label("party_id"), *named)
        .join(Party, Party.case_id == late.c.id)
        .where(Party.void.is_(None), *(column.is_not(None) for column in columns))
        .cte("mine")
    )
    keys = select(*[mine.c[f"key_{n}"] for n in range(len(columns))]).distinct().cte("keys")
    many = func.count()
    counted = aliased(Party)
    same = [getattr(counted, c.key) == keys.c[f"key_{n}"] for n, c in enumerate(columns)]
    rare = (
        select(*keys.c).join_from(keys, counted, _all(same)).group_by(*keys.c)
        .having(many > 1, many <= int(radar.rule()["most_alike"])).cte("rare")
    )  # fmt: skip
    other, earlier = aliased(Party), aliased(Case)
    with_rare = [mine.c[f"key_{n}"] == rare.c[f"key_{n}"] for n in range(len(columns))]
    with_other = [getattr(other, c.key) == rare.c[f"key_{n}"] for n, c in enumerate(columns)]
    return (
        select(mine.c.case_id, mine.c.accepted_on, earlier.id, earlier.accepted_on, mine.c.party_id)
        .join_from(mine, rare, _all(with_rare))
        .join(other, _all(with_other))
        .join(earlier, earlier.id == other.case_id)
        .where(other.void.is_(None), earlier.void.is_(None), earlier.id != mine.c.case_id)
        .where(earlier.accepted_on >= first, earlier.accepted_on <= mine.c.accepted_on)
    )


def _plots(late: CTE, first: dt.date) -> Select[Any]:
    mine = select(*late.c).where(late.c.plot.is_not(None)).cte("mine")
    counted, earlier = aliased(Case), aliased(Case)
    many = func.count()
    rare = (
        select(mine.c.plot).distinct().join_from(mine, counted, counted.plot == mine.c.plot)
        .group_by(mine.c.id, mine.c.plot).having(many > 1, many <= int(radar.rule()["most_alike"])).cte("rare")
    )  # fmt: skip
    pairs: Select[Any] = (
        select(mine.c.id, mine.c.accepted_on, earlier.id, earlier.accepted_on, null())
        .join_from(mine, rare, rare.c.plot == mine.c.plot)
        .join(earlier, earlier.plot == mine.c.plot)
        .where(earlier.void.is_(None), earlier.id != mine.c.id)
        .where(earlier.accepted_on >= first, earlier.accepted_on <= mine.c.accepted_on)
    )
    return pairs


def _all(told: Sequence[Any]) -> ColumnElement[bool]:
    """All of these at once."""
    return and_(*told)


def _earlier(
    db: Session, kind: str, same: list[ColumnElement[bool]], on: dt.date
) -> list[tuple[str, dt.date]]:
    """The cases of the window that bear a key; one that stands everywhere tells nothing."""
    most = int(radar.rule()["most_alike"])
    record = Case if kind == "plot" else Party
    if len(list(db.scalars(select(record.id).where(*same).limit(most + 1)))) > most:
        return []
    asked = select(Case.id, Case.accepted_on).where(Case.void.is_(None), *same)
    if record is Party:
        asked = asked.join(Party, Party.case_id == Case.id).where(Party.void.is_(None))
    first = on - dt.timedelta(radar.window())
    rows = db.execute(asked.where(Case.accepted_on >= first, Case.accepted_on <= on))
    return [(id_, day) for id_, day in rows if day is not None]


def _totals(db: Session, log: str, scope: Scope) -> Counter[str]:
    late = _late(db, log, scope)
    asked = (
        select(Case.room_id, func.count())
        .where(Case.id.in_(select(late.c.id)))
        .group_by(Case.room_id)
    )
    return Counter({room or "": count for room, count in db.execute(asked)})


def _ranking(db: Session, best: list[Echo], totals: Counter[str]) -> list[Standing]:
    """Rooms with the greatest share first; those without any stand too."""
    room_of = _facts(db, (one.case_id for one in best))
    echoed = Counter(room_of[one.case_id].room_id or "" for one in best)
    red = Counter(room_of[one.case_id].room_id or "" for one in best if one.colour == "red")
    names = _room_names(db)
    found = [
        Standing(names.get(room, ""), count, echoed[room], red[room])
        for room, count in totals.items()
    ]
    return sorted(found, key=lambda one: (-one.share, -one.echoes, one.room))


def _room_names(db: Session) -> dict[str, str]:
    rooms = db.execute(select(Room.id, Room.room_name, Room.committee, Room.centre_name))
    return {id_: name or committee or centre or "" for id_, name, committee, centre in rooms}


def _facts(db: Session, ids: Iterable[str]) -> dict[str, Any]:
    wanted, found = list(dict.fromkeys(ids)), {}
    columns = (Case.id, Case.file_no, Case.accepted_on, Case.room_id, Case.recurs_id)
    for some in _parts(wanted):
        for row in db.execute(select(*columns).where(Case.id.in_(some))):
            found[row.id] = row
    return found


def _parts(wanted: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(wanted), PART):
        yield wanted[start : start + PART]


def _spots(db: Session, found: list[Echo], days: dict[str, dt.date] | None = None) -> list[Spot]:
    facts = _facts(db, (id_ for one in found for id_ in (one.case_id, one.earlier_id)))
    names: dict[str, list[str]] = {}
    for some in _parts(list({one.case_id for one in found})):
        asked = select(Party.case_id, Party.name).where(
            Party.case_id.in_(some), Party.void.is_(None)
        )
        for case_id, name in db.execute(asked.order_by(Party.position)):
            names.setdefault(case_id or "", []).append(name or "")
    rooms = _room_names(db)
    spots = []
    for one in found:
        late, early = facts[one.case_id], facts[one.earlier_id]
        spots.append(
            Spot(
                one, late.file_no or "", late.accepted_on or (days or {})[one.case_id],
                rooms.get(late.room_id or "", ""), tuple(names.get(one.case_id, ())), early.file_no or "",
                early.accepted_on, rooms.get(early.room_id or "", ""), late.recurs_id == one.earlier_id,
            )
        )  # fmt: skip
    return spots
