"""A sender nobody knows is read only if somebody known vouches for it; what is for my former log is for me."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection

import msgspec
import pytest
from nacl.signing import SigningKey

from app.store import chain, vouch
from app.sync import bundle, unpack
from app.trouble import Trouble
from tests.sync.conftest import Road


def opened(
    road: Road, told: bytes, admits: Callable[[str], bool], formerly: Collection[str] = ()
) -> unpack.Opened:
    return unpack.unpack(
        io.BytesIO(told), len(told), identity=road.identity, me=road.me, admits=admits,
        scratch=road.scratch, formerly=lambda: formerly,
    )  # fmt: skip


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as trouble:
        act()
    return trouble.value.key


def test_a_sender_for_whom_an_admitted_one_vouches_is_read(road: Road) -> None:
    old = SigningKey.generate()
    told = road.bundle(road.entry(), vouches=[vouch.sign(old, road.sender)])
    found = opened(road, told, chain.log_name(old).__eq__)
    assert [one.by for one in found.header.vouch] == [chain.log_name(old)]
    assert len(list(found.entries())) == 1
    found.close()


def test_a_word_of_somebody_unknown_or_forged_or_for_another_opens_nothing(road: Road) -> None:
    old, other = SigningKey.generate(), SigningKey.generate()
    good = vouch.sign(old, road.sender)
    for word in (
        vouch.sign(other, road.sender), vouch.sign(old, chain.log_name(other)),
        msgspec.structs.replace(good, sig=vouch.sign(other, road.sender).sig),
    ):  # fmt: skip
        told = road.bundle(road.entry(), vouches=[word])
        with pytest.raises(Trouble) as trouble:
            opened(road, told, chain.log_name(old).__eq__)
        assert trouble.value.key == "bundle.stranger"


def test_a_malformed_header_is_nobody_s_word(road: Road) -> None:
    word = msgspec.to_builtins(vouch.sign(SigningKey.generate(), road.sender))
    for told in (b"", b"{", b'{"vouch": 1}', b'{"vouch": [{}]}', b"\xff", b"[" * 5000):
        assert bundle.vouchers(told, road.sender) == []
    many = msgspec.json.encode({"vouch": [word] * (bundle.MOST_VOUCHES + 1)})
    assert bundle.vouchers(many, road.sender) == []
    assert bundle.vouchers(msgspec.json.encode({"vouch": [word]}), road.sender) == [word["by"]]


def test_a_bundle_for_the_log_i_went_on_from_is_for_me(road: Road) -> None:
    former = chain.log_name(SigningKey.generate())
    told = road.bundle(road.entry(), to=former)
    assert refused(lambda: opened(road, told, lambda _: True)) == "bundle.not_addressed"
    opened(road, told, lambda _: True, formerly=[former]).close()
