"""The steps of matters, with what rooms below said to what was handed to them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import dispatch_answers
from app.records import MatterStep


def steps_of(db: Session, ids: list[str]) -> dict[str, list[MatterStep]]:
    """The steps of each matter, the struck-out ones too, and what a room said to its 交办."""
    found: dict[str, list[MatterStep]] = {id_: [] for id_ in ids}
    for start in range(0, len(ids), 500):
        asked = select(MatterStep).where(MatterStep.matter_id.in_(ids[start : start + 500]))
        for step in db.scalars(asked.order_by(MatterStep.at, MatterStep.id)):
            found[step.matter_id or ""].append(step)
    for fresh in db.new:
        if isinstance(fresh, MatterStep) and fresh.matter_id in found:
            found[fresh.matter_id].append(fresh)
    for matter_id, answers in dispatch_answers.of(db, found).items():
        found[matter_id] += answers
    return found
