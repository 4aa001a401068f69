"""A new log speaks with the old key's word, and with nobody else's."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
from nacl.signing import SigningKey

from app.store import chain, vouch
from tests.machines import shelf_in


def chain_of(*keys: SigningKey) -> list[vouch.Vouch]:
    """Each key's word for the next."""
    return [vouch.sign(a, chain.log_name(b)) for a, b in pairwise(keys)]


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


def test_a_workstation_that_never_began_anew_carries_no_word(tmp_path: Path) -> None:
    with shelf_in(tmp_path / "a").reading() as db:
        assert vouch.own(db) == []
