"""One look of a reviewer at a case, for tests of single rules."""

from __future__ import annotations

from datetime import date

from app import holidays
from app.records import CaseFile
from app.rules.beside import NOTHING, Beside
from app.rules.dossier import RULES, Look
from app.rules.findings import TOLD, Finding
from app.rules.lengths import shipped

TODAY = date(2026, 11, 18)


def look(case_file: CaseFile, need: str = "closing", beside: Beside = NOTHING) -> Look:
    """As a look on the day of the tests."""
    return Look(case_file, TODAY, holidays.load(), shipped(), need, beside)


def found(
    case_file: CaseFile, *rules: int, need: str = "closing", beside: Beside = NOTHING
) -> list[Finding]:
    """What these rules find, with what only the paper can tell."""
    seen = look(case_file, need, beside)
    return [one for number in rules for one in RULES[number](seen)]


def faults(case_file: CaseFile, *rules: int, need: str = "closing") -> list[Finding]:
    """The same without what only the paper can tell."""
    return [one for one in found(case_file, *rules, need=need) if one.severity != TOLD]
