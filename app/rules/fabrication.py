"""真实性: texts, hours and signatures that stand in more than one case (卷宗评查 asks for it)."""

from __future__ import annotations

from collections.abc import Iterator

from app.records import CaseFile, Inquiry, MediationSession, Record
from app.rules.beside import Beside
from app.rules.findings import Finding, about

TEXTS = {"case": ("summary",), "inquiry": ("finding",), "mediation_session": ("record",)}
"""What a room writes itself, case by case. Clauses come from templates and may well be alike."""


def written_once(case_file: CaseFile, beside: Beside, most: int) -> Iterator[Finding]:
    """A text, an hour or a signed page is of one case."""
    for record, name in own_texts(case_file):
        count = beside.same_text.get((record.id, name), 0)
        if count >= most:
            yield Finding(
                "same_text", record.kind(), record.id, name, {"count": count},
                {"what": f"{record.kind()}.{name}"},
            )  # fmt: skip
    for session in case_file.sessions:
        if session.id in beside.same_minute:
            yield about("same_minute", session, "at", other=beside.same_minute[session.id])
    for scan in case_file.scans:
        if scan.id in beside.same_page:
            facts = {"other": beside.same_page[scan.id], "page": scan.page or 1}
            yield Finding("same_page", "paper", scan.which, scan.paper or "", facts)


def own_texts(case_file: CaseFile) -> Iterator[tuple[Record, str]]:
    """Every text of a case that is compared with those of others."""
    written: list[Record | Inquiry | MediationSession] = [
        case_file.case, *case_file.inquiries, *case_file.sessions,
    ]  # fmt: skip
    for record in written:
        for name in TEXTS[record.kind()]:
            if getattr(record, name):
                yield record, name
