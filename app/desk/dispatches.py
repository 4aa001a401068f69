"""交办: the centre hands a matter to one of its rooms; the room accepts, returns, reports, closes.

A dispatch and what the centre says to it later lie in the room's lane; the room answers in its own log. Whether
it has arrived is told by the room's have-vector, never by a mark.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.desk import case_told, dispatch_answers, matter_dispatch, outcomes
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.edit import add, checked, get
from app.desk.exchange import name_of
from app.records import Case, Dispatch, DispatchStep, Mediator, Party, Record, Room
from app.records.field import fields_of, to_json
from app.rules import dispatching
from app.store import journal, peers
from app.trouble import Trouble

SOURCE = "superior"  # 上级交办
MOST_ROWS = 2000


@dataclass(frozen=True)
class Below:
    """A place this centre can hand a matter to."""

    room: str
    name: str
    role: str


@dataclass(frozen=True)
class Line:
    """One dispatch as a list shows it."""

    id: str
    number: str
    title: str
    to: str  # name of the place it is for
    from_: str
    state: str  # of dispatching.STATES
    sent_on: dt.date | None
    due_on: dt.date | None
    late: bool
    arrived: bool  # the other side has all that was said, as its own receipt proves
    incoming: bool  # it is for us
    file_no: str  # under which the room registered it
    case_id: str
    last: str  # what was told last with a step
    instruction: str
    returned: str  # the reason, where it was sent back or is to be done again
    follows: str  # the dispatch it was sent on after
    may: tuple[str, ...]  # steps that can be taken here
    passed_to: str  # the place below that it was passed on to and that has it
    passes: str  # the number, at the place above, of the one that is passed on


def below(db: Session) -> list[Below]:
    """Every place that reports to this centre, once, by name."""
    found: dict[str, Below] = {}
    for one in peers.known(db):
        if one.trusted and not one.followed_by and one.role in {peers.ROOM, peers.LOWER}:
            found.setdefault(one.room, Below(one.room, one.name, one.role))
    return sorted(found.values(), key=lambda place: place.name)


def place_named(db: Session, name: str) -> Below:
    """The one place of this name, be it of the room or its committee, or whose name begins so."""
    places = below(db)
    wanted = name.strip()
    called = set(
        db.scalars(
            select(Room.id).where(
                or_(Room.committee == wanted, Room.room_name == wanted, Room.short_name == wanted)
            )
        )
    )
    exact = [place for place in places if place.name == wanted]
    exact = exact or [place for place in places if place.room in called]
    found = exact or [
        place for place in places if name.strip() and place.name.startswith(name.strip())
    ]
    if len(found) != 1:
        raise Trouble(
            "dispatch.no_such_place" if not found else "dispatch.place_unclear", name=name
        )
    return found[0]


def send(
    desk: Desk,
    to: str,
    values: dict[str, Any],
    matter: dict[str, Any] | None = None,
    *,
    told: str = "",
) -> str:
    """Hand a matter to a place; answers the dispatch's id.

    `values` are fields of Dispatch; `matter` is {"case": …, "parties": […]} in field values, or `told` the same
    as another room told it.
    """
    with desk.shelf.reading() as db:
        if to not in {place.room for place in below(db)}:
            raise Trouble("dispatch.no_such_place", name=to)
    return desk.do_in(
        to, hand_out, desk.shelf.log, desk.today(), to, values, told or _as_told(matter or {})
    )


def hand_out(db: Session, log: str, on: dt.date, to: str, values: dict[str, Any], told: str) -> str:
    """交办: written for one place."""
    if not (values.get("title") or "").strip():
        raise Trouble("dispatch.no_title")
    room = rooms.own_room(db, log)
    by = db.get(Mediator, db.info["pen"].user)
    case_told.summary_of(told)
    given = {"by_name": by.name if by else None, **values}
    if values.get("passes_id"):
        outcomes.note(db.connection(), [(DispatchStep.kind(), "")])
    return add(
        db,
        Dispatch,
        {
            **given, "to_room_id": to, "number": _next_number(db, room.id, log, on), "told": told, "sent_on": on,
            "from_room_id": room.id, "from_name": name_of(room),
        },
    )  # fmt: skip


def _as_told(matter: dict[str, Any]) -> str:
    """A matter typed at the centre, in the shape in which a room would tell its case."""

    def plain(record: type[Record], values: dict[str, Any]) -> dict[str, Any]:
        known = fields_of(record)
        return {
            n: to_json(known[n], v) for n, v in checked(record, values).items() if v is not None
        }

    told: dict[str, Any] = {
        "place": list(matter.get("place", [])),
        "case": plain(Case, {"source": SOURCE, **matter.get("case", {})}),
        "parties": [plain(Party, one) for one in matter.get("parties", [])],
    }
    return msgspec.json.encode(told).decode()


def _next_number(db: Session, room_id: str, log: str, on: dt.date) -> str:
    """〔2026〕3号; a second computer of the centre has its letter in it."""
    mark = f"〔{on.year}〕{rooms.series(db, log)}"
    mine = Dispatch.number.startswith(mark, autoescape=True)
    used = db.scalars(select(Dispatch.number).where(mine, Dispatch.from_room_id == room_id))
    numbers = [one[len(mark) : -1] for one in used if one and one.endswith("号")]
    return f"{mark}{max([0, *(int(n) for n in numbers if n.isdigit())]) + 1}号"


def steps_of(db: Session, ids: list[str]) -> dict[str, list[DispatchStep]]:
    """The steps of each dispatch, in the order they were written."""
    found: dict[str, list[DispatchStep]] = {id_: [] for id_ in ids}
    for start in range(0, len(ids), 500):
        asked = select(DispatchStep).where(DispatchStep.dispatch_id.in_(ids[start : start + 500]))
        for step in db.scalars(
            asked.where(DispatchStep.void.is_(None)).order_by(DispatchStep.on_day, DispatchStep.id)
        ):
            found[step.dispatch_id or ""].append(step)
    return found


def whole(db: Session, dispatch_id: str) -> tuple[Dispatch, list[DispatchStep]]:
    """One dispatch with its steps."""
    return get(db, Dispatch, dispatch_id), steps_of(db, [dispatch_id])[dispatch_id]


def listing(db: Session, log: str, today: dt.date) -> list[Line]:
    """Every dispatch here, incoming and outgoing, open ones first, the nearest day first."""
    own = rooms.own_room(db, log)
    ours = or_(
        Dispatch.to_room_id == own.id, Dispatch.from_room_id == own.id
    )  # not what a lower centre hands out
    rows = list(db.scalars(select(Dispatch).where(Dispatch.void.is_(None), ours).limit(MOST_ROWS)))
    steps = steps_of(db, [row.id for row in rows])
    names = {place.room: place.name for place in below(db)}
    arrived = _arrived(db, rows, steps, own.id)
    passed = passed_to(db, [row.id for row in rows])
    lines = [_line(db, row, steps[row.id], own.id, names, today, arrived) for row in rows]
    lines = [
        _with_ways(db, line, row, names, passed) for line, row in zip(lines, rows, strict=True)
    ]
    far = dt.date.max
    return sorted(
        lines,
        key=lambda x: (
            x.state not in dispatching.OPEN,
            x.due_on or far,
            x.sent_on or far,
            x.number,
        ),
    )


def waits_for_us(db: Session, log: str, today: dt.date) -> int:
    """How many dispatches ask for something here: to be taken up, late, done and not signed off, sent back."""
    return _waiting(db, log, today)[0]


def late_elsewhere(db: Session, log: str, today: dt.date) -> int:
    """How many that were handed out are late while it is the other side's turn."""
    return _waiting(db, log, today)[1]


