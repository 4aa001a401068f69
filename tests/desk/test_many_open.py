"""A centre whose rooms have very much open is told its own errands alone, and that it is so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.desk import room as rooms
from app.desk import today as todays
from app.desk.desk import Desk
from app.records import Case, Room
from tests.machines import desk_in

DAY = dt.date(2026, 3, 6)


def several(db: Session, log: str) -> dict[str, str]:
    """Open cases of a room below and one of our own."""
    below = Room(room_name="下河调解室")
    db.add(below)
    own = rooms.own_room(db, log).id
    made = {
        name: Case(room_id=of, accepted_on=DAY)
        for name, of in (("own", own), ("a", below.id), ("b", below.id))
    }
    db.add_all(made.values())
    return {name: one.id for name, one in made.items()}


def told(desk: Desk) -> tuple[set[str], bool]:
    found = desk.look(
        todays.today, DAY, desk.calendar(), todays.lengths_of(desk), log=desk.shelf.log
    )
    return {one.case_id for one in found.no_next_step}, found.only_ours


def test_a_centre_is_told_all_errands_until_they_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_in(tmp_path / "centre", centre=True)
    cases = desk.do(several, desk.shelf.log)
    everything = told(desk)
    monkeypatch.setattr(todays, "MANY", 2)
    few = told(desk)
    desk.close()
    assert everything == (set(cases.values()), False)
    assert few == ({cases["own"]}, True)


def test_a_room_is_always_told_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(todays, "MANY", 0)
    desk = desk_in(tmp_path / "room")
    cases = desk.do(several, desk.shelf.log)
    assert told(desk) == (set(cases.values()), False)
    desk.close()
