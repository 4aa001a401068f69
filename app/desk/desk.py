"""The one door: actions change, questions look, listeners hear which records changed."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from app import clock, holidays
from app.desk import holiday_years
from app.desk.indexing import Indexing
from app.paths import DataDir
from app.settings import Settings
from app.store.shelf import Shelf

P = ParamSpec("P")
T = TypeVar("T")
Touched = set[tuple[str, str]]  # (record kind, record id)
Listener = Callable[[Touched], None]
Report = Callable[[int, int], object]
GLANCE = 0.4
"""Seconds nobody minds; what takes longer is asked aside, where it is seen and can be stopped."""


class TooLong(Exception):
    """A question was not answered at a glance."""


class Desk:
    """Carries out actions for the person who signed in."""

    def __init__(
        self, shelf: Shelf, data: DataDir, user: str, settings: Settings | None = None
    ) -> None:
        self.shelf = shelf
        self.data = data
        self.user = user  # mediator id; goes into every entry
        self.settings = settings or Settings()
        self.at_start: list[str] = []  # what whoever signed in must be told once
        self.indexing = Indexing(shelf)
        self._listeners: list[Listener] = []
        self._waits = threading.local()  # whom a look on this thread keeps waiting

    def do(
        self, action: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Carry out an action in one transaction with one signed entry named after it."""
        return self._carry_out(None, action, args, kwargs)

    def do_in(
        self,
        place: str,
        action: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """The same at a centre for one of its rooms (its id), or for all ("*"): they receive it."""
        return self._carry_out(place, action, args, kwargs)

    def _carry_out(
        self,
        place: str | None,
        action: Callable[..., T],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> T:
        answer, touched = self.shelf.write(
            self.user, action.__name__, lambda db: action(db, *args, **kwargs), place=place
        )
        self.tell(touched)
        return answer

    def look(
        self, question: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Answer a question; nothing changes."""
        tell = getattr(self._waits, "tell", None)
        with self.shelf.watched(tell) if tell else self.shelf.reading() as db:
            return question(db, *args, **kwargs)

    @contextmanager
    def watching(self, report: Report) -> Iterator[Report]:
        """What is looked at here, on this thread, may take long: `report` is asked all the while and stops it.

        Whoever can tell how far it is reports to the answer; in between the last word is said again.
        """
        last = (0, 0)

        def told(done: int, total: int) -> None:
            nonlocal last
            last = done, total
            report(done, total)

        before = getattr(self._waits, "tell", None)
        self._waits.tell = lambda: report(*last)
        try:
            yield told
        finally:
            self._waits.tell = before

    @contextmanager
    def glance(self) -> Iterator[None]:
        """What is looked at here must not keep anybody waiting: else TooLong."""
        until = time.monotonic() + GLANCE

        def report(_done: int, _total: int) -> None:
            if time.monotonic() > until:
                raise TooLong

        with self.watching(report):
            yield

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Be told which records changed; call the answer to stop listening."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, touched: Touched) -> None:
        if touched:
            for listener in list(self._listeners):
                listener(touched)

    def brought(self, touched: Touched) -> None:
        """Others changed these, and their index is due."""
        self.tell(touched)
        self.indexing.soon()

    def today(self) -> dt.date:
        return clock.today()

    def calendar(self) -> holidays.Calendar:
        """The shipped holiday tables; over them files that came later, and what a centre handed down."""
        told = self.look(holiday_years.handed).tables
        return holidays.load((holidays.shipped(), self.data.holidays), told)

    def close(self) -> None:
        self.indexing.close()
        self.shelf.close()
