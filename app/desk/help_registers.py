"""Helpers on paper: the contacts of a village, what was asked and answered in a period."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.desk import helpers
from app.papers.registers import register, span, words_of
from app.papers.wording import said
from app.rules.listing import Listing


def contact_listing(db: Session, log: str, on: dt.date, place_id: str | None) -> Listing:
    """帮手联系表: those of the place and of what lies above it first."""
    found = helpers.pool(db, log, on, place_id)
    rows = [
        (said("post_role", x.role) or said("unit_kind", x.unit_kind), x.name, x.phone, x.place)
        for x in found
    ]
    return register("contacts", rows)


def help_listing(db: Session, log: str, since: dt.date | None, until: dt.date | None) -> Listing:
    """请助登记簿."""
    found = list(reversed(helpers.register(db, log, since, until)))
    rows = [
        (
            x.file_no, said("help_kind", x.help_kind), x.name, x.asked_on, x.asked, x.answered_on,
            x.told or words_of("assistance", "open"),
        )
        for x in found
    ]  # fmt: skip
    return register("assistance", rows, above=span("assistance", since, until) if since else ())
