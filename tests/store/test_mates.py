"""A computer is believed because one that is believed speaks for it, however long the way."""

from __future__ import annotations

from pathlib import Path

import msgspec
from nacl.signing import SigningKey

from app.store import chain, mates, vouch
from tests.machines import shelf_in

A, B, C, D = (SigningKey(bytes([n]) * 32) for n in range(1, 5))
a, b, c, d = (chain.log_name(key) for key in (A, B, C, D))


def test_words_lead_back_over_several_computers() -> None:
    words = [mates.sign(A, b), mates.sign(B, c)]
    assert mates.behind(c, [], words) == [b, a]
    assert mates.behind(d, [], words) == []


def test_a_computer_that_went_on_under_another_key_stands_on_its_old_one_s_word() -> None:
    assert mates.behind(d, [vouch.sign(C, d)], [mates.sign(A, c)]) == [c, a]


def test_a_word_of_one_kind_is_none_of_the_other() -> None:
    assert mates.behind(b, [], [vouch.sign(A, b)]) == []
    assert mates.behind(b, [mates.sign(A, b)], []) == []


def test_a_forged_word_leads_nowhere() -> None:
    good = mates.sign(A, b)
    for wrong in ({"log": c}, {"by": d}, {"sig": "AAAA"}):
        assert mates.behind(b, [], [msgspec.structs.replace(good, **wrong)]) == []


def test_words_that_go_round_end() -> None:
    assert mates.behind(a, [], [mates.sign(A, b), mates.sign(B, a)]) == [b]


def test_words_are_kept_once_and_only_where_they_hold(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    good = mates.sign(A, b)
    with shelf.local_writing() as link:
        mates.keep(link, [good, msgspec.structs.replace(good, log=c), mates.sign(B, d)])
        mates.keep(link, [mates.sign(D, b), good])
        assert {(one.by, one.log) for one in mates.known(link)} == {(a, b), (b, d)}
    with shelf.reading() as db:
        assert len(mates.known(db)) == 2


def test_no_more_words_are_kept_than_travel(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    told = [mates.sign(A, chain.log_name(SigningKey.generate())) for _ in range(mates.MOST + 1)]
    with shelf.local_writing() as link:
        mates.keep(link, told)
        assert len(mates.known(link)) == mates.MOST
