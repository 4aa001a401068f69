"""What cannot be applied is kept with its reason, is taken up when the reason goes, and fills no disk."""

from __future__ import annotations

from typing import Any

import pytest
from nacl.signing import SigningKey

from app.store import chain, set_aside
from app.store.shelf import Shelf
from app.trouble import Trouble
from tests.machines import state


@pytest.fixture
def shelf(either: Shelf) -> Shelf:
    return either


def entry(key: SigningKey, seq: int = 1, prev: str | None = None, **more: Any) -> chain.Entry:
    ops = [["i", "case", f"c{seq}", {"summary": "界址"}]]
    told = {"see": [], "lam": seq, "wall": "w", "user": "u", "ops": ops, "verb": "v", **more}
    return chain.write(key, seq=seq, prev=prev, **told)


def take(shelf: Shelf, *told: chain.Entry, by: str = "stick") -> Any:
    return shelf.take(told, lambda link, done: None, by)


def aside(shelf: Shelf) -> list[set_aside.Aside]:
    with shelf.reading() as db:
        return set_aside.listed(db)


def test_an_entry_of_a_false_order_is_kept_as_it_was_signed(shelf: Shelf) -> None:
    ahead = entry(SigningKey.generate(), lam=99)
    assert take(shelf, ahead).refused == [(ahead.id, "order")]
    (one,) = aside(shelf)
    assert (one.id, one.log, one.seq, one.reason) == (ahead.id, ahead.head.log, 1, "order")
    assert one.brought_by == "stick"
    with shelf.reading() as db:
        assert list(set_aside.read(db, [ahead.id])) == [ahead]
        assert set_aside.counts(db) == {"order": 1}


def test_brought_again_it_changes_nothing(shelf: Shelf) -> None:
    ahead = entry(SigningKey.generate(), lam=99)
    take(shelf, ahead)
    noted, before = aside(shelf), state(shelf)
    take(shelf, ahead, by="other")
    assert (aside(shelf), state(shelf)) == (noted, before)


def test_what_waited_and_proves_false_is_kept_too(shelf: Shelf) -> None:
    key = SigningKey.generate()
    first = entry(key)
    second = entry(key, 2, first.id, lam=50)
    assert take(shelf, second).waiting == 1
    done = take(shelf, first)
    assert (done.waiting, done.refused) == (0, [(second.id, "order")])
    assert [one.brought_by for one in aside(shelf)] == [second.head.log]


def test_it_is_taken_up_once_this_program_understands_it(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = SigningKey.generate()
    odd = entry(key, ops=[["i", "case", "c1", {"summary": 7}]])
    after = entry(key, 2, odd.id)
    done = take(shelf, odd, after)
    assert (done.new, done.waiting) == (0, 1)
    assert shelf.take_up().new == 0
    assert [one.reason for one in aside(shelf)] == ["content"]
    with monkeypatch.context() as newer:
        newer.setattr("app.store.content._check", lambda known, value: None)
        newer.setattr("app.store.rows.from_json", lambda known, value: str(value))
        assert shelf.take_up().new == 2
    assert aside(shelf) == []


@pytest.mark.parametrize(
    ("bound", "most"), [("MOST", 3), ("LARGEST", 3 * len(entry(SigningKey.generate()).body))]
)
def test_nobody_fills_the_disk_with_what_is_not_evidence(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    monkeypatch.setattr(set_aside, bound, most)
    for _ in range(3):
        take(shelf, entry(SigningKey.generate(), lam=9))
    before = state(shelf)
    good = entry(SigningKey.generate())
    with pytest.raises(Trouble) as raised:
        take(shelf, good, entry(SigningKey.generate(), lam=9))
    assert raised.value.key == "bundle.too_many_aside"
    assert state(shelf) == before
    assert len(aside(shelf)) == 3
    assert take(shelf, good, by="another").new == 1


def test_the_reason_is_the_one_of_today(shelf: Shelf) -> None:
    """What stood aside with its closed log, and is no evidence either, is not called closed for ever."""
    key = SigningKey.generate()
    odd = entry(key, lam=50)
    with shelf.local_writing() as link:
        set_aside.put(link, [(odd, set_aside.CLOSED)], "whoever")
        set_aside.put(link, [(odd, "order")], "another")
    assert [(one.reason, one.brought_by) for one in aside(shelf)] == [("order", "whoever")]
