"""Who wrote a value, on which computer, and when by its own clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk.writers import Writers
from app.records import Mediator
from app.rules.differences import cannot_be_true
from app.store import chain
from app.store.tables import entry
from app.words import say

PART = 500


@dataclass(frozen=True)
class Hand:
    """One writing of a value."""

    version: str  # entry id
    who: str
    where: str
    when: str  # 2026-03-02 09:00, as that computer believed
    doubtful: bool  # its clock cannot have been right (未校准)
    verb: str = ""

    @property
    def said(self) -> str:
        """Who, where and when in one line; a person nobody here knows is told by the place alone."""
        if self.who == self.where:
            return say("conflict.hand_of_place", where=self.where, when=self.when_said)
        return say("conflict.hand", who=self.who, where=self.where, when=self.when_said)

    @property
    def when_said(self) -> str:
        """The time, and a word where it is not to be believed."""
        return say("conflict.clock_wrong", when=self.when) if self.doubtful else self.when


def hands(db: Session, versions: Iterable[str]) -> dict[str, Hand]:
    """The writing behind each version that is here."""
    heads = _headers(db, versions)
    causes = _headers(db, {c for h in heads.values() for c in (h.prev, *h.see) if c})
    writers = Writers(db)
    people = _people(db, {h.user for h in heads.values()})
    told = {}
    for version, head in heads.items():
        before = [causes[c].wall for c in (head.prev, *head.see) if c in causes]
        place = writers.place(head.log, head.user)
        told[version] = Hand(
            version, people.get(head.user) or place, place,
            head.wall[:16].replace("T", " "), cannot_be_true(head.wall, before, clock.now()),
        )  # fmt: skip
    return told


def _headers(db: Session, versions: Iterable[str]) -> dict[str, chain.Header]:
    wanted = sorted(set(versions))
    found = {}
    for start in range(0, len(wanted), PART):
        asked = select(entry.c.id, entry.c.header).where(
            entry.c.id.in_(wanted[start : start + PART])
        )
        found.update({row.id: chain.head_of(bytes(row.header)) for row in db.execute(asked)})
    return found


def _people(db: Session, users: set[str]) -> dict[str, str]:
    asked = select(Mediator.id, Mediator.name).where(Mediator.id.in_(sorted(users)))
    return {row.id: row.name or "" for row in db.execute(asked)}
