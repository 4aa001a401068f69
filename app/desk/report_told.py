"""What does not add up in a report, as a sentence with what to do next."""

from __future__ import annotations

from app.desk.report_book import Warned
from app.words import say

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
