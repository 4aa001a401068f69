"""The least a person must tell: the characters of facts that nothing else tells, and the choices and acts.

A day that is today, what a list proposes by rule, what an ID number or an earlier line of the case tells, amounts
in capitals, file number, ages, clocks: none of them is here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from tests.typing_count.tally import strokes

CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整"


@dataclass
class Least:
    """Texts to be typed, and how often one must choose, tick or press."""

    texts: list[str] = field(default_factory=list)
    acts: int = 0

    @property
    def characters(self) -> int:
        return sum(map(len, self.texts))

    @property
    def strokes(self) -> int:
        return sum(map(strokes, self.texts))


def least(case: dict[str, Any], beside: dict[str, Any], papers: dict[str, int]) -> dict[str, Least]:
    """By part of the case; `papers` is how many signed papers a person looks at in each."""
    facts, asked, agreement = case["case"], case["inquiry"], case["agreement"]
    visit = next(v for v in case["follow_up"]["visits"] if "done" in v)
    place = "".join(facts["grid"].split(" > "))
    told = {
        "acceptance": Least([facts["summary"], place, _day(facts["happened_on"])], 6),
        "parties": Least(
            [party[name] for party in case["parties"]
             for name in ("name", "id_number", "phone", "occupation", "address")],
            len(case["parties"]),  # the people each belongs to
        ),
        "requests": Least(list(case["requests"])),
        "inquiry": Least([_time(asked["at"]), asked["place"], asked["asked"], asked["finding"]], 1),
        "sessions": Least(
            [text for one in case["sessions"] for text in (_time(one["at"]), *one["invited"])],
            1 + 2 * len(case["sessions"]),  # who sat beside the lead; rights told; how it ended
        ),
        "agreement": Least(
            [*map(_without_capitals, agreement["terms"]), *_promised(agreement["performance"])],
            sum(1 + ("manner" in one) for one in agreement["performance"]),
        ),
        "agreement_papers": Least([], 2),  # signed on, sealed
        "performance": Least([beside["performance"]["proof"]], 1),
        "evidence": Least(list(beside["evidence"].values()), 1),  # who gave it
        "visit": Least([visit["note"]], 4),  # manner, performed, satisfied, relapse
        "closing": Least([], len(case["closing"]["goals"]) + 3),  # retention, no kin, closed
        "volume": Least([], 1),
    }  # fmt: skip
    for part, count in papers.items():  # each is looked at; laid into the scanner, and printed once
        told.setdefault(part, Least()).acts += count + 2
    return told


def _promised(items: list[dict[str, Any]]) -> list[str]:
    told = []
    for one in items:
        told += [one["what"], _day(one["by"])]
        if "amount" in one:
            told.append(f"{one['amount']:g}")
    return told


def _without_capitals(term: str) -> str:
    """An amount in figures tells the one in capitals."""
    start = term.find("人民币") + 3
    end = next((n for n in range(start, len(term)) if term[n] not in CAPITALS), len(term))
    return term[:start] + term[end:] if start > 2 else term


def _day(day: dt.date) -> str:
    return f"{day.month}.{day.day}"


def _time(moment: object) -> str:
    return dt.datetime.fromisoformat(str(moment)).strftime("%H%M").lstrip("0")
