"""Pages of a PDF that go to the printer: all or some, on one side or on both.

A volume says of each of its pages which number stands on it; cover, list and back have none, and of what is
white between them nothing is printed on one side.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from app.trouble import Trouble

if TYPE_CHECKING:
    import pikepdf

UNCOUNTED, WHITE = 0, -1
BLANK = "–"  # the label of a white page, as a reader of PDF files shows it
MOST = 9999  # of a page's number
_PART = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")
_WIDE = str.maketrans("０１２３４５６７８９，、；;—－–~～至", "0123456789,,,,------")


def numbers(told: str) -> list[int]:
    """The pages that are meant by "1-3，5"; in their order, each once. Nothing told: every page."""
    found: set[int] = set()
    for part in filter(None, re.sub(r"\s|第|页", "", told.translate(_WIDE)).split(",")):
        span = _PART.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 0 < first <= last <= MOST:
            raise Trouble("printing.pages_unclear", told=told.strip())
        found.update(range(first, last + 1))
    return sorted(found)


def pick(pdf: bytes, wanted: list[int], *, two_sided: bool) -> bytes:
    """The pages that go to the printer; nothing wanted: all of them."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as whole:
        said = _said(whole)
        bound = UNCOUNTED in said
        if not wanted and (two_sided or WHITE not in said):
            return pdf
        places = _places(said, wanted)
        made = pikepdf.new()
        for place in places:
            page = whole.pages[place]
            if two_sided and bound and len(made.pages) % 2 != place % 2:
                made.add_blank_page(
                    page_size=tuple(page.mediabox[2:])
                )  # it keeps its side of the sheet
            made.pages.append(page)
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
        return out.getvalue()


def say_numbers(pdf: pikepdf.Pdf, told: list[int]) -> None:
    """Lay down which number stands on each page, and which pages are white (ISO 32000-1, 12.4.2)."""
    from pikepdf import Array, Dictionary, Name, String

    labels: list[object] = []
    before = None
    for place, number in enumerate(told):
        follows = before is not None and number == (before + 1 if number > 0 < before else before)
        if not follows and number > 0:
            labels += [place, Dictionary(S=Name.D, St=number)]
        elif not follows:
            labels += [place, Dictionary(P=String(BLANK)) if number == WHITE else Dictionary()]
        before = number
    pdf.Root.PageLabels = Dictionary(Nums=Array(labels))


def _said(pdf: pikepdf.Pdf) -> list[int]:
    """Which number stands on each page; a paper that is no volume counts from 1."""
    if "/PageLabels" not in pdf.Root:
        return list(range(1, len(pdf.pages) + 1))
    return [_counted(str(page.label)) for page in pdf.pages]


def _counted(label: str) -> int:
    if label == BLANK:
        return WHITE
    return int(label) if label.isdecimal() else UNCOUNTED


def _places(said: list[int], wanted: list[int]) -> list[int]:
    if not wanted:
        return [place for place, number in enumerate(said) if number != WHITE]
    lacking = sorted(set(wanted) - set(said))
    if lacking:
        raise Trouble("printing.no_such_pages", pages=_spans(lacking), last=max(said))
    return [place for place, number in enumerate(said) if number in wanted]


def _spans(told: list[int]) -> str:
    """1-3、5."""
    spans: list[list[int]] = []
    for number in told:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return "、".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
