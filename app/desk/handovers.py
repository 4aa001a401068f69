"""移交: a room asks its centre that a case go to another room; the centre hands a copy on and tells how it went.

The case itself stays with the room that had it, with all its entries; the other room registers the copy under
its own number and mediates itself. Nobody receives another room's log.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import case_told, dispatches
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.edit import add, get
from app.desk.exchange import name_of
from app.desk.questions import case_file
from app.records import Case, Dispatch, Handover, Mediator, Room
from app.rules import dispatching, handing_over
from app.rules.handing_over import GRANTED, HANDED_OVER, REFUSED, Outcome
from app.store import chain
from app.trouble import Trouble
from app.words import say


@dataclass(frozen=True)
class Asked:
    """A handover as a list shows it."""

    id: str
    case_id: str
    file_no: str
    from_: str
    to: str
    reason: str
    asked_on: dt.date | None
    answer: str  # code of handover_answer; empty: none yet
    answer_told: str
    taken_up: str  # how it went with the other room, in words
    withdrawn: bool  # by the room, before the centre had answered

    @property
    def waits(self) -> bool:
        """Whether the centre is still to answer."""
        return not self.answer and not self.withdrawn


def ask(db: Session, on: dt.date, case_id: str, to_name: str, reason: str) -> str:
    """申请移交 of a case without an agreement; the centre decides."""
    to_name = to_name.strip()
    if not to_name or not reason.strip():
        raise Trouble("handover.incomplete")
    file = case_file(db, case_id)
    case_told.told_of(file)  # refuses what cannot go
    if file.case.closed_on or file.case.ended_on:
        raise Trouble("handover.over")
    if any(not one.answer and not one.withdrawn_on for one in _of_case(db, case_id)):
        raise Trouble("handover.asked_already")
    own = rooms.own_room(db, chain.log_name(db.info["pen"].key))
    _refuse_unknown(db, to_name, own.id)
    by = db.get(Mediator, db.info["pen"].user)
    told = {"case_id": case_id, "to_name": to_name, "reason": reason, "asked_on": on}
    return add(db, Handover, {**told, "by_name": by.name if by else None})


def _refuse_unknown(db: Session, to_name: str, own: str) -> None:
    """Where other rooms are known by name, it is one of them; where none is, only the centre can tell."""
    known = sorted({*_rooms_known(db, own), *(place.name for place in dispatches.below(db))})
    if known and not any(name.startswith(to_name) for name in known):
        raise Trouble("handover.unknown_room", name=to_name, known="、".join(known))


def _rooms_known(db: Session, own: str) -> set[str]:
    asked = select(Room).where(Room.void.is_(None), Room.id != own)
    return {name_of(one) for one in db.scalars(asked) if not one.is_centre and name_of(one)}


def withdraw(db: Session, on: dt.date, handover_id: str) -> None:
    """The room takes its request back; one the centre has granted meanwhile stands."""
    row = get(db, Handover, handover_id)
    if row.answer or row.withdrawn_on:
        raise Trouble("handover.not_waiting")
    row.withdrawn_on = on


def _of_case(db: Session, case_id: str) -> list[Handover]:
    asked = select(Handover).where(Handover.case_id == case_id, Handover.void.is_(None))
    return list(db.scalars(asked.order_by(Handover.asked_on, Handover.id)))


def listing(db: Session) -> list[Asked]:
    """Every handover that was asked for, those without an answer first."""
    rows = list(db.scalars(select(Handover).where(Handover.void.is_(None))))
    cases = {id_: db.get(Case, id_) for id_ in {row.case_id or "" for row in rows}}
    names = {place.room: place.name for place in dispatches.below(db)}
    found = [_asked(row, cases.get(row.case_id or ""), names) for row in rows]
    return sorted(found, key=lambda x: (not x.waits, x.asked_on or dt.date.max, x.id))


def of_case(db: Session, case_id: str) -> list[Asked]:
    """What was asked for one case, the newest last."""
    case = db.get(Case, case_id)
    return [_asked(row, case, {}) for row in _of_case(db, case_id)]


def _asked(row: Handover, case: Case | None, names: dict[str, str]) -> Asked:
    return Asked(
        row.id, row.case_id or "", (case.file_no or "") if case else "",
        names.get((case.room_id or "") if case else "", ""), row.to_name or "", row.reason or "",
        row.asked_on, row.answer or "", row.answer_told or "", _outcome(row.taken_up),
        row.withdrawn_on is not None and not row.answer,
    )  # fmt: skip


def _outcome(told: str | None) -> str:
    """How it went with the other room, in words; what a newer program tells otherwise stands as told."""
    found = handing_over.outcome_of(told)
    if found is None or found.state not in dispatching.STATES:
        return told or ""
    state = say(f"dispatch_state.{found.state}")
    return say("handover.outcome", name=found.name, state=state, number=found.number)


def grant(desk: Desk, handover_id: str, to: str, values: dict[str, Any]) -> str:
    """同意移交: a dispatch with the copy goes to the other room, then the answer to the one that asked.

    Two places, so two entries; where the first was written and the second not, granting again writes only the
    second.
    """
    with desk.shelf.reading() as db:
        row = get(db, Handover, handover_id)
        if row.answer == REFUSED:
            raise Trouble("handover.answered")
        if row.withdrawn_on and not row.answer:
            raise Trouble("handover.withdrawn")
        file = case_file(db, row.case_id or "")
        if file.case.room_id == to:
            raise Trouble("handover.same_room")
        told, number = case_told.told_of(file), file.case.file_no
        sent = db.scalars(select(Dispatch.id).where(Dispatch.handover_id == handover_id)).first()
    title = values.get("title") or say("handover.title", number=number or "")
    given = {**values, "title": title, "origin_no": number, "handover_id": handover_id}
    dispatch_id = sent or dispatches.send(desk, to, given, told=told)
    desk.do(tell_answer, desk.today(), handover_id, GRANTED, values.get("instruction") or "")
    return dispatch_id


def refuse(desk: Desk, handover_id: str, reason: str) -> None:
    """不同意移交, with the reason."""
    if not reason.strip():
        raise Trouble("dispatch.reason_needed")
    desk.do(tell_answer, desk.today(), handover_id, REFUSED, reason)


def tell_answer(db: Session, on: dt.date, handover_id: str, answer: str, told: str) -> None:
    """The centre's answer, written for the room that asked."""
    row = get(db, Handover, handover_id)
    if row.answer and row.answer != answer:
        raise Trouble("handover.answered")
    row.answer, row.answer_told, row.answered_on = answer, told.strip() or None, on


