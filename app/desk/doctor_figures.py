"""体检, 报表: whether what reports count is what the cases say; what differs is counted anew by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk import case_lines
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

KEY = "figures"
SAMPLE = 2000  # cases


def look(desk: Desk, *, full: bool = False) -> tuple[str, bool, str, str]:
    """One line: its key, whether it is well, what is told, what to do."""
    looked, wrong = case_lines.differing(desk, 10**9 if full else SAMPLE)
    if not wrong:
        return KEY, True, say("doctor.figures.well", cases=looked), ""
    case_lines.count_anew(desk)
    return KEY, False, say("doctor.figures.ill", count=wrong), say("doctor.figures.next")
