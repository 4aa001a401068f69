"""A centre closes a log: what its key signs afterwards stands aside, and nobody else can say so."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import Case, Closure
from app.store import absorb, chain, closings, journal, lanes, peers, set_aside
from app.store.shelf import Shelf
from app.store.tables import entry
from tests.machines import change, entries, register, rows_on, shelf_in, state, take

ROOM = "room-1"


class Village:
    """A lost computer, a room-mate that still works, and their centre; all know the centre."""

    def __init__(self, folder: Path) -> None:
        self.lost, self.mate, self.centre, self.late = (
            shelf_in(folder / name) for name in ("lost", "mate", "centre", "late")
        )
        for one in (self.lost, self.mate, self.late):
            trusts(one, self.centre, peers.CENTRE)
        for one in (self.lost, self.mate):
            trusts(self.centre, one, peers.ROOM)

    def close(self, log: str, *ends: chain.Entry) -> str:
        """The officer's word, in the lane of the room."""
        told = {"log": log, "ends": [one.id for one in ends], "reason": "遗失"}
        return self.centre.write("o", "close", lambda db: add(db, **told), place=ROOM)[0]

    def mate_works_on(self) -> None:
        """With what the lost computer wrote after it was closed, and the centre has not."""
        case = works(self.lost)
        told = entries(self.lost)
        take(self.centre, told)
        self.close(self.lost.log, told[-1])
        self.lost.write("u", "change", lambda db: change(db, case, summary="后来"))
        take(self.mate, entries(self.lost))
        self.mate.write("u", "change", lambda db: change(db, case, remark="室友接着写"))

    def lane(self) -> list[chain.Entry]:
        return [one for one in entries(self.centre) if one.head.log not in self.room_logs()]

    def room_logs(self) -> set[str]:
        return {self.lost.log, self.mate.log}


def add(db: Session, **told: object) -> str:
    made = Closure(room_id=ROOM, **told)
    db.add(made)
    return made.id


def trusts(shelf: Shelf, other: Shelf, role: str) -> None:
    with shelf.local_writing() as link:
        peers.meet(link, peers.Peer(other.log, role, ROOM, "n", "age1"))
        peers.trust(link, other.log, "2026-03-02T09:00:00")


def works(shelf: Shelf, summary: str = "界址") -> str:
    return shelf.write("u", "register", lambda db: register(db, summary))[0]


def reasons(shelf: Shelf) -> dict[str, int]:
    with shelf.reading() as db:
        return dict(set_aside.counts(db))


def closed(shelf: Shelf) -> list[str]:
    with shelf.reading() as db:
        return sorted(closings.in_force(db))


@pytest.fixture
def village(tmp_path: Path) -> Village:
    return Village(tmp_path)


def hears(shelf: Shelf, village: Village) -> None:
    """The lane reaches a machine that knows it for one of the centre's."""
    with shelf.local_writing() as link:
        lanes.remember(link, {one.head.log for one in village.lane()}, ROOM)
    take(shelf, village.lane())


def test_what_a_closed_log_goes_on_to_write_stands_aside(village: Village) -> None:
    works(village.lost)
    known = entries(village.lost)
    take(village.centre, known)
    village.close(village.lost.log, known[-1])
    before = rows_on_shelf(village.centre)
    works(village.lost, "偷写")
    done = take(village.centre, entries(village.lost))
    assert (done.new, done.known, done.waiting) == (0, 1, 0)
    assert [reason for _, reason in done.refused] == [set_aside.CLOSED]
    assert rows_on_shelf(village.centre) == before
    again = take(village.centre, entries(village.lost))
    assert (again.new, again.known, again.refused) == (0, 2, [])
    assert reasons(village.centre) == {set_aside.CLOSED: 1}


def rows_on_shelf(shelf: Shelf) -> dict[str, list[object]]:
    with shelf.engine.connect() as link:
        return rows_on(link)


def test_a_machine_hears_of_it_with_all_that_counts(village: Village) -> None:
    """The closing entry rests on the ends it names: whoever applies it has them."""
    for n in range(3):
        works(village.lost, f"甲{n}")
    told = entries(village.lost)
    take(village.centre, told[:2])
    village.close(village.lost.log, told[1])
    hears(village.late, village)
    assert closed(village.late) == []
    take(village.late, told[:2])
    assert closed(village.late) == [village.lost.log]
    assert take(village.late, told).new == 0
    assert reasons(village.late) == {set_aside.CLOSED: 1}
    assert cases(village.late) == cases(village.centre) == ["甲0", "甲1"]


def cases(shelf: Shelf) -> list[str]:
    with shelf.reading() as db:
        return sorted(one.summary or "" for one in db.scalars(select(Case)))


def test_another_branch_below_the_end_does_not_count(village: Village, tmp_path: Path) -> None:
    """A thief who holds the key goes on from an older copy of the file."""
    twin = shelf_in(tmp_path / "twin", village.lost.key)
    works(village.lost)
    told = entries(village.lost)
    take(twin, [])
    works(twin, "伪造")
    village.close(village.lost.log, told[-1])
    done = take(village.centre, [*entries(twin), *told])
    assert done.new == 1
    assert cases(village.centre) == ["界址"]


