"""What came in or was handed down that cases were made of, or that joined them: their clocks go on from there."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.desk import dispatch_answers
from app.desk.loop_steps import steps_of
from app.records import Matter
from app.records.case_file import Brought
from app.rules.matter_states import standing_of

PART = 500


def of_cases(db: Session, case_ids: Iterable[str]) -> dict[str, tuple[Brought, ...]]:
    """By case; one that nothing came in for has none."""
    ids, rows = list(case_ids), list[Matter]()
    for start in range(0, len(ids), PART):
        rows += db.scalars(_asked(), {"cases": ids[start : start + PART]})
    steps = steps_of(db, [row.id for row in rows]) if rows else {}
    found: dict[str, tuple[Brought, ...]] = {}
    for row in rows:
        standing = standing_of(row, steps[row.id])
        since = standing.begun if standing.reopened else row.came_at
        given_at = (standing.since or row.came_at) if standing.due_on else None
        told = Brought(since, row.tier, row.due_on, given_at, standing.due_on)
        found[row.case_id or ""] = (*found.get(row.case_id or "", ()), told)
    for case_id, (since, due_on) in dispatch_answers.due_of_cases(db, ids).items():
        found[case_id] = (*found.get(case_id, ()), Brought(since, due_on=due_on))
    return found


@functools.cache
def _asked() -> Select[Any]:
    of_them = Matter.case_id.in_(bindparam("cases", expanding=True))
    return select(Matter).where(of_them, Matter.void.is_(None)).order_by(Matter.came_at, Matter.id)
