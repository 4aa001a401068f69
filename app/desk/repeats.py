"""重复件 across lines: earlier matters, visitors and cases that may be the same; a person says which are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.desk import dispatch_answers, doubles, practice
from app.desk.edit import get
from app.desk.matters import join_case
from app.desk.room import own_room
from app.records import Case, Matter, MatterStep, Party, Visitor
from app.rules import likeness, repeats
from app.rules.repeats import CASE, MATTER, VISITOR, Alike, Told
from app.store import search
from app.trouble import Trouble

AT_PLACE, OF_NAME, OF_PHONE = 200, 60, 100
"""The newest so many that an index brings for comparing: of a grid, of a name, of a number."""


@dataclass(frozen=True)
class Family:
    """One thing and everything that was said to be the same: counted once, with the steps of all."""

    first_id: str
    matters: tuple[Matter, ...]  # the first one first
    visitors: tuple[Visitor, ...]
    steps: tuple[MatterStep, ...]  # of all of them, in the order of time
    alert: str  # of repeats.ALERTS, or nothing

    @property
    def times(self) -> int:
        """How often it came in."""
        return len(self.matters) + len(self.visitors)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines it came in on."""
        return tuple(dict.fromkeys(x.line or "" for x in self.matters if x.line))


def of_matter(db: Session, log: str, matter_id: str) -> list[Alike]:
    """What came before a matter and may be the same; what a person set apart is not told again."""
    matter = get(db, Matter, matter_id)
    told = told_of_matter(matter)
    apart = {matter.id, matter.case_id or "", matter.visitor_id or "", *(matter.other_than or ())}
    apart |= dispatch_answers.cases_of(db, matter.id)
    found = alike(db, log, told, matter.place_id, apart)
    mine = _root(db, matter).id
    return [
        x for x in found if x.told.kind != MATTER or not _same_family(db, mine, matter, x.told.id)
    ]


def newest(db: Session, log: str, *, most: int = 60) -> list[tuple[Matter, list[Alike]]]:
    """The newest matters of the room that most likely came before, each with what it may be the same as."""
    asked = select(Matter).where(
        Matter.room_id == own_room(db, log).id, Matter.void.is_(None), doubles.stands()
    )
    found = []
    for one in db.scalars(asked.order_by(Matter.came_at.desc(), Matter.id).limit(most)):
        told = [
            x
            for x in of_matter(db, log, one.id)
            if x.verdict == repeats.LIKELY and _is_before(x, one)
        ]
        if told:
            found.append((one, told))
    return found


def _is_before(one: Alike, matter: Matter) -> bool:
    """Whether it came before: of two that are alike the later one is told of."""
    day = matter.came_at.date() if matter.came_at else dt.date.max
    came = one.told.day or dt.date.min
    return (came, one.told.id) < (day, matter.id)


def alike(
    db: Session, log: str, told: Told, place_id: str | None = None, without: Iterable[str] = ()
) -> list[Alike]:
    """The same for what is not written down yet: a visitor at the door, a line of a chat, a new case."""
    weights = practice.standing(db, log).repeats
    until = told.day or dt.date.max
    since = until - dt.timedelta(days=weights.days) if told.day else dt.date.min
    others = [*_matters(db, told, place_id, since), *_visitors(db, told, place_id, since)]
    others += _cases(db, told, place_id, since)
    apart = set(without)
    return repeats.among(told, (x for x in others if x.id not in apart), weights)


def at_door(db: Session, log: str, on: dt.date, values: dict[str, str | None]) -> list[Alike]:
    """最多访一次: whether this person was here before, and with this matter. `values` are a visitor's fields."""
    visitor = Visitor(**values)
    told = replace(told_of_visitor(visitor), id="", day=on)
    return alike(db, log, told, visitor.place_id)


def came_before(db: Session, log: str, visitor_id: str) -> list[tuple[Told, str]]:
    """What may be the same as a visit that is to become a case, each with the number of the case made of it."""
    visitor = get(db, Visitor, visitor_id)
    told = told_of_visitor(visitor)
    found = alike(db, log, told, visitor.place_id, {visitor.id, visitor.case_id or ""})
    found = [one for one in found if one.verdict != repeats.PERSON]
    return [(one.told, _case_of(db, one.told)) for one in found]


