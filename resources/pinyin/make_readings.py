"""Makes readings.txt: every toneless reading of every character, from the sources SOURCES.md names.

python resources/pinyin/make_readings.py Unihan_Readings.txt.bz2
"""

from __future__ import annotations

import bz2
import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEAD = "# Made by make_readings.py from the sources in SOURCES.md; changed: tones taken away, turned round.\n"
REAL = re.compile(r"[a-z]*[aeiouv][a-z]*")


def bare(told: str) -> str:
    """lǚ becomes lv: the tone goes, ü is typed as v."""
    parts = unicodedata.normalize("NFD", told.strip())
    parts = re.sub("u([\u0300-\u036f]*?)\u0308", r"v\1", parts)
    return "".join(c for c in parts if not unicodedata.combining(c))


def every_reading() -> dict[str, set[str]]:
    """pypinyin's table: wide, and full of readings no living person uses."""
    import pypinyin

    told = json.loads((Path(pypinyin.__file__).parent / "pinyin_dict.json").read_text("utf-8"))
    return {chr(int(point)): {bare(one) for one in all_.split(",")} for point, all_ in told.items()}


def readings_today(unihan: Path) -> dict[str, set[str]]:
    """kTGHZ2013: what the dictionary of the 8105 standard characters gives."""
    found = {}
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        for line in lines:
            if "\tkTGHZ2013\t" in line:
                point, _, told = line.rstrip("\n").split("\t")
                places = (part.split(":")[1] for part in told.split(" "))
                found[chr(int(point.partition("+")[2], 16))] = {
                    bare(r) for p in places for r in p.split(",")
                }
    return found


def main(unihan: Path) -> None:
    table = {**every_reading(), **readings_today(unihan)}
    by_syllable: dict[str, list[str]] = {}
    for char in sorted(table):
        for syllable in table[char]:
            if REAL.fullmatch(syllable):
                by_syllable.setdefault(syllable, []).append(char)
    lines = [f"{syllable} {''.join(chars)}\n" for syllable, chars in sorted(by_syllable.items())]
    (HERE / "readings.txt").write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
