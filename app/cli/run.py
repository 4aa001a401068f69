"""Reads the command line, finds the verb, prints its answer. Exit: 0 done, 1 refused with a sentence, 2 usage."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from app import paths, words
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble

FROM_THE_DESKTOP = argparse.Namespace(data=None, language=None, demo=False)

Window = Callable[[DataDir, Settings, bool], int]
Serve = Callable[..., str]  # see app.centre.serve


def run(argv: Sequence[str], window: Window, answering: Serve) -> int:
    """Carry out one command line; without a verb the window opens, and `centre serve` answers rooms."""
    try:
        if {"-h", "--help"} & set(argv):
            _asked_for_help(list(argv))
        told = _read(list(argv)) if argv else FROM_THE_DESKTOP
    except Trouble as trouble:  # a day or a number that is none
        return _unread(list(argv), trouble)
    data, settings = _begun(told)
    if getattr(told, "verb", None) is None:
        return window(data, settings, told.demo)
    try:
        _check_period(told)
        told.answering = answering
        answer = told.act(data, settings, told)
    except Trouble as trouble:
        return _refused(str(trouble), trouble.key, told)
    except Exception as why:  # our own fault: written down, told, never swallowed
        from app import mishap

        report = mishap.write_down(data.root / "mishaps", (type(why), why, why.__traceback__))
        sys.stderr.write(report.read_text(encoding="utf-8"))
        return _refused(words.say("cli.mishap", file=str(report)), "cli.mishap", told)
    _print(answer, told)
    return 0 if not isinstance(answer, Answer) else answer.status


def _begun(told: argparse.Namespace) -> tuple[DataDir, Settings]:
    """Where the room lies, what this computer is set to; from now on its language is spoken."""
    data = DataDir(Path(told.data).expanduser() if told.data else paths.default_data_dir())
    settings = Settings.load(data.settings)
    words.speak(told.language or settings.language)
    return data, settings


def _check_period(told: argparse.Namespace) -> None:
    """Of whatever period is asked: it ends after it begins."""
    from app.cli.typed import in_order

    in_order(getattr(told, "since", None), getattr(told, "until", None))


def _unread(argv: list[str], why: Trouble) -> int:
    """What was typed is no day or no number: usage, and nothing was done."""
    from app.cli.verbs import front

    told = front(argv)
    _begun(told)
    _refused(str(why), why.key, told)
    return 2


def _asked_for_help(argv: list[str]) -> None:
    """The help is said while the line is read: its language is chosen before."""
    from app.cli.verbs import front

    _begun(front(argv))


def _read(argv: list[str]) -> argparse.Namespace:
    from app.cli.verbs import read

    return read(argv)


class Answer(dict[str, Any]):
    """What a verb answers: a JSON object, lines for a person, and an exit status."""

    def __init__(self, lines: list[str] | str, status: int = 0, /, **facts: Any) -> None:
        super().__init__(facts)
        self.lines = [lines] if isinstance(lines, str) else lines
        self.status = status


def _refused(sentence: str, key: str, told: argparse.Namespace) -> int:
    if told.json:
        sys.stdout.write(
            json.dumps({"refused": key, "sentence": sentence}, ensure_ascii=False) + "\n"
        )
    else:
        sys.stderr.write(f"{sentence}\n")
    return 1


def _print(answer: Answer, told: argparse.Namespace) -> None:
    if told.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, default=str) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in answer.lines)