def _waiting(db: Session, log: str, today: dt.date) -> tuple[int, int]:
    if db.scalars(select(Dispatch.id).limit(1)).first() is None:
        return 0, 0
    lines = listing(db, log, today)
    answered = {one.follows for one in lines if one.follows}
    late = sum(1 for one in lines if one.late and not one.incoming)
    return sum(1 for one in lines if _asks(one) and one.id not in answered), late


def _asks(line: Line) -> bool:
    if line.incoming:
        return line.state == "sent" or line.late
    return line.state in {"done", "returned"}


def _line(
    db: Session, row: Dispatch, steps: list[DispatchStep], own: str, names: dict[str, str], today: dt.date,
    arrived: set[str],
) -> Line:  # fmt: skip
    state = dispatching.state_of(steps)
    taken = next((x for x in reversed(steps) if x.step == "accepted"), None)
    told = [x.told for x in steps if x.told and x.step != "passed"]
    incoming = row.to_room_id == own
    return Line(
        row.id, row.number or "", row.title or "", names.get(row.to_room_id or "", ""), row.from_name or "",
        state, row.sent_on, row.due_on, dispatching.is_late(row, state, today),
        row.id in arrived, incoming, (taken.file_no or "") if taken else "",
        _case_of(db, taken), told[-1] if told else "",
        row.instruction or "", _why_back(state, steps), row.follows_id or "",
        dispatching.may_follow(state, centre=not incoming), "", "",
    )  # fmt: skip


def passed_to(db: Session, ids: list[str]) -> dict[str, str]:
    """Of these dispatches, those that a place below has now: its room id."""
    found: list[Dispatch] = []
    for start in range(0, len(ids), 500):
        asked = select(Dispatch).where(Dispatch.passes_id.in_(ids[start : start + 500]))
        found += db.scalars(asked.where(Dispatch.void.is_(None)).order_by(Dispatch.id))
    steps = steps_of(db, [one.id for one in found])
    over = {"returned", "recalled"}
    return {
        one.passes_id or "": one.to_room_id or ""
        for one in found
        if dispatching.state_of(steps[one.id]) not in over
    }


