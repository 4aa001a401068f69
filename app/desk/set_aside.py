"""What stands aside, in words: whose changes, why, who brought them, and trying again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.desk import outcomes
from app.desk.desk import Desk
from app.desk.writers import told_apart
from app.store import annulled, keys, owners, peers, set_aside
from app.words import say

CLOSED, FOREIGN = set_aside.CLOSED, owners.FOREIGN
REASONS = (CLOSED, "order", "chain", "content", FOREIGN, annulled.TOLD)
"""Words: aside.reason.<reason>."""


@dataclass(frozen=True)
class Group:
    """Entries of one log that stand aside for one reason."""

    name: str
    fingerprint: str
    reason: str
    count: int
    first: int
    last: int
    brought_by: str  # name
    at: str  # when the newest of them came

    def sentence(self) -> str:
        """The same in words."""
        why = say(f"aside.reason.{self.reason}") if self.reason in REASONS else self.reason
        return say(
            "aside.group", name=self.name or self.fingerprint, fingerprint=self.fingerprint,
            count=self.count, first=self.first, last=self.last, why=why,
            by=self.brought_by or self.name or self.fingerprint, at=self.at[:16].replace("T", " "),
        )  # fmt: skip


def groups(desk: Desk) -> list[Group]:
    """Everything that stands aside here, the newest first."""
    return desk.look(_groups)


def _groups(db: Session) -> list[Group]:
    known = peers.known(db)
    names = {one.log: one.name for one in known} | told_apart(db, known)
    by_kind: dict[tuple[str, str], list[set_aside.Aside]] = {}
    for one in set_aside.listed(db, most=set_aside.MOST):
        by_kind.setdefault((one.log, one.reason), []).append(one)
    return [
        Group(
            names.get(log, ""), keys.fingerprint(log), reason, len(some),
            min(one.seq for one in some), max(one.seq for one in some),
            names.get(some[0].brought_by, ""), some[0].at,
        )
        for (log, reason), some in by_kind.items()
    ]  # fmt: skip


def count(db: Session) -> int:
    """How many changes stand aside."""
    return sum(set_aside.counts(db).values())


def retry(desk: Desk) -> int:
    """Try again; answers how many changes count now."""
    done = desk.shelf.take_up()
    desk.brought(done.touched)
    outcomes.heard(desk, done.touched)
    return done.new
