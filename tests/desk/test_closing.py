"""A lost computer is closed by its centre; its room works on, and nothing it wrote is dropped."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from app.desk import (
    backup,
    closing,
    continuity,
    doctor,
    enrolment,
    exchange,
    history_of_roads,
    mates,
    overview,
    restore,
    room,
    series,
    set_aside,
)
from app.desk.desk import Desk
from app.desk.exchanged import Taken
from app.paths import DataDir
from app.records import Closure
from app.store import journal, keys, lanes, peers
from app.store.shelf import Shelf
from app.sync import spool
from app.words import say
from tests.desk.test_mates import Village, cases, refused
from tests.machines import desk_in, register
from tests.rooms import PASSWORD

ASIDE_AND_REFUSED = """
SELECT (SELECT count(*) FROM aside), (SELECT count(*) FROM exchange WHERE facts LIKE '%bundle.closed%')
"""


class Town(Village):
    """The village with a centre, and a laptop beside the first computer."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.centre = self.with_centre()
        self.laptop = self.come_in()
        self.laptop.do(register, "丢之前")
        self.carry(self.laptop, self.centre)

    def close(self) -> closing.Shut:
        return closing.close(self.centre, enrolment.own_fingerprint(self.laptop), "笔记本遗失")

    def thief(self, summary: str = "丢之后") -> list[Taken]:
        """Whoever has the laptop writes on and brings a stick to the centre."""
        self.laptop.do(register, summary)
        return self.brings(self.laptop, self.centre)

    def brings(self, giver: Desk, taker: Desk) -> list[Taken]:
        """A fresh stick with one bundle."""
        for old in (self.usb / "ZJ").glob("*.ZJB"):
            old.unlink()
        exchange.make_bundle(giver, self.usb, only=taker.shelf.log)
        return exchange.take_bundles(taker, self.usb)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.leave()


def test_what_a_closed_computer_brings_is_kept_aside_and_said(town: Town) -> None:
    told = town.close()
    assert (told.last, told.aside) == (1, 0)
    (taken,) = town.thief()
    assert (taken.outcome, taken.key) == ("refused", "bundle.closed")
    newest = history_of_roads.history(town.centre)[0]
    assert (newest.name, newest.told) == (told.name, say("history.closed"))
    assert "笔记本" in newest.name
    assert taken.fingerprint == told.fingerprint
    assert cases(town.centre) == {"第一件", "丢之前"}
    (group,) = set_aside.groups(town.centre)
    assert (group.reason, group.count, group.first, group.last) == ("closed", 1, 2, 2)
    assert group.fingerprint in group.sentence()
    (line,) = [one for one in doctor.examine(town.centre) if one.key == "aside"]
    assert (line.well, "1" in line.told) == (True, True)
    assert [(one.aside, one.aside_until) for one in closing.shut(town.centre)] == [(1, 2)]


def test_a_closed_computer_that_brings_nothing_new_is_not_said_to(town: Town) -> None:
    town.close()
    (taken,) = town.brings(town.laptop, town.centre)
    assert (taken.outcome, taken.key) == ("refused", "bundle.closed_nothing")
    assert "新记录没有采用" not in taken.reason
    assert set_aside.groups(town.centre) == []
    newest = history_of_roads.history(town.centre)[0]
    assert (newest.told, "笔记本" in newest.name) == (say("history.closed_nothing"), True)
    assert not [one for one in overview.overview(town.centre).alarms if "aside" in one.key]


def test_what_stands_aside_of_a_closed_computer_is_not_to_be_tried_again(town: Town) -> None:
    town.close()
    town.thief()
    (alarm,) = [one for one in overview.overview(town.centre).alarms if "aside" in one.key]
    assert (alarm.key, alarm.facts["count"]) == ("aside_closed", 1)
    assert "再试" not in alarm.told() + alarm.next()
    assert "恢复" in alarm.next()


