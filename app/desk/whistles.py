"""吹哨: a grid calls named units together; each answers by its own time, and who does not is seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.desk import called_by_name, practice, serials
from app.desk import room as rooms
from app.desk.edit import add, get
from app.records import Case, Matter, Unit, Whistle, WhistleCall
from app.records.field import fields_of
from app.rules import whistling
from app.rules.grid_rolled import plain
from app.rules.whistling import Responses
from app.trouble import Trouble

MOST = 2000
MOMENTS = ("answered_at", "came_at")
LONGEST = fields_of(WhistleCall)["told"].longest


@dataclass(frozen=True)
class Call:
    """One unit that was called."""

    id: str
    unit: str
    lead: bool
    due_at: dt.datetime | None
    answered_at: dt.datetime | None
    came_at: dt.datetime | None
    who: str
    told: str
    state: str  # of whistling.STATES

    @property
    def heard_at(self) -> dt.datetime | None:
        """When it first let hear of itself."""
        return whistling.first_of(self.answered_at, self.came_at)


@dataclass(frozen=True)
class Line:
    """One whistle as a list shows it."""

    id: str
    number: str
    what: str
    of: str  # number of the matter or case
    matter_id: str
    case_id: str
    blown_at: dt.datetime | None
    over_at: dt.datetime | None
    result: str
    calls: list[Call] = field(default_factory=list)

    @property
    def waits(self) -> list[Call]:
        """Who has not answered."""
        return [] if self.over_at else [one for one in self.calls if one.state in {"waits", "late"}]

    @property
    def is_late(self) -> bool:
        return any(one.state == "late" for one in self.waits)


def blow(
    db: Session, log: str, at: dt.datetime, values: dict[str, Any], called: Sequence[str], lead: str = ""
) -> str:  # fmt: skip
    """吹哨 for a matter or a case: units by id or name, one of them leading; answers the whistle's id."""
    if not called:
        raise Trouble("whistle.nobody")
    at = at.replace(second=0, microsecond=0)
    of: Matter | Case | None = None
    if values.get("matter_id"):
        of = get(db, Matter, values["matter_id"])
    elif values.get("case_id"):
        of = get(db, Case, values["case_id"])
    told = {
        "room_id": rooms.own_room(db, log).id, "blown_at": at, "by_id": db.info["pen"].user,
        "place_id": of.place_id if of else None,
        "number": serials.next_numbers(db, log, Whistle, serials.WHISTLE, at.year)[0], **values,
    }  # fmt: skip
    whistle_id = add(db, Whistle, told)
    known: dict[str, str] = {}
    for name in (*called, *filter(None, [lead])):
        if name not in known:
            known[name] = next(
                (id_ for told, id_ in known.items() if plain(told) == plain(name)), ""
            ) or called_by_name.unit(db, log, name)
    ids = list(dict.fromkeys(known.values()))
    leads = known[lead] if lead else ids[0]
    way = practice.standing(db, log)
    for unit_id in ids:
        due = whistling.due_at(at, get(db, Unit, unit_id), way)
        call = {"whistle_id": whistle_id, "unit_id": unit_id, "due_at": due}
        add(db, WhistleCall, {**call, "lead": True if unit_id == leads else None})
    return whistle_id


def answer(db: Session, call_id: str, values: dict[str, Any], now: dt.datetime) -> bool:
    """响应 or 到场 of one unit: when, who, what it says; the first stands, a later one (True) is its progress."""
    call = get(db, WhistleCall, call_id)
    blown = get(db, Whistle, call.whistle_id or "").blown_at
    told = {
        name: value.replace(second=0, microsecond=0) if name.endswith("_at") else value
        for name, value in values.items()
    }
    moments = {name: told.pop(name) for name in MOMENTS if told.get(name)}
    for at in moments.values():
        if at > now:
            raise Trouble("whistle.not_yet", at=f"{at:%Y-%m-%d %H:%M}")
        if blown and at < blown:
            raise Trouble("whistle.too_early", at=f"{at:%Y-%m-%d %H:%M}", blown=f"{blown:%Y-%m-%d %H:%M}")  # fmt: skip
    heard = whistling.answered_at(call)
    fresh = {name: at for name, at in moments.items() if _is_first(call, name)}
    again = heard is not None and not fresh
    for name, at in fresh.items():
        setattr(call, name, at)
    if heard is None:
        for name, value in told.items():
            setattr(call, name, value)
    elif moments:
        call.told = _gone_on(call, max(moments.values()), told)
    return again


def _is_first(call: WhistleCall, name: str) -> bool:
    """Whether nothing was told of it yet; who came has answered."""
    return call.came_at is None and (name == "came_at" or call.answered_at is None)


def _gone_on(call: WhistleCall, at: dt.datetime, told: dict[str, Any]) -> str | None:
    """What was said first, and what was said now, on a line of its own."""
    said = "　".join(filter(None, (told.get("who"), told.get("told"))))
    kept = "\n".join(filter(None, (call.told, f"{at:%m-%d %H:%M}　{said}" if said else "")))
    if len(kept) > LONGEST:
        raise Trouble("whistle.told_full", longest=LONGEST)
    return kept or None


def finish(db: Session, whistle_id: str, at: dt.datetime, result: str) -> None:
    """办结: what came of it."""
    if not result.strip():
        raise Trouble("whistle.no_result")
    whistle = get(db, Whistle, whistle_id)
    whistle.over_at, whistle.result = at.replace(second=0, microsecond=0), result.strip()[:1000]


