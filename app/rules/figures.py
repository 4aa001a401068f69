"""调解案件情况: the figures of a period and whether they add up (domain 4.2, 4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.codes import code_list
from app.rules.case_line import CaseLine
from app.rules.results import is_success
from app.rules.statistics import UNKNOWN


@dataclass(frozen=True)
class Tally:
    """The figures of a period (调解案件情况)."""

    total: int
    parties: int
    agreed: int
    knotty: int
    performed: int
    confirmation_applied: int
    amount: Decimal
    by_type: Mapping[str, int]
    by_source: Mapping[str, int]
    by_referral: Mapping[str, int]
    by_form: Mapping[str, int]
    by_result: Mapping[str, int]


def tally(lines: Iterable[CaseLine]) -> Tally:
    """Count the lines of a period. Sources are counted by their first level, referrals by the second."""
    lines = list(lines)
    agreed = [line for line in lines if is_success(line.result)]
    performance = code_list("performance")
    done = {code.code for code in performance if code.facts["done"]}
    tops = Counter(_top(line.source) for line in lines)
    return Tally(
        total=len(lines),
        parties=sum(line.parties for line in lines),
        agreed=len(agreed),
        knotty=sum(line.knotty for line in lines),
        performed=sum(line.performance in done for line in agreed),
        confirmation_applied=sum(line.confirmation_applied for line in lines),
        amount=sum((line.amount for line in agreed), Decimal(0)),
        by_type=Counter(line.dispute_type for line in lines),
        by_source=tops,
        by_referral=Counter(
            _referrer(line.source) for line in lines if _top(line.source) == "referred"
        ),
        by_form=Counter(line.form for line in agreed),
        by_result=Counter(line.result for line in lines),
    )


def imbalances(figures: Tally) -> list[str]:
    """Words keys of what does not add up (domain 4.4); a report is not sent before the list is empty."""
    sums = {
        "balance.by_type": (sum(figures.by_type.values()), figures.total),
        "balance.by_source": (sum(figures.by_source.values()), figures.total),
        "balance.by_result": (sum(figures.by_result.values()), figures.total),
        "balance.by_referral": (
            sum(figures.by_referral.values()),
            figures.by_source.get("referred", 0),
        ),
        "balance.by_form": (sum(figures.by_form.values()), figures.agreed),
    }
    limits = {
        "balance.agreed": (figures.agreed, figures.total),
        "balance.knotty": (figures.knotty, figures.total),
        "balance.performed": (figures.performed, figures.agreed),
        "balance.confirmed": (figures.confirmation_applied, figures.by_form.get("written", 0)),
    }
    wrong = [key for key, (one, other) in sums.items() if one != other]
    return wrong + [key for key, (least, most) in limits.items() if least > most]


def unsaid(figures: Tally) -> dict[str, int]:
    """How many cases say nothing about their type, source, referrer or form."""
    parts = {
        "dispute_type": figures.by_type,
        "source": figures.by_source,
        "referral": figures.by_referral,
        "agreement_form": figures.by_form,
    }
    return {name: counts[UNKNOWN] for name, counts in parts.items() if counts.get(UNKNOWN)}


def _top(source: str) -> str:
    line = code_list("source").top(source)
    return line.code if line else UNKNOWN


def _referrer(source: str) -> str:
    """The second-level body behind a referral; a bare 委托移送 names none."""
    sources = code_list("source")
    line = sources.get(source)
    while line and line.parent != "referred":
        line = sources.get(line.parent)
    return line.code if line else UNKNOWN
