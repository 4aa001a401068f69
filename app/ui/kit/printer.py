"""The way from a PDF to a printer of this computer: the spooler where there is CUPS, drawn pages on Windows."""

from __future__ import annotations

import sys

from app.desk import spooling
from app.desk.spooling import Report, Wish
from app.trouble import Trouble

DOTS = 300


class Printer:
    """The printers of this computer."""

    def names(self) -> list[str]:
        """Every printer, the usual one first."""
        if sys.platform != "win32":
            return spooling.names()
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        names = list(QPrinterInfo.availablePrinterNames())
        return sorted(names, key=lambda name: name != usual)

    def send(self, pdf: bytes, wish: Wish, title: str, report: Report) -> None:
        """Print; what does not come out rises as a Trouble with its reason."""
        if sys.platform == "win32":
            self._draw(pdf, wish, title, report)
        else:
            spooling.spool(pdf, wish, title, report)

    def _draw(self, pdf: bytes, wish: Wish, title: str, report: Report) -> None:
        """Qt has no vector road from a PDF to a printer; 300 dots an inch are sharp enough."""
        from PySide6.QtGui import QPageSize, QPainter
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        from app.ui.kit.paper_pages import PaperPages

        chosen = QPrinterInfo.printerInfo(wish.printer)
        machine = QPrinter(chosen, QPrinter.PrinterMode.HighResolution)
        machine.setResolution(DOTS)
        machine.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        machine.setFullPage(True)
        machine.setCopyCount(wish.copies)
        machine.setCollateCopies(True)
        sides = QPrinter.DuplexMode
        machine.setDuplex(sides.DuplexLongSide if wish.two_sided else sides.DuplexNone)
        machine.setDocName(title)
        pages = PaperPages(pdf)
        pen = QPainter()
        if not pen.begin(machine):
            raise Trouble("printing.gone", printer=wish.printer)
        for number in range(pages.count):
            if number and not machine.newPage():
                machine.abort()
                pen.end()
                raise Trouble("printing.broke_off", printer=wish.printer)
            report(number, pages.count)
            sheet = machine.pageLayout().fullRectPixels(DOTS)
            pen.drawImage(sheet, pages.image(number, DOTS / 72))
        if not pen.end():
            raise Trouble("printing.broke_off", printer=wish.printer)
