"""The automatic copies of a centre that answers rooms and has no window: begun beside the answering, told in its log.

The copying is a process of its own (`app.desk.copying`): whoever calls is not kept waiting.
"""

from __future__ import annotations

import logging
import subprocess
import threading
from contextlib import AbstractContextManager
from typing import Any

from app.desk import copying
from app.desk.copy_rhythm import Rhythm
from app.desk.desk import Desk
from app.trouble import Trouble
from app.words import say

EVERY = 60.0  # seconds between two looks

_log = logging.getLogger("centre")


class Copyist(AbstractContextManager["Copyist"]):
    """Looks now and then whether a copy is due, as long as the block lasts; one that is begun is not stopped."""

    def __init__(self, desk: Desk, every: float = EVERY) -> None:
        self._desk, self._every = desk, every
        self._rhythm = Rhythm(others_write=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._attend, name="copyist", daemon=True)

    def __enter__(self) -> Copyist:
        self._thread.start()
        return self

    def __exit__(self, *why: Any) -> None:
        self._leaving.set()
        self._thread.join()

    def look(self) -> None:
        """Begin a copy that is due, or see how the one that was begun ended."""
        if self._process is None:
            if self._rhythm.is_due(self._desk):
                self._rhythm.begin()
                self._process = copying.begin(self._desk)
            return
        outcome = copying.ended(self._process)
        if outcome is None:
            return
        self._process = None
        self._rhythm.end(well=not outcome.trouble)
        if outcome.trouble:
            _log.warning("%s", outcome.sentence())
        else:
            _log.info("%s", say("line.copied", file=outcome.file))

    def _attend(self) -> None:
        while not self._leaving.wait(self._every):
            try:
                self.look()
            except Trouble as why:  # the server is away; whoever calls is told the same
                _log.warning("%s", why)
