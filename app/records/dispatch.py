"""交办 and 移交: a centre hands a matter to a room, a room asks that a case go to another."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from app.records import field
from app.records.base import Record


class Dispatch(Record):
    """交办单: what a centre asks a room (or a lower centre) to take up. Written once; steps answer it."""

    to_room_id: Mapped[str | None] = field.ref("room", hidden=True)
    number: Mapped[str | None] = field.text(longest=60, hidden=True)
    title: Mapped[str | None] = field.text(longest=100, needed_by="dispatch")
    told: Mapped[str | None] = field.text(
        longest=200000, hidden=True
    )  # JSON: case, parties, inquiries, sessions as the room will register them
    instruction: Mapped[str | None] = field.text(lines=4, longest=2000)
    due_on: Mapped[date | None] = field.day()
    sent_on: Mapped[date | None] = field.day(hidden=True)
    from_room_id: Mapped[str | None] = field.ref("room", hidden=True)
    from_name: Mapped[str | None] = field.text(hidden=True)  # 交办单位
    by_name: Mapped[str | None] = field.text(longest=60)  # 经办人
    follows_id: Mapped[str | None] = field.ref("dispatch", hidden=True)  # after a return
    origin_no: Mapped[str | None] = field.text(longest=80, hidden=True)  # file number it had before
    handover_id: Mapped[str | None] = field.ref("handover", hidden=True)
    passes_id: Mapped[str | None] = field.text(
        longest=64, hidden=True, index=True
    )  # the dispatch from above that is passed on; it lies under that place's row, this one under ours


class DispatchStep(Record):
    """One answer to a 交办单: accepted, returned, progress, done; confirmed, again, reminded, recalled."""

    dispatch_id: Mapped[str | None] = field.ref("dispatch", hidden=True)
    step: Mapped[str | None] = field.choice("dispatch_step", hidden=True)
    told: Mapped[str | None] = field.text(lines=3, longest=2000)
    on_day: Mapped[date | None] = field.day(hidden=True)
    by_name: Mapped[str | None] = field.text(longest=60, hidden=True)
    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    file_no: Mapped[str | None] = field.text(longest=80, hidden=True)
    repeats: Mapped[str | None] = field.text(
        longest=64, hidden=True
    )  # the step, or the dispatch passed on, of which this one tells


class Handover(Record):
    """移交: a room asks its centre that one of its cases go to another room; the centre answers."""

    case_id: Mapped[str | None] = field.ref("case", hidden=True)
    to_name: Mapped[str | None] = field.text(needed_by="handover")
    reason: Mapped[str | None] = field.text(lines=3, longest=1000, needed_by="handover")
    asked_on: Mapped[date | None] = field.day(hidden=True)
    by_name: Mapped[str | None] = field.text(longest=60, hidden=True)
    withdrawn_on: Mapped[date | None] = field.day(hidden=True)
    answer: Mapped[str | None] = field.choice("handover_answer", hidden=True)
    answer_told: Mapped[str | None] = field.text(lines=2, longest=1000, hidden=True)
    answered_on: Mapped[date | None] = field.day(hidden=True)
    taken_up: Mapped[str | None] = field.text(
        longest=200, hidden=True
    )  # who took it up, under which number
