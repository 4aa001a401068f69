"""上交: a case that was tried here as often as the place asks goes up a level, and its answer comes back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.codes import code_list
from app.desk import handovers, paperwork
from app.desk.edit import add, edit, get
from app.desk.questions import case_file
from app.records import Escalation
from app.rules import ladder
from app.rules.mechanism import Mechanism
from app.rules.results import is_open, result_of
from app.trouble import Trouble
from app.words import language, say


def escalate(db: Session, case_id: str, way: Mechanism, values: dict[str, Any]) -> str:
    """上交 one level up, with how often it was tried; before the time it needs its reason."""
    file = case_file(db, case_id)
    if file.case.closed_on or not is_open(result_of(file)):
        raise Trouble("escalation.over")
    up = ladder.standing(file)
    if up is not None:
        raise Trouble("escalation.standing", day=up.on_day or "", to=up.to_name or "")
    level = values.get("to_level") or ladder.one_up(way.ladder, ladder.level_of(file))
    if not level:
        raise Trouble("escalation.top")
    held = ladder.tries(file)
    if held < way.ladder.tries and not (values.get("reason") or "").strip():
        raise Trouble("escalation.early", tries=held, wanted=way.ladder.tries)
    told = {
        "room_id": file.case.room_id,
        "case_id": case_id,
        "on_day": clock.today(),
        "tries": held,
    }
    return add(db, Escalation, {**told, **values, "to_level": level})


def answered(db: Session, escalation_id: str, values: dict[str, Any]) -> None:
    """上级答复: the day it came down again and what was said; the case may be tried here anew."""
    get(db, Escalation, escalation_id)
    edit(db, Escalation, escalation_id, {"back_on": clock.today(), **values})


def for_handover(db: Session, escalation_id: str) -> tuple[str, str]:
    """What 移交 of the case is asked with: to whom it went up, and why."""
    up = get(db, Escalation, escalation_id)
    level = code_list("solved_at").label(up.to_level or "", language())
    return up.to_name or "", up.reason or say("escalation.why", tries=up.tries or 0, level=level)


def up_and_over(
    db: Session,
    on: dt.date,
    case_id: str,
    way: Mechanism,
    values: dict[str, Any],
    to_name: str = "",
) -> tuple[str, str]:
    """上交, unless it went up already, and 申请移交 with its reason, by default to whom it went; both ids."""
    standing = ladder.standing(case_file(db, case_id))
    up = standing.id if standing else escalate(db, case_id, way, values)
    to, why = for_handover(db, up)
    return up, handovers.ask(db, on, case_id, to_name or to, why)


def send_letter(db: Session, escalation_id: str) -> str:
    """移送函 to whoever it went up to, with the reason as its text; the id of the letter."""
    up = get(db, Escalation, escalation_id)
    told = {
        "letter_kind": "transfer",
        "organ": up.to_name,
        "told": up.reason,
        "dated_on": up.on_day,
    }
    return paperwork.add_letter(db, up.case_id or "", {k: v for k, v in told.items() if v})
