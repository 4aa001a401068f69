"""What stands aside is told in words, tried again on demand, and looked at by the check-up."""

from __future__ import annotations

from pathlib import Path

import pytest
from nacl.signing import SigningKey

from app.desk import doctor, set_aside
from app.desk.desk import Desk
from app.store import chain, keys
from tests.machines import desk_in


@pytest.fixture
def room(tmp_path: Path) -> Desk:
    return desk_in(tmp_path / "r")


def odd(desk: Desk) -> chain.Entry:
    """An entry that this program does not understand."""
    told = chain.write(
        SigningKey.generate(), seq=1, prev=None, see=[], lam=1, wall="w", user="u", verb="v",
        ops=[["i", "case", "c1", {"summary": 7}]],
    )  # fmt: skip
    desk.shelf.take([told], lambda link, done: None, desk.shelf.log)
    return told


def test_nothing_aside_is_well(room: Desk) -> None:
    assert (set_aside.groups(room), room.look(set_aside.count), set_aside.retry(room)) == ([], 0, 0)


def test_it_is_told_by_log_and_reason(room: Desk) -> None:
    told = odd(room)
    (group,) = set_aside.groups(room)
    assert (group.reason, group.count, group.first, group.last) == ("content", 1, 1, 1)
    assert "升级" in group.sentence()
    assert room.look(set_aside.count) == 1
    (line,) = [one for one in doctor.examine(room) if one.key == "aside"]
    assert not line.well
    assert group.fingerprint == keys.fingerprint(told.head.log)


def test_tried_again_listeners_hear_what_counts_now(
    room: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd(room)
    heard: list[set[tuple[str, str]]] = []
    room.listen(heard.append)
    assert (set_aside.retry(room), heard) == (0, [])
    with monkeypatch.context() as newer:
        newer.setattr("app.store.content._check", lambda known, value: None)
        newer.setattr("app.store.rows.from_json", lambda known, value: str(value))
        assert set_aside.retry(room) == 1
    assert heard == [{("case", "c1")}]
    assert set_aside.groups(room) == []
