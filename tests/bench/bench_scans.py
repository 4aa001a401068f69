"""Printed pages of ours as they come back, by the hundred: how many file themselves, and none wrongly.

`python -m tests.bench scans`. Every page runs the whole way a scanned file runs; only the scanner is made up.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.desk.desk import Desk
from app.desk.page_place import place_of
from app.desk.scanning import CODE_MARK
from app.papers import page_code
from app.scans.asking import Question
from app.scans.bounds import USUAL
from app.scans.code_finder import find
from app.scans.pages import FINER, SCANNED, opened
from tests.desk.printed import a_case, printed
from tests.rooms import moved_room
from tests.scans.degraded import WAYS, Sheet, degraded

EACH = 40
TARGETS = {"stamp, grey": 0.7, "all of it": 0.6, "worn": 0.3, "100 dpi": 0.8, "cut off": 0.0}
"""The part that shall file itself; of every other way nine in ten. Half a code shall not be read at all."""


def run(each: int = EACH) -> Iterator[dict[str, Any]]:
    """One line a way, as soon as it is known; a page filed wrongly stops the bench."""
    with tempfile.TemporaryDirectory() as folder:
        desk = moved_room(Path(folder) / "room")
        try:
            sheets = _sheets(desk)
            for way in WAYS:
                yield _way(desk, sheets, way, each)
        finally:
            desk.close()


def _sheets(desk: Desk) -> list[Sheet]:
    """Papers of three cases, for a wrong page to be filed wrongly under."""
    found: list[Sheet] = []
    for clauses in (30, 12, 4):
        case_id = a_case(desk, clauses)
        for paper in ("agreement", "record", "acceptance"):
            found += printed(desk, case_id, paper)
    return found


def _way(desk: Desk, sheets: list[Sheet], way: str, each: int) -> dict[str, Any]:
    filed, seconds = 0, []
    for seed in range(each):
        sheet = random.Random(seed).choice(sheets)
        content = degraded(sheet, way, seed)
        began = time.perf_counter()
        told = read(content)
        seconds.append(time.perf_counter() - began)
        place = desk.look(place_of, told)
        if not place.doubt:
            assert place == desk.look(place_of, [[sheet.text]]), f"filed wrongly: {way} {seed}"
            assert place.code == page_code.read(sheet.text), f"filed wrongly: {way} {seed}"
            filed += 1
    wanted = TARGETS.get(way, 0.9)
    return {
        "what": f"scan back, {way}", "limit": "what shall be filed", "target": 1.0,
        "ratio": wanted * each / max(filed, 1) if wanted else float(filed > 0),
        "filed": filed, "of": each, "wrong": 0, "median_s": statistics.median(seconds), "worst_s": max(seconds),
    }  # fmt: skip


def read(content: bytes) -> list[tuple[str, ...]]:
    """As the reading process does it, without starting one for each page."""
    question = Question(USUAL, [1], mark=CODE_MARK)
    with opened(content, USUAL) as pages:
        seen = find(
            lambda *, finer: pages.draw(1, FINER if finer else SCANNED), question.mark, USUAL.page_seconds
        )  # fmt: skip
    return [one.texts for one in seen]
