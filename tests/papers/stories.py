"""Papers read back as text, and the letters and notices of the reference case."""

from __future__ import annotations

import io
from datetime import date, datetime

import pypdf

from app.papers import draw
from app.records import CaseFile, Letter, Notice

MADE = date(2026, 9, 24)
SIGNED = date(2026, 10, 8)
AT = datetime(2026, 9, 28, 14, 30)


def plain(text: str) -> str:
    """Without blanks and line ends, as two layouts of the same text compare."""
    return "".join(text.split())


def said(name: str, case_file: CaseFile, which: str | None = None) -> str:
    """Everything a paper says."""
    return plain("".join(page.extract_text() for page in pages(name, case_file, which)))


def pages(name: str, case_file: CaseFile, which: str | None = None) -> list[pypdf.PageObject]:
    """The pages of a drawn paper."""
    out = io.BytesIO()
    draw(name, case_file, which=which, out=out)
    return list(pypdf.PdfReader(out).pages)


def noticed(case_file: CaseFile, kind: str, **told: object) -> Notice:
    """One more notice of the case."""
    values = {"made_on": MADE, "contact": "杜守义 0531-83800000", **told}
    case_file.notices.append(Notice(notice_kind=kind, **values))
    return case_file.notices[-1]


def handed_over(case_file: CaseFile, kind: str = "court_assign") -> Letter:
    """A matter that a court handed over."""
    case_file.letters.append(Letter(
        id="came", direction="in", letter_kind=kind, organ="济南市章丘区人民法院",
        number="（2026）鲁0114诉前调1234号", dated_on=date(2026, 9, 22), received_on=date(2026, 9, 23),
    ))  # fmt: skip
    return case_file.letters[-1]


def answered(case_file: CaseFile, kind: str = "reply", **told: object) -> Letter:
    """The room's answer to it."""
    values = {"organ": "济南市章丘区人民法院", "dated_on": SIGNED, **told}
    case_file.letters.append(
        Letter(id="reply", direction="out", letter_kind=kind, answers_id="came", **values)
    )
    return case_file.letters[-1]


def sealed(case_file: CaseFile) -> CaseFile:
    """Its agreement is signed by all and sealed."""
    (agreement,) = case_file.agreements
    agreement.parties_signed_on = agreement.mediator_signed_on = agreement.sealed_on = SIGNED
    return case_file