def test_lifted_or_moved_on_it_counts_after_all(village: Village) -> None:
    works(village.lost)
    told = entries(village.lost)
    take(village.centre, told)
    record = village.close(village.lost.log, told[-1])
    works(village.lost, "乙")
    works(village.lost, "丙")
    told = entries(village.lost)
    take(village.centre, told)
    village.close(village.lost.log, told[1])
    assert village.centre.take_up().new == 1
    assert cases(village.centre) == ["乙", "界址"]
    with village.centre.reading() as db:
        records = closings.in_force(db)[village.lost.log].records
    assert record in records
    for one in records:
        village.centre.write("o", "lift", partial(void, closure_id=one), place=ROOM)
    assert closed(village.centre) == []
    assert village.centre.take_up().new == 1
    assert reasons(village.centre) == {}
    assert state(village.centre)["case"] == state(village.lost)["case"]


def void(db: Session, closure_id: str, told: str | None = "找到了") -> None:
    one = db.get(Closure, closure_id)
    assert one is not None
    one.void = told


def test_only_a_centre_s_word_closes_and_only_its_word_lifts(village: Village) -> None:
    works(village.lost)
    told = entries(village.lost)
    for one in (village.centre, village.mate):
        take(one, told)
    village.mate.write("u", "close", lambda db: add(db, log=village.lost.log, ends=[]))
    take(village.centre, entries(village.mate))
    assert closed(village.mate) == closed(village.centre) == []
    record = village.close(village.lost.log, told[-1])
    hears(village.mate, village)
    assert closed(village.mate) == [village.lost.log]
    for act in (void, rename):
        village.mate.write("u", "sly", partial(act, closure_id=record))
        take(village.centre, entries(village.mate))
        assert closed(village.mate) == closed(village.centre) == [village.lost.log]


@pytest.mark.parametrize("word", [None, "再停用"])
def test_who_may_not_lift_takes_no_lifting_back(village: Village, word: str | None) -> None:
    """Written over what the centre said, or beside it without having seen it."""
    works(village.lost)
    told = entries(village.lost)
    for one in (village.centre, village.mate, village.late):
        take(one, told)
    record = village.close(village.lost.log, told[-1])
    hears(village.mate, village)
    over = partial(void, closure_id=record, told=word)
    village.mate.write("u", "sly", partial(void, closure_id=record, told="先写上"))
    village.centre.write("o", "lift", partial(void, closure_id=record), place=ROOM)
    hears(village.mate, village)
    assert closed(village.mate) == []
    for _ in range(3):
        village.mate.write("u", "sly", over)
        village.mate.write("u", "sly", partial(void, closure_id=record, told="又写"))
    village.mate.write("u", "sly", over)
    take(village.centre, entries(village.mate))
    assert closed(village.mate) == closed(village.centre) == []
    if word is not None:
        village.centre.write("o", "close", partial(void, closure_id=record, told=None), place=ROOM)
        hears(village.mate, village)
        assert closed(village.mate) == closed(village.centre) == [village.lost.log]


def rename(db: Session, closure_id: str) -> None:
    told = db.get(Closure, closure_id)
    assert told is not None
    told.log = "nobody"


def test_who_worked_on_with_it_before_hearing_does_not_wait_for_ever(village: Village) -> None:
    """The mate took in what the centre had not, and built on it: both count, the rest does not."""
    village.mate_works_on()
    works(village.lost, "再后来")
    take(village.centre, entries(village.lost))
    assert reasons(village.centre) == {set_aside.CLOSED: 2}
    done = take(village.centre, entries(village.mate))
    assert (done.waiting, done.new) == (0, 2)
    assert reasons(village.centre) == {set_aside.CLOSED: 1}
    assert cases(village.centre) == ["后来"]


def test_what_counts_by_the_end_of_a_taking_in_is_not_told_as_refused(village: Village) -> None:
    """Room-mates bring the closed log and what rests on it at once: nothing of it stands aside."""
    village.mate_works_on()
    done = take(village.centre, entries(village.mate))
    assert (done.waiting, done.new, done.refused) == (0, 2, [])
    assert reasons(village.centre) == {}


def test_what_waits_when_its_log_is_closed_stands_aside(village: Village) -> None:
    for n in range(3):
        works(village.lost, f"甲{n}")
    told = entries(village.lost)
    take(village.mate, [told[0], told[2]])
    take(village.centre, told[:1])
    village.close(village.lost.log, told[0])
    hears(village.mate, village)
    assert reasons(village.mate) == {set_aside.CLOSED: 1}
    assert take(village.mate, told[1:2]).waiting == 0
    assert cases(village.mate) == ["甲0"]


def test_a_closure_nobody_understands_closes_nothing(village: Village) -> None:
    village.centre.write("o", "close", lambda db: add(db, reason="空"), place=ROOM)
    assert closed(village.centre) == []


def test_rows_made_again_are_the_same(village: Village) -> None:
    works(village.lost)
    told = entries(village.lost)
    take(village.centre, told)
    village.close(village.lost.log, told[-1])
    works(village.lost)
    take(village.centre, entries(village.lost))
    before = state(village.centre)
    with village.centre.local_writing() as link:
        absorb.rebuild(link)
    assert state(village.centre) == before
    with village.centre.engine.connect() as link:
        waiting = link.execute(select(entry.c.n).where(entry.c.state == journal.WAITING)).all()
    assert waiting == []
