"""A second and a third computer come into a room by a stick and a spoken fingerprint; from then on all are alike."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from app.desk import cases as desk_cases
from app.desk import enrolment, exchange, mates, series
from app.desk.desk import Desk
from app.desk.exchanged import Taken
from app.desk.newcomer import Newcomer, asked
from app.desk.room import mediators, own_room, sign_in
from app.paths import DataDir
from app.records import Case
from app.store import chain, peers
from app.store import mates as words
from app.sync import cards, seal
from app.trouble import Trouble
from tests.machines import desk_in, entries, register, rows_on
from tests.rooms import PASSWORD, moved_room, recovery_code, some_room
from tests.town import Round, enrol


class Village(Round):
    """A room with one computer, its centre, the sticks between them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.first = self.at(moved_room(folder / "first"))
        self.first.do(register, "第一件")

    def with_centre(self) -> Desk:
        centre = self.at(
            moved_room(self.folder / "centre", some_room(committee="刁镇综治中心", short_name="", is_centre=True))
        )  # fmt: skip
        enrol(self.first, centre, self.usb, receipt=True)
        return centre

    def carry(self, *desks: Desk) -> list[Taken]:
        """One writes, the next takes, and so on, with one stick."""
        taken: list[Taken] = []
        for giver, taker in pairwise(desks):
            exchange.make_bundle(giver, self.usb)
            taken = exchange.take_bundles(taker, self.usb)
        return taken

    def newcomer(self, name: str) -> Newcomer:
        return Newcomer.begin(DataDir(self.folder / name), name, PASSWORD, recovery_code())

    def come_in(self, name: str = "笔记本", by: Desk | None = None, me: str = "苗秀兰") -> Desk:
        first = by or self.first
        new = self.newcomer(name)
        new.ask(self.usb)
        mates.admit(first, self.usb, new.fingerprint)
        people = new.enter(self.usb, enrolment.own_fingerprint(first))
        ids = {name: id_ for id_, name in people}
        return self.at(new.finish(ids[me], PASSWORD))


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = Village(tmp_path)
    yield made
    made.leave()


def cases(desk: Desk) -> set[str]:
    with desk.shelf.reading() as db:
        return {case.summary or "" for case in db.query(Case)}


def rows(desk: Desk) -> dict[str, list[object]]:
    with desk.shelf.engine.connect() as link:
        return rows_on(link)


def refused(act: object, *args: object, **more: object) -> str:
    with pytest.raises(Trouble) as raised:
        act(*args, **more)  # type: ignore[operator]
    assert str(raised.value)
    return raised.value.key


def test_a_second_computer_comes_in_with_all_that_is_there(village: Village) -> None:
    second = village.come_in()
    assert cases(second) == {"第一件"}
    assert second.user != village.first.user
    assert [(one.letter, one.state) for one in mates.computers(second)] == [
        ("", mates.LET_IN), ("A", mates.OWN),
    ]  # fmt: skip
    numbers = {
        one.look(desk_cases.next_file_no, one.shelf.log, 2026) for one in (village.first, second)
    }
    assert len(numbers) == 2


def test_it_is_signed_in_at_as_at_any_room(village: Village) -> None:
    second = village.come_in()
    data, user = second.data, second.user
    second.close()
    assert not asked(data)
    again = village.at(sign_in(data, user, PASSWORD))
    assert cases(again) == {"第一件"}


def test_both_work_on_and_the_stick_makes_them_alike(village: Village) -> None:
    second = village.come_in()
    second.do(register, "第二件")
    village.first.do(register, "第三件")
    village.carry(second, village.first, second)
    assert cases(second) == cases(village.first) == {"第一件", "第二件", "第三件"}
    assert rows(second) == rows(village.first)


def test_a_third_is_known_to_the_second_by_the_first_s_word(village: Village) -> None:
    second = village.come_in()
    third = village.come_in("台式机", me="田立新")
    third.do(register, "第三台写的")
    village.carry(village.first, second)
    taken = village.carry(third, second)
    assert "第三台写的" in cases(second)
    assert [one.outcome for one in taken if one.new] == ["taken"]
    village.carry(second, third)
    letters = [one.letter for one in mates.computers(second)]
    assert letters == [one.letter for one in mates.computers(third)] == ["", "A", "B"]


