"""How far a long verb is, said beside its answer; stopped (Ctrl+C), it ends in the middle of a question."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.desk.desk import Desk, Report
from app.words import say

PATIENCE = 2.0  # seconds before the first word, and between two


@contextmanager
def watching(desk: Desk, args: argparse.Namespace) -> Iterator[Report]:
    """What is looked at here may take long; a program that reads one object is told nothing."""
    with desk.watching(_nobody if args.json else Progress(_beside)) as report:
        yield report


class Progress:
    """Says how far it is, not too often."""

    def __init__(
        self, tell: Callable[[str], object], moment: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell, self._moment = tell, moment
        self._begun = self._said = moment()

    def __call__(self, done: int, total: int) -> None:
        now = self._moment()
        if now - self._said < PATIENCE:
            return
        self._said = now
        seconds = int(now - self._begun)
        key = "cli.on_the_way_of" if total else "cli.on_the_way"
        self._tell(say(key, done=done, total=total, seconds=seconds))


def _nobody(_done: int, _total: int) -> None:
    """For a program that reads one object."""


def _beside(told: str) -> None:
    sys.stderr.write(told + "\n")
    sys.stderr.flush()
