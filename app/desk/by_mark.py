"""The part of the register that has a mark: what the centre does not have yet, or what is to be settled.

A case that is to be settled may not have come to the centre either; it stands in both parts, so that an empty
part means what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import case_sync, questions
from app.desk.case_sync import NOT_REACHED, TO_SETTLE
from app.desk.questions import Line
from app.records import Case
from app.store import centres, uncovered
from app.store.delivery import Have
from app.trouble import Trouble

PARTS = (NOT_REACHED, TO_SETTLE)
MOST_READ = 5_000  # rows; where more are unsent, nearly every case is one that is sought
WINDOW = 500


@dataclass(frozen=True)
class Page:
    """Lines of a part, and where the next ones begin; None: these were the last."""

    lines: list[Line]
    further: int | None


def page(db: Session, mark: str, *, limit: int, start: int = 0) -> Page:
    """Lines with a mark, the newest first, as many as `limit` or a few more."""
    theirs = _theirs(db, mark)
    found: list[str] = []
    for begin, ids in _windows(db, _maybe(db, mark, theirs), start):
        found += _with(db, mark, ids, theirs)
        if len(found) >= limit:
            further = begin + WINDOW if len(ids) == WINDOW else None
            return Page(questions.register(db, ids=found), further)
    return Page(questions.register(db, ids=found), None)


def _maybe(db: Session, mark: str, theirs: Have) -> set[str] | None:
    """The cases to look at closer; None: all of them."""
    if mark == TO_SETTLE:
        return uncovered.beside(db, MOST_READ)
    return uncovered.written(db, theirs, MOST_READ)


def within(db: Session, mark: str, lines: list[Line]) -> list[Line]:
    """Those of these lines with a mark."""
    kept = {*_with(db, mark, [line.id for line in lines], _theirs(db, mark))}
    return [line for line in lines if line.id in kept]


def _theirs(db: Session, mark: str) -> Have:
    to = centres.now(db)
    if to is None and mark == NOT_REACHED:
        raise Trouble("exchange.no_centre")
    return (to.have if to is not None else None) or {}


def _with(db: Session, mark: str, ids: list[str], theirs: Have) -> list[str]:
    marked = case_sync.apart(db, ids, theirs)[mark]
    return [case_id for case_id in ids if case_id in marked]


def _windows(db: Session, maybe: set[str] | None, start: int) -> Iterator[tuple[int, list[str]]]:
    """Cases in the order of the register, a window at a time: these, or where None is said all."""
    asked = select(Case.id).where(Case.void.is_(None)).order_by(*questions.NEWEST_FIRST)
    if maybe is not None:
        asked = asked.where(Case.id.in_(sorted(maybe)))
    while ids := list(db.scalars(asked.limit(WINDOW).offset(start))):
        yield start, ids
        start += WINDOW
