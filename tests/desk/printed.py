"""A case with printed papers, and its sheets as they come back."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pypdfium2

from app import clock
from app.desk import cases, printing, questions
from app.desk.desk import Desk
from app.papers.page_code import PageCode
from tests.scans.degraded import Sheet, drawn

NOW = datetime(2026, 10, 8, 9, 30)
CLAUSE = "张三丰自愿补偿李四光修理费、误工费共计人民币壹万零伍佰元整，分两期支付；李四光收到首期款项后三日内撤走砂石。"


def a_case(desk: Desk, clauses: int = 30) -> str:
    """Two parties, one session, an agreement of some pages."""
    clock.hold(NOW)
    case_id = desk.do(
        cases.register_case, desk.shelf.log, NOW.date(),
        {"accepted_on": NOW.date(), "dispute_type": "02", "source": "applied", "summary": "为排水争吵"},
    )  # fmt: skip
    for role, name in (("applicant", "张三丰"), ("respondent", "李四光")):
        desk.do(cases.add_party, case_id, {"role": role, "name": name})
    desk.do(
        cases.add_session, case_id, {"at": NOW, "place": "柳林村", "record": "双方各自陈述。" * 300}
    )
    desk.do(
        cases.make_agreement, case_id, {"made_on": date(2026, 10, 8), "terms": [CLAUSE] * clauses}
    )
    return case_id


def printed(desk: Desk, case_id: str, paper: str = "agreement", **more: Any) -> list[Sheet]:
    """A paper that left the printer: its sheets, each with what its code says."""
    file = desk.look(questions.case_file, case_id)
    which = more.get("which") or (
        file.agreements[0].id
        if paper == "agreement"
        else file.sessions[0].id
        if paper == "record"
        else None
    )
    draft = printing.draft(desk, case_id, paper, which)
    if more.get("kept", True):
        printing.keep(desk, draft, "printer", 1)
    return [
        Sheet(
            draft.pdf, page,
            PageCode(file.room.id[:8], file.case.file_no or "", paper, draft.drawn.digest, page).text(),
        )
        for page in range(1, draft.drawn.pages + 1)
    ]  # fmt: skip


def photo(sheet: Sheet, dpi: int = 120, *, turned: int = 0) -> bytes:
    """One sheet as a clean JPEG."""
    out = io.BytesIO()
    drawn(sheet, dpi).rotate(turned, expand=True).save(out, "JPEG", quality=80)
    return out.getvalue()


def scanned(sheets: list[Sheet], dpi: int = 120) -> bytes:
    """Several sheets in one PDF of pictures, as a scanner with a feeder gives it."""
    pictures = [drawn(sheet, dpi).convert("L") for sheet in sheets]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", save_all=True, append_images=pictures[1:], resolution=dpi)
    return out.getvalue()


def something_else(pages: int = 1) -> bytes:
    """A PDF without any code."""
    made = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        made.new_page(595, 842)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
