"""封底: how many pages the volume has, who bound it, who checked it (domain 2.17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import phrases
from app.papers.block import Beside, Block
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.cover import LABEL, LEADING, volume_of
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.wording import official

if TYPE_CHECKING:
    from app.records import CaseFile


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    volume = volume_of(case_file, which)
    title = official("back", "title")
    sheet = Sheet("back", title, file_no=case_file.case.file_no or "", coded=False, framed=False)
    sheet.space(200)
    sheet.heading()
    sheet.space(60)
    pages = str(volume.pages) if volume and volume.pages else ""
    sheet.add(
        Beside(
            Entries([Entry(official("back", "pages"), pages, middle=True)], LABEL, LEADING),
            Paragraph([Piece(official("back", "pages_end"), "label")], LABEL, LEADING),
            0.45,
        ),
        _entry("maker", case_file.name_of(volume.by_id) if volume else ""),
        _entry("checker", (volume.checked_by if volume else None) or ""),
        _entry(
            "archived_on",
            phrases.day_pieces(volume.checked_on if volume else None, ruled=False),
        ),
    )
    return sheet


def _entry(place: str, value: str | list[Piece]) -> Block:
    return Entries([Entry(official("back", place), value)], LABEL, LEADING)
