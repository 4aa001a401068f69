"""A room and its centre over a real line: TLS on the loopback, rounds until both hold the same, every way it breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey

from app.desk import (
    closing,
    enrolment,
    exchange,
    history_of_roads,
    line,
    line_state,
    overview,
    series,
)
from app.desk.desk import Desk
from app.records import Case
from app.store import chain, peers
from app.sync import caller
from app.trouble import Trouble
from app.words import say
from tests.machines import change, register, rows_on, state
from tests.online import Answering, answering, centre_in, join


def sync(room: Desk, **more: Any) -> line.Synced:
    """Without waiting between tries."""
    return line.sync_now(room, wait=lambda seconds: None, **more)


def enrol(room: Desk, centre: Desk, at: Answering, folder: Path) -> None:
    join(room, centre, at, folder)
    assert sync(room).outcome == line.HELD
    enrolment.approve(centre, enrolment.own_fingerprint(room))


def cases(desk: Desk) -> set[str]:
    return desk.look(lambda db: {case.summary or "" for case in db.query(Case)})


def rows(desk: Desk) -> dict[str, list[Any]]:
    with desk.shelf.engine.connect() as link:
        return rows_on(link)


def test_the_whole_way_over_the_line(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    case_id = room.do(register, "为滴水檐争吵")
    room.do(change, case_id, summary="为滴水檐讲和", remark="㛃𬭎")
    join(room, centre, at, tmp_path)
    held = sync(room)
    assert held.outcome == line.HELD
    assert enrolment.own_fingerprint(room) in held.sentence()
    assert cases(centre) == set()
    approved = enrolment.approve(centre, enrolment.own_fingerprint(room))
    assert [done.outcome for done in approved.taken] == ["taken"]

    done = sync(room)
    assert (done.outcome, done.lacking) == (line.AGREED, 0)
    assert done.between is not None
    assert done.between.counts[0] == done.between.counts[1]
    assert done.between.digest == done.between.theirs
    mine, theirs = rows(room), rows(centre)
    for kind in ("case", "party", "head"):
        assert theirs[kind] == mine[kind]
    (place,) = overview.overview(room).places
    assert place.to_send == 0


def test_what_the_centre_writes_comes_back_over_the_line(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    case_id = room.do(register, "为滴水檐争吵")
    enrol(room, centre, at, tmp_path)
    centre.do(change, case_id, remark="请尽快回访")
    done = sync(room)
    assert (done.outcome, done.new) == (line.AGREED, 1)
    assert rows(room)["case"] == rows(centre)["case"]


def test_both_sides_know_that_they_hold_the_same(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    """One small call more where the centre gave something, and none where it did not."""
    case_id = room.do(register, "为滴水檐争吵")
    enrol(room, centre, at, tmp_path)
    for centre_writes, room_writes, rounds in ((1, 1, 2), (1, 0, 2), (0, 1, 1), (0, 0, 1)):
        for n in range(centre_writes):
            centre.do(change, case_id, remark=f"请尽快回访{n}{room_writes}")
        for n in range(room_writes):
            room.do(register, f"又一件{n}")
        done = sync(room)
        assert (done.outcome, done.rounds) == (line.AGREED, rounds), (centre_writes, room_writes)
        for desk in (room, centre):
            (place,) = overview.overview(desk).places
            assert (place.state, place.to_send) == ("agreed", 0)


def test_what_both_hold_stays_agreed_though_the_last_word_did_not_come_through(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = room.do(register, "为滴水檐争吵")
    enrol(room, centre, at, tmp_path)
    sync(room)
    centre.do(change, case_id, remark="请尽快回访")
    calls = caller.Caller.send
    sent: list[int] = []

    def cut(self: caller.Caller, told: bytes) -> caller.Reply:
        sent.append(len(told))
        if len(sent) > 1:
            raise Trouble("line.cut")
        return calls(self, told)

    monkeypatch.setattr(caller.Caller, "send", cut)
    done = sync(room)
    assert (done.outcome, done.new) == (line.AGREED, 1)
    assert say("line.unconfirmed", name=done.name) in done.besides
    (place,) = overview.overview(room).places
    assert place.state == "agreed"
    (place,) = overview.overview(centre).places
    assert place.state == "to_send"  # it cannot know, and says no more than it knows


def test_a_room_that_waits_to_be_approved_may_call_again_and_again(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    join(room, centre, at, tmp_path)
    for n in range(12):
        room.do(register, f"第{n}件")
        assert sync(room).outcome == line.HELD
    assert len(list((tmp_path / "centre" / "spool" / "held").iterdir())) == 1  # the last says all
    enrolment.approve(centre, enrolment.own_fingerprint(room))
    assert len(cases(centre)) == 12


def test_more_than_one_call_can_carry_goes_in_rounds(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    enrol(room, centre, at, tmp_path)
    sync(room)
    for n in range(60):
        room.do(register, f"第{n}件" + "界" * n)
    told: list[tuple[int, int]] = []
    done = sync(room, budget=6_000, report=lambda *now: told.append(now))
    assert done.outcome == line.AGREED
    assert done.rounds > 5
    assert done.sent == 60  # every one once
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
    assert rows(room)["case"] == rows(centre)["case"]


def test_what_a_room_lost_comes_back_in_rounds(room: Desk, centre: Desk, tmp_path: Path) -> None:
    with answering(centre, most=8_000) as at:
        enrol(room, centre, at, tmp_path)
        case_id = room.do(register, "为滴水檐争吵")
        assert sync(room, budget=8_000).outcome == line.AGREED
        for n in range(60):
            centre.do(change, case_id, remark=f"第{n}次" + "批" * n)
        done = sync(room, budget=8_000)
    assert (done.outcome, done.new) == (line.AGREED, 60)
    assert done.rounds > 1


def test_a_second_exchange_finds_nothing_to_do(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    room.do(register)
    enrol(room, centre, at, tmp_path)
    sync(room)
    before = state(room.shelf), state(centre.shelf)
    done = sync(room)
    assert (done.outcome, done.rounds, done.sent, done.new) == (line.AGREED, 1, 0, 0)
    assert (state(room.shelf), state(centre.shelf)) == before


def test_the_list_of_exchanges_does_not_grow_by_calling(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    room.do(register)
    enrol(room, centre, at, tmp_path)
    for _ in range(2):
        sync(room)
    before = _listed(room), _listed(centre)
    for _ in range(5):
        sync(room)
    assert (_listed(room), _listed(centre)) == before


def _listed(desk: Desk) -> int:
    with desk.shelf.reading() as db:
        return len(peers.exchanges(db, 1000))


def test_a_card_without_an_address_has_its_sentence(
    room: Desk, centre: Desk, tmp_path: Path
) -> None:
    for joined in (False, True):
        if joined:
            enrolment.centre_card(centre, tmp_path / "card.json")
            enrolment.join(room, tmp_path / "card.json")
        with pytest.raises(Trouble) as raised:
            sync(room)
        assert raised.value.key == ("line.no_address" if joined else "exchange.no_centre")


def test_line_and_stick_may_be_mixed(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    (tmp_path / "usb").mkdir()
    enrol(room, centre, at, tmp_path)
    room.do(register, "走线路")
    sync(room)
    room.do(register, "走U盘")
    exchange.make_bundle(room, tmp_path / "usb")
    exchange.take_bundles(centre, tmp_path / "usb")
    assert cases(centre) == {"走线路", "走U盘"}
    done = sync(room)
    assert (done.outcome, done.sent) == (line.AGREED, 1)  # the receipt was still on the road


def test_a_closed_computer_is_told_so_and_is_the_same_as_the_centre_no_more(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    enrol(room, centre, at, tmp_path)
    assert sync(room).outcome == line.AGREED
    closing.close(centre, enrolment.own_fingerprint(room), "电脑遗失")
    (before,) = overview.overview(room).places
    assert before.state == "agreed"  # nobody has told it yet
    for _ in range(2):
        with pytest.raises(Trouble, match="已经停用这台电脑") as raised:
            sync(room)
        assert raised.value.key == "line.closed"
    (place,) = overview.overview(room).places
    assert place.state == "attention"
    assert place.receipt_at == before.receipt_at  # a call that was refused takes back no receipt
    assert [one.key for one in place.alarms] == ["closed"]
    assert "电话" in place.alarms[0].next()
    (between,) = overview.overview(room).places
    assert "停用" in between.proven()
    closing.lift(centre, enrolment.own_fingerprint(room), "找到了")
    assert sync(room).outcome == line.AGREED
    (place,) = overview.overview(room).places
    assert (place.state, place.alarms) == ("agreed", [])
    (between,) = overview.overview(room).places
    assert "停用" not in between.proven()


@pytest.mark.parametrize("begin", [series.begin_anew, series.rotate])
def test_a_centre_that_goes_on_in_a_new_log_answers_at_the_same_address(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path, begin: Callable[[Desk], str]
) -> None:
    """Its rooms have the address from a card of the old log; no bundle tells one."""
    enrol(room, centre, at, tmp_path)
    assert sync(room).outcome == line.AGREED
    former = centre.shelf.log
    begin(centre)
    for _ in range(2):
        room.do(register)
        assert sync(room).outcome == line.AGREED
    to = line_state.centre(room)
    assert to is not None
    assert (to.log, to.log != former) == (centre.shelf.log, True)
    old = room.look(peers.find, former)
    assert old is not None
    assert (to.url, to.pin) == (old.url, old.pin)


def test_of_two_lives_of_one_centre_the_one_heard_last_is_called(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    """A life that is lost again went on from the old log too, and nothing says that it is no more."""
    enrol(room, centre, at, tmp_path)
    sync(room)
    names = (chain.log_name(SigningKey.generate()) for _ in range(1000))
    lost = next(log for log in names if log < centre.shelf.log)  # it comes first in every list
    with room.shelf.local_writing() as link:
        known = peers.find(link, centre.shelf.log)
        assert known is not None
        peers.meet(link, replace(known, log=lost))
        peers.trust(link, lost, "2026-01-01")
    room.do(register, "恢复以后")
    assert sync(room).outcome == line.AGREED


def test_a_lower_centre_reports_upwards_over_the_same_line(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    """Street to district: the original signatures travel on, and what the district writes comes down."""
    case_id = room.do(register, "为滴水檐争吵")
    enrol(room, centre, at, tmp_path)
    sync(room)
    upper = centre_in(tmp_path / "upper", "章丘区综治中心")
    with answering(upper) as above:
        enrol(centre, upper, above, tmp_path)
        done = sync(centre)
        assert done.outcome == line.AGREED
        assert rows(upper)["case"] == rows(room)["case"]
        room.do(change, case_id, remark="又吵了")
        assert sync(room).outcome == line.AGREED
        done = sync(centre)
        assert (done.outcome, done.sent) == (line.AGREED, 1)
        assert rows(upper)["case"] == rows(room)["case"]
        again = sync(centre)
        assert (again.rounds, again.sent, again.new) == (1, 0, 0)
    upper.close()


def test_the_list_says_that_it_went_over_the_network(
    room: Desk, centre: Desk, at: Answering, tmp_path: Path
) -> None:
    enrol(room, centre, at, tmp_path)
    room.do(register)
    sync(room)
    told = [one.told for one in history_of_roads.history(room)]
    assert say("history.line_sent", count=2) in told
    assert say("history.receipt") in told
    assert not any("读回" in one for one in told)
