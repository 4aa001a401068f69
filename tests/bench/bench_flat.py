"""Syncing 1,000 changes costs the same in a database of 1,000, of 100,000 and of 1,000,000 cases.

One turn: a bundle of 1,000 changed cases out, taken in, the receipt back, taken in. The databases are synced turn
by turn, each beside the smallest: the newest cases, which a room works on, and cases of all ages, each on a page
of its own. The million is made and measured only where it is asked for, by the word
`large` in BENCH_FLAT; it needs some 12 GB of disk and a quarter of an hour. Target: 1.2.
"""

from __future__ import annotations

import itertools
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.desk import exchange
from app.records import Case
from tests.bench import grown

CHANGES, ROUNDS, TARGET = 1000, 5, 1.2
SIZES, LARGE = (1_000, 100_000), 1_000_000
STEPS = ("make", "take", "receipt", "hear")


def run() -> list[dict[str, Any]]:
    """Each larger database beside the smallest."""
    folder = Path(tempfile.mkdtemp())
    sizes = (*SIZES, LARGE) if os.environ.get("BENCH_FLAT") == "large" else SIZES
    began = time.perf_counter()
    pairs = {}
    for size in sizes:
        (folder / str(size)).mkdir()
        pairs[size] = grown.pair(folder / str(size), size, CHANGES)
    filled = time.perf_counter() - began
    newest, anywhere = [], []
    for n in range(ROUNDS + 1):
        newest.append({size: _turn(one, one.newest, 2 * n) for size, one in pairs.items()})
        anywhere.append({size: _turn(one, one.anywhere, 2 * n + 1) for size, one in pairs.items()})
    for one in pairs.values():
        one.close()
    shutil.rmtree(folder)
    return [
        _line(what, size, turns[1:], filled)
        for size in sizes[1:]
        for what, turns in (("the newest", newest), ("of all ages", anywhere))
    ]


def _line(
    what: str, size: int, turns: list[dict[int, list[float]]], filled: float
) -> dict[str, Any]:
    steps = {
        name: statistics.median(turn[size][at] / turn[SIZES[0]][at] for turn in turns)
        for at, name in enumerate(STEPS)
    }
    return {
        "what": f"syncing {CHANGES} changes of {what} among {size} cases", "limit": f"the same among {SIZES[0]}",
        "ratio": statistics.median(sum(turn[size]) / sum(turn[SIZES[0]]) for turn in turns),
        "target": TARGET, "ms": 1000 * statistics.median(sum(turn[size]) for turn in turns),
        **steps, "filling_s": filled,
    }  # fmt: skip


def _turn(one: grown.Pair, case_ids: list[str], n: int) -> list[float]:
    """Seconds of every step; what came is indexed before the next turn."""
    for case_id in case_ids:
        one.room.do(_change, case_id, f"第{n}次回访，双方没有新的争吵")
    shutil.rmtree(one.usb / "ZJ", ignore_errors=True)
    times = [time.perf_counter()]
    (out,) = exchange.make_bundle(one.room, one.usb)
    times.append(time.perf_counter())
    (taken,) = exchange.take_bundles(one.centre, one.usb)
    times.append(time.perf_counter())
    exchange.make_bundle(one.centre, one.usb, only=one.room.shelf.log)
    times.append(time.perf_counter())
    exchange.take_bundles(one.room, one.usb)
    times.append(time.perf_counter())
    while one.centre.shelf.index_some():
        pass
    assert out.entries >= CHANGES
    assert taken.new == out.entries
    return [after - before for before, after in itertools.pairwise(times)]


def _change(db: Session, case_id: str, text: str) -> None:
    case = db.get(Case, case_id)
    assert case is not None
    case.remark = text
