"""Who comes on the word of a closed computer: that computer under a new key, a copy of it, or one it let in.

Whoever has a lost computer has its key, and can sign for any log with it. So such a word lets nobody in. A centre
holds what comes, and asks twice before it approves; the road of an honest one is that the closing is lifted.
(Sync specification 2.6, 2.7.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.desk.writers import name_of_computer
from app.store import closings, keys, mates, peers
from app.sync import bundle
from app.trouble import Trouble
from app.words import say


@dataclass(frozen=True)
class ClosedBehind:
    """A closed computer on whose word another comes."""

    log: str  # of the closed one
    closed: str  # its name
    closed_fingerprint: str
    fingerprint: str  # of the one that comes

    @property
    def facts(self) -> dict[str, str]:
        return {
            "closed": self.closed, "closed_fingerprint": self.closed_fingerprint,
            "fingerprint": self.fingerprint,
        }  # fmt: skip

    def question(self) -> str:
        """What a person decides who approves it all the same, and what to do instead."""
        return say("approve.closed_behind.ask", **self.facts)

    def refusal(self) -> Trouble:
        """To the person who did not say yes twice."""
        return Trouble("approve.closed_behind", **self.facts)


def signed_for(header: bundle.Header) -> list[str]:
    """The logs that really signed for a sender, the nearest first."""
    return mates.behind(header.sender, header.vouch, header.mates)


def find(db: Session, log: str, behind: Iterable[str]) -> ClosedBehind | None:
    """The nearest closed computer among those that signed for this one; None: there is none."""
    closed = closings.in_force(db)
    for one in behind:
        if one in closed:
            name = name_of_computer(db, one)
            return ClosedBehind(one, name, keys.fingerprint(one), keys.fingerprint(log))
    return None


def waiting(db: Session, known: Iterable[peers.Peer]) -> dict[str, ClosedBehind]:
    """The same of those that wait to be approved, by their logs."""
    found = ((one.log, find(db, one.log, one.behind)) for one in known if not one.trusted)
    return {log: told for log, told in found if told is not None}
