"""What three other programs read out of our PDFs, and whether a fact comes back from it as it was entered.

A line break may stand where ours ends a line, a page break where ours ends a page; nothing else may be added,
lost, doubled or put in between, and a blank within a fact stays a blank.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from app.papers import paper
from app.papers.document import Document
from app.papers.fonts import clean
from app.papers.sheet import TALL, WIDE
from app.records import CaseFile

READERS = {
    "pdftotext": ["pdftotext", "{}", "-"],
    "pdftotext -raw": ["pdftotext", "-raw", "{}", "-"],
    "mutool": ["mutool", "draw", "-q", "-F", "txt", "{}"],
}
LEAST = 4  # characters of a fact that stand together on a page
NEAR = 300  # characters of head, foot and the other cells of a row between the two parts of a fact


def is_here(reader: str) -> bool:
    return shutil.which(READERS[reader][0]) is not None


def drawn(file: CaseFile, keys: Iterable[tuple[str, str | None]]) -> tuple[bytes, list[range]]:
    """These papers in one PDF, and the pages of each."""
    document = Document((WIDE, TALL))
    places: list[range] = []
    for key, which in keys:
        laid = paper(key).composed(file, which).laid()
        first = document.pages
        for number in range(1, laid.pages + 1):
            laid.draw(document.pen, number)
            document.end_page()
        places.append(range(first, document.pages))
    return document.content(), places


def pages(reader: str, pdf: bytes) -> list[str]:
    """The text of each page."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "papers.pdf"
        file.write_bytes(pdf)
        command = [part.format(file) for part in READERS[reader]]
        told = subprocess.run(command, check=True, capture_output=True).stdout
    return told.decode("utf-8").split("\f")


def comes_back(fact: str, told: list[str]) -> bool:
    """Whether a fact stands in these pages exact, perhaps going on from one to the next."""
    bare = clean(fact).strip()
    for apart in ("", " "):  # where a line ended at a blank, the blank is not drawn
        flat = [
            apart.join(line.strip() for line in page.splitlines() if line.strip()) for page in told
        ]
        if any(_goes_on(bare, flat[at:]) for at in range(len(flat))):
            return True
    return False


def _goes_on(rest: str, told: list[str]) -> bool:
    if not told:
        return False
    if rest in told[0]:
        return True
    low, high = 0, len(rest)
    while low < high:  # the longest beginning of it that stands on this page
        middle = (low + high + 1) // 2
        if rest[:middle] in told[0]:
            low = middle
        else:
            high = middle - 1
    after = len(told[0]) - told[0].rfind(rest[:low]) - low
    if low < LEAST or after > NEAR or not told[1:]:
        return False
    left = rest[low:].strip()
    return 0 <= told[1].find(left[:LEAST]) <= NEAR and _goes_on(left, told[1:])
