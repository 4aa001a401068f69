"""Every entered fact of three case files, read back out of all papers by three programs.

The reference case, a crowd with long texts and rare characters, and one with every field at its limit. A fact
has come back where it stands exact and in one piece, perhaps over the turn of a page; pdftotext without -raw
puts text in order by where it lies, so that cells of many lines beside each other run into one another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from app.papers import PAPERS
from app.records import CaseFile
from tests.papers.carried import carried
from tests.papers.conftest import REFERENCE, Reader
from tests.papers.extracted import READERS, comes_back, drawn, is_here, pages
from tests.papers.stories import EXTREMES, rich

TORN = 0.1  # of the facts of the extremes, by the reader that goes by the place
NEVER = 0.005  # a fact whose page turns behind a head longer than a page usually has


def run() -> Iterator[dict[str, Any]]:
    """One line a case file and reader."""
    files = {"reference": _reference, **EXTREMES}
    for story, made in files.items():
        yield from _read(story, made())


def _reference() -> CaseFile:
    return rich(Reader(yaml.safe_load(REFERENCE.read_text(encoding="utf-8"))).file())


def _read(story: str, file: CaseFile) -> Iterator[dict[str, Any]]:
    wanted = [(paper.key, which) for paper in PAPERS for which in paper.choices(file) or [None]]
    pdf, places = drawn(file, wanted)
    for reader in READERS:
        if not is_here(reader):
            print(
                f"read back: {READERS[reader][0]} is not here (apt-get install poppler-utils mupdf-tools)"
            )
            continue
        told = pages(reader, pdf)
        facts = torn = 0
        for (key, which), place in zip(wanted, places, strict=True):
            own = [told[page] for page in place]
            found = [comes_back(fact, own) for fact in carried(key, file, which)]
            facts += len(found)
            torn += found.count(False)
        least = 0.0 if story == "reference" else TORN if reader == "pdftotext" else NEVER
        yield {
            "what": f"read back by {reader}, {story}", "limit": "all facts", "ratio": torn / facts, "target": least,
            "facts": facts, "torn": torn, "pages": len(told) - 1,
        }  # fmt: skip