def pass_on(desk: Desk) -> int:
    """Tell the rooms that asked how the other room took it up; answers how many were told something new.

    Done at a centre after steps came or were taken: one entry a change of state, and none where nothing changed.
    """
    with desk.shelf.reading() as db:
        own = rooms.own_room(db, desk.shelf.log)
        todo = _news(db, own.id) if own.is_centre else []
    for handover_id, told in todo:
        desk.do(tell_outcome, handover_id, told)
    return len(todo)


def _news(db: Session, own: str) -> list[tuple[str, str]]:
    """Of what this centre handed on itself; a lower centre tells its own rooms."""
    asked = select(Dispatch).where(Dispatch.handover_id.is_not(None), Dispatch.void.is_(None))
    rows = list(db.scalars(asked.where(Dispatch.from_room_id == own)))
    steps = dispatches.steps_of(db, [row.id for row in rows])
    names = {place.room: place.name for place in dispatches.below(db)}
    found = []
    for row in rows:
        handover = db.get(Handover, row.handover_id or "")
        state = dispatching.state_of(steps[row.id])
        if handover is None or state == "sent":
            continue
        number = next((x.file_no or "" for x in steps[row.id] if x.step == "accepted"), "")
        told = handing_over.spoken(Outcome(state, names.get(row.to_room_id or "", ""), number))
        if handover.taken_up != told:
            found.append((handover.id, told))
    return found


def tell_outcome(db: Session, handover_id: str, told: str) -> None:
    """How it went with the other room."""
    get(db, Handover, handover_id).taken_up = told


def end(db: Session, on: dt.date, case_id: str) -> None:
    """The case that went to another room ends here, with the reason; its papers stay."""
    granted = [one for one in _of_case(db, case_id) if one.answer == GRANTED]
    if not granted:
        raise Trouble("handover.not_granted")
    case = get(db, Case, case_id)
    case.ended_on, case.result = on, HANDED_OVER
    case.result_reason = say("handover.ended", to=granted[-1].to_name or "")
