"""交办: how a dispatch stands, concluded from its steps; no order of arrival and no clock decides.

Room and centre answer in logs of their own, so steps may cross on the road: what counts is which steps there
are, not which came first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.records import Dispatch, DispatchStep

STATES = ("sent", "accepted", "working", "done", "confirmed", "returned", "recalled")
OPEN = frozenset({"sent", "accepted", "working", "done"})
MAY_BE_PASSED = frozenset({"sent", "accepted", "working"})
BY_ROOM = {
    "sent": ("accepted", "returned"),
    "accepted": ("progress", "done", "returned"),
    "working": ("progress", "done", "returned"),
    "done": ("progress",),
}
BY_CENTRE = {
    "sent": ("reminded", "recalled"),
    "accepted": ("reminded",),
    "working": ("reminded",),
    "done": ("confirmed", "again"),
}


def state_of(steps: Iterable[DispatchStep]) -> str:
    """One of STATES. A recall that crossed an acceptance comes too late; a return ends it."""
    said = {(one.step, one.repeats or one.id) for one in steps if one.void is None}
    n = Counter(step for step, _ in said)  # what two computers of a centre repeat was said once
    if n["returned"]:
        return "returned"
    if n["recalled"] and not n["accepted"]:
        return "recalled"
    if n["confirmed"]:
        return "confirmed"
    if n["done"] > n["again"]:
        return "done"
    if n["progress"] or n["again"]:
        return "working"
    return "accepted" if n["accepted"] or n["passed"] else "sent"


def may_follow(state: str, *, centre: bool) -> tuple[str, ...]:
    """The steps a room, or the centre, can take from here."""
    return (BY_CENTRE if centre else BY_ROOM).get(state, ())


def is_late(dispatch: Dispatch, state: str, today: date) -> bool:
    """Whether its day has passed and it is not done."""
    waits = state in OPEN - {"done"}
    return bool(dispatch.due_on and dispatch.due_on < today and waits)
