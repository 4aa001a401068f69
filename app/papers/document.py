"""One PDF while it is drawn, page after page; papers drawn into the same one share its fonts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from app.papers import fonts, page_code
from app.papers.block import Page
from app.papers.pen import Pen

if TYPE_CHECKING:
    from app.papers.sheet import Sheet

PROGRAM = "Mediation Room 调解室"


class Laid:
    """A sheet divided over its pages: what it says is settled, nothing is drawn yet."""

    def __init__(self, sheet: Sheet, digest: str, pages: list[Page]) -> None:
        self.sheet, self.digest = sheet, digest
        self._pages = pages
        self._code = page_code.PageCode(
            sheet.room, sheet.file_no, sheet.paper, digest, blank=sheet.blank
        )

    @property
    def pages(self) -> int:
        return len(self._pages)

    def draw(self, pen: Pen, number: int) -> None:
        """Page `number`, 1 is the first, with its code."""
        self.sheet.page(pen, self._pages[number - 1], number, self.pages)
        if self.sheet.coded:
            self.sheet.code(pen, page_code.squares(self._code.on(number).text()))


class Document:
    """The pages as they come; the same pages give the same bytes."""

    def __init__(self, size: tuple[float, float]) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # a content as text would be a quarter larger and no easier to read
        first: Any = fonts.face(fonts.CHAINS["body"][0]).name
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, size, invariant=1, initialFontName=first, lang="zh-CN")
        self._canvas.setCreator(PROGRAM)
        self._canvas.setProducer(PROGRAM)
        self.pen = Pen(self._canvas)
        self.pages = 0

    def about(self, title: str, author: str, subject: str) -> None:
        """What the file says of itself."""
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject(subject)

    def end_page(self) -> None:
        """What comes next stands on a page of its own."""
        self._canvas.showPage()
        self.pages += 1

    def content(self) -> bytes:
        """The whole file, once everything is drawn."""
        self._canvas.save()
        return self._out.getvalue()
