"""Reports of a period: 调解案件情况 (domain 4.2), with its balance rules; tables of it: report_book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import words
from app.codes import code_list
from app.desk import grid
from app.desk.elsewhere import left
from app.desk.questions import case_files
from app.records import Case
from app.rules.case_line import line_of
from app.rules.figures import Tally, imbalances, tally, unsaid
from app.words import say

REPORTS = ("situation",)
SINGLE = ("total", "parties", "agreed", "knotty", "performed", "confirmation_applied", "amount")
SPLIT = {
    "by_type": "dispute_type", "by_source": "source", "by_referral": "source", "by_form": "agreement_form",
    "by_result": "result",
}  # fmt: skip


def situation(
    db: Session, log: str, since: dt.date, until: dt.date, today: dt.date, place_id: str = ""
) -> Tally:
    """The figures of the cases accepted from `since` to `until`, both included, each where it is mediated.

    `place_id`: only of what counts at that place and below it.
    """
    asked = select(Case).where(
        Case.void.is_(None), Case.accepted_on >= since, Case.accepted_on <= until,
        Case.id.not_in(left(db, log)),
    )  # fmt: skip
    if place_id:
        asked = asked.where(grid.within(grid.below(db, log, place_id)))
    cases = db.scalars(asked)
    return tally(line_of(file, today) for file in case_files(db, list(cases)))


def facts(figures: Tally) -> dict[str, Any]:
    """The figures as plain values, with what does not add up and what is not said."""
    told = {
        name: dict(value) if isinstance(value, Mapping) else value
        for name, value in vars(figures).items()
    }
    return {**told, "imbalances": imbalances(figures), "unsaid": unsaid(figures)}


def lines(figures: Tally) -> list[tuple[str, str]]:
    """Label and figure, in the order of the form."""
    told = [(say(f"report.{name}"), str(getattr(figures, name))) for name in SINGLE]
    for name, codes in SPLIT.items():
        listed = code_list(codes)
        for code, count in sorted(getattr(figures, name).items()):
            label = listed.label(code, words.language()) if code else say("report.unsaid")
            told.append((f"{say(f'report.{name}')}：{label}", str(count)))
    return told