def _case_of(db: Session, told: Told) -> str:
    """The number of the case a visit or matter became."""
    row: Visitor | Matter | None = None
    if told.kind == VISITOR:
        row = db.get(Visitor, told.id)
    elif told.kind == MATTER:
        row = db.get(Matter, told.id)
    case = db.get(Case, row.case_id) if row is not None and row.case_id else None
    return (case.file_no or "") if case else ""


def come_again(db: Session, visitor_id: str, earlier_id: str) -> None:
    """重复来访: a person says that this visitor was here before with the same matter."""
    visitor, earlier = get(db, Visitor, visitor_id), get(db, Visitor, earlier_id)
    seen = {visitor.id}
    while earlier.earlier_id and earlier.id not in seen:
        seen.add(earlier.id)
        earlier = get(db, Visitor, earlier.earlier_id)
    if earlier.id in seen:
        raise Trouble("doubles.same_already")
    visitor.earlier_id = earlier.id


def merge(db: Session, matter_id: str, into_id: str) -> None:
    """并件: a person says that a matter is the same as another, a visitor's or a case.

    The one that came first goes on; the earlier of two days their senders fixed stands on it.
    """
    matter = get(db, Matter, matter_id)
    if db.get(Case, into_id) is not None:
        join_case(db, matter_id, into_id)
        return
    if db.get(Visitor, into_id) is not None:
        matter.visitor_id = into_id
        return
    both = {one.id: one for one in (_root(db, matter), _root(db, get(db, Matter, into_id)))}
    if len(both) < 2:
        raise Trouble("doubles.same_already")
    first, later = sorted(both.values(), key=lambda one: (one.came_at is None, one.came_at, one.id))
    later.same_as_id = first.id
    first.due_on = min(filter(None, (first.due_on, later.due_on)), default=None)


def part(db: Session, matter_id: str, other_id: str) -> None:
    """不是一件: looked at by a person; the two are never told as alike again."""
    matter = get(db, Matter, matter_id)
    if matter.same_as_id == other_id:
        matter.same_as_id = None
    matter.other_than = sorted({*(matter.other_than or ()), other_id})
    other = db.get(Matter, other_id)
    if other is not None:
        other.other_than = sorted({*(other.other_than or ()), matter_id})
        if other.same_as_id == matter_id:
            other.same_as_id = None


def family(db: Session, log: str, matter_id: str) -> Family:
    """Everything that was said to be the same as this matter."""
    first = _root(db, get(db, Matter, matter_id))
    matters, ring = [first], {first.id}
    while ring:
        asked = select(Matter).where(Matter.same_as_id.in_(sorted(ring)), Matter.void.is_(None))
        known = {x.id for x in matters}
        fresh = [
            x for x in db.scalars(asked.order_by(Matter.came_at, Matter.id)) if x.id not in known
        ]
        matters += fresh
        ring = {x.id for x in fresh}
    ids = [x.id for x in matters]
    came_of = sorted({x.visitor_id for x in matters if x.visitor_id})
    again = select(Visitor).where(
        or_(Visitor.id.in_(came_of), Visitor.earlier_id.in_(came_of)), Visitor.void.is_(None)
    )
    visitors = list(db.scalars(again.order_by(Visitor.came_at))) if came_of else []
    steps = select(MatterStep).where(MatterStep.matter_id.in_(ids), MatterStep.void.is_(None))
    weights = practice.standing(db, log).repeats
    born = sum(
        1 for x in matters if x.visitor_id
    )  # the visit and the matter written of it are one coming
    times = len(matters) + max(len(visitors) - born, 0)
    return Family(
        first.id, tuple(matters), tuple(visitors),
        tuple(db.scalars(steps.order_by(MatterStep.at, MatterStep.id))), repeats.alert(times, weights),
    )  # fmt: skip


def told_of_matter(matter: Matter) -> Told:
    """A matter as it is compared."""
    return Told(
        matter.id, MATTER, matter.told or "", _some(matter.reporter, matter.about), likeness.phones(matter.phone),
        _some(matter.address), (), matter.outside_no or "", matter.came_at.date() if matter.came_at else None,
        matter.number or "", matter.line or "",
    )  # fmt: skip


def told_of_visitor(visitor: Visitor) -> Told:
    """A visitor as he is compared."""
    return Told(
        visitor.id, VISITOR, visitor.matter or "", _some(visitor.name), likeness.phones(visitor.phone),
        _some(visitor.address), _some(visitor.id_number), "",
        visitor.came_at.date() if visitor.came_at else None, visitor.number or "", "visit",
    )  # fmt: skip


