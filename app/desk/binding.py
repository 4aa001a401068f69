"""卷宗, thin: every paper of a case that can be drawn, in the official order, in one PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass

from app.desk import printing
from app.desk.desk import Desk


@dataclass(frozen=True)
class Bound:
    """The papers in one file: which ones, how many pages."""

    pdf: bytes
    papers: list[str]
    pages: int
    missing: str  # characters left as a blank to fill by hand


def bind(desk: Desk, case_id: str) -> Bound:
    """Draw every paper and lay them in one file; each keeps its own page numbers for now."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    papers: list[str] = []
    missing: dict[str, None] = {}
    for line in printing.paper_list(desk, case_id):
        which = line["which"]
        draft = printing.draft(desk, case_id, str(line["paper"]), str(which) if which else None)
        part = pypdfium2.PdfDocument(draft.pdf)
        whole.import_pages(part)
        part.close()
        papers.append(draft.drawn.title)
        missing.update(dict.fromkeys(draft.drawn.missing))
    out = io.BytesIO()
    pages = len(whole)
    whole.save(out)
    whole.close()
    return Bound(out.getvalue(), papers, pages, "".join(missing))
