"""The papers a case has and nobody printed yet: one press sends them all, each in its copies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.desk import printing, questions
from app.desk.desk import Desk
from app.records import CaseFile

ASKED_FOR = {"confirmation", "confirmation_list", "cover", "contents", "statement", "back"}
"""Drawn for everybody, printed when somebody wants them: for the court, or with the bound volume."""

Line = dict[str, Any]
Report = Callable[[int, int], None]
Send = Callable[[bytes, int, str], object]
"""PDF, copies, title: rises where it does not come out."""


def waiting(file: CaseFile, lines: list[Line]) -> list[Line]:
    """Of the lines of `paper_list`, what was never printed; the closing report belongs to a closed case."""
    return [line for line in lines if not line["printed"] and _has_come(file, str(line["paper"]))]


def _has_come(file: CaseFile, paper: str) -> bool:
    if paper == "closing_report":
        return file.case.closed_on is not None
    return paper not in ASKED_FOR


def print_all(
    desk: Desk, case_id: str, lines: list[Line], send: Send, report: Report, *, large: bool = False
) -> int:
    """Each is kept as soon as it is out: where the printer stops, what came before it counts."""
    file = desk.look(questions.case_file, case_id)
    for done, line in enumerate(lines):
        report(done, len(lines))
        draft = printing.draft(desk, case_id, line["paper"], line["which"], large=large)
        send(draft.pdf, draft.copies, f"{file.case.file_no or ''} {draft.drawn.title}".strip())
        printing.keep(desk, draft, "printer", draft.copies)
    return len(lines)
