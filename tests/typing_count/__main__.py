"""`python -m tests.typing_count`: the table; `--keys`: no mouse; `--pictures DIR`: the window after each part."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app import words
from app.desk import printing, questions
from app.desk.desk import Desk
from app.store import keys
from tests.rooms import reference
from tests.typing_count.by_hand import Written, by_hand
from tests.typing_count.facts import least
from tests.typing_count.hand import Hand
from tests.typing_count.play import Play
from tests.typing_count.stage import a_room
from tests.typing_count.tally import Tally, read, singly, with_strokes

HEADINGS = (
    "part", "keys", "Tabs", "presses", "shortcuts", "typed", "characters", "all", "with IME", "clicks", "wheel",
    "least characters", "least with IME", "acts",
)  # fmt: skip
OF_THE_VOLUME = {"cover", "contents", "statement", "back"}


def main() -> int:
    told = argparse.ArgumentParser(prog="python -m tests.typing_count", description=__doc__)
    told.add_argument("--keys", action="store_true", help="without a mouse")
    told.add_argument("--pictures", type=Path, help="a folder for the window after each part")
    asked = told.parse_args()
    application = QApplication(sys.argv[:1])
    words.speak("zh_CN")
    keys.PASSES, keys.MEMORY = 1, 8192
    case, tally = reference(), Tally()
    with (
        tempfile.TemporaryDirectory() as folder,
        a_room(case, Path(folder)) as (desk, frame, tray, scans),
    ):
        play = Play(Hand(frame, tally, mouse=not asked.keys), desk, case, tray, scans)
        for number, name in enumerate(play.steps, 1):
            play.step(name)
            application.processEvents()
            if asked.pictures:
                asked.pictures.mkdir(parents=True, exist_ok=True)
                frame.grab().save(str(asked.pictures / f"{number:02}_{name}.png"))
        _table(play, tally)
        _forms(_written(desk), tally)
    return 0


def _table(play: Play, tally: Tally) -> None:
    wanted = least(play.case, play.beside, play.signed)
    rows = [HEADINGS]
    for part, count in tally.parts.items():
        one = wanted[part]
        rows.append((part, *_counts(count), str(one.characters), str(one.strokes), str(one.acts)))
    total = tally.total()
    sums = [
        sum(getattr(one, name) for one in wanted.values())
        for name in ("characters", "strokes", "acts")
    ]
    rows.append(("all", *_counts(total), *map(str, sums)))
    wide = [max(len(row[n]) for row in rows) for n in range(len(HEADINGS))]
    for row in rows:
        print(
            "  ".join(
                cell.rjust(w) if n else cell.ljust(w)
                for n, (cell, w) in enumerate(zip(row, wide, strict=True))
            )
        )
    did = singly(total) + _clicks(total)
    print(
        f"keys, characters and clicks: {did}; least: {sums[0] + sums[2]}; ratio {did / (sums[0] + sums[2]):.2f}"
    )
    did = with_strokes(total) + _clicks(total)
    print(
        f"with the input method's keys: {did}; least: {sums[1] + sums[2]}; ratio {did / (sums[1] + sums[2]):.2f}"
    )
    for name, before in read("recorded").items():
        print(f"recorded {name}: " + ", ".join(f"{kind} {count}" for kind, count in before.items()))


def _clicks(count: Counter[str]) -> int:
    """Of the mouse, and of the scanner's button for each pile."""
    return count["clicks"] + count["scanner"]


def _counts(count: Counter[str]) -> list[str]:
    single = singly(count) - count["characters"]
    told = [
        single,
        count["tab"],
        count["press"],
        count["shortcut"],
        count["typed"],
        count["characters"],
    ]
    return [
        str(n)
        for n in (*told, singly(count), with_strokes(count), _clicks(count), count["notches"])
    ]


def _written(desk: Desk) -> list[Written]:
    """Every paper that went through the printer, and cover, list and back, on its form by hand."""
    file = desk.look(questions.case_file, desk.look(questions.register)[0].id)
    lines = printing.paper_list(desk, file.case.id)
    bound = [line for line in lines if line["printed"] or line["paper"] in OF_THE_VOLUME]
    return by_hand(file, [(str(line["paper"]), _which(line)) for line in bound])


def _which(line: dict[str, object]) -> str | None:
    return str(line["which"]) if line["which"] else None


def _forms(papers: list[Written], tally: Tally) -> None:
    characters, labels = sum(p.characters for p in papers), sum(p.labels for p in papers)
    did = singly(tally.total()) + _clicks(tally.total())
    print(
        f"by hand: {len(papers)} forms, {labels} labels filled, {characters} characters written; "
        f"the window: {did / (characters + labels):.2f} of that"
    )


if __name__ == "__main__":
    sys.exit(main())
