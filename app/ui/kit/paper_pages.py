"""The pages of a PDF as pictures, drawn one by one when they are looked at."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from app.trouble import Trouble


class PaperPages:
    """An open PDF; sizes are in points."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        try:
            self._pdf: Any = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as why:
            raise Trouble("paper_view.unreadable") from why
        self.sizes = [QSizeF(*self._pdf.get_page_size(n)) for n in range(len(self._pdf))]

    @property
    def count(self) -> int:
        return len(self.sizes)

    def image(self, number: int, scale: float) -> QImage:
        """One page on white, `scale` pixels a point."""
        leaf = self._pdf[number]
        drawn = leaf.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        picture = QImage(
            bytes(drawn.buffer),
            drawn.width,
            drawn.height,
            drawn.stride,
            QImage.Format.Format_RGBX8888,
        ).copy()
        drawn.close()
        leaf.close()
        return picture

    def close(self) -> None:
        self._pdf.close()
