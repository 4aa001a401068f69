"""A computer that only a stick reaches hears from it that its centre closed it, and nothing of what others wrote."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import alarms, closing, enrolment, exchange, history_of_roads, overview, stick_visit
from app.desk.desk import Desk
from app.store import journal, peers
from app.sync import bundle, pack, stick
from app.words import say
from tests.desk.test_closing import Town
from tests.desk.test_mates import cases
from tests.machines import entries, register


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    made.carry(made.centre, made.laptop)
    made.close()
    yield made
    made.leave()


def alarmed(desk: Desk) -> list[str]:
    return [one.key for one in alarms.standing(desk)]


def wipe(town: Town) -> None:
    shutil.rmtree(town.usb / "ZJ", ignore_errors=True)


def test_the_stick_says_it_with_the_next_step_and_shows_no_green(town: Town) -> None:
    town.first.do(register, "停用以后的事")
    town.carry(town.first, town.centre)
    (taken,) = town.brings(town.centre, town.laptop)
    assert (taken.outcome, taken.key, taken.sender) == (
        "refused",
        "bundle.closed_here",
        "老孟调解室",
    )
    assert "电话" in taken.reason
    assert cases(town.laptop) == {"第一件", "丢之前"}
    assert alarmed(town.laptop) == ["closed"]
    (place,) = [one for one in overview.overview(town.laptop).places if one.role == peers.CENTRE]
    assert place.state == "attention"
    assert place.sentence()
    newest = history_of_roads.history(town.laptop)[0]
    assert (newest.told, newest.well) == (say("history.closed_here"), False)


def test_the_notice_tells_nothing_but_that(town: Town) -> None:
    wipe(town)
    (written,) = exchange.make_bundle(town.centre, town.usb, only=town.laptop.shelf.log)
    assert (written.entries, written.notice) == (0, True)
    seen = exchange.inspect(town.laptop, town.usb / "ZJ" / written.file)
    assert (seen.entries, seen.have) == (0, {})
    others = {
        one.file: one for one in exchange.make_bundle(town.centre, town.usb) if not one.notice
    }
    assert others  # the room's other computer has its bundle as ever


def test_who_writes_it_is_told_so(town: Town) -> None:
    wipe(town)
    visit = stick_visit.meet(town.centre, town.usb)
    closed = [one for one in visit.written if one.notice]
    told = [line.text for line in stick_visit.lines(visit)]
    assert say("visit_stick.written_notice", to=closed[0].to) in told
    assert say("history.notice") in {one.told for one in history_of_roads.history(town.centre)}
    stick_visit.meet(town.centre, town.usb)
    assert len([*(town.usb / "ZJ").glob("*.ZJB")]) == len(
        visit.written
    )  # the older ones are tidied away


def test_lifted_it_is_over_and_an_old_notice_changes_nothing(town: Town, tmp_path: Path) -> None:
    wipe(town)
    (written,) = exchange.make_bundle(town.centre, town.usb, only=town.laptop.shelf.log)
    old = Path(shutil.copy(town.usb / "ZJ" / written.file, tmp_path / written.file))
    exchange.take_bundles(town.laptop, town.usb)
    exchange.take_bundles(town.laptop, town.usb)
    assert alarmed(town.laptop) == ["closed"]
    closing.lift(town.centre, enrolment.own_fingerprint(town.laptop), "找到了")
    (taken,) = town.brings(town.centre, town.laptop)
    assert taken.outcome == peers.TAKEN
    assert alarmed(town.laptop) == []
    (again,) = exchange.take_bundles(town.laptop, old)
    assert again.outcome == "known"
    assert alarmed(town.laptop) == []
    town.close()
    town.brings(town.centre, town.laptop)
    assert alarmed(town.laptop) == ["closed"]


def test_a_room_mate_who_says_so_is_not_believed(town: Town) -> None:
    wipe(town)
    before = len(entries(town.laptop.shelf))
    with town.first.shelf.reading() as db:
        (to,) = [one for one in peers.known(db) if one.log == town.laptop.shelf.log]
        have = journal.have(db)
    forged = pack.pack(
        town.first.shelf.key, (), card=bundle.Card("刁镇综治中心", peers.CENTRE, ""), room=to.room,
        to=to.log, have=have, scratch=town.first.data.spool, closed=["0" * 32],
    )  # fmt: skip
    stick.put(town.usb, lambda out: forged.pour(out, to.recipient), forged.size)
    forged.close()
    (taken,) = exchange.take_bundles(town.laptop, town.usb)
    assert taken.key == ""
    assert alarmed(town.laptop) == []
    assert len(entries(town.laptop.shelf)) == before


def test_a_room_writes_no_such_notice(town: Town) -> None:
    town.carry(town.centre, town.first)
    wipe(town)
    assert not any(one.notice for one in exchange.make_bundle(town.first, town.usb))


def test_a_centre_that_goes_on_under_another_log_has_to_say_it_anew(town: Town) -> None:
    town.brings(town.centre, town.laptop)
    assert alarmed(town.laptop) == ["closed"]
    with town.laptop.shelf.local_writing() as link:
        peers.follow(link, town.centre.shelf.log, "n" * 43)
    assert alarmed(town.laptop) == []
