"""Cases that another room has taken up: the giver's row points there, and the receiver's is the one that counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select
from sqlalchemy.orm import Session, aliased

from app.desk import questions
from app.desk import room as rooms
from app.desk.questions import Line
from app.records import Case, Dispatch, DispatchStep, Handover
from app.rules.handing_over import BACK, GRANTED, HANDED_OVER, TAKEN, begins


def left(db: Session, log: str) -> Select[Any]:
    """The ids of cases that do not count here.

    In a room those that it gave away; at a centre those of which the other room's row is here as well, so that
    each is counted once, wherever its rows are by now.
    """
    asked = _granted()
    if not rooms.own_room(db, log).is_centre:
        ended = and_(Case.ended_on.is_not(None), Case.result == HANDED_OVER)
        asked = asked.join(Case, Case.id == Handover.case_id)
        return asked.where(or_(_stands(TAKEN), and_(ended, not_(_stands(BACK)))))
    there = aliased(Case)
    return (
        asked.join(Dispatch, and_(Dispatch.handover_id == Handover.id, Dispatch.void.is_(None)))
        .join(DispatchStep, and_(DispatchStep.dispatch_id == Dispatch.id, DispatchStep.void.is_(None)))
        .join(there, and_(there.id == DispatchStep.case_id, there.void.is_(None)))
        .where(DispatchStep.step == "accepted", not_(_stands(BACK)))
    )  # fmt: skip


def taken() -> Select[Any]:
    """The ids of cases that another room took up, as their own room was told."""
    return _granted().where(_stands(TAKEN))


def _granted() -> Select[Any]:
    asked = select(Handover.case_id).where(Handover.void.is_(None), Handover.answer == GRANTED)
    return asked.where(Handover.case_id.is_not(None))  # a nothing among them would leave out all


def twice(db: Session, log: str) -> Select[Any] | None:
    """What the register leaves out: at a centre the giver's row beside the receiver's; in a room nothing."""
    return left(db, log) if rooms.own_room(db, log).is_centre else None


def listed(db: Session, log: str, *, limit: int, start: int = 0) -> list[Line]:
    """Lines of the register, each case once."""
    return questions.register(db, without=twice(db, log), limit=limit, start=start)


def how_many(db: Session, log: str) -> int:
    """How many cases the register holds, each counted once."""
    return questions.how_many(db, twice(db, log))


def _stands(states: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether the outcome is one of these; nobody told of one is none of them."""
    told = [Handover.taken_up.startswith(begins(state), autoescape=True) for state in states]
    return and_(Handover.taken_up.is_not(None), or_(*told))
