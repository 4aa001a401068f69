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
        places = chosen(_said(whole), wanted, two_sided=two_sided)
        if places == list(range(len(whole.pages))):
            return pdf
        made = pikepdf.new()
        for at, place in enumerate(places):
            if place is None:
                after: int = places[at + 1]  # type: ignore[assignment]
                made.add_blank_page(page_size=tuple(whole.pages[after].mediabox[2:]))
            else:
                made.pages.append(whole.pages[place])
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
        return out.getvalue()


def said(pdf: bytes) -> list[int]:
    """Which number stands on each page; 0 where it is not counted, -1 where it is white."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as whole:
        return _said(whole)


def chosen(told: list[int], wanted: list[int], *, two_sided: bool) -> list[int | None]:
    """The places of the pages that go to the printer; None is a white page before one that keeps its side."""
    if not wanted:
        return [place for place, number in enumerate(told) if two_sided or number != WHITE]
    bound = UNCOUNTED in told
    found: list[int | None] = []
    for place in _places(told, wanted):
        if two_sided and bound and len(found) % 2 != place % 2:
            found.append(None)
        found.append(place)
    return found


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
