"""A new log speaks with the old key's word, and with nobody else's."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from nacl.signing import SigningKey

from app.store import chain, vouch
from app.store.shelf import Shelf
from app.store.tables import tip
from tests.machines import again, change, entries, register, shelf_in, take


def chain_of(*keys: SigningKey) -> list[vouch.Vouch]:
    """Each key's word for the next."""
    return [vouch.sign(a, chain.log_name(b)) for a, b in pairwise(keys)]


def anew(shelf: Shelf, folder: Path) -> Shelf:
    """The same file with a new log."""
    with shelf.local_writing() as link:
        vouch.begin_anew(link, vouch.fresh_key())
    return again(shelf, folder)


def test_a_word_holds_only_as_the_old_key_gave_it() -> None:
    old, new, other = (SigningKey.generate() for _ in range(3))
    told = vouch.sign(old, chain.log_name(new))
    assert vouch.holds(told)
    for wrong in (
        {"log": chain.log_name(other)}, {"by": chain.log_name(other)}, {"sig": "AAAA"}, {"by": "?"}, {"sig": "é"},
    ):  # fmt: skip
        assert not vouch.holds(msgspec.structs.replace(told, **wrong))


def test_words_lead_back_from_log_to_log_the_newest_first() -> None:
    a, b, c, stranger = (SigningKey.generate() for _ in range(4))
    told = [*chain_of(a, b, c), *chain_of(stranger, SigningKey.generate())]
    assert vouch.before(chain.log_name(c), told) == [chain.log_name(b), chain.log_name(a)]
    assert vouch.before(chain.log_name(a), told) == []


def test_words_that_go_round_end() -> None:
    a, b = SigningKey.generate(), SigningKey.generate()
    told = chain_of(a, b, a)
    assert len(vouch.before(chain.log_name(a), told)) == 2


def test_a_forged_word_ends_the_way_back() -> None:
    a, b, c = (SigningKey.generate() for _ in range(3))
    first, second = chain_of(a, b, c)
    forged = msgspec.structs.replace(first, sig=second.sig)
    assert vouch.before(chain.log_name(c), [forged, second]) == [chain.log_name(b)]


def test_a_workstation_that_begins_anew_keeps_what_it_had(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path / "a")
    old, identity = shelf.log, shelf.identity
    shelf.write("u", "register", register)
    shelf = anew(shelf, tmp_path / "a")
    assert shelf.log != old
    assert shelf.identity == identity
    with shelf.reading() as db:
        assert vouch.before(shelf.log, vouch.own(db)) == [old]
    middle = shelf.log
    shelf = anew(shelf, tmp_path / "a")
    with shelf.reading() as db:
        assert vouch.before(shelf.log, vouch.own(db)) == [middle, old]


def test_a_workstation_that_never_began_anew_carries_no_word(tmp_path: Path) -> None:
    with shelf_in(tmp_path / "a").reading() as db:
        assert vouch.own(db) == []


def test_the_first_entry_of_a_new_log_comes_after_all_that_stood_there(tmp_path: Path) -> None:
    """Otherwise another machine would refuse it: it changes what it did not see."""
    shelf, other = shelf_in(tmp_path / "a"), shelf_in(tmp_path / "b")
    case_id, _ = shelf.write("u", "register", register)
    shelf.write("u", "change", lambda db: change(db, case_id, summary="为界址争吵"))
    shelf = anew(shelf, tmp_path / "a")
    shelf.write("u", "change", lambda db: change(db, case_id, summary="为界墙争吵"))
    *_, last = told = entries(shelf)
    assert last.head.seq == 1
    assert last.head.see == [told[-2].id]
    assert last.head.lam == 3
    done = take(other, told)
    assert (done.new, done.waiting, done.refused) == (3, 0, [])
    with other.engine.connect() as link:
        assert len(link.execute(tip.select()).all()) == 2


@pytest.mark.parametrize("many", [vouch.MOST, vouch.MOST + 3])
def test_no_more_words_are_carried_than_travel(tmp_path: Path, many: int) -> None:
    shelf = shelf_in(tmp_path / "a")
    with shelf.local_writing() as link:
        for _ in range(many):
            new = vouch.fresh_key()
            vouch.begin_anew(link, new)
    with shelf.reading() as db:
        told = vouch.own(db)
        assert len(told) == vouch.MOST
        assert len(vouch.before(chain.log_name(new), told)) == vouch.MOST
