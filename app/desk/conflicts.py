"""待核对: fields with more than one value, told side by side, and closed by a person.

Taking in never writes: a conflict lies in the further heads until somebody closes it, and the closing
travels as an entry of its own. (Sync specification 2.4.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import seen_late, voided
from app.desk.edit import checked, get
from app.desk.hands import Hand, hands
from app.desk.in_words import in_words
from app.records import RECORDS, Case, Record, SeenLate
from app.records.field import Field, fields_of, from_json, to_json
from app.rules.differences import asks_a_person, groups, is_told
from app.store import heads
from app.store.tables import head
from app.trouble import Trouble
from app.words import say

PORTION = 200  # fields looked up at once
PAGE = 50

TWO_VALUES, GONE_AND_CHANGED = "two_values", "gone_and_changed"
AFTER_SEAL, SEALED_TWICE = "after_seal", "sealed_twice"
SORTS = (TWO_VALUES, GONE_AND_CHANGED, AFTER_SEAL, SEALED_TWICE)
LATE = frozenset({AFTER_SEAL, SEALED_TWICE})
MARK, MARK_SEEN = "conflict.mark", "conflict.mark_seen"
"""What stands beside such a field on the page of its case."""


RESTRICTED = frozenset({"key_person"})
"""What not everybody may see stands in no list of conflicts; whoever may see it finds the mark in its own form."""


@dataclass(frozen=True)
class Value:
    """One value of the field, and everybody who wrote it."""

    value: Any  # JSON
    words: str
    shown: bool
    hands: tuple[Hand, ...]

    @property
    def version(self) -> str:
        """One of its versions: what `take` is given."""
        return self.hands[0].version if self.hands else ""


@dataclass(frozen=True)
class Conflict:
    """One field of one record that a person shall look at; the shown value stands first."""

    sort: str
    kind: str
    row: str
    field: str
    case_id: str
    file_no: str
    of: str  # the record in a few words
    values: tuple[Value, ...]
    versions: frozenset[str] = frozenset()  # all heads: what was seen
    seen: tuple[Hand, ...] = ()  # who looked at what came after a seal, all of it

    @property
    def can_be_closed(self) -> bool:
        """Signed content stands; what came later is answered by a new document beside it."""
        return self.sort in {TWO_VALUES, GONE_AND_CHANGED}

    @property
    def place(self) -> str:
        """case/3f…/summary: how the command line names it."""
        return f"{self.kind}/{self.row}/{self.field}"


@dataclass(frozen=True)
class _Open:
    """A field with its heads, before anybody asks who wrote them."""

    row: Record
    field: Field
    heads: list[tuple[str, Any]]  # version, value (JSON); the shown one first
    sort: str

    @property
    def place(self) -> seen_late.Place:
        return self.row.kind(), self.row.id, self.field.name

    def is_seen(self, looked: seen_late.Looked) -> bool:
        """Whether it came after a seal, and somebody looked at all of it."""
        return self.sort in LATE and looked.covers(self.place, (v for v, _ in self.heads))


def open_conflicts(
    db: Session, case_id: str | None = None, *, start: int = 0, limit: int = PAGE
) -> list[Conflict]:
    """What a person shall settle, newest first, of one case or of all; one page of it."""
    return _told(db, list(islice(_closable(db, case_id), start, start + limit)))


def count(db: Session, case_id: str | None = None) -> int:
    """How many fields a person shall settle."""
    return sum(1 for _ in _closable(db, case_id))


def places(db: Session, case_id: str) -> dict[tuple[str, str], dict[str, str]]:
    """Where a case wants looking at: the fields of each record (kind, id) and their marks, without who wrote them."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    looked = seen_late.looked(db)
    for one in _open(db, case_id):
        mark = MARK_SEEN if one.is_seen(looked) else MARK
        found.setdefault((one.row.kind(), one.row.id), {})[one.field.name] = mark
    return found


def marks_of(db: Session, kind: str, row: str) -> dict[str, str]:
    """The fields of one record that want looking at, with their marks."""
    obj = db.get(RECORDS[kind], row)
    return {one.field.name: MARK for one in _of_row(db, obj)} if obj is not None else {}


def is_open(db: Session, record: Record) -> bool:
    """Whether a person still has to settle a field of this record."""
    return any(one.sort == TWO_VALUES for one in _of_row(db, record))


