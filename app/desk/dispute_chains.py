"""同一纠纷: which cases are one dispute: a relapse of another, a case handed over, one of merged matters."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.records import Case, Dispatch, DispatchStep, Handover, Matter

PART = 400
ROUNDS = 50  # a chain longer than this is cut there


def chains(db: Session, case_ids: Iterable[str]) -> dict[str, frozenset[str]]:
    """Every case of the given ones with all cases of its dispute, itself among them."""
    wanted = list(dict.fromkeys(case_ids))
    parent = {one: one for one in wanted}

    def root(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    frontier = set(wanted)
    for _ in range(ROUNDS):
        fresh: set[str] = set()
        for one, other in _edges(db, sorted(frontier)):
            for each in (one, other):
                if each not in parent:
                    parent[each] = each
                    fresh.add(each)
            parent[root(one)] = root(other)
        frontier = fresh
        if not frontier:
            break
    members: dict[str, set[str]] = {}
    for one in parent:
        members.setdefault(root(one), set()).add(one)
    return {one: frozenset(members[root(one)]) for one in wanted}


def _edges(db: Session, ids: list[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for start in range(0, len(ids), PART):
        some = ids[start : start + PART]
        found += _recurring(db, some) + _handed_over(db, some) + _merged(db, some)
    return found


def _recurring(db: Session, ids: list[str]) -> list[tuple[str, str]]:
    asked = select(Case.id, Case.recurs_id).where(
        or_(Case.id.in_(ids), Case.recurs_id.in_(ids)), Case.recurs_id.is_not(None), Case.void.is_(None)
    )  # fmt: skip
    return [(one, other) for one, other in db.execute(asked) if other]


def _handed_over(db: Session, ids: list[str]) -> list[tuple[str, str]]:
    """The row of the room that gave a case, and the row of the one that took it up."""
    asked = (
        select(Handover.case_id, DispatchStep.case_id)
        .join(Dispatch, Dispatch.handover_id == Handover.id)
        .join(DispatchStep, DispatchStep.dispatch_id == Dispatch.id)
        .where(or_(Handover.case_id.in_(ids), DispatchStep.case_id.in_(ids)))
        .where(Handover.void.is_(None), Dispatch.void.is_(None), DispatchStep.void.is_(None))
    )
    return [(one, other) for one, other in db.execute(asked) if one and other]


def _merged(db: Session, ids: list[str]) -> list[tuple[str, str]]:
    """Cases of matters that were taken for one."""
    head = func.coalesce(Matter.same_as_id, Matter.id)
    standing = Matter.case_id.is_not(None), Matter.void.is_(None)
    roots = set(db.scalars(select(head).where(Matter.case_id.in_(ids), *standing)))
    if not roots:
        return []
    by_root: dict[str, list[str]] = {}
    asked = select(head, Matter.case_id).where(
        or_(Matter.id.in_(roots), Matter.same_as_id.in_(roots)), *standing
    )
    for one, case_id in db.execute(asked):
        by_root.setdefault(one, []).append(case_id or "")
    return [(each[0], other) for each in by_root.values() for other in each[1:]]