def test_its_stick_stands_in_the_list_as_soon_as_what_it_brought_is_kept(town: Town) -> None:
    """The power may go at any moment: else there would be entries, and no word of where they came from."""
    town.close()
    stood: list[tuple[int, int]] = []

    def look(link: Connection) -> None:
        (told,) = link.exec_driver_sql(ASIDE_AND_REFUSED)
        stood.append(tuple(told))

    event.listen(town.centre.shelf.engine, "commit", look)
    town.thief()
    town.thief("又丢之后")
    assert [lines for aside, lines in stood if aside] == [1, 1, 2, 2]


def test_the_room_hears_of_it_and_refuses_it_too(town: Town) -> None:
    town.close()
    town.carry(town.centre, town.first)
    states = [one.state for one in mates.computers(town.first)]
    assert states == [mates.OWN, mates.CLOSED]
    town.laptop.do(register, "丢之后")
    (taken,) = town.brings(town.laptop, town.first)
    assert taken.key == "bundle.closed"
    assert history_of_roads.history(town.first)[0].name == "笔记本（A机）"
    assert "丢之后" not in cases(town.first)
    lost = enrolment.own_fingerprint(town.laptop)
    written = {one.fingerprint for one in exchange.make_bundle(town.first, town.usb)}
    assert lost not in written
    assert lost not in {one.fingerprint for one in overview.overview(town.first).places}
    assert lost not in {one.fingerprint for one in overview.overview(town.first).places}


def test_lifted_everything_counts_everywhere(town: Town) -> None:
    town.close()
    town.carry(town.centre, town.first)
    town.thief()
    closing.lift(town.centre, enrolment.own_fingerprint(town.laptop), "找到了")
    assert "丢之后" in cases(town.centre)
    assert set_aside.groups(town.centre) == []
    town.carry(town.first, town.centre, town.first)
    assert cases(town.first) == cases(town.centre)
    town.carry(town.laptop, town.centre)
    assert closing.shut(town.centre) == []


def test_an_officer_lets_count_what_was_written_until_the_day_it_was_lost(town: Town) -> None:
    town.close()
    for n in range(3):
        town.thief(f"第{n}天")
    said = enrolment.own_fingerprint(town.laptop)
    assert refused(closing.count_until, town.centre, said, 9) == "closing.no_such_number"
    told = closing.count_until(town.centre, said, 3)
    assert (told.last, told.aside) == (3, 1)
    assert cases(town.centre) == {"第一件", "丢之前", "第0天", "第1天"}
    town.carry(town.first, town.centre, town.first)
    assert cases(town.first) == cases(town.centre)


def test_what_a_mate_carries_of_it_stands_aside_until_the_mate_works_on_with_it(
    town: Town,
) -> None:
    town.laptop.do(register, "室友先收到")
    town.brings(town.laptop, town.first)
    town.close()
    (taken,) = town.brings(town.first, town.centre)
    assert (taken.outcome, len(taken.refused)) == ("taken", 1)
    assert any("1" in told for told in taken.besides())
    assert "室友先收到" not in cases(town.centre)
    town.first.do(register, "接着办")
    town.brings(town.first, town.centre)
    assert {"室友先收到", "接着办"} <= cases(town.centre)
    assert set_aside.groups(town.centre) == []


def test_only_a_centre_closes_and_it_says_what_is_wrong(town: Town) -> None:
    said = enrolment.own_fingerprint(town.laptop)
    assert refused(closing.close, town.first, said, "x") == "closing.only_centre"
    assert refused(closing.close, town.centre, "AAAA-AAAA", "x") == "exchange.no_such_fingerprint"
    assert refused(closing.close, town.centre, said, " ") == "closing.no_reason"
    assert refused(closing.lift, town.centre, said, "x") == "closing.not_closed"
    assert refused(closing.count_until, town.centre, said, 1) == "closing.not_closed"
    town.close()
    assert refused(closing.close, town.centre, said, "x") == "closing.closed_already"
    assert refused(closing.lift, town.centre, said, "") == "closing.no_reason"


