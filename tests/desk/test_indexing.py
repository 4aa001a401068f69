"""The index of what came is brought up aside, as soon as nothing more comes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from app.desk.desk import Desk
from app.records import Case
from app.store import search_due
from tests.machines import desk_in, entries, register, take


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Desk]:
    """A centre to which a case came."""
    room, centre = desk_in(tmp_path / "room"), desk_in(tmp_path / "centre", centre=True)
    room.do(register)
    take(centre.shelf, entries(room.shelf))
    room.close()
    yield centre
    centre.close()


def due(desk: Desk) -> int:
    return desk.look(lambda db: search_due.count(db.connection()))


def test_at_an_attended_desk_it_is_brought_up_aside(centre: Desk) -> None:
    over = threading.Event()
    centre.indexing.attend(over.set)
    over.wait()
    assert due(centre) == 0


def test_what_is_brought_later_is_brought_up_too(centre: Desk) -> None:
    over = threading.Event()
    assert centre.indexing.now() == 1
    centre.indexing.attend(over.set)
    with centre.shelf.local_writing() as link:
        search_due.mark(link, [("case", _a_case(centre))])
    centre.brought({("case", "c")})
    over.wait()
    assert due(centre) == 0


def test_where_nobody_attends_it_waits_for_whoever_is_at_the_desk(centre: Desk) -> None:
    centre.brought({("case", "c")})
    assert due(centre) == 1
    assert centre.indexing.now() == 1
    assert due(centre) == centre.indexing.now() == 0


def test_closing_waits_for_no_more_than_the_portion_in_hand(centre: Desk) -> None:
    before = {*threading.enumerate()}
    centre.indexing.attend()
    worker = next(one for one in threading.enumerate() if one.name == "index" and one not in before)
    centre.close()
    assert not worker.is_alive()
    assert centre.indexing.now() == 0


def test_what_hinders_it_puts_it_off(centre: Desk, caplog: pytest.LogCaptureFixture) -> None:
    event.listen(centre.shelf.engine, "checkout", _impatient)
    with centre.shelf.local_writing():
        assert centre.indexing.now() == 0
    told = [one.getMessage() for one in caplog.records if one.name == "index"]
    assert told == ["put off: shelf.busy"]
    assert centre.indexing.now() == 1


def _impatient(link: Any, *_: object) -> None:
    link.cursor().execute("PRAGMA busy_timeout = 0")


def _a_case(desk: Desk) -> str:
    return desk.look(lambda db: db.query(Case).one().id)
