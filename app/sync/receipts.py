"""Which of two receipts of one sender holds: its newest have-vector, unless it went back to an old copy.

A late stick brings an old receipt; a machine put back to an old copy makes a new one that claims less. The
first must not replace what we know, the second must. A machine's own log tells them apart where it grew;
otherwise the sender's clock does, and where that is not to be believed the lower claim holds: it costs a
repetition, and the higher one could cost an entry. (Sync specification 2.5: stale claims are harmless.)
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

Have = dict[str, list[tuple[int, str]]]

FIRST, NEWER, OLDER, WENT_BACK = "first", "newer", "older", "went_back"
SAME = "same"  # the same claim, made before the last one: no sign that its sender is alive
STALE = frozenset({OLDER, SAME})
SLACK = dt.timedelta(days=2)  # two honest clocks differ by less


@dataclass(frozen=True)
class Receipt:
    """What a sender claimed to hold, and when by its own clock it said so."""

    have: Have
    made: str


@dataclass(frozen=True)
class Weighed:
    """How a receipt stands to the one before; `lost`: what it no longer claims, log → number it had."""

    verdict: str
    lost: dict[str, int] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether it goes into our books."""
        return self.verdict not in STALE


def weigh(
    old: Receipt | None,
    new: Receipt,
    *,
    sender: str,
    us: str,
    now: dt.datetime,
    passed_over: str = "",
) -> Weighed:
    """How a receipt that came stands to the last one that held.

    `passed_over`: when the receipt was made that came last and did not hold. A second one, not made before it,
    shows that the sender lives and its clock is wrong.
    """
    if old is None:
        return Weighed(FIRST)
    lost = _lost(old.have, new.have, {sender, us})
    if not lost:
        late = _believable(old.made, now) and _believable(new.made, now) and new.made < old.made
        alive = not late or (passed_over and new.made > passed_over)
        return Weighed(NEWER if alive or _gained(old.have, new.have) else SAME)
    if _end(new.have, sender) > _end(old.have, sender):
        return Weighed(WENT_BACK, lost)
    if not (_believable(old.made, now) and _believable(new.made, now)):
        return Weighed(NEWER)
    if new.made > old.made:
        return Weighed(WENT_BACK, lost)
    alive = new.made == old.made or (passed_over and new.made >= passed_over)
    return Weighed(NEWER if alive or _gained(old.have, new.have) else OLDER)


def still_lost(lost: dict[str, int], have: Have) -> dict[str, int]:
    """What of it the sender has not got back."""
    return {log: seq for log, seq in lost.items() if _end(have, log) < seq}


def _end(have: Have, log: str) -> int:
    return max((seq for seq, _ in have.get(log, [])), default=0)


def _lost(old: Have, new: Have, always: set[str]) -> dict[str, int]:
    """Logs of which it claims less. One it no longer names may have left its scope; not so its own, or ours."""
    named = (log for log in old if log in new or log in always)
    return {log: _end(old, log) for log in named if _end(new, log) < _end(old, log)}


def _gained(old: Have, new: Have) -> bool:
    return any(_end(new, log) > _end(old, log) for log in new)


def _believable(made: str, now: dt.datetime) -> bool:
    """Not from the years before this program, and not from the future."""
    try:
        return EARLIEST <= dt.datetime.fromisoformat(made) <= now + SLACK
    except (ValueError, TypeError):  # nothing, nonsense, or a time with a zone
        return False


EARLIEST = dt.datetime(2026, 1, 1)