def test_a_closed_computer_that_goes_on_under_another_key_waits_for_an_officer(town: Town) -> None:
    town.close()
    series.begin_anew(town.laptop)
    (taken,) = town.thief()
    assert taken.outcome == peers.HELD
    assert "丢之后" not in cases(town.centre)
    enrolment.approve(town.centre, enrolment.own_fingerprint(town.laptop), although_closed=True)
    assert "丢之后" in cases(town.centre)


def test_lifted_its_word_for_the_other_key_counts_and_what_waited_is_taken_in(town: Town) -> None:
    town.close()
    closed = town.laptop.shelf.log
    series.begin_anew(town.laptop)
    (taken,) = town.thief()
    assert taken.outcome == peers.HELD
    other = town.at(desk_in(town.usb.parent / "other", "别处的室"))
    enrolment.join(other, town.usb / "card.json")
    other.do(register, "没有认可的室")
    (stranger,) = town.brings(other, town.centre)
    assert stranger.outcome == peers.HELD
    lifted = closing.lift(town.centre, keys.fingerprint(closed), "找到了")
    assert [one.outcome for one in lifted.taken] == [peers.TAKEN]
    assert lifted.taken[0].file in " ".join(lifted.sentences())
    assert "丢之后" in cases(town.centre)
    assert "没有认可的室" not in cases(town.centre)
    assert [one.sha256 for one in spool.held(town.centre.data.spool)] == [stranger.sha256]
    assert exchange.take_held(town.centre) == []


def test_a_room_with_one_computer_is_restored_and_an_officer_confirms_it(
    town: Town, tmp_path: Path
) -> None:
    usb = tmp_path / "backup"
    usb.mkdir()
    made = backup.make_backup(town.first, usb)
    closing.close(town.centre, enrolment.own_fingerprint(town.first), "被盗")
    data = DataDir(tmp_path / "new")
    restore.restore_backup(data, usb / made.file, PASSWORD)
    new = town.at(room.sign_in(data, "孟广田", PASSWORD))
    new.do(register, "新电脑上")
    (taken,) = town.brings(new, town.centre)
    assert taken.outcome == peers.HELD
    enrolment.approve(town.centre, enrolment.own_fingerprint(new), although_closed=True)
    assert "新电脑上" in cases(town.centre)
    town.brings(town.centre, new)
    assert cases(new) == cases(town.centre)


def test_a_found_computer_that_heard_of_it_does_not_write_on_in_vain(town: Town) -> None:
    """Nobody makes a bundle for it any more; what it hears came by another's."""
    town.close()
    _hears(town)
    before = town.laptop.shelf.log
    continuity.settle(town.laptop)
    assert town.laptop.shelf.log != before
    assert len(town.laptop.at_start) == 1


def test_a_lane_of_a_lost_life_that_a_closed_computer_brings_is_given_up(town: Town) -> None:
    """Else the centre, put back to an older copy, would write on in a lane in which that life wrote."""
    town.close()
    image = town.usb.parent / "image"
    shutil.copytree(town.centre.data.root, image)
    town.centre.do_in(closing_room(town), register, "在失去的那段时间里")
    _hears(town)  # of one who had not heard of the closure yet
    _put_back(town.centre, image)
    (lane,) = _lanes_for(town)
    (taken,) = town.brings(town.laptop, town.centre)
    assert taken.key == "bundle.closed_nothing"
    assert "在失去的那段时间里" in cases(town.centre)
    town.centre.do_in(closing_room(town), register, "在这之后")
    assert town.centre.look(journal.have)[lane] == town.laptop.look(journal.have)[lane]


