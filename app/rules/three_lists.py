"""三张清单: what was collected, what was handed out, what was told back (domain 6, S000: 18 = 15 + 3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.records import Matter, MatterStep
from app.rules.matter_states import GIVEN, Standing, in_order


@dataclass(frozen=True)
class Followed:
    """One matter with its steps and how it stands."""

    matter: Matter
    steps: tuple[MatterStep, ...]
    standing: Standing
    case_solved: bool = False  # it became a case, and that was settled and closed
    stands: bool = False  # though it was said to be a double

    @property
    def is_solved(self) -> bool:
        return self.standing.solved or (self.case_solved and not self.standing.tracked)

    @property
    def orders(self) -> list[MatterStep]:
        """Its 交办, in the order they were given."""
        return [one for one in in_order(self.steps) if one.void is None and one.step in GIVEN]


@dataclass
class ThreeLists:
    """收集清单, 交办清单, 反馈清单 over the same matters. A double stands in none: its first stands for it."""

    collected: list[Followed] = field(default_factory=list)
    handed: list[Followed] = field(default_factory=list)
    solved: list[Followed] = field(default_factory=list)
    tracked: list[Followed] = field(default_factory=list)
    doubles: int = 0
    handed_later: list[str] = field(default_factory=list)
    """Numbers of what was collected before the period and handed out in it: it stands in the lists of its own."""
    solved_later: list[str] = field(default_factory=list)

    @property
    def told_back(self) -> list[Followed]:
        """反馈清单: every collected matter stands in it, solved or followed."""
        return [*self.solved, *self.tracked]

    @property
    def maybe_same(self) -> int:
        """How many of the collected bear the number of the other system that one before them bears."""
        numbers = [(one.matter.outside_no or "").strip() for one in self.collected]
        told = [one for one in numbers if one]
        return len(told) - len(set(told))

    @property
    def balance(self) -> str:
        """18 = 15 + 3."""
        return f"{len(self.collected)} = {len(self.solved)} + {len(self.tracked)}"


def divide(found: Iterable[Followed]) -> ThreeLists:
    """Sort matters into the three lists; each collected one is solved or followed, and never both."""
    lists = ThreeLists()
    for one in found:
        if one.matter.void is not None:
            continue
        if one.matter.same_as_id and not one.stands:
            lists.doubles += 1
            continue
        lists.collected.append(one)
        (lists.solved if one.is_solved else lists.tracked).append(one)
        if one.orders:
            lists.handed.append(one)
    return lists
