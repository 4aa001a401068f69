"""The way from a PDF to a printer of this computer: `lp` where there is CUPS, drawn pages on Windows."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from app.trouble import Trouble

DOTS = 300
PATIENCE = 60
"""Seconds a spooler may take before it counts as silent."""


class Printer:
    """The printers of this computer."""

    def names(self) -> list[str]:
        """Every printer, the usual one first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        usual = QPrinterInfo.defaultPrinterName()
        names = list(QPrinterInfo.availablePrinterNames())
        return sorted(names, key=lambda name: name != usual)

    def send(self, pdf: bytes, printer: str, *, copies: int, title: str) -> None:
        """Print; a refusal of the spooler rises as a Trouble with its reason."""
        if sys.platform == "win32":
            self._draw(pdf, printer, copies, title)
        else:
            self._spool(pdf, printer, copies, title)

    def _spool(self, pdf: bytes, printer: str, copies: int, title: str) -> None:
        lp = shutil.which("lp")
        if lp is None:
            raise Trouble("paper_view.print_failed", reason="lp")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "paper.pdf"
            path.write_bytes(pdf)
            command = [
                lp,
                "-d",
                printer,
                "-n",
                str(copies),
                "-t",
                title,
                "-o",
                "media=A4",
                str(path),
            ]
            try:
                done = subprocess.run(  # noqa: S603  a fixed program and a file of ours
                    command, capture_output=True, text=True, timeout=PATIENCE, check=False
                )
            except subprocess.TimeoutExpired as why:
                raise Trouble("paper_view.print_failed", reason="lp") from why
        if done.returncode:
            raise Trouble("paper_view.print_failed", reason=done.stderr.strip() or "lp")

    def _draw(self, pdf: bytes, printer: str, copies: int, title: str) -> None:
        """Qt has no vector road from a PDF to a printer; 300 dots an inch are sharp enough."""
        from PySide6.QtGui import QPageSize, QPainter
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        from app.ui.kit.paper_pages import PaperPages

        machine = QPrinter(QPrinterInfo.printerInfo(printer), QPrinter.PrinterMode.HighResolution)
        machine.setResolution(DOTS)
        machine.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        machine.setFullPage(True)
        machine.setCopyCount(copies)
        machine.setDocName(title)
        pages = PaperPages(pdf)
        pen = QPainter()
        if not pen.begin(machine):
            raise Trouble("paper_view.print_failed", reason=printer)
        for number in range(pages.count):
            if number:
                machine.newPage()
            sheet = machine.pageLayout().fullRectPixels(DOTS)
            pen.drawImage(sheet, pages.image(number, DOTS / 72))
        pen.end()
