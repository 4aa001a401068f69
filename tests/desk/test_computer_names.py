"""One computer has one name on every page; two that are called the same are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from app.cli import machines
from app.desk import (
    closing,
    enrolment,
    exchange,
    history_of_roads,
    mates,
    overview,
    set_aside,
    whose,
    writers,
)
from app.desk.computer_names import called, label
from app.desk.desk import Desk
from app.desk.room import own_room
from app.records import Workstation
from app.store import keys
from tests.desk.test_mates import Village
from tests.machines import register

TWINS = ["二号机（A机）", "二号机（B机）"]


class Twins(Village):
    """A room with a first computer and two more, both named 二号机, and its centre."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.centre = self.with_centre()
        self.one = self.come_in("二号机")
        (folder / "二号机").rename(folder / "another")
        self.other = self.come_in("二号机", me="田立新")
        self.carry(self.one, self.first)
        self.carry(self.other, self.first, self.centre)

    def own(self) -> set[str]:
        return {one.shelf.log for one in (self.one, self.other)}


@pytest.fixture
def twins(tmp_path: Path) -> Iterator[Twins]:
    made = Twins(tmp_path)
    yield made
    for desk in made.open:
        desk.close()


def told(desk: Desk, log: str) -> str:
    return desk.look(lambda db: called(db, [log]))[log]


def test_two_of_the_same_name_are_told_apart_by_their_letters(twins: Twins) -> None:
    seen = overview.overview(twins.first).places
    assert sorted(one.name for one in seen if one.log in twins.own()) == TWINS
    written = exchange.make_bundle(twins.first, twins.usb)
    assert {*TWINS} <= {one.to for one in written}
    assert {*TWINS} <= {one.name for one in history_of_roads.history(twins.first)}
    twins.one.do(register, "一号写的")
    taken = twins.carry(twins.one, twins.first)
    assert {one.sender for one in taken if one.new} == {TWINS[0]}


def test_every_page_calls_a_computer_the_same(twins: Twins) -> None:
    log = twins.one.shelf.log
    with twins.first.shelf.reading() as db:
        assert whose.look(db, twins.first.shelf.log).place(log) == TWINS[0]
        assert writers.name_of_computer(db, log) == TWINS[0]
        assert writers.Writers(db).place(log).endswith(f" · {TWINS[0]}")
        assert writers.Writers(db).place(twins.first.shelf.log).endswith(" · 第一台电脑")
    listed = {one.log: one.called for one in mates.computers(twins.first)}
    assert listed[log] == TWINS[0]
    assert listed[twins.first.shelf.log] == "第一台电脑"
    assert "二号机（A机）" in machines.line(
        next(one for one in mates.computers(twins.first) if one.log == log)
    )


def test_the_centre_calls_them_as_their_room_does(twins: Twins) -> None:
    place = exchange.name_of(twins.centre.look(own_room, twins.first.shelf.log))
    names = {one.log: one.name for one in overview.overview(twins.centre).places}
    assert {names[log] for log in twins.own()} == {f"{place} · {name}" for name in TWINS}
    below = {one.log: one.called for one in mates.computers_below(twins.centre)}
    assert {log: below[log] for log in names} == names
    shut = closing.close(twins.centre, enrolment.own_fingerprint(twins.other), "丢了")
    assert shut.name == names[twins.other.shelf.log]
    twins.other.do(register, "丢之后")
    (taken,) = [one for one in twins.carry(twins.other, twins.centre) if one.key == "bundle.closed"]
    assert shut.name in taken.reason
    assert [one.name for one in set_aside.groups(twins.centre)] == [shut.name]


def test_where_the_letters_are_the_same_the_fingerprints_stand_there(twins: Twins) -> None:
    def same(db: Session) -> None:
        for one in db.query(Workstation).filter(Workstation.log.in_(twins.own())):
            one.letter = "B"

    twins.first.do(same)
    for log in sorted(twins.own()):
        assert told(twins.first, log) == f"二号机（B机）（指纹 {keys.fingerprint(log)}）"


def test_what_nobody_told_of_is_called_by_its_fingerprint(twins: Twins) -> None:
    log = twins.first.shelf.log[::-1]
    assert told(twins.first, log) == f"指纹 {keys.fingerprint(log)} 的电脑"


def test_a_name_a_letter_or_neither() -> None:
    assert [label("二号机", "A"), label("二号机", ""), label(None, "A"), label("", None)] == [
        "二号机（A机）", "二号机", "A机", "第一台电脑",
    ]  # fmt: skip