def listing(
    db: Session, log: str, now: dt.datetime, *, open_only: bool = False, matter_id: str = "",
    case_id: str = "", since: dt.date | None = None, until: dt.date | None = None, room_id: str = "",
) -> list[Line]:  # fmt: skip
    """The newest first, those with a silent unit at the top."""
    asked = select(Whistle).where(Whistle.void.is_(None))
    own = rooms.own_room(db, log)
    if not own.is_centre or room_id:
        asked = asked.where(Whistle.room_id == (room_id or own.id))
    if open_only:
        asked = asked.where(Whistle.over_at.is_(None))
    meant = [Whistle.matter_id == matter_id] if matter_id else []
    meant += [Whistle.case_id == case_id] if case_id else []
    if meant:
        asked = asked.where(or_(*meant))
    if since:
        asked = asked.where(Whistle.blown_at >= dt.datetime.combine(since, dt.time()))
    if until:
        asked = asked.where(
            Whistle.blown_at < dt.datetime.combine(until + dt.timedelta(days=1), dt.time())
        )
    rows = list(db.scalars(asked.order_by(Whistle.blown_at.desc(), Whistle.id).limit(MOST)))
    calls = calls_of(db, [row.id for row in rows])
    names = dict(db.execute(select(Unit.id, Unit.name)).all()) if rows else {}
    of = _numbers(db, rows)
    lines = [_line(row, calls[row.id], names, of, now) for row in rows]
    return sorted(lines, key=lambda one: (not one.is_late, not one.waits))


def calls_of(db: Session, ids: list[str]) -> dict[str, list[WhistleCall]]:
    """The called units of each whistle, the leading one first."""
    found: dict[str, list[WhistleCall]] = {id_: [] for id_ in ids}
    for start in range(0, len(ids), 500):
        asked = select(WhistleCall).where(WhistleCall.whistle_id.in_(ids[start : start + 500]))
        for call in db.scalars(asked.where(WhistleCall.void.is_(None)).order_by(WhistleCall.id)):
            found[call.whistle_id or ""].append(call)
    for calls in found.values():
        calls.sort(key=lambda one: not one.lead)
    return found


def response_times(
    db: Session, log: str, now: dt.datetime, since: dt.date | None, until: dt.date | None
) -> list[tuple[str, Responses]]:
    """(name, how it answered) of every unit that was called in a period; at a centre of every room."""
    asked = select(Whistle.blown_at, WhistleCall).join(
        WhistleCall, WhistleCall.whistle_id == Whistle.id
    )
    asked = asked.where(
        Whistle.void.is_(None), WhistleCall.void.is_(None), Whistle.blown_at.is_not(None)
    )
    own = rooms.own_room(db, log)
    if not own.is_centre:
        asked = asked.where(Whistle.room_id == own.id)
    if since:
        asked = asked.where(Whistle.blown_at >= dt.datetime.combine(since, dt.time()))
    if until:
        asked = asked.where(
            Whistle.blown_at < dt.datetime.combine(until + dt.timedelta(days=1), dt.time())
        )
    names = dict(db.execute(select(Unit.id, Unit.name)).all())
    told = [(blown, call) for blown, call in db.execute(asked) if blown]
    return [(names.get(one.unit_id) or "", one) for one in whistling.responses(told, now)]


def silent(db: Session, log: str, now: dt.datetime) -> list[Line]:
    """Whistles of the room that some unit has not answered."""
    if db.scalars(select(Whistle.id).limit(1)).first() is None:
        return []
    return [one for one in listing(db, log, now, open_only=True) if one.waits]


def by_number(db: Session, text: str) -> str:
    """The id of the whistle with this number, or with this id (its first 8 digits)."""
    wanted = text.strip()
    asked = select(Whistle.id).where(Whistle.void.is_(None))
    found = list(db.scalars(asked.where(Whistle.number == wanted)))
    if not found and len(wanted) >= 8:
        found = list(db.scalars(asked.where(Whistle.id.startswith(wanted, autoescape=True))))
    if len(found) != 1:
        raise Trouble("whistle.no_such_number", number=wanted)
    return found[0]


def _line(
    row: Whistle, calls: list[WhistleCall], names: dict[str, str | None], of: dict[str, str], now: dt.datetime
) -> Line:  # fmt: skip
    return Line(
        row.id, row.number or "", row.what or "", of.get(row.case_id or row.matter_id or "", ""),
        row.matter_id or "", row.case_id or "", row.blown_at, row.over_at, row.result or "",
        [
            Call(
                one.id, names.get(one.unit_id or "") or "", bool(one.lead), one.due_at,
                one.answered_at, one.came_at, one.who or "", one.told or "",
                whistling.state_of(one, now, over=row.over_at is not None),
            )
            for one in calls
        ],
    )  # fmt: skip


def _numbers(db: Session, rows: list[Whistle]) -> dict[str, str]:
    """The number of the matter or case behind each whistle."""
    found: dict[str, str] = {}
    for start in range(0, len(rows), 400):
        part = rows[start : start + 400]
        cases = [one.case_id for one in part if one.case_id]
        matters = [one.matter_id for one in part if one.matter_id]
        for id_, number in db.execute(select(Case.id, Case.file_no).where(Case.id.in_(cases))):
            found[id_] = number or ""
        for id_, number in db.execute(select(Matter.id, Matter.number).where(Matter.id.in_(matters))):  # fmt: skip
            found[id_] = number or ""
    return found
