"""The one door: actions change, questions look, listeners hear which records changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
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
        with self.shelf.reading() as db:
            return question(db, *args, **kwargs)

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
