"""A process that sets one source after another with one program: a line of JSON in, the seconds it took out.

It imports nothing of ours unless it is asked for ours, so that a peer may run under a Python of its own. Every
source is new to it; what it reads, sets and writes is counted, its own start only where the parent looks at the clock.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

Setter = Callable[[Path, Path, bool], None]
"""Source, PDF, and whether it is to be one for the archive."""


def typst() -> Setter:
    program = importlib.import_module("typst")
    fonts = program.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[os.environ["SETTING_FACES"]]
    )  # fmt: skip

    def work(source: Path, out: Path, archival: bool) -> None:
        made = program.Compiler(source.read_bytes(), font_paths=fonts, ignore_system_fonts=True)
        standards = ["a-2b"] if archival else []
        out.write_bytes(made.compile(format="pdf", pdf_tags=False, pdf_standards=standards))

    return work


def weasyprint() -> Setter:
    program = importlib.import_module("weasyprint")

    def work(source: Path, out: Path, archival: bool) -> None:
        page = program.HTML(string=source.read_text(encoding="utf-8"))
        page.write_pdf(out, pdf_variant="pdf/a-2b" if archival else None)

    return work


def ours() -> Setter:
    import pickle

    from app.papers import draw
    from app.papers.bound import BoundVolume

    def work(source: Path, out: Path, archival: bool) -> None:
        file = pickle.loads(source.read_bytes())
        with out.open("wb") as pdf:
            if not archival:
                draw("agreement", file, out=pdf)
                return
            bound = BoundVolume(file, lambda _done, _of: None)
            for part in bound.parts(lambda _piece, words: words, lambda _scan: None):
                pdf.write(part)

    return work


def main(name: str) -> None:
    """Set what the parent names until it says no more."""
    work = {"typst": typst, "weasyprint": weasyprint, "ours": ours}[name]()
    print("ready", flush=True)
    for line in sys.stdin:
        told = json.loads(line)
        start = time.perf_counter()
        work(Path(told["source"]), Path(told["out"]), told["archival"])
        print(json.dumps(time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