def test_a_stranger_s_own_word_opens_nothing(village: Village, tmp_path: Path) -> None:
    second = village.come_in()
    thief = desk_in(tmp_path / "thief")
    with thief.shelf.local_writing() as link:
        words.keep(link, [words.sign(second.shelf.key, chain.b64(bytes(32)))])
        told = seal.address(second.shelf.identity)
        peers.meet(link, peers.Peer(second.shelf.log, peers.MATE, "r", "n", told))
        peers.trust(link, second.shelf.log, "2026-03-02T09:00:00")
    for old in (village.usb / "ZJ").iterdir():
        old.unlink()
    (one,) = village.carry(thief, second)
    assert (one.outcome, one.key) == ("refused", "bundle.stranger")


def test_the_centre_believes_a_mate_for_whom_an_approved_computer_speaks(village: Village) -> None:
    centre = village.with_centre()
    second = village.come_in()
    second.do(register, "笔记本写的")
    (one,) = [one for one in village.carry(second, centre) if one.new]
    assert one.spoken_for == enrolment.own_fingerprint(village.first)
    assert any(one.spoken_for in told for told in one.besides())
    assert cases(centre) == {"第一件", "笔记本写的"}
    with centre.shelf.reading() as db:
        known = peers.find(db, second.shelf.log)
        assert known is not None
        assert (known.role, known.spoken_for) == (peers.ROOM, village.first.shelf.log)
    village.carry(centre, second, centre)
    written = {one.fingerprint: one.entries for one in exchange.make_bundle(centre, village.usb)}
    assert written[enrolment.own_fingerprint(second)] == 0


def test_the_newcomer_knows_the_centre_it_reports_to(village: Village) -> None:
    centre = village.with_centre()
    second = village.come_in()
    known = {one.fingerprint: one.role for one in enrolment.known_places(second)}
    assert known[enrolment.own_fingerprint(centre)] == peers.CENTRE
    village.carry(second, centre, second)
    assert rows(second)["case"] == rows(village.first)["case"]


def test_an_approved_computer_may_bring_what_its_mate_wrote(village: Village) -> None:
    centre = village.with_centre()
    second = village.come_in()
    second.do(register, "笔记本写的")
    village.carry(second, village.first)
    (one,) = [one for one in village.carry(village.first, centre) if one.new]
    assert one.new == 2  # the newcomer's entry, and the one that let it in
    assert cases(centre) == {"第一件", "笔记本写的"}
    taken = village.carry(second, centre)
    assert [one.spoken_for for one in taken if one.outcome == "taken"] == [""]


def test_a_chain_of_words_reaches_the_centre(village: Village) -> None:
    """The second let in the third, and the third is the first to come by."""
    centre = village.with_centre()
    second = village.come_in()
    third = village.come_in("台式机", by=second, me="田立新")
    third.do(register, "第三台写的")
    (one,) = [one for one in village.carry(third, centre) if one.new]
    assert one.spoken_for == enrolment.own_fingerprint(village.first)
    assert "第三台写的" in cases(centre)


def test_what_a_mate_wrote_in_its_new_log_may_come_with_another(village: Village) -> None:
    """Each carries what all wrote: one unknown log must not keep the whole room from its centre."""
    centre = village.with_centre()
    second = village.come_in()
    village.carry(second, centre)
    series.begin_anew(second)
    second.do(register, "换了日志写的")
    village.carry(second, village.first)
    for old in (village.usb / "ZJ").iterdir():
        old.unlink()  # what the second wrote for the centre is lost
    told = [one.key for one in village.carry(village.first, centre)]
    assert "bundle.unknown_log" not in told
    assert "换了日志写的" in cases(centre)


def test_a_word_for_a_computer_of_another_room_is_none(village: Village, tmp_path: Path) -> None:
    centre = village.with_centre()
    other = desk_in(tmp_path / "other", "桥东调解室")
    enrolment.join(other, village.usb / "card.json")
    with other.shelf.local_writing() as link:
        words.keep(link, [words.sign(village.first.shelf.key, other.shelf.log)])
    for old in (village.usb / "ZJ").iterdir():
        old.unlink()
    (one,) = village.carry(other, centre)
    assert one.outcome == peers.HELD


def test_only_who_asks_is_let_in_and_by_the_right_fingerprint(village: Village) -> None:
    new = village.newcomer("笔记本")
    new.ask(village.usb)
    assert [one.fingerprint for one in mates.asking(village.first, village.usb)] == [
        new.fingerprint
    ]
    assert refused(mates.admit, village.first, village.usb, "AAAA-AAAA") == "mates.nobody_asks"
    mates.admit(village.first, village.usb, new.fingerprint.lower())
    assert mates.asking(village.first, village.usb) == []
    assert refused(new.enter, village.usb, "AAAA-AAAA") == "mates.no_answer"
    assert [one.fingerprint for one in new.answers(village.usb)] == [
        enrolment.own_fingerprint(village.first)
    ]
    new.close()


