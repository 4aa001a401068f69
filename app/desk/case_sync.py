"""Whether the centre has a case as it stands here: concluded from its last have-vector, marked nowhere.

What counts is what is shown: the entries that wrote the values standing in the case's rows now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.desk import conflicts
from app.store import centres, delivery
from app.words import say

REACHED, NOT_REACHED, TO_SETTLE = MARKS = ("reached", "not_reached", "to_settle")
"""How a case stands in the register; words: case_sync.<mark>."""


@dataclass(frozen=True)
class Reached:
    """How a case stands with the centre; `undelivered` counts changes, each one save."""

    centre: str
    undelivered: int

    def sentence(self) -> str:
        """The same in words."""
        if self.undelivered:
            return say("line.case_undelivered", count=self.undelivered)
        return say("line.case_received")


def case_sync(db: Session, case_id: str) -> Reached | None:
    """How far a case has come; None where this place reports to nobody."""
    to = centres.now(db)
    if to is None:
        return None
    told = delivery.undelivered(db, [case_id], to.have or {}).get(case_id)
    return Reached(to.name, len(told.entries) if told else 0)


def marks(db: Session, case_ids: Sequence[str]) -> dict[str, str] | None:
    """The mark of each of these cases; None where this place reports to nobody.

    One statement for all of them; what has two values is looked at closer.
    """
    to = centres.now(db)
    if to is None:
        return None
    found = dict.fromkeys(case_ids, REACHED)
    for mark, ids in apart(db, case_ids, to.have or {}).items():
        found.update(dict.fromkeys(ids, mark))
    return found


def apart(
    db: Session, case_ids: Sequence[str], theirs: dict[str, list[tuple[int, str]]]
) -> dict[str, set[str]]:
    """Those of these cases that are not as at the centre, by mark; one may stand under both.

    What is to be settled comes last: it is said first.
    """
    told = delivery.undelivered(db, case_ids, theirs)
    beside = {case_id: one.beside for case_id, one in told.items() if one.beside}
    unsettled = conflicts.to_settle(db, set().union(*beside.values()))
    return {
        NOT_REACHED: {case_id for case_id, one in told.items() if one.entries},
        TO_SETTLE: {case_id for case_id, of in beside.items() if of & unsettled},
    }
