"""Whether two sides hold the same: their have-vectors over the logs in scope, counted and digested.

"Done" is said of an exchange only where this says `same`. (Design 3: the have-vector is the receipt.)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

Ends = dict[str, list[tuple[int, str]]]  # log → its ends: sequence number, entry id


@dataclass(frozen=True)
class Agreed:
    """Both sides over the same logs, ours first."""

    counts: tuple[int, int]  # entries, by the numbers of the ends
    digest: str  # of our ends
    theirs: str  # of their ends

    @property
    def same(self) -> bool:
        """Entry by entry: an end stands for the whole chain behind it."""
        return self.digest == self.theirs


def between(ours: Ends, theirs: Ends, logs: Iterable[str]) -> Agreed:
    """How the two have-vectors compare over the logs that both sides may see."""
    scope = sorted({*logs})
    return Agreed(
        (_count(ours, scope), _count(theirs, scope)), _digest(ours, scope), _digest(theirs, scope)
    )


def _count(have: Ends, scope: list[str]) -> int:
    """A forked log counts by its longest branch; the digest tells the branches apart."""
    return sum(max((seq for seq, _ in have.get(log, [])), default=0) for log in scope)


def digest(have: Ends, logs: Iterable[str]) -> str:
    """What stands for all that one side holds of these logs."""
    return _digest(have, sorted({*logs}))


def _digest(have: Ends, scope: list[str]) -> str:
    """Sixteen hexadecimal digits over the sorted ends; a log nobody began counts as absent."""
    told = [[log, sorted([seq, id_] for seq, id_ in have[log])] for log in scope if have.get(log)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16].upper()


def spoken(digest: str) -> str:
    """The beginning of a digest as it is read out and compared: two groups of four."""
    return f"{digest[:4]}-{digest[4:8]}"
