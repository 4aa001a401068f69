"""One agreement and a whole 卷宗, the same text, beside typst, WeasyPrint and LibreOffice.

Each program gets the text of our composed sheets with our sizes, tables and faces: a typst source, HTML, a flat
OpenDocument text; ours begins with the records. The peers draw no page codes. Every document is new to the
program that sets it (other people, places, sums, sentences), so nothing is remembered from one to the next; the
programs take turns, so that a busy machine is busy for all. Warm: a process that stays. Cold: a process from its
start to its end. LibreOffice is what a program calls, one conversion; `each more` is what a further file in the
same call costs. A PDF counts only if all of the text comes back from it. Volumes are PDF/A-2b from all of them.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.typeset.setters import INSTALL, Cost, Kept, Place, is_here, whole
from tests.bench.typeset.stories import KINDS, papers
from tests.papers.extracted import comes_back

WARM, COLD = {"agreement": 9, "volume": 7, "sixty": 5}, 3
SLOW = 3  # rounds of what takes seconds
MORE = 3  # files of one call
BODY = "-x 0 -y 101 -W 596 -H 672"  # a page without head and foot
TARGETS = {"typst": 2.0, "weasyprint": 1.0, "office": 0.05}
NAMES = {
    "agreement": "agreement",
    "volume": "volume of the reference case",
    "sixty": "volume of sixty-odd pages",
}


def run() -> Iterator[dict[str, Any]]:
    """Time, bytes and memory of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder))
        peers = [name for name in INSTALL if is_here(name, place)]
        for name in {*INSTALL} - {*peers}:
            print(f"typeset: {name} is not here ({INSTALL[name]})")
        for kind in KINDS:
            yield from _kind(place, kind, peers)


def _kind(place: Place, kind: str, peers: list[str]) -> Iterator[dict[str, Any]]:
    rounds = WARM[kind] + 1
    for seed in range(rounds + COLD + MORE):
        place.sources(kind, seed)
    warm = _warm(place, kind, peers, rounds)
    cold, more = _cold(place, kind, peers, rounds)
    size = {name: place.pdf(name, kind, 0).stat().st_size for name in ("ours", *peers)}
    for name in ("ours", *peers):
        print(f"typeset: {NAMES[kind]} by {name}: {_well(place, name, kind)}")
    for name in peers:
        theirs = cold[name].seconds if name == "office" else warm[name]
        more_told = {"each_more_s": more} if name == "office" else {}
        yield {
            "what": f"{NAMES[kind]}, fresh data", "limit": name, "ratio": warm["ours"] / theirs,
            "target": TARGETS[name], "s": warm["ours"], "theirs_s": theirs, **more_told,
        }  # fmt: skip
        yield {
            "what": f"{NAMES[kind]}, a process for it", "limit": name, "target": max(TARGETS[name], 1.0),
            "ratio": cold["ours"].seconds / cold[name].seconds,
            "s": cold["ours"].seconds, "theirs_s": cold[name].seconds,
        }  # fmt: skip
        yield {
            "what": f"{NAMES[kind]}, bytes", "limit": name, "ratio": size["ours"] / size[name], "target": 1.2,
            "bytes": size["ours"], "theirs": size[name],
        }  # fmt: skip
        yield {
            "what": f"{NAMES[kind]}, memory", "limit": name, "ratio": cold["ours"].peak / cold[name].peak,
            "target": 1.2, "mib": cold["ours"].peak, "theirs_mib": cold[name].peak,
        }  # fmt: skip


def _warm(place: Place, kind: str, peers: list[str], rounds: int) -> dict[str, float]:
    """Seconds of a document in a process that has set one before."""
    kept = {name: Kept(name, place) for name in ("ours", *peers) if name != "office"}
    spent: dict[str, list[float]] = {name: [] for name in kept}
    for seed in range(rounds):
        for name, process in kept.items():
            if name != "weasyprint" or seed <= SLOW:
                spent[name].append(process.seconds(kind, seed))
    for process in kept.values():
        process.close()
    return {name: statistics.median(found[1:]) for name, found in spent.items()}


def _cold(place: Place, kind: str, peers: list[str], first: int) -> tuple[dict[str, Cost], float]:
    """The whole process; of LibreOffice also what each further file of a call costs."""
    spent: dict[str, list[Cost]] = {name: [] for name in ("ours", *peers)}
    for (
        name
    ) in spent:  # what is made once on any computer: compiled modules, the folder of LibreOffice
        whole(name, place, kind, [0])
    for seed in range(first, first + COLD):
        for name, found in spent.items():
            found.append(whole(name, place, kind, [seed]))
    cold = {
        name: Cost(statistics.median(c.seconds for c in found), max(c.peak for c in found))
        for name, found in spent.items()
    }
    if "office" not in peers:
        return cold, 0.0
    many = whole("office", place, kind, [*range(first + COLD, first + COLD + MORE)])
    return cold, (many.seconds - cold["office"].seconds) / (MORE - 1)


def _well(place: Place, program: str, kind: str) -> str:
    """Whether all of the text is in the PDF, and on how many pages."""
    if shutil.which("pdftotext") is None:
        return "poppler-utils is not here: its text was not compared"
    pdf = place.pdf(program, kind, 0)
    command = ["pdftotext", "-raw", "-r", "72", *BODY.split(), pdf, "-"]
    told = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    leaves = told.split("\f")
    texts = [
        text
        for sheet in papers(kind, 0)
        for block in sheet.blocks
        for text in block.texts()
        if text.strip()
    ]
    lacking = [
        text
        for text in texts
        if not comes_back("".join(text.split()), ["".join(leaf.split()) for leaf in leaves])
    ]
    return f"{len(leaves) - 1} pages, of {len(texts)} texts {len(lacking)} do not come back whole"
