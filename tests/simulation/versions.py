"""Programs of three ages in one process: an old one without a field and a kind, today's, and a newer one.

The newest writes entries that ask for its schema; older programs keep them and wait. A file remembers the
program that last brought it up to date: a newer program folds the journal again when it opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.records import RECORDS, Case
from app.records.field import fields_of
from app.store import absorb, chain, locals_, search
from app.store.shelf import Shelf
from app.trouble import Trouble

OLD, TODAY, NEWER = 1, 2, 3
LATER_FIELD, LATER_KIND = "risk_reported", "inquiry"
STAMP = "simulated_program"


_turns: list[tuple[int, Callable[[], None]]] = [(TODAY, lambda: None)]


@contextmanager
def running(version: int) -> Iterator[None]:
    """The program of this age runs; while one calls another over the line, the other does."""
    before = _turns[-1][0]
    _turn(version)
    try:
        yield
    finally:
        _turn(before)


def _turn(version: int) -> None:
    now, undo = _turns.pop()
    if now != version:
        undo()
        undo = {OLD: _forget, NEWER: _look_ahead}.get(version, lambda: lambda: None)()
    _turns.append((version, undo))


def _forget() -> Callable[[], None]:
    case = fields_of(Case)
    fields, kinds = dict(case), dict(RECORDS)
    del case[LATER_FIELD], RECORDS[LATER_KIND]

    def undo() -> None:
        case.clear()
        case.update(fields)
        RECORDS.clear()
        RECORDS.update(kinds)

    return undo


def _look_ahead() -> Callable[[], None]:
    before = chain.SCHEMA
    told = chain.write.__kwdefaults__
    assert told is not None
    chain.SCHEMA = told["schema"] = before + 1

    def undo() -> None:
        chain.SCHEMA = told["schema"] = before

    return undo


def bring_up(shelf: Shelf, version: int) -> bool:
    """What `Shelf.open` does with an older file; a newer one is refused. Answers whether it was older."""
    with shelf.reading() as db:
        stands = int(locals_.get(db.connection(), STAMP) or version)
    if stands > version:
        raise Trouble("shelf.newer")
    with shelf.local_writing() as link:
        if stands < version:
            absorb.rebuild(link)
            search.rebuild(link)
        locals_.put(link, STAMP, str(version))
    return stands < version