def to_settle(db: Session, places: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these records (kind, id) in which a person still has to settle a field."""
    found, wanted = set[tuple[str, str]](), sorted(places)
    for begin in range(0, len(wanted), PORTION):
        for obj in _rows(db, wanted[begin : begin + PORTION]):
            if any(one.sort == TWO_VALUES for one in _of_row(db, obj)):
                found.add((obj.kind(), obj.id))
    return found


def is_anything(db: Session) -> bool:
    """Whether there is anything to look at, to be settled or come after a seal and seen by nobody yet."""
    looked = seen_late.looked(db)
    found = (one for one in _open(db, None) if not one.is_seen(looked))
    return next(chain(found, _gone(db, None)), None) is not None


def of_case(db: Session, case_id: str) -> list[Conflict]:
    """Everything of one case: what can be settled, then what came after a seal."""
    found = [*_open(db, case_id), *_gone(db, case_id)]
    found.sort(key=lambda one: one.sort in LATE)
    return _told(db, found)


def after_seal(
    db: Session,
    case_id: str | None = None,
    *,
    start: int = 0,
    limit: int = PAGE,
    seen: bool = False,
) -> list[Conflict]:
    """签署后到达的修改, and documents sealed on two sides: kept beside, answered by a new version.

    `seen`: those too at which somebody looked.
    """
    looked = seen_late.looked(db)
    found = (one for one in _open(db, case_id) if one.sort in LATE)
    late = (one for one in found if seen or not one.is_seen(looked))
    return _told(db, list(islice(late, start, start + limit)))


def find(db: Session, kind: str, row: str, name: str) -> Conflict:
    """One conflict, or a sentence that it is settled already."""
    record = RECORDS.get(kind)
    obj = db.get(record, row) if record else None
    if obj is None or name not in fields_of(type(obj)):
        raise Trouble("conflict.none")
    found = [one for one in _of_row(db, obj) if one.field.name == name]
    if name == "void" and not found:
        found = [one for one in _gone(db, _case_id(obj)) if one.row.id == row]
    if not found:
        raise Trouble("conflict.none")
    return _told(db, found)[0]


def close(
    db: Session, kind: str, row: str, name: str, value: Any, seen: Iterable[str] | None = None
) -> None:
    """A person decides: this value stands, whatever the sides wrote.

    `seen` is the versions the person looked at; where another has arrived since, nothing is closed.
    """
    record = _record(kind, name)
    _settle(db, record, row, name, checked(record, {name: value})[name], seen)


def take(
    db: Session, kind: str, row: str, name: str, version: str, seen: Iterable[str] | None = None
) -> None:
    """A person decides for one of the values as it was written."""
    record = _record(kind, name)
    told = next((v for v in find(db, kind, row, name).values if _has(v, version)), None)
    if told is None:
        raise Trouble("conflict.no_such_value")
    _settle(db, record, row, name, from_json(fields_of(record)[name], told.value), seen)


def mark_seen(
    db: Session, kind: str, row: str, name: str, seen: Iterable[str] | None = None
) -> None:
    """A person looked at what came after a seal: it stands beside as before, and is no open work any more.

    `seen` as for closing.
    """
    told = find(db, kind, row, name)
    if told.can_be_closed:
        raise Trouble("conflict.not_late")
    if seen is not None and not told.versions <= set(seen):
        raise Trouble("conflict.changed")
    if not told.seen:
        place = {"of_kind": kind, "of_row": row, "of_field": name}
        db.add(SeenLate(case_id=told.case_id or None, versions=sorted(told.versions), **place))


def _has(value: Value, version: str) -> bool:
    return any(hand.version == version for hand in value.hands)


def _record(kind: str, name: str) -> type[Record]:
    record = RECORDS.get(kind)
    if record is None or name not in fields_of(record):
        raise Trouble("conflict.none")
    return record


def _settle(
    db: Session, record: type[Record], row: str, name: str, value: Any, seen: Iterable[str] | None
) -> None:
    obj = get(db, record, row)
    further = [h.version for h in heads.further(db, obj.kind(), row) if h.field == name]
    if not further and name != "void":
        raise Trouble("conflict.none")
    if seen is not None and not {heads.shown(obj, name), *further} <= set(seen):
        raise Trouble("conflict.changed")
    heads.settle(db, obj, name, value)


# looking


def _closable(db: Session, case_id: str | None) -> Iterator[_Open]:
    yield from _gone(db, case_id)
    yield from (one for one in _open(db, case_id) if one.sort == TWO_VALUES)


def _open(db: Session, case_id: str | None) -> Iterator[_Open]:
    """Fields with further heads that read otherwise, the newest first."""
    newest = func.max(head.c.lam)
    asked = select(head.c.kind, head.c.row).group_by(head.c.kind, head.c.row)
    grouped = asked.order_by(newest.desc(), head.c.kind, head.c.row)
    listed = RECORDS.keys() - RESTRICTED
    places = [(row.kind, row.row) for row in db.execute(grouped) if row.kind in listed]
    if case_id is not None and places:
        within = set(voided.under(db, case_id))
        places = [place for place in places if place in within]
    for begin in range(0, len(places), PORTION):
        for obj in _rows(db, places[begin : begin + PORTION]):
            yield from _of_row(db, obj)


def _rows(db: Session, places: Sequence[tuple[str, str]]) -> list[Record]:
    found: dict[tuple[str, str], Record] = {}
    for kind in sorted({kind for kind, _ in places}):
        record = RECORDS[kind]
        ids = [row for one, row in places if one == kind]
        heads.fetch(db, kind, ids)
        found.update(
            {(kind, x.id): x for x in db.scalars(select(record).where(record.id.in_(ids)))}
        )
    return [found[place] for place in places if place in found]


def _of_row(db: Session, obj: Record) -> Iterator[_Open]:
    known = fields_of(type(obj))
    beside: dict[str, list[heads.Further]] = {}
    for one in heads.further(db, obj.kind(), obj.id):
        if one.field in known and is_told(known[one.field]):
            beside.setdefault(one.field, []).append(one)
    for name, further in beside.items():
        if obj.void and name != "void":
            continue
        mine = (heads.shown(obj, name), to_json(known[name], getattr(obj, name)))
        told = [mine, *((h.version, h.value) for h in reversed(further))]
        if asks_a_person(known[name], [value for _, value in told]):
            yield _Open(obj, known[name], told, _sort(obj, further))


def _sort(obj: Record, further: list[heads.Further]) -> str:
    if not obj.frozen:
        return TWO_VALUES
    return SEALED_TWICE if any(h.frozen for h in further) else AFTER_SEAL


def _gone(db: Session, case_id: str | None) -> Iterator[_Open]:
    """Cases that one side made void while another went on with them."""
    for case, theirs in voided.worked_on_elsewhere(db, case_id):
        told = [(case.v["void"], case.void), *((version, None) for version in theirs)]
        yield _Open(case, fields_of(Case)["void"], told, GONE_AND_CHANGED)


# telling


def _told(db: Session, found: Sequence[_Open]) -> list[Conflict]:
    looked = seen_late.looked(db)
    seen = {one.place: looked.entries[one.place] for one in found if one.is_seen(looked)}
    versions = {version for one in found for version, _ in one.heads}
    wrote = hands(db, versions.union(*seen.values()))
    return [_conflict(db, one, wrote, seen.get(one.place, [])) for one in found]


def _conflict(db: Session, one: _Open, wrote: dict[str, Hand], seen: list[str]) -> Conflict:
    case = db.get(Case, _case_id(one.row) or "")
    values = [value for _, value in one.heads]
    told = tuple(
        Value(
            values[same[0]], _words(db, one, values[same[0]]), 0 in same,
            tuple(wrote[v] for n in same if (v := one.heads[n][0]) in wrote),
        )
        for same in groups(one.field, values)
    )  # fmt: skip
    return Conflict(
        one.sort, one.row.kind(), one.row.id, one.field.name, case.id if case else "",
        (case.file_no or "") if case else "", _called(one.row), told,
        frozenset(version for version, _ in one.heads), tuple(wrote[v] for v in seen if v in wrote),
    )  # fmt: skip


def _words(db: Session, one: _Open, value: Any) -> str:
    if one.field.name == "void":
        return say("conflict.gone", reason=value) if value else say("conflict.not_gone")
    return in_words(db, one.field, value)


def _called(row: Record) -> str:
    """陈㛃喆, or 第2次: which of several records of a kind it is."""
    number = getattr(row, "number", None)
    if isinstance(number, int):
        return say("conflict.nth", number=number)
    name = getattr(row, "name", None) or getattr(row, "room_name", None)
    return str(name) if name else ""


def _case_id(row: Record) -> str | None:
    return row.id if isinstance(row, Case) else getattr(row, "case_id", None)
