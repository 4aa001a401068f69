"""复燃雷达 at the desk: over parties, households, plots and rooms. 重点人群 is never looked at.

The list of a period reads the cases of its window once, by ix_case_register and ix_party_case_id. One
case at registration is looked up by ix_party_id_number, ix_party_phone, ix_party_household_id,
ix_party_name_address and ix_case_plot.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.desk import edit, elsewhere
from app.desk.case_lines import Report, nobody
from app.desk.radar_pass import Bearer, Pass, day
from app.records import Case, Party, Room
from app.rules import period as periods
from app.rules import radar
from app.rules.period import Period
from app.rules.radar import Echo, Trace
from app.store import radar_rows
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


def sweep(
    db: Session, log: str, scope: Scope, limit: int = SHOWN, report: Report = nobody
) -> Sweep:
    """Every case of a period that may be an earlier one come back; told how far it is, it can be stopped."""
    seen, found = _seen(db, log, scope, report)
    best = sorted(
        radar.newest_of(found).values(), key=lambda one: (-one.score, one.days, one.case_id)
    )
    rooms = _ranking(db, best, seen)
    return Sweep(_spots(db, best[:limit]), rooms, len(best), sum(seen.cases.values()))


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


def _seen(db: Session, log: str, scope: Scope, report: Report) -> tuple[Pass, list[Echo]]:
    """The pass over the window, newest days first, and every pair it shows."""
    seen = Pass()
    gone = set(db.scalars(elsewhere.left(db, log)))
    inside = _slices(db, scope.since, scope.until)
    before = scope.since - dt.timedelta(1)
    outside = _slices(db, scope.since - dt.timedelta(radar.window()), before)
    if scope.room_id:
        seen.want(radar_rows.of_days(db, scope.since, scope.until, gone, scope.room_id))
    slices = [*inside, *outside]
    for done, (since, until) in enumerate(slices):
        report(done, len(slices))
        rows = radar_rows.of_days(db, since, until, gone)
        read = seen.look_up if scope.room_id or until < scope.since else seen.take
        read(rows)
    report(len(slices), len(slices))
    days, most = seen.days(), int(radar.rule()["most_alike"])
    traces = [
        trace
        for kind, bearers in seen.shared()
        if len(bearers) <= most
        for trace in _pairs(kind, bearers, days, seen)
    ]
    return seen, radar.echoes(traces, days)


def _slices(db: Session, since: dt.date, until: dt.date) -> list[Period]:
    """Month by month, the newest first, so that the pass can be watched and stopped; none before the first case."""
    first = radar_rows.first_day(db)
    if first is None:
        return []
    return periods.slices((max(since, day(first)), until))[::-1]


def _pairs(
    kind: str, bearers: list[Bearer], days: dict[str, dt.date], seen: Pass
) -> Iterator[Trace]:
    """Later and earlier ones that bear one key; of one day the order of their ids decides."""
    ranked = sorted(bearers, key=lambda one: (days[one[0]], one[0]), reverse=True)
    for place, (case_id, party_id) in enumerate(ranked):
        if case_id in seen.room:
            for earlier_id, _ in ranked[place + 1 :]:
                if earlier_id != case_id:
                    yield Trace(case_id, earlier_id, kind, party_id)


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


def _ranking(db: Session, best: list[Echo], seen: Pass) -> list[Standing]:
    """Rooms with the greatest share first; those without any stand too."""
    echoed = Counter(seen.room[one.case_id] for one in best)
    red = Counter(seen.room[one.case_id] for one in best if one.colour == "red")
    names = _room_names(db)
    found = [
        Standing(names.get(room, ""), count, echoed[room], red[room])
        for room, count in seen.cases.items()
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