def _matters(db: Session, told: Told, place_id: str | None, since: dt.date) -> list[Told]:
    standing = select(Matter).where(Matter.void.is_(None), Matter.came_at >= _moment(since))
    asked: list[Select[Matter]] = []
    newest = Matter.came_at.desc()
    if told.phones:
        numbers = [x for one in told.phones for x in likeness.spellings(one)]
        asked.append(standing.where(Matter.phone.in_(numbers)).order_by(newest).limit(OF_PHONE))
    if told.outside_no:
        asked.append(standing.where(Matter.outside_no == told.outside_no).limit(OF_PHONE))
    if told.names:
        asked.append(
            standing.where(Matter.reporter.in_(told.names)).order_by(newest).limit(OF_NAME)
        )
    if place_id:
        asked.append(standing.where(Matter.place_id == place_id).order_by(newest).limit(AT_PLACE))
    found = {one.id: one for query in asked for one in db.scalars(query)}
    return [told_of_matter(one) for one in found.values()]


def _visitors(db: Session, told: Told, place_id: str | None, since: dt.date) -> list[Told]:
    standing = select(Visitor).where(Visitor.void.is_(None), Visitor.came_at >= _moment(since))
    asked: list[Select[Visitor]] = []
    newest = Visitor.came_at.desc()
    if told.phones:
        numbers = [x for one in told.phones for x in likeness.spellings(one)]
        asked.append(standing.where(Visitor.phone.in_(numbers)).order_by(newest).limit(OF_PHONE))
    if told.names:
        asked.append(standing.where(Visitor.name.in_(told.names)).order_by(newest).limit(OF_NAME))
    if place_id:
        asked.append(standing.where(Visitor.place_id == place_id).order_by(newest).limit(OF_NAME))
    found = {one.id: one for query in asked for one in db.scalars(query)}
    return [told_of_visitor(one) for one in found.values()]


def _cases(db: Session, told: Told, place_id: str | None, since: dt.date) -> list[Told]:
    """By the search index: parties' numbers and names."""
    ids = [x for number in told.phones for x in search.matches(db, number, OF_NAME)]
    ids += [x for name in told.names if len(name) > 1 for x in search.matches(db, name, OF_NAME)]
    standing = select(Case).where(Case.void.is_(None))
    cases = {x.id: x for x in _by_ids(db, standing, list(dict.fromkeys(ids)))}
    if place_id:
        near = standing.where(Case.place_id == place_id, Case.accepted_on >= since)
        cases |= {
            x.id: x for x in db.scalars(near.order_by(Case.accepted_on.desc()).limit(OF_NAME))
        }
    parties: dict[str, list[Party]] = {one: [] for one in cases}
    listed = select(Party).where(Party.void.is_(None), Party.case_id.in_(list(cases)))
    for party in db.scalars(listed.order_by(Party.position)) if cases else ():
        parties[party.case_id or ""].append(party)
    found = [_told_of_case(one, parties[one.id]) for one in cases.values()]
    return [x for x in found if x.day is None or x.day >= since]


def _told_of_case(case: Case, parties: Sequence[Party]) -> Told:
    return Told(
        case.id, CASE, case.summary or "", tuple(x.name for x in parties if x.name),
        tuple(n for x in parties for n in likeness.phones(x.phone)),
        tuple(x.address for x in parties if x.address), tuple(x.id_number for x in parties if x.id_number), "",
        case.accepted_on or case.registered_on, case.file_no or "", case.line or "",
    )  # fmt: skip


def _by_ids(db: Session, standing: Select[Case], ids: Sequence[str]) -> list[Case]:
    return list(db.scalars(standing.where(Case.id.in_(ids)))) if ids else []


def _root(db: Session, matter: Matter) -> Matter:
    """The first of what was said to be the same; a ring that two computers made ends at its smallest id."""
    seen = [matter]
    while matter.same_as_id and (above := db.get(Matter, matter.same_as_id)) is not None:
        if above in seen:
            return min(seen[seen.index(above) :], key=lambda x: x.id)
        seen.append(above)
        matter = above
    return matter


def _same_family(db: Session, root: str, matter: Matter, other_id: str) -> bool:
    other = get(db, Matter, other_id)
    return _root(db, other).id == root


def _some(*texts: str | None) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())
