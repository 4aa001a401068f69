"""Days, clocks and promises of a case as sentences."""

from __future__ import annotations

import datetime as dt

from app.codes import code_list
from app.records import CaseFile, Party, PerformanceItem
from app.records.field import Field
from app.rules.calendar import Due
from app.rules.deadlines import Deadline
from app.ui.kit import typed
from app.words import language, say

SHORT = 80


def day_words(day: dt.date | None) -> str:
    """2026-10-09 周五."""
    return f"{typed.show_day(day)} {typed.weekday(day)}" if day else ""


def due_words(key: str, due: Due | None) -> str:
    """A concluded day in its sentence, with the doubt where a holiday table is missing."""
    if due is None:
        return ""
    told = say(key, day=day_words(due.day))
    if due.missing_year:
        told += say("case_page.unannounced", year=due.missing_year)
    return told


def left_words(days: int) -> str:
    """How long there is still time: 还剩3天, 今天到期, 已过2天."""
    if days == 0:
        return say("case_page.due_today")
    return say("case_page.days_left" if days > 0 else "case_page.days_over", days=abs(days))


def clock_words(clock: Deadline, today: dt.date) -> str:
    """A running clock with its day and what is left of it."""
    told = say(clock.key, **clock.facts)
    line = say(
        "case_page.clock",
        what=told,
        day=typed.show_day(clock.due.day),
        left=left_words(clock.days_left(today)),
    )
    if clock.due.missing_year:
        line += say("case_page.unannounced", year=clock.due.missing_year)
    return line


def clock_weight(clock: Deadline, today: dt.date) -> str:
    """How loud a clock is: over, within three days, or quiet."""
    left = clock.days_left(today)
    return "stop" if left < 0 else "warn" if left <= 3 else "told"


def code_words(name: str, code: str | None) -> str:
    """The label of a code, or nothing."""
    return code_list(name).label(code, language())


def party_words(party: Party) -> str:
    """申请人 陈㛃喆."""
    return f"{code_words('party_role', party.role)} {party.name or ''}".strip()


def item_words(file: CaseFile, item: PerformanceItem) -> str:
    """欧阳𬭎：支付第一期补偿款 5,500.00元（现金）."""
    party = file.party(item.party_id)
    told = item.what or ""
    if item.amount:
        manner = code_words("payment_manner", item.manner)
        told = say("case_page.item_sum", what=told, amount=f"{item.amount:,.2f}")
        told += say("case_page.item_manner", manner=manner) if manner else ""
    return say("case_page.item", who=party.name, what=told) if party and party.name else told


def value_words(field: Field, value: object) -> str:
    """What stands in a field, for a sentence."""
    if value is None:
        return say("case_page.nothing")
    if isinstance(value, bool):
        return say("kit.yes" if value else "kit.no")
    if isinstance(value, dt.datetime):
        return typed.show_moment(value)
    if isinstance(value, dt.date):
        return typed.show_day(value)
    told = value if isinstance(value, list) else [value]
    words = "、".join(
        code_words(field.codes, str(one)) if field.codes else str(one) for one in told
    )
    return words if len(words) <= SHORT else f"{words[:SHORT]}…"
