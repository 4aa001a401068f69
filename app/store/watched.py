"""A long question that is watched: whoever waits is asked again and again whether it shall go on.

What `tell` raises ends the statement under way, in a file and on a server alike, and is raised itself. A file asks
within its own steps; a server works elsewhere, so a thread beside it asks and sends word.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from app.store.server import is_server

T = TypeVar("T")
Tell = Callable[[], object]
ASK = "ask"  # where a session keeps who watches it

STEPS = 20_000  # of the file's engine between two looks: a millisecond or two
EVERY = 0.1  # seconds between two words to whoever waits


@contextmanager
def watched(link: Connection, tell: Tell, every: float = EVERY) -> Iterator[Tell]:
    """While it stands, what runs on this connection can be stopped; its answer is asked between statements."""
    ward = _Ward(tell, every)
    aside = _beside(link, ward) if is_server(link) else _within(link, ward)

    def before(*_: Any) -> None:
        ward.ask()
        if ward.why is not None:
            raise ward.why

    event.listen(link, "before_cursor_execute", before)
    try:
        with aside:
            yield before
    except Exception:
        if ward.why is not None:
            raise ward.why from None
        raise
    finally:
        event.remove(link, "before_cursor_execute", before)


def stoppable(db: Session, rows: Iterable[T]) -> Iterator[T]:
    """The same rows; where somebody watches, he is asked at each, for what is done with them may take long too."""
    ask: Tell = db.info.get(ASK, _nobody)
    for row in rows:
        ask()
        yield row


def _nobody() -> None:
    """Nobody watches."""


class _Ward:
    """Asks not too often, and keeps with what it was told to stop."""

    def __init__(self, tell: Tell, every: float) -> None:
        self.tell, self.every = tell, every
        self.why: BaseException | None = None
        self._asked = -every

    def ask(self) -> None:
        now = time.monotonic()
        if self.why is None and now - self._asked >= self.every:
            self._asked = now
            try:
                self.tell()
            except (
                BaseException
            ) as why:  # also a hand that stops the program: the engine would lose it
                self.why = why

    def ends(self) -> int:
        """As the file's engine wants to hear it: whether to break off."""
        self.ask()
        return int(self.why is not None)


@contextmanager
def _within(link: Connection, ward: _Ward) -> Iterator[None]:
    bare: Any = link.connection.driver_connection
    bare.set_progress_handler(ward.ends, STEPS)
    try:
        yield
    finally:
        bare.set_progress_handler(None, 0)


@contextmanager
def _beside(link: Connection, ward: _Ward) -> Iterator[None]:
    bare: Any = link.connection.driver_connection
    over = threading.Event()

    def watch() -> None:
        while not over.wait(ward.every):
            ward.ask()
            if ward.why is not None:
                bare.cancel()

    beside = threading.Thread(target=watch, name="watch", daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()
