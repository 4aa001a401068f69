"""What does not add up in a report, as a sentence with what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.report_book import Warned
from app.records import Case
from app.words import say

MOST_NAMED = 10  # cases named by number after a sentence

RULES = (
    "by_type", "by_source", "by_body", "by_referral", "by_form", "agreed", "knotty", "performed",
    "confirmed", "confirmed_applied", "kinds", "times", "educations", "ages",
)  # fmt: skip
"""Words: reports.rule.<key>."""


def warning(one: Warned) -> str:
    """The sentence of a broken rule."""
    told = one.told
    sentence = say(f"reports.rule.{told.key}", left=told.left, right=told.right)
    where = say("reports.in_row", name=told.name) if told.name else ""
    more = say("reports.because", count=len(one.cases)) if one.cases else ""
    return f"{where}{sentence}{more}"


def all_warnings(db: Session, found: Sequence[Warned]) -> str:
    """Every broken rule on a line of its own, with the numbers of the cases where it is mended."""
    return "\n".join(warning(one) + _named(db, one.cases[:MOST_NAMED]) for one in found)


def _named(db: Session, ids: Sequence[str]) -> str:
    if not ids:
        return ""
    asked = select(Case.id, Case.file_no).where(Case.id.in_(ids)).order_by(Case.file_no, Case.id)
    numbers = "、".join(number or case_id[:8] for case_id, number in db.execute(asked))
    return say("reports.at_cases", numbers=numbers)
