"""上报–流转–处置–反馈: how a matter stands, concluded from its steps (domain 6, S002).

Two computers take steps without hearing of each other. Each step names the last ones that were known when it
was taken, so what came later is read from that and from no clock: the same steps, in whatever order they
arrive, always conclude the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.codes import code_list
from app.records import Matter, MatterStep

LOOP = ("report", "pass", "handle", "feedback")
"""The four states of the closed loop, in their order."""

WEIGHT = {"reopen": 5, "feedback": 4, "handle": 3, "pass": 2, "report": 1}
"""Of steps that crossed: what burns again is not lost; else who is further on counts."""

GIVEN = frozenset({"pass", "assign"})
WITH_US = frozenset({"report", "return", "reopen"})

MAY_FOLLOW = {
    "report": ("pass", "assign", "find", "check", "handle", "feedback"),
    "pass": ("check", "find", "handle", "feedback", "return", "remind", "pass", "assign"),
    "handle": ("check", "find", "handle", "feedback", "return", "remind", "pass", "assign"),
    "feedback": ("reopen",),
}
TRACKED = ("handle", "feedback", "check", "remind", "pass", "assign", "reopen")


@dataclass(frozen=True)
class Standing:
    """Where a matter is in the loop, who has it, and whether it is solved."""

    state: str = "report"
    solved: bool = False  # told back as solved, and not burning since
    returned: bool = False
    reopened: int = 0
    reminded: int = 0  # since it stands like this
    holders: tuple[tuple[str, str], ...] = ()  # (unit id, person id); empty: it is with the room
    dispatches: tuple[str, ...] = ()  # through which it lies with a room below
    since: dt.datetime | None = None
    begun: dt.datetime | None = None  # its clock runs from here: it came, or burnt again
    due_on: dt.date | None = None  # as it was given to whoever has it
    last: tuple[str, ...] = ()  # the steps nothing has followed

    @property
    def tracked(self) -> bool:
        """跟踪: told back, and still followed."""
        return self.state == "feedback" and not self.solved

    @property
    def is_open(self) -> bool:
        return not self.solved


def standing_of(matter: Matter, steps: Iterable[MatterStep]) -> Standing:
    """How a matter stands after these steps, in whatever order they are told."""
    known = {one.id: one for one in steps}
    history = _History(known)
    tellers = history.tellers()
    if not tellers:
        return Standing(since=matter.came_at, begun=matter.came_at, last=history.heads)
    state = _loop(tellers[0])
    given = history.given(tellers)
    burnt = [one for one in known.values() if _tells(one) and one.step == "reopen"]
    return Standing(
        state,
        solved=state == "feedback" and all(one.solved is True for one in tellers),
        returned=any(one.step == "return" for one in tellers),
        reopened=len({tuple(history.before[one.id]) for one in burnt}),
        reminded=history.reminded(tellers),
        holders=tuple(
            dict.fromkeys((one.to_unit_id or "", one.to_person_id or "") for one in given)
        ),
        dispatches=tuple(one.dispatch_id for one in given if one.dispatch_id),
        since=max((one.at for one in tellers if one.at), default=matter.came_at),
        begun=max((one.at for one in burnt if one.at), default=matter.came_at),
        due_on=min((one.due_on for one in given if one.due_on), default=None),
        last=history.heads,
    )


def may_follow(matter: Matter, standing: Standing, *, stands: bool = False) -> tuple[str, ...]:
    """The steps that can be taken from here; of a double, unless it stands, and of what was struck out, none."""
    if matter.void is not None or (matter.same_as_id and not stands):
        return ()
    return TRACKED if standing.tracked else MAY_FOLLOW[standing.state]


def known_until(steps: Iterable[MatterStep], day: dt.date) -> list[MatterStep]:
    """The steps that had been taken by the end of a day: a register of then stays as it was."""
    return [one for one in steps if one.at is None or one.at.date() <= day]


def in_order(steps: Iterable[MatterStep]) -> list[MatterStep]:
    """As they are told: each after those it followed, whatever the clocks said; what crossed, by its moment."""
    left = {one.id: one for one in steps}
    told: list[MatterStep] = []
    while left:
        free = [
            one for one in left.values() if not {*(one.after_ids or ())} & left.keys() - {one.id}
        ]
        following = min(free or left.values(), key=_in_order)  # of a ring, the first by its moment
        told.append(left.pop(following.id))
    return told


class _History:
    """The steps of one matter and which followed which."""

    def __init__(self, known: Mapping[str, MatterStep]) -> None:
        self.known = known
        self.before = {
            id_: sorted({x for x in one.after_ids or () if x in known and x != id_})
            for id_, one in known.items()
        }
        followed = {x for seen in self.before.values() for x in seen}
        free = sorted(set(known) - followed)
        self.heads = tuple(free or sorted(known))  # in a ring, which is nobody's work, all of them

    def tellers(self) -> list[MatterStep]:
        """The steps that say how it stands: the last ones that lead to a state, the weightiest of them."""
        ends = {end for head in self.heads for end in self._telling(head)}
        past = {x for end in ends for x in self._past(end)}
        last = [self.known[end] for end in sorted(ends - past or ends)]
        most = max((_weight(one) for one in last), default=0)
        return sorted((one for one in last if _weight(one) == most), key=_in_order)

    def given(self, tellers: list[MatterStep]) -> list[MatterStep]:
        """The nearest 交办 behind the state, unless it came back since."""
        found: dict[str, MatterStep] = {}
        seen: set[str] = set()
        waiting = [one.id for one in tellers]
        while waiting:
            id_ = waiting.pop()
            one = self.known[id_]
            if id_ in seen or (_tells(one) and one.step in WITH_US):
                continue
            seen.add(id_)
            if _tells(one) and one.step in GIVEN:
                found[id_] = one
            else:
                waiting += self.before[id_]
        return sorted(found.values(), key=_in_order)

    def reminded(self, tellers: list[MatterStep]) -> int:
        past = {x for one in tellers for x in self._past(one.id)}
        return sum(
            1
            for one in self.known.values()
            if one.step == "remind" and one.void is None and one.id not in past
        )

    def _telling(self, head: str) -> set[str]:
        """From a step back to those that lead to a state; what was struck out and what leads nowhere is passed."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [head]
        while waiting:
            id_ = waiting.pop()
            if id_ in seen:
                continue
            seen.add(id_)
            if _tells(self.known[id_]):
                found.add(id_)
            else:
                waiting += self.before[id_]
        return found

    def _past(self, id_: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(self.before[id_])
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += self.before[one]
        return seen


def _loop(step: MatterStep) -> str:
    code = code_list("matter_step").get(step.step)
    return str(code.facts.get("loop", "")) if code else ""


def _tells(step: MatterStep) -> bool:
    return step.void is None and bool(_loop(step))


def _weight(step: MatterStep) -> int:
    return WEIGHT["reopen"] if step.step == "reopen" else WEIGHT[_loop(step)]


def _in_order(step: MatterStep) -> tuple[str, str]:
    return step.at.isoformat() if step.at else "", step.id
