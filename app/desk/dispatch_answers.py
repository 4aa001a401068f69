"""What a room said to a 交办 of a matter, told as steps of the matter: concluded, written nowhere.

They hang behind the 流转 they answer, so a matter stands at every place as its dispatch does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import Dispatch, DispatchStep, Matter, MatterStep
from app.rules import dispatching
from app.rules.matter_states import GIVEN

AS_STEP = {
    "accepted": "handle", "passed": "handle", "progress": "handle", "done": "handle", "again": "handle",
    "confirmed": "handle", "reminded": "remind", "returned": "return", "recalled": "return",
}  # fmt: skip
BACK = frozenset({"returned", "recalled"})
"""Steps that count only where the dispatch is over by them."""


def of(db: Session, known: Mapping[str, Iterable[MatterStep]]) -> dict[str, list[MatterStep]]:
    """By matter, what was answered to the dispatches among its steps."""
    given = [
        one for steps in known.values() for one in steps if one.dispatch_id and one.void is None
    ]
    said = _steps(db, [one.dispatch_id or "" for one in given])
    found: dict[str, list[MatterStep]] = {}
    for one in given:
        answers = said.get(one.dispatch_id or "", [])
        found.setdefault(one.matter_id or "", []).extend(_told(one, answers))
    return found


def _steps(db: Session, ids: Sequence[str]) -> dict[str, list[DispatchStep]]:
    found: dict[str, list[DispatchStep]] = {}
    for start in range(0, len(ids), 500):
        asked = select(DispatchStep).where(
            DispatchStep.dispatch_id.in_(ids[start : start + 500]), DispatchStep.void.is_(None)
        )
        for one in db.scalars(asked.order_by(DispatchStep.on_day, DispatchStep.id)):
            found.setdefault(one.dispatch_id or "", []).append(one)
    return found


def _told(given: MatterStep, answers: list[DispatchStep]) -> list[MatterStep]:
    """One after the other, none before the 流转 itself."""
    state = dispatching.state_of(answers)
    first = given.at or dt.datetime(dt.MINYEAR, 1, 1)
    told: list[MatterStep] = []
    for one in sorted(answers, key=lambda x: (x.on_day or dt.date.min, _rank(x))):
        step = AS_STEP.get(one.step or "")
        if step is None or (one.step in BACK and one.step != state):
            continue
        day = dt.datetime.combine(one.on_day, dt.time()) if one.on_day else first
        after = [given.id, *([told[-1].id] if told else [])]
        said = "　".join(filter(None, (one.by_name, one.file_no, one.told)))
        told.append(
            MatterStep(
                id=one.id, matter_id=given.matter_id, step=step, at=max(day, first), told=said,
                dispatch_id=given.dispatch_id, after_ids=after,
            )
        )  # fmt: skip
    return told


def _rank(one: DispatchStep) -> int:
    """Of the steps of one day, which are told first."""
    return {"accepted": 0, "passed": 0, "done": 2, "again": 3, "confirmed": 4}.get(
        one.step or "", 5 if one.step in BACK else 1
    )


def due_of_cases(db: Session, ids: Sequence[str]) -> dict[str, tuple[dt.datetime, dt.date]]:
    """Of these cases those registered for a dispatch that stands and has a day: since when, and that day.

    Where the matter that was handed down is here its receipt counts, else the day of the dispatch.
    """
    told: dict[str, Dispatch] = {}
    for start in range(0, len(ids), 500):
        asked = select(DispatchStep.case_id, Dispatch).join(
            Dispatch, Dispatch.id == DispatchStep.dispatch_id
        )
        asked = asked.where(
            DispatchStep.case_id.in_(ids[start : start + 500]), DispatchStep.step == "accepted",
            DispatchStep.void.is_(None), Dispatch.void.is_(None), Dispatch.due_on.is_not(None),
        )  # fmt: skip
        for case_id, row in db.execute(asked.order_by(Dispatch.id)):
            told[case_id or ""] = row
    said = _steps(db, sorted({row.id for row in told.values()})) if told else {}
    came = _receipts(db, sorted({row.id for row in told.values()})) if told else {}
    return {
        case_id: (came.get(row.id) or _sent(row, row.due_on), row.due_on)
        for case_id, row in told.items()
        if row.due_on and dispatching.state_of(said.get(row.id, [])) not in BACK
    }


def _sent(row: Dispatch, due_on: dt.date) -> dt.datetime:
    """The day of the dispatch, no later than the day it is due."""
    return dt.datetime.combine(min(row.sent_on or due_on, due_on), dt.time())


def _receipts(db: Session, ids: Sequence[str]) -> dict[str, dt.datetime]:
    """By dispatch, when the matter came in that was handed down by it."""
    found: dict[str, dt.datetime] = {}
    for start in range(0, len(ids), 500):
        asked = (
            select(MatterStep.dispatch_id, Matter.came_at)
            .join(Matter, Matter.id == MatterStep.matter_id)
            .where(
                MatterStep.dispatch_id.in_(ids[start : start + 500]), MatterStep.void.is_(None),
                MatterStep.step == "pass", Matter.void.is_(None), Matter.came_at.is_not(None),
            )
        )  # fmt: skip
        found |= {one or "": came for one, came in db.execute(asked) if came}
    return found


def cases_of(db: Session, matter_id: str) -> set[str]:
    """The cases a matter became at the rooms it was handed to."""
    given = select(MatterStep.dispatch_id).where(MatterStep.matter_id == matter_id)
    asked = select(DispatchStep.case_id).where(DispatchStep.dispatch_id.in_(given))
    return {one for one in db.scalars(asked) if one}


def cases_below(db: Session, ids: Sequence[str]) -> dict[str, str]:
    """By dispatch, the case its room made of it."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        asked = select(DispatchStep.dispatch_id, DispatchStep.case_id).where(
            DispatchStep.dispatch_id.in_(ids[start : start + 500]), DispatchStep.void.is_(None),
            DispatchStep.case_id.is_not(None),
        )  # fmt: skip
        found |= {one or "": case or "" for one, case in db.execute(asked)}
    return found


def after(known: Iterable[MatterStep], last: Iterable[str]) -> list[str]:
    """What a new step follows: where that is an answer, the 流转 too, for who knows nothing of the dispatch."""
    ends = list(last)
    behind = [
        (one.after_ids or [""])[0]
        for one in known
        if one.id in ends and one.dispatch_id and one.step not in GIVEN
    ]
    return list(dict.fromkeys([*ends, *filter(None, behind)]))


def rooms(db: Session, ids: Sequence[str]) -> dict[str, str]:
    """To which room each of these dispatches went."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        asked = select(Dispatch.id, Dispatch.to_room_id).where(
            Dispatch.id.in_(ids[start : start + 500])
        )
        found |= {id_: room or "" for id_, room in db.execute(asked)}
    return found


def matter_of(db: Session, dispatch_id: str) -> Matter | None:
    """The matter a dispatch was made of."""
    asked = select(MatterStep).where(
        MatterStep.dispatch_id == dispatch_id, MatterStep.void.is_(None)
    )
    step = db.scalars(asked.order_by(MatterStep.id)).first()
    return db.get(Matter, step.matter_id) if step is not None else None
