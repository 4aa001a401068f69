"""A log that goes on from a closed computer: said as what it is, warned of at approval, and let in by a lifting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import closing, enrolment, history_of_roads, overview, series
from app.desk.exchanged import Taken
from app.store import keys, mates, peers, vouch
from app.words import say
from tests.desk.test_closing import Town
from tests.desk.test_mates import cases, refused
from tests.machines import register


class Lost(Town):
    """The laptop was closed; somebody opened a copy of its folder, which began a log of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.shut = self.close()
        self.carry(self.centre, self.first)
        series.begin_anew(self.laptop)
        self.laptop.do(register, "副本写的")

    @property
    def copy(self) -> str:
        """The fingerprint of the copy."""
        return enrolment.own_fingerprint(self.laptop)

    def to_centre(self) -> Taken:
        (taken,) = self.brings(self.laptop, self.centre)
        return taken


@pytest.fixture
def lost(tmp_path: Path) -> Iterator[Lost]:
    made = Lost(tmp_path)
    yield made
    for desk in made.open:
        desk.close()


def test_a_room_mate_says_whose_copy_it_is(lost: Lost) -> None:
    (taken,) = lost.brings(lost.laptop, lost.first)
    assert (taken.outcome, taken.key) == ("refused", "bundle.closed_behind")
    assert "已停用" in taken.reason
    assert "笔记本" in taken.reason
    assert lost.shut.fingerprint in taken.reason
    assert "副本写的" not in cases(lost.first)
    newest = history_of_roads.history(lost.first)[0]
    assert newest.told == say("history.closed_behind")
    assert "笔记本" in newest.name


def test_the_centre_keeps_it_and_says_whose_copy_it_is(lost: Lost) -> None:
    taken = lost.to_centre()
    assert taken.outcome == peers.HELD
    for told in (lost.shut.name, lost.shut.fingerprint, lost.copy):
        assert told in taken.reason
    (place,) = [one for one in overview.overview(lost.centre).places if one.state == "unknown"]
    assert "第一台电脑" not in place.name
    for told in (place.sentence(), place.proven()):
        assert lost.shut.name in told
        assert "副本" in told
    assert "停用" in "".join(place.details())


def test_approval_warns_and_wants_a_second_yes(lost: Lost) -> None:
    lost.to_centre()
    doubt = enrolment.doubt(lost.centre, lost.copy)
    assert doubt is not None
    assert (doubt.closed, doubt.closed_fingerprint) == (lost.shut.name, lost.shut.fingerprint)
    assert lost.shut.name in doubt.question()
    assert refused(enrolment.approve, lost.centre, lost.copy) == "approve.closed_behind"
    assert "副本写的" not in cases(lost.centre)
    enrolment.approve(lost.centre, lost.copy, although_closed=True)
    assert "副本写的" in cases(lost.centre)
    assert enrolment.doubt(lost.centre, lost.copy) is None


def test_a_stranger_and_a_room_that_moved_are_approved_at_the_first_yes(lost: Lost) -> None:
    lost.to_centre()
    assert enrolment.doubt(lost.centre, "0000-0000") is None
    assert enrolment.doubt(lost.centre, enrolment.own_fingerprint(lost.first)) is None


def test_a_closed_computer_found_again_comes_in_by_the_lifting(lost: Lost) -> None:
    lost.to_centre()
    done = closing.lift(lost.centre, lost.shut.fingerprint, "找到了")
    assert [one.outcome for one in done.taken] == [peers.TAKEN]
    assert "副本写的" in cases(lost.centre)
    lost.carry(lost.centre, lost.first)
    (taken,) = lost.brings(lost.laptop, lost.first)
    assert taken.outcome == peers.TAKEN
    assert "副本写的" in cases(lost.first)


def test_nothing_is_doubted_any_more_once_it_is_lifted(lost: Lost) -> None:
    lost.to_centre()
    with lost.centre.shelf.reading() as db:
        held = peers.known(db)
    (one,) = [one for one in held if not one.trusted]
    assert keys.fingerprint(one.log) == lost.copy
    lost.laptop.do(register, "又写一件")
    closing.lift(lost.centre, lost.shut.fingerprint, "找到了")
    assert enrolment.doubt(lost.centre, lost.copy) is None


def test_what_only_a_closed_computer_let_in_is_doubted_too(lost: Lost) -> None:
    """Whoever has its key can sign for any log, not only for one that goes on from it."""
    closed = next(
        one
        for one in vouch.own(lost.laptop.shelf.engine.connect())
        if one.log == lost.laptop.shelf.log
    )
    with lost.laptop.shelf.local_writing() as link:
        words = mates.known(link)
        vouch.keep(link, [])
    assert any(one.by == closed.by and one.log == closed.log for one in words)
    assert lost.to_centre().outcome == peers.HELD
    assert enrolment.doubt(lost.centre, lost.copy) is not None
