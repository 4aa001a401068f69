"""`python -m tests.papers.whole [PAPER …]`: every paper of the extreme cases, in both sizes.

pypdfium2 tells where each character lies; pypdf and, where they are installed, pdftotext and mutool must find
the same characters, none more and none less. Prints what is wrong and answers with the number of papers that are.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf

from app.papers import paper
from app.papers.fonts import clean
from tests.papers.carried import carried
from tests.papers.layout import faults, lacking, leaves
from tests.papers.stories import EXTREMES
from tests.papers.test_extremes import every

READERS = {"pdftotext": ["pdftotext", "-raw"], "mutool": ["mutool", "draw", "-q", "-F", "txt"]}


def main(keys: list[str]) -> int:
    files = {story: made() for story, made in EXTREMES.items()}
    chosen = [one for one in every() if not keys or one.key in keys]
    pages = characters = wrong = 0
    began = time.monotonic()
    for one in chosen:
        file, out = files[one.story], io.BytesIO()
        drawn = paper(one.key).draw(file, out, which=one.which, large=one.large)
        sheets = leaves(out.getvalue())
        told = Counter(char.text for leaf in sheets for char in leaf.chars)
        found = [
            *([f"no glyph for {drawn.missing}"] if drawn.missing else []),
            *faults(sheets, one.key),
            *(f"lacking: {fact[:40]}" for fact in lacking(carried(one.key, file, one.which), sheets, one.key)),
            *_read_otherwise(out.getvalue(), told),
        ]  # fmt: skip
        pages, characters = pages + len(sheets), characters + told.total()
        wrong += bool(found)
        for line in found[:6]:
            print(
                f"{one.story} {one.key} {one.which or ''} {'large' if one.large else 'plain'}: {line}"
            )
    took = time.monotonic() - began
    print(
        f"{len(chosen)} papers, {pages} pages, {characters} characters: {wrong} wrong, {took:.0f} s"
    )
    return wrong


def _read_otherwise(pdf: bytes, told: Counter[str]) -> Iterator[str]:
    for name, reader in _readers().items():
        other = Counter("".join(clean(reader(pdf)).split()))
        for char in {*told, *other}:
            if told[char] != other[char]:
                yield f"{name} finds {char} {other[char]} times, not {told[char]}"


def _readers() -> dict[str, Callable[[bytes], str]]:
    found: dict[str, Callable[[bytes], str]] = {"pypdf": _pypdf}
    for name, command in READERS.items():
        if shutil.which(name):
            found[name] = _outside(command)
    return found


def _pypdf(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _outside(command: list[str]) -> Callable[[bytes], str]:
    def read(pdf: bytes) -> str:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "paper.pdf"
            file.write_bytes(pdf)
            last = ["-"] if command[0] == "pdftotext" else []
            done = subprocess.run([*command, str(file), *last], capture_output=True, check=True)
        return done.stdout.decode("utf-8")

    return read


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 99))