def _with_ways(
    db: Session, line: Line, row: Dispatch, names: dict[str, str], passed: dict[str, str]
) -> Line:
    """The line with what was passed on from it, or to it, and the steps that are left."""
    above = db.get(Dispatch, row.passes_id) if row.passes_id else None
    to = passed.get(row.id, "")
    return replace(
        line,
        may=_left(
            line.may,
            passed=bool(to) and line.incoming,
            passes=bool(row.passes_id) and not line.incoming,
        ),
        passed_to=(names.get(to) or to) if line.incoming else "",
        passes=(above.number or "") if above else "",
    )


def _left(may: tuple[str, ...], *, passed: bool, passes: bool) -> tuple[str, ...]:
    """What a place below has is answered from there; what came from above is signed off there."""
    if passed:
        return tuple(one for one in may if one == "progress")
    return tuple(one for one in may if one != "confirmed") if passes else may


def _case_of(db: Session, step: DispatchStep | None) -> str:
    """The case under which it was registered, perhaps by the place it was passed on to."""
    if step is not None and not step.case_id and step.repeats:
        step = db.get(DispatchStep, step.repeats) or step
    return (step.case_id or "") if step else ""


def _why_back(state: str, steps: list[DispatchStep]) -> str:
    told = [
        x.told or "" for x in steps if x.step == ("returned" if state == "returned" else "again")
    ]
    return told[-1] if told and state in {"returned", "working"} else ""


def _arrived(
    db: Session, rows: list[Dispatch], steps: dict[str, list[DispatchStep]], own: str
) -> set[str]:
    """Dispatches of which the other side has all that was said, as its have-vector proves."""
    known = [one for one in peers.known(db) if one.trusted and one.have]
    above = [one.have or {} for one in known if one.role == peers.CENTRE]
    found = set()
    for row in rows:
        haves = [one.have or {} for one in known if one.room == row.to_room_id]
        haves = above if row.to_room_id == own else haves
        said = [row.v.get("*", ""), *(one.v.get("*", "") for one in steps[row.id])]
        if haves and all(journal.covers(db, haves, id_) for id_ in said):
            found.add(row.id)
    return found


def step(desk: Desk, dispatch_id: str, name: str, told: str = "") -> str:
    """Answer a dispatch with one of the steps that can follow; answers the step's id."""
    step_id = desk.do(answer, desk.shelf.log, desk.today(), dispatch_id, name, told)
    if name == "confirmed":
        matter_dispatch.tell_back(desk, dispatch_id)
    outcomes.tell(desk)
    return step_id


def answer(
    db: Session, log: str, on: dt.date, dispatch_id: str, name: str, told: str,
    case_id: str | None = None, file_no: str | None = None,
) -> str:  # fmt: skip
    """One step of a dispatch, where it can follow."""
    row = get(db, Dispatch, dispatch_id)
    incoming = row.to_room_id == rooms.own_room(db, log).id
    state = dispatching.state_of(steps_of(db, [row.id])[row.id])
    may = dispatching.may_follow(state, centre=not incoming)
    passed, passes = bool(passed_to(db, [row.id])), row.passes_id is not None
    if name not in _left(may, passed=passed and incoming, passes=passes and not incoming):
        raise Trouble("dispatch.not_now", number=row.number or "")
    if name in {"returned", "again"} and not told.strip():
        raise Trouble("dispatch.reason_needed")
    by = db.get(Mediator, db.info["pen"].user)
    step_id = add(
        db,
        DispatchStep,
        {
            "dispatch_id": row.id, "step": name, "told": told, "on_day": on,
            "by_name": by.name if by else None, "case_id": case_id, "file_no": file_no,
        },
    )  # fmt: skip
    if (row.handover_id or row.passes_id) and not incoming:
        outcomes.note(db.connection(), [(DispatchStep.kind(), step_id)])
    return step_id


def accept(desk: Desk, dispatch_id: str) -> str:
    """接收: the matter is registered here under a number of ours; answers the case's id."""
    return desk.do(take_up, desk.shelf.log, desk.today(), dispatch_id)


def take_up(db: Session, log: str, on: dt.date, dispatch_id: str) -> str:
    """接收 of a dispatch: a case with all that was told, and the step that says so, in one transaction."""
    row = get(db, Dispatch, dispatch_id)
    title = row.title or ""
    read = case_told.summary_of(row.told or "{}")["case"]
    besides = {} if read.get("summary") else {"summary": title}
    case_id = case_told.enter(db, log, on, row.told or "{}", besides)
    file_no = get(db, Case, case_id).file_no
    matter = dispatch_answers.matter_of(db, row.id)
    if matter is not None and matter.room_id == row.to_room_id and not matter.case_id:
        matter.case_id = case_id  # it was ours before
    answer(db, log, on, dispatch_id, "accepted", "", case_id, file_no)
    return case_id
