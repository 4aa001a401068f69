"""预留号: file numbers given to blank forms before their cases were known; none is ever given out twice.

A number belongs to the series of the computer that reserved it, so no other computer of the room can issue it
either; and what is reserved counts as used when the next number is sought.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import table
from app.desk import room as rooms
from app.records import BlankForm, Case
from app.rules import numbering
from app.trouble import Trouble

UNPRINTED, WAITING, USED, SPOILED = "unprinted", "waiting", "used", "spoiled"
STATES = (WAITING, UNPRINTED, USED, SPOILED)


@dataclass(frozen=True)
class Reserved:
    """One reserved number and what became of it."""

    number: str
    papers: tuple[str, ...]
    state: str
    on: dt.date | None = None  # printed
    by_id: str = ""
    case_id: str = ""
    why: str = ""
    large: bool = False

    @property
    def id(self) -> str:
        """What a list tells its lines apart by."""
        return self.number

    @property
    def is_free(self) -> bool:
        """Whether a case may still be registered under it."""
        return self.state in {WAITING, UNPRINTED}

    def is_old(self, today: dt.date) -> bool:
        """Whether the forms lie about unused for long."""
        waits = self.state == WAITING and self.on is not None
        return waits and (today - (self.on or today)).days > remind_days()


def remind_days() -> int:
    """So long a number may lie unused before it is told of."""
    return int(table("papers/blank")["remind_days"])


def register(db: Session, log: str) -> list[Reserved]:
    """Every reserved number of the room: those that wait for a case first, then those printed last."""
    room_id = rooms.own_room(db, log).id
    forms: dict[str, list[BlankForm]] = {}
    asked = select(BlankForm).where(BlankForm.room_id == room_id, BlankForm.void.is_(None))
    for form in db.scalars(asked.order_by(BlankForm.number, BlankForm.id)):
        forms.setdefault(form.number or "", []).append(form)
    cases = _cases(db, room_id, forms)
    told = [_told(number, some, cases) for number, some in forms.items()]
    told.sort(key=lambda one: (one.on or dt.date.max, _order(one.number)), reverse=True)
    return sorted(told, key=lambda one: not one.is_free)


def one(db: Session, log: str, number: str) -> Reserved:
    """The reserved number a person names: whole, brackets of any kind forgiven, or by the plain figure in it."""
    wanted = numbering.plain(number)
    listed = register(db, log)
    found = [some for some in listed if numbering.plain(some.number) == wanted]
    if not found:
        figure = wanted.removesuffix("号")
        found = [some for some in listed if _figure(some.number) == figure]
    if len(found) != 1:
        raise Trouble("blank.not_reserved", number=number)
    return found[0]


def old(db: Session, log: str, today: dt.date) -> list[Reserved]:
    """Those whose forms lie about unused for long."""
    return [some for some in register(db, log) if some.is_old(today)]


def free_numbers(db: Session, log: str, year: int, count: int) -> list[str]:
    """The next numbers of this computer's series, one behind the other."""
    from app.desk.cases import next_file_no

    room = rooms.own_room(db, log)
    pattern = room.number_pattern or numbering.TRADITIONAL
    first = numbering.parse(pattern, next_file_no(db, log, year))
    if first is None:  # nothing tells the numbers of this room from those of another
        raise Trouble("room.no_short_name")
    series, short = rooms.series(db, log), room.short_name or ""
    return [
        numbering.render(pattern, numbering.Number(short, year, first.serial + place, series))
        for place in range(count)
    ]


def taken(db: Session, room_id: str, year: int) -> list[str]:
    """Numbers of a year that are not for another case. One given back before it was printed is free again."""
    asked = select(BlankForm.number).where(
        BlankForm.room_id == room_id,
        BlankForm.void.is_(None),
        BlankForm.number.contains(str(year), autoescape=True),
    )
    return [number for number in db.scalars(asked.distinct()) if number]


def claim(db: Session, room_id: str, number: str, case_id: str) -> None:
    """按这个号登记: a case was registered under a number; where that was reserved, its forms belong to the case."""
    for form in _forms(db, room_id, number):
        form.case_id = case_id


def refuse_spoiled(db: Session, room_id: str, number: str) -> None:
    """A number whose forms were thrown away stays out of use."""
    why = next((form.spoiled for form in _forms(db, room_id, number) if form.spoiled), None)
    if why:
        raise Trouble("blank.spoiled", number=number, why=why)


def spoil_number(db: Session, log: str, number: str, why: str) -> None:
    """作废 of a number, with its reason: no case is ever registered under it."""
    if not why.strip():
        raise Trouble("blank.spoil_reason")
    known = one(db, log, number)
    if known.state == USED:
        raise Trouble("blank.used", number=known.number)
    for form in _forms(db, rooms.own_room(db, log).id, known.number):
        form.spoiled = why.strip()[:200]


def give_back(db: Session, log: str, numbers: Iterable[str]) -> None:
    """退回: numbers that were reserved and never left the program; they are given out again."""
    room_id = rooms.own_room(db, log).id
    for number in numbers:
        if one(db, log, number).state != UNPRINTED:
            raise Trouble("blank.printed", number=number)
        for form in _forms(db, room_id, number):
            form.void = "—"


def _forms(db: Session, room_id: str, number: str) -> list[BlankForm]:
    asked = select(BlankForm).where(
        BlankForm.room_id == room_id, BlankForm.number == number, BlankForm.void.is_(None)
    )
    return list(db.scalars(asked))


def _cases(db: Session, room_id: str, forms: dict[str, list[BlankForm]]) -> dict[str, str]:
    """Which case stands under each number: by the number itself, or by what was written when it was typed in."""
    named = {f.case_id: number for number, some in forms.items() for f in some if f.case_id}
    found: dict[str, str] = {}
    standing = select(Case.id, Case.file_no).where(Case.room_id == room_id, Case.void.is_(None))
    for row in db.execute(standing.where(Case.id.in_(list(named)))):
        found[named[row.id]] = row.id
    for row in db.execute(standing.where(Case.file_no.in_(list(forms)))):
        found[row.file_no] = row.id
    return found


def _told(number: str, forms: list[BlankForm], cases: dict[str, str]) -> Reserved:
    from app.papers import blank

    known = blank.offered()
    papers = {form.paper or "" for form in forms}
    printed = max((form.printed_at for form in forms if form.printed_at), default=None)
    case_id = cases.get(number, "")
    why = next((form.spoiled for form in forms if form.spoiled), None) or ""
    state = USED if case_id else SPOILED if why else WAITING if printed else UNPRINTED
    return Reserved(
        number, (*(key for key in known if key in papers), *sorted(papers - set(known))), state,
        printed.date() if printed else None, forms[0].by_id or "", case_id, why, bool(forms[0].large),
    )  # fmt: skip


def _figure(number: str) -> str:
    """The A7 of （2026）某人调字第A7号."""
    found = re.search(r"([A-Z]*[0-9]+)\D*$", numbering.plain(number))
    return found[1] if found else ""


def _order(number: str) -> tuple[int, str]:
    """Numbers of one day in the order they were given out."""
    return len(number), number