def test_let_in_twice_it_keeps_its_letter(village: Village) -> None:
    new = village.newcomer("笔记本")
    new.ask(village.usb)
    first = mates.admit(village.first, village.usb, new.fingerprint)
    again = mates.admit(village.first, village.usb, new.fingerprint)
    assert (first.letter, again.letter) == ("A", "A")
    assert len(mates.computers(village.first)) == 2
    new.close()


def test_what_was_begun_goes_on_after_a_restart(village: Village) -> None:
    new = village.newcomer("笔记本")
    new.ask(village.usb)
    said = new.fingerprint
    new.close()
    data = DataDir(village.folder / "笔记本")
    assert asked(data)
    assert refused(Newcomer.resume, data, "falsch-falsch") == "keys.wrong_password"
    mates.admit(village.first, village.usb, said)
    new = Newcomer.resume(data, PASSWORD)
    assert new.fingerprint == said
    people = new.enter(village.usb, enrolment.own_fingerprint(village.first))
    second = village.at(new.finish(people[0][0], PASSWORD))
    assert cases(second) == {"第一件"}


def test_one_more_person_sits_at_the_new_computer(village: Village) -> None:
    new = village.newcomer("笔记本")
    new.ask(village.usb)
    mates.admit(village.first, village.usb, new.fingerprint)
    new.enter(village.usb, enrolment.own_fingerprint(village.first))
    second = village.at(new.finish("", PASSWORD, "夏小满"))
    village.carry(second, village.first)
    assert "夏小满" in {row[1] for row in named(village.first)}


def named(desk: Desk) -> list[tuple[str, str]]:
    room = desk.look(own_room, desk.shelf.log)
    return [(one.id, one.name or "") for one in desk.look(mediators, room.id)]


def test_nothing_is_asked_where_a_room_stands_or_a_name_is_wanting(village: Village) -> None:
    data = DataDir(village.folder / "first")
    assert refused(Newcomer.begin, data, "n", PASSWORD, recovery_code()) == "shelf.exists"
    fresh = DataDir(village.folder / "fresh")
    assert refused(Newcomer.begin, fresh, " ", PASSWORD, recovery_code()) == "mates.no_name"
    assert refused(Newcomer.resume, fresh, PASSWORD) == "mates.not_asked"


def test_a_mate_with_an_older_copy_begins_anew_when_its_mate_knows_more(village: Village) -> None:
    """The second was put back; the first holds an entry of its log that it has not."""
    second = village.come_in()
    second.close()
    shutil.copytree(second.data.root, village.folder / "copy")
    second = village.at(sign_in(second.data, second.user, PASSWORD))
    second.do(register, "丢了的")
    village.carry(second, village.first)
    old = village.at(sign_in(DataDir(village.folder / "copy"), second.user, PASSWORD))
    village.carry(village.first, old, village.first, old)
    assert "丢了的" in cases(old)
    assert old.shelf.log != second.shelf.log
    letters = [one.letter for one in mates.computers(old)]
    assert letters == ["", "A", "B"]


def test_two_computers_let_in_at_once_do_not_share_a_letter(village: Village) -> None:
    second = village.come_in()
    third = village.come_in("台式机", by=second, me="田立新")
    fourth = village.come_in("办公机", by=village.first, me="田立新")
    assert {one.letter for one in mates.computers(third) if one.state == mates.OWN} == {"B"}
    for _ in range(3):
        village.carry(second, village.first, fourth, village.first, second, third, second)
    letters = [one.letter for one in mates.computers(village.first)]
    assert len(set(letters)) == 4
    assert not village.first.look(series.is_shared, village.first.shelf.log)


def test_foreign_files_on_the_stick_are_left_alone(village: Village) -> None:
    (village.usb / "ZJ").mkdir(exist_ok=True)
    (village.usb / "ZJ" / "NOTE.TXT").write_text("x")
    (village.usb / "ZJ" / "CENTRE.ZJC").write_bytes(
        cards.make(
            village.first.shelf.key, role="centre", name="n", room="r",
            recipient=seal.address(village.first.shelf.identity),
        )
    )  # fmt: skip
    assert mates.asking(village.first, village.usb) == []
    assert refused(mates.asking, village.first, village.folder / "none") == "stick.absent"
    assert len(entries(village.first.shelf)) == 2
