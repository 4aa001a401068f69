"""A room and a centre come to know each other by a card, a first bundle and a spoken fingerprint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.desk import enrolment, exchange
from app.store import keys, peers
from app.sync import cards, seal
from app.trouble import Trouble
from tests.machines import desk_in


def key_of(act: Any, *args: Any) -> str:
    with pytest.raises(Trouble) as raised:
        act(*args)
    assert str(raised.value)
    return raised.value.key


def test_only_a_centre_gives_out_cards(tmp_path: Path) -> None:
    assert key_of(enrolment.centre_card, desk_in(tmp_path / "r"), tmp_path / "c") == (
        "card.only_centre"
    )


def test_a_card_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    centre = desk_in(tmp_path / "c", "刁镇综治中心", centre=True)
    assert key_of(enrolment.centre_card, centre, tmp_path / "none" / "x") == "card.cannot_write"


def test_another_centre_is_joined_only_by_who_knows_that_the_first_is_left(tmp_path: Path) -> None:
    room = desk_in(tmp_path / "r")
    for name in ("甲", "乙"):
        centre = desk_in(tmp_path / name, f"{name}中心", centre=True)
        enrolment.centre_card(centre, tmp_path / f"{name}.json")
    first, second = tmp_path / "甲.json", tmp_path / "乙.json"
    assert enrolment.leaves(room, first) is None
    enrolment.join(room, first)
    assert enrolment.leaves(room, first) is None
    enrolment.join(room, first)  # the same again, for a new address, asks nothing
    leaving = enrolment.leaves(room, second)
    assert leaving is not None
    assert (leaving.old, leaving.new) == ("甲中心", "乙中心")
    assert "“甲中心”以前发来的，都会交给“乙中心”" in leaving.question()
    with pytest.raises(Trouble, match="--leave") as raised:
        enrolment.join(room, second)
    assert raised.value.key == "card.leave_first"
    assert [one.name for one in enrolment.known_places(room)] == ["甲中心"]
    told = enrolment.join(room, second, leave=True)
    assert told.fingerprint == leaving.fingerprint == keys.fingerprint(centre.shelf.log)
    assert [(one.name, one.trusted) for one in enrolment.known_places(room)] == [("乙中心", True)]


def test_a_centre_joins_neither_itself_nor_a_room_nor_its_own_lower_centre(tmp_path: Path) -> None:
    upper = desk_in(tmp_path / "u", "区中心", centre=True)
    lower = desk_in(tmp_path / "l", "镇中心", centre=True)
    enrolment.centre_card(upper, tmp_path / "upper.json")
    assert key_of(enrolment.join, upper, tmp_path / "upper.json") == "card.own"
    told = cards.make(
        lower.shelf.key, role="room", name="n", room="r", recipient=seal.address(lower.shelf.identity)
    )  # fmt: skip
    (tmp_path / "room.json").write_bytes(told)
    assert key_of(enrolment.join, upper, tmp_path / "room.json") == "card.not_a_centre"
    enrolment.join(lower, tmp_path / "upper.json")
    exchange.make_bundle(lower, tmp_path)
    exchange.take_bundles(upper, tmp_path)
    enrolment.centre_card(lower, tmp_path / "lower.json")
    assert key_of(enrolment.join, upper, tmp_path / "lower.json") == "card.reports_to_us"


def test_a_fingerprint_is_taken_as_it_is_spoken(tmp_path: Path) -> None:
    room, centre = desk_in(tmp_path / "r"), desk_in(tmp_path / "c", "中心", centre=True)
    enrolment.centre_card(centre, tmp_path / "card.json")
    enrolment.join(room, tmp_path / "card.json")
    exchange.make_bundle(room, tmp_path)
    exchange.take_bundles(centre, tmp_path)
    said = enrolment.own_fingerprint(room)
    for wrong in ("", "AAAA-AAAA", said[:4], said + "A"):
        assert key_of(enrolment.approve, centre, wrong) == "exchange.no_such_fingerprint"
    spoken = " ".join(said.lower().replace("-", ""))
    assert enrolment.approve(centre, spoken).fingerprint == said


def test_two_places_of_one_fingerprint_are_not_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre = desk_in(tmp_path / "c", "中心", centre=True)
    with centre.shelf.local_writing() as link:
        for log in ("a", "b"):
            peers.meet(link, peers.Peer(log, peers.ROOM, log, "同名", "age1"))
    monkeypatch.setattr(keys, "fingerprint", lambda log: "AAAA-BBBB")
    assert key_of(enrolment.approve, centre, "AAAA-BBBB") == "exchange.fingerprint_twice"
