"""The pages of a PDF as pictures, drawn one by one when they are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from app.trouble import Trouble


class PaperPages:
    """A PDF in memory; sizes are in points. It is open only while a page is drawn."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        with self._open() as leaves:
            self.sizes = [QSizeF(*leaves.get_page_size(n)) for n in range(len(leaves))]

    @property
    def count(self) -> int:
        return len(self.sizes)

    def image(self, number: int, scale: float) -> QImage:
        """One page on white, `scale` pixels a point."""
        with self._open() as leaves:
            leaf = leaves[number]
            drawn = leaf.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            picture = QImage(
                bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride,
                QImage.Format.Format_RGBX8888,
            ).copy()  # fmt: skip
            drawn.close()
            leaf.close()
            return picture

    @contextmanager
    def _open(self) -> Iterator[Any]:
        import pypdfium2

        from app.papers.pdfium import opened

        try:
            with opened(self.pdf) as leaves:
                yield leaves
        except pypdfium2.PdfiumError as why:
            raise Trouble("paper_view.unreadable") from why