def test_a_lifting_that_a_lost_life_said_counts_whoever_brings_it(town: Town) -> None:
    """The closed computer heard of it from its room-mate; that the lane was ours the centre knows by its word."""
    town.close()
    image = town.usb.parent / "image"
    shutil.copytree(town.centre.data.root, image)
    with town.centre.shelf.local_writing() as link:
        lanes.give_up(link)
    closing.lift(town.centre, enrolment.own_fingerprint(town.laptop), "找到了")
    town.brings(town.centre, town.first)
    town.brings(town.first, town.laptop)
    _put_back(town.centre, image)
    (taken,) = town.thief("找到以后")
    assert taken.key == "bundle.closed_nothing"
    assert closing.shut(town.centre) == []
    assert "找到以后" in cases(town.centre)
    assert [one.outcome for one in town.thief("又过了一天")] == ["taken"]


def test_a_lifting_that_is_not_believed_does_not_stand_in_the_way_of_one_that_is(
    town: Town,
) -> None:
    """A computer of the room wrote the same words into the closure, which count for nothing."""
    town.close()
    town.carry(town.centre, town.first)

    def forge(db: Session) -> None:
        for told in db.scalars(select(Closure)):
            told.void = "找到了"

    town.first.do(forge)
    town.brings(town.first, town.centre)
    assert len(closing.shut(town.centre)) == 1
    closing.lift(town.centre, enrolment.own_fingerprint(town.laptop), "找到了")
    assert closing.shut(town.centre) == []


def _hears(town: Town) -> None:
    """The laptop has what the centre wrote for its room."""
    with town.centre.shelf.reading() as db:
        told = list(journal.entries_lacking(db, {}, lanes.told_to(db, closing_room(town))))
    with town.laptop.shelf.local_writing() as link:
        lanes.remember(link, {one.head.log for one in told}, closing_room(town))
    town.laptop.shelf.take(told, lambda link, done: None)


def _put_back(desk: Desk, image: Path) -> None:
    """The older copy is in the place of the file; nobody is told."""
    secret = bytes.fromhex(str(desk.shelf.engine.url.password)[2:-1])
    desk.shelf.close()
    for part in desk.data.root.glob("room.db*"):
        part.unlink()
    for part in image.glob("room.db*"):
        shutil.copy(part, desk.data.root)
    desk.shelf = Shelf.open(desk.data.database, secret)


def _lanes_for(town: Town) -> list[str]:
    with town.centre.shelf.reading() as db:
        told = lanes.told_to(db, closing_room(town))
        return [log for log in told if log in journal.have(db)]


def closing_room(town: Town) -> str:
    return town.first.look(room.own_room, town.first.shelf.log).id


def test_the_centre_tells_the_computers_of_one_room_apart(town: Town) -> None:
    room_name = exchange.name_of(town.centre.look(room.own_room, town.first.shelf.log))
    expected = {
        town.first.shelf.log: f"{room_name} · 第一台电脑",
        town.laptop.shelf.log: f"{room_name} · 笔记本（A机）",
    }
    seen = overview.overview(town.centre).places
    assert {one.log: one.name for one in seen} == expected
    assert {one.log: one.called for one in mates.computers_below(town.centre)} == expected
    assert {one.name for one in overview.overview(town.centre).places} == {*expected.values()}
    assert town.close().name == expected[town.laptop.shelf.log]
    (left,) = overview.overview(town.centre).places
    assert left.name == expected[town.first.shelf.log]


def test_what_a_lost_life_wrote_and_a_closed_computer_brings_begins_a_new_log(town: Town) -> None:
    """The first computer, put back, would go on where that life wrote already."""
    town.close()
    town.brings(town.centre, town.first)
    image = town.usb.parent / "image"
    shutil.copytree(town.first.data.root, image)
    town.first.do(register, "在失去的那段时间里")
    before = town.first.shelf.log
    told = list(town.first.look(lambda db: list(journal.entries_lacking(db, {}))))
    town.laptop.shelf.take(told, lambda link, done: None)
    _put_back(town.first, image)
    (taken,) = town.brings(town.laptop, town.first)
    assert taken.key == "bundle.closed_nothing"
    assert "在失去的那段时间里" in cases(town.first)
    assert town.first.shelf.log != before
    town.first.do(register, "在这之后")
    assert town.first.look(journal.have)[before] == town.laptop.look(journal.have)[before]
