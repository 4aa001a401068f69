"""A room and its centre over a folder that stands for the stick: out, in, receipt, and every way it goes wrong."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey

from app.desk import closing, enrolment, exchange, overview
from app.desk.desk import Desk
from app.desk.room import own_room
from app.records import Case, Party
from app.store import chain, keys, peers
from app.store.shelf import Shelf
from app.sync import bundle, pack, seal, stick
from app.trouble import Trouble
from tests.machines import change, desk_in, register, rows_on, state


@dataclass
class Town:
    """A room, its centre, and the stick between them."""

    room: Desk
    centre: Desk
    usb: Path

    def enrol(self) -> None:
        enrolment.centre_card(self.centre, self.usb / "card.json")
        enrolment.join(self.room, self.usb / "card.json")
        exchange.make_bundle(self.room, self.usb)
        exchange.take_bundles(self.centre, self.usb)
        enrolment.approve(self.centre, enrolment.own_fingerprint(self.room))

    def carry(self, from_: Desk, to: Desk) -> list[exchange.Taken]:
        """One trip of the stick."""
        exchange.make_bundle(from_, self.usb)
        return [done for done in exchange.take_bundles(to, self.usb) if done.outcome == "taken"]


@pytest.fixture
def town(tmp_path: Path) -> Town:
    (tmp_path / "usb").mkdir()
    room = desk_in(tmp_path / "room")
    return Town(room, desk_in(tmp_path / "centre", "刁镇综治中心", centre=True), tmp_path / "usb")


def rows(desk: Desk) -> dict[str, list[Any]]:
    with desk.shelf.engine.connect() as link:
        return rows_on(link)


def cases(desk: Desk) -> set[str]:
    return desk.look(lambda db: {case.summary or "" for case in db.query(Case)})


def bundles(town: Town) -> list[Path]:
    return sorted((town.usb / "ZJ").glob("*.ZJB"))


def key_of(act: Any, *args: Any) -> str:
    with pytest.raises(Trouble) as raised:
        act(*args)
    assert str(raised.value)
    return raised.value.key


def test_the_whole_way_out_in_and_back(town: Town) -> None:
    case_id = town.room.do(register, "为滴水檐争吵")
    town.room.do(change, case_id, summary="为滴水檐讲和", remark="㛃𬭎")
    enrolment.centre_card(town.centre, town.usb / "card.json")
    joined = enrolment.join(town.room, town.usb / "card.json")
    assert joined.fingerprint == enrolment.own_fingerprint(town.centre)

    (written,) = exchange.make_bundle(town.room, town.usb)
    assert (written.to, written.entries) == ("刁镇综治中心", 3)
    (held,) = exchange.take_bundles(town.centre, town.usb)
    assert (held.outcome, held.sender) == ("held", "柳林村调解室")
    assert held.fingerprint == enrolment.own_fingerprint(town.room)
    assert "柳林村调解室" in held.reason
    assert held.fingerprint in held.reason
    assert cases(town.centre) == set()  # verified, and not yet believed

    approved = enrolment.approve(town.centre, held.fingerprint)
    assert [done.outcome for done in approved.taken] == ["taken"]
    assert approved.taken[0].new == 3
    mine, theirs = rows(town.room), rows(town.centre)
    for kind in ("case", "party", "head"):
        assert theirs[kind] == mine[kind]  # field by field, versions and further heads included
    assert set(mine["room"]) < set(theirs["room"])

    before = state(town.room.shelf)
    (back,) = exchange.make_bundle(town.centre, town.usb)
    assert (back.to, back.entries) == ("柳林村调解室", 0)
    taken = {done.file: done for done in exchange.take_bundles(town.room, town.usb)}
    assert taken[written.file].outcome == "own"
    assert taken[back.file].outcome == "taken"
    assert state(town.room.shelf) == before  # a receipt adds nothing to answer
    (place,) = overview.overview(town.room).places
    assert (place.confirmed, place.to_send) == (3, 0)


def test_only_what_the_receipt_lacks_goes_the_next_time(town: Town) -> None:
    town.enrol()
    town.carry(town.centre, town.room)
    town.room.do(register, "第二件")
    (written,) = exchange.make_bundle(town.room, town.usb)
    assert written.entries == 1
    (again,) = exchange.make_bundle(town.room, town.usb)
    assert again.entries == 1  # nothing is ever marked as sent
    taken = [d for d in exchange.take_bundles(town.centre, town.usb) if d.outcome == "taken"]
    assert sorted(done.new for done in taken) == [0, 1]
    assert sorted(done.known for done in taken) == [0, 1]


def test_lost_late_doubled_and_reordered_sticks_cost_nothing(town: Town) -> None:
    town.enrol()
    kept = []
    for n in range(4):
        town.room.do(register, f"第{n}件")
        exchange.make_bundle(town.room, town.usb)
    kept = bundles(town)
    names = [one.file for one in exchange.make_bundle(town.room, town.usb)]
    (town.usb / "ZJ" / names[0]).unlink()  # lost
    for path in [kept[3], kept[0], kept[3], *reversed(kept)]:
        exchange.take_bundles(town.centre, path)
    assert rows(town.centre)["case"] == rows(town.room)["case"]
    before = state(town.centre.shelf)
    outcomes = {done.outcome for done in exchange.take_bundles(town.centre, town.usb)}
    assert outcomes == {"known"}
    assert state(town.centre.shelf) == before


def test_a_bundle_that_is_taken_again_counts_what_it_holds(town: Town) -> None:
    town.enrol()
    town.room.do(register)
    (written,) = exchange.make_bundle(town.room, town.usb)
    file = town.usb / "ZJ" / written.file
    (first,) = exchange.take_bundles(town.centre, file)
    assert first.new + first.known == written.entries
    (again,) = exchange.take_bundles(town.centre, file)
    assert (again.outcome, again.new, again.known) == ("known", 0, written.entries)


def test_making_a_bundle_only_reads(town: Town) -> None:
    town.enrol()
    town.room.do(register)
    before = _shared(town.room.shelf)
    exchange.make_bundle(town.room, town.usb)
    assert _shared(town.room.shelf) == before
    assert _exchanges(town.room)[0].outcome == "written"


def _shared(shelf: Shelf) -> Any:
    from sqlalchemy import text

    with shelf.engine.connect() as link:
        peers_ = [tuple(r) for r in link.execute(text("SELECT * FROM peer ORDER BY log"))]
        named = [tuple(r) for r in link.execute(text("SELECT * FROM tip ORDER BY id"))]
    return (state(shelf), peers_, named)


def _exchanges(desk: Desk) -> list[peers.Exchange]:
    return desk.look(peers.exchanges, 50)


def test_a_bundle_that_did_not_reach_the_stick_is_not_written_down(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.enrol()
    before = len(_exchanges(town.room))

    def pulled(*_: object) -> None:
        raise OSError(errno.EIO, "pulled")

    monkeypatch.setattr(os, "fsync", pulled)
    assert key_of(exchange.make_bundle, town.room, town.usb) == "stick.gone"
    assert len(_exchanges(town.room)) == before
    assert key_of(exchange.make_bundle, town.room, town.usb / "none") == "stick.absent"


def test_without_a_centre_there_is_nobody_to_write_for(town: Town) -> None:
    assert key_of(exchange.make_bundle, town.room, town.usb) == "exchange.no_centre"
    assert key_of(exchange.make_bundle, town.centre, town.usb) == "exchange.no_rooms"


def test_a_damaged_bundle_is_told_and_stops_no_other(town: Town) -> None:
    town.enrol()
    town.room.do(register, "好的")
    exchange.make_bundle(town.room, town.usb)
    good = [d.file for d in exchange.make_bundle(town.room, town.usb)]
    (town.usb / "ZJ" / "TORN0000.ZJB").write_bytes(bundles(town)[0].read_bytes()[:300])
    (town.usb / "ZJ" / "JUNK0000.ZJB").write_bytes(b"MZ junk")
    before = state(town.room.shelf)
    done = {one.file: one for one in exchange.take_bundles(town.centre, town.usb)}
    assert done["TORN0000.ZJB"].key == "bundle.torn"
    assert done["JUNK0000.ZJB"].key == "bundle.not_a_bundle"
    assert done["JUNK0000.ZJB"].reason
    assert done[good[0]].outcome == "taken"
    assert "好的" in cases(town.centre)
    assert state(town.room.shelf) == before
    refused = [one for one in _exchanges(town.centre) if one.outcome == "refused"]
    exchange.take_bundles(town.centre, town.usb)
    assert [one for one in _exchanges(town.centre) if one.outcome == "refused"] == refused
    assert (town.usb / "ZJ" / "TORN0000.ZJB").exists()  # nobody's file is deleted


def test_a_room_reads_no_stranger_s_bundle(town: Town, tmp_path: Path) -> None:
    town.enrol()
    stranger = desk_in(tmp_path / "stranger", "冒名中心", centre=True)
    with stranger.shelf.local_writing() as link:
        card = peers.Peer(
            town.room.shelf.log, peers.ROOM, "r", "n", seal.address(town.room.shelf.identity)
        )
        peers.meet(link, card)
        peers.trust(link, card.log, "t")
    (written,) = exchange.make_bundle(stranger, town.usb)
    (done,) = exchange.take_bundles(town.room, town.usb / "ZJ" / written.file)
    assert (done.outcome, done.key) == ("refused", "bundle.stranger")
    assert town.room.look(peers.find, stranger.shelf.log) is None


def test_a_bundle_for_another_place_is_told(town: Town, tmp_path: Path) -> None:
    town.enrol()
    (written,) = exchange.make_bundle(town.room, town.usb)
    other = desk_in(tmp_path / "other", "别的中心", centre=True)
    (done,) = exchange.take_bundles(other, town.usb / "ZJ" / written.file)
    assert (done.outcome, done.key) == ("refused", "bundle.not_for_us")


def test_a_held_bundle_waits_sealed_and_once(town: Town) -> None:
    enrolment.centre_card(town.centre, town.usb / "card.json")
    enrolment.join(town.room, town.usb / "card.json")
    exchange.make_bundle(town.room, town.usb)
    for _ in range(2):
        (done,) = exchange.take_bundles(town.centre, town.usb)
        assert done.outcome == "held"
    held = list((town.centre.data.spool / "held").iterdir())
    assert [path.read_bytes() for path in held] == [bundles(town)[0].read_bytes()]
    assert [one.outcome for one in _exchanges(town.centre)] == ["held"]
    assert [place.trusted for place in enrolment.known_places(town.centre)] == [False]
    enrolment.approve(town.centre, enrolment.own_fingerprint(town.room))
    assert list((town.centre.data.spool / "held").iterdir()) == []
    assert enrolment.approve(town.centre, enrolment.own_fingerprint(town.room)).taken == []


def test_what_a_power_cut_left_held_is_taken_the_next_time(town: Town) -> None:
    """The room was approved, and the power went before its bundle was taken in."""
    enrolment.centre_card(town.centre, town.usb / "card.json")
    enrolment.join(town.room, town.usb / "card.json")
    exchange.make_bundle(town.room, town.usb)
    exchange.take_bundles(town.centre, town.usb)
    with town.centre.shelf.local_writing() as link:
        peers.trust(link, town.room.shelf.log, "t")
    first, second = exchange.take_bundles(town.centre, town.usb)
    assert (first.outcome, second.outcome) == ("taken", "known")
    shutil.copy(bundles(town)[0], town.centre.data.spool / "held" / ("0" * 64 + ".ZJB"))
    assert exchange.take_held(town.centre)[0].outcome == "taken"  # a copy without its line
    assert list((town.centre.data.spool / "held").iterdir()) == []


def test_a_stranger_cannot_fill_the_spool(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    enrolment.centre_card(town.centre, town.usb / "card.json")
    enrolment.join(town.room, town.usb / "card.json")
    monkeypatch.setattr("app.sync.spool.MOST_HELD", 2)
    for _ in range(3):
        exchange.make_bundle(town.room, town.usb)
    done = exchange.take_bundles(town.centre, town.usb)
    assert [one.outcome for one in done] == ["held", "held", "refused"]
    assert done[2].key == "bundle.too_many_held"
    monkeypatch.setattr("app.sync.spool.LARGEST_HELD", 10)
    monkeypatch.setattr("app.sync.spool.MOST_HELD", 20)
    exchange.make_bundle(town.room, town.usb)
    assert exchange.take_bundles(town.centre, town.usb)[-1].outcome == "refused"


def test_a_room_receives_no_other_room_s_cases(town: Town, tmp_path: Path) -> None:
    town.enrol()
    other = Town(desk_in(tmp_path / "room2", "柳桥村调解室"), town.centre, town.usb)
    other.enrol()
    other.room.do(register, "别村的事")
    other.carry(other.room, town.centre)
    town.centre.do(register, "中心自己的事")
    made = {one.to: one for one in exchange.make_bundle(town.centre, town.usb)}
    assert set(made) == {"柳林村调解室", "柳桥村调解室"}
    assert {one.entries for one in made.values()} <= {0, 1}
    exchange.take_bundles(town.room, town.usb)
    exchange.take_bundles(other.room, town.usb)
    assert cases(town.room) == set()
    assert cases(other.room) == {"别村的事"}
    peer = town.room.look(peers.find, town.centre.shelf.log)
    assert peer is not None
    assert set(peer.have or {}) == {town.room.shelf.log}  # not even that other rooms exist


def test_a_room_that_lost_its_computer_gets_its_work_back(town: Town, tmp_path: Path) -> None:
    """Restored from an old copy, it asks with its receipt for what it once sent."""
    town.room.do(register, "第一件")
    town.enrol()
    town.room.shelf.close()
    shutil.copytree(town.room.data.root, tmp_path / "copy")
    from tests.machines import SECRET

    room = Desk(Shelf.open(town.room.data.database, SECRET), town.room.data, town.room.user)
    room.do(register, "第二件")
    exchange.make_bundle(room, town.usb)
    exchange.take_bundles(town.centre, town.usb)
    old = tmp_path / "copy"
    from app.paths import DataDir

    restored = Desk(Shelf.open(old / "room.db", SECRET), DataDir(old), room.user)
    exchange.make_bundle(restored, town.usb)
    exchange.take_bundles(town.centre, town.usb)
    exchange.make_bundle(town.centre, town.usb)
    exchange.take_bundles(restored, town.usb)
    assert cases(restored) == {"第一件", "第二件"}
    for kind in ("case", "party", "head"):
        assert rows(restored)[kind] == rows(room)[kind]
    assert restored.shelf.log != room.shelf.log  # the other may be alive and write on


def test_a_room_brings_only_what_was_approved(town: Town, tmp_path: Path) -> None:
    """Of logs nobody knows nothing is taken, and what is lawful beside it does not stay out for that."""
    town.enrol()
    stranger = desk_in(tmp_path / "stranger", "不知哪里")
    stranger.do(register, "别人的")
    before = state(town.centre.shelf)
    sent(town, _entries(stranger))
    done = exchange.take_bundles(town.centre, town.usb)[-1]
    assert (done.outcome, done.key) == ("refused", "bundle.unknown_log")
    assert state(town.centre.shelf) == before
    town.room.do(register, "自己的")
    sent(town, [*_entries(town.room), *_entries(stranger)])
    done = exchange.take_bundles(town.centre, town.usb)[-1]
    assert (done.outcome, done.new, done.left) == ("taken", 1, len(_entries(stranger)))
    assert cases(town.centre) == {"自己的"}
    assert any(str(done.left) in told for told in done.besides())


def test_a_centre_put_back_believes_what_an_unknown_log_of_a_room_says_of_itself(
    town: Town,
) -> None:
    """Its word went to a lost life of the centre. While a computer of the room is closed it could be that one."""
    town.enrol()
    bring_with(town, of_a_lost_life(town.room))
    done = exchange.take_bundles(town.centre, town.usb)[-1]
    assert (done.outcome, done.new, done.left) == ("taken", 1, 0)
    with town.centre.shelf.local_writing() as link:
        room = next(one.room for one in peers.known(link) if one.role == peers.ROOM)
        gone = chain.log_name(SigningKey.generate())
        peers.meet(link, peers.Peer(gone, peers.ROOM, room, "丢了的", "age1"))
        peers.trust(link, gone, "2026-01-01")
    closing.close(town.centre, keys.fingerprint(gone), "丢了")
    bring_with(town, of_a_lost_life(town.room))
    done = exchange.take_bundles(town.centre, town.usb)[-1]
    assert (done.outcome, done.new, done.left) == ("taken", 0, 1)


def bring_with(town: Town, further: chain.Entry) -> None:
    """All the room has, and an entry of another log that it holds too."""
    sent(town, [*_entries(town.room), further], {further.head.log: [(1, further.id)]})


def of_a_lost_life(room: Desk) -> chain.Entry:
    """The first entry of a log that nobody vouched for any more."""
    key = SigningKey.generate()
    told = {"log": chain.log_name(key), "room_id": room.look(own_room, room.shelf.log).id}
    ops = [["i", "workstation", chain.log_name(key)[:32], told]]
    return chain.write(key, seq=1, prev=None, see=[], lam=1, wall="w", user="u", ops=ops, verb="v")


def _entries(desk: Desk) -> list[chain.Entry]:
    from app.store import journal

    return desk.look(lambda db: list(journal.entries_lacking(db, {})))


def sent(town: Town, entries: list[chain.Entry], have: bundle.Have | None = None) -> Path:
    """A bundle of the room with whatever entries it likes."""
    shelf = town.room.shelf
    card = bundle.Card("柳林村调解室", "room", seal.address(shelf.identity))
    packed = pack.pack(
        shelf.key, entries, card=card, room="r", to=town.centre.shelf.log, have=have or {},
        scratch=town.room.data.spool,
    )  # fmt: skip
    address = seal.address(town.centre.shelf.identity)
    return stick.put(town.usb, lambda out: packed.pour(out, address), packed.size).path


def test_one_bad_entry_leaves_the_whole_bundle_out(town: Town) -> None:
    town.enrol()
    town.room.do(register, "好的")
    before = state(town.centre.shelf)
    *good, last = _entries(town.room)
    forged = chain.Entry(last.header, last.body, good[0].sig, last.id, last.head)
    path = sent(town, [*good, forged])
    (done,) = exchange.take_bundles(town.centre, path)
    assert (done.outcome, done.key) == ("refused", "bundle.bad_entry")
    assert "signature" in done.reason
    assert state(town.centre.shelf) == before


def test_an_entry_that_does_not_fit_its_past_is_named(town: Town) -> None:
    town.enrol()
    shelf = town.room.shelf
    last = _entries(town.room)[-1]
    ops = [["i", "case", "c1", {"summary": "抢先"}]]
    wrong = chain.write(
        shelf.key, seq=last.head.seq + 1, prev=last.id, see=[], lam=99, wall="w", user="u",
        ops=ops, verb="v",
    )  # fmt: skip
    (done,) = exchange.take_bundles(town.centre, sent(town, [wrong]))
    assert (done.outcome, done.new, done.refused) == ("taken", 0, [(wrong.id, "order")])


def test_what_depends_on_a_lost_bundle_waits_and_is_told(town: Town) -> None:
    town.enrol()
    town.room.do(register, "第二件")
    town.room.do(register, "第三件")
    *_, second, third = _entries(town.room)
    (done,) = exchange.take_bundles(town.centre, sent(town, [third]))
    assert (done.outcome, done.new, done.waiting) == ("taken", 0, 1)
    assert overview.overview(town.centre).waiting == 1
    (done,) = exchange.take_bundles(town.centre, sent(town, [second]))
    assert (done.new, done.waiting) == (2, 0)


def test_a_bundle_of_a_newer_program_is_kept_and_taken_after_the_upgrade(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.enrol()
    town.room.do(register, "新的")
    with monkeypatch.context() as older:
        older.setattr(bundle, "READER", 0)
        exchange.make_bundle(town.room, town.usb)
        done = exchange.take_bundles(town.centre, town.usb)[-1]
        assert (done.outcome, done.key) == ("held", "bundle.newer")
        assert exchange.take_held(town.centre) == []
        assert len(list((town.centre.data.spool / "held").iterdir())) == 1
    shutil.rmtree(town.usb / "ZJ")
    (done,) = exchange.take_held(town.centre)
    assert done.outcome == "taken"
    assert "新的" in cases(town.centre)


def test_a_stick_without_bundles_is_told(town: Town) -> None:
    assert key_of(exchange.take_bundles, town.room, town.usb) == "stick.nothing"
    (done,) = exchange.take_bundles(town.room, town.usb / "none.ZJB")
    assert (done.outcome, done.key) == ("refused", "stick.absent")


def test_a_link_on_a_stick_is_told(town: Town) -> None:
    (town.usb / "real").write_bytes(b"x")
    (town.usb / "L.ZJB").symlink_to(town.usb / "real")
    (done,) = exchange.take_bundles(town.room, town.usb / "L.ZJB")
    assert (done.outcome, done.key) == ("refused", "stick.not_a_file")


def test_this_machine_s_own_trouble_is_raised_and_nothing_is_taken(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.enrol()
    town.room.do(register, "后来")
    exchange.make_bundle(town.room, town.usb)
    before = state(town.centre.shelf)

    def full(*_: object) -> None:
        raise Trouble("shelf.disk_full")

    monkeypatch.setattr(town.centre.shelf, "take", full)
    assert key_of(exchange.take_bundles, town.centre, town.usb) == "shelf.disk_full"
    assert state(town.centre.shelf) == before
    assert list(town.centre.data.spool.glob("*.in")) == []


def test_inspecting_takes_nothing_in(town: Town) -> None:
    enrolment.centre_card(town.centre, town.usb / "card.json")
    enrolment.join(town.room, town.usb / "card.json")
    (written,) = exchange.make_bundle(town.room, town.usb)
    before = (state(town.centre.shelf), _exchanges(town.centre))
    file = town.usb / "ZJ" / written.file
    told = exchange.inspect(town.centre, file)
    assert (told.sender, told.trusted, told.entries) == ("柳林村调解室", False, 1)
    assert told.fingerprint == keys.fingerprint(town.room.shelf.log)
    assert (told.size, told.sha256, told.happened) == (written.size, written.sha256, "")
    assert (state(town.centre.shelf), _exchanges(town.centre)) == before
    exchange.take_bundles(town.centre, file)
    assert exchange.inspect(town.centre, file).happened == "held"
    assert key_of(exchange.inspect, town.room, file) == "bundle.not_for_us"
    assert list(town.centre.data.spool.glob("*.in")) == []


def test_listeners_hear_what_came_in(town: Town) -> None:
    heard: list[Any] = []
    town.centre.listen(heard.append)
    town.enrol()
    town.room.do(register)
    town.carry(town.room, town.centre)
    parties = town.room.look(lambda db: {("party", p.id) for p in db.query(Party)})
    assert parties <= set().union(*heard)


def test_a_centre_under_a_centre_sends_all_that_stands_under_it(town: Town, tmp_path: Path) -> None:
    """Street to district, the original signatures carried on."""
    town.enrol()
    town.room.do(register, "村里的事")
    town.carry(town.room, town.centre)
    upper = Town(town.centre, desk_in(tmp_path / "upper", "区中心", centre=True), town.usb)
    upper.enrol()
    assert cases(upper.centre) == {"村里的事"}
    (place,) = [p for p in overview.overview(upper.centre).places if p.name == "刁镇综治中心"]
    assert place.role == "lower"
    made = exchange.make_bundle(upper.centre, town.usb)
    assert [one.to for one in made] == ["刁镇综治中心"]
