"""The header of a bundle: signed, honest, meant for me, within bounds, or refused in words."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from nacl.signing import SigningKey

from app.store import chain
from app.sync import bundle
from app.trouble import Trouble
from tests.sync.conftest import Road


def key_of(road: Road, **more: Any) -> str:
    with pytest.raises(Trouble) as raised:
        bundle.read_header(msgspec.json.encode(road.header(b"", **more)), road.sender, road.me)
    return raised.value.key


def test_lines_of_a_newer_program_are_passed_over(road: Road) -> None:
    told = road.header(b"", later={"any": ["shape"]}, want={"blob": [[0, 5]]})
    header = bundle.read_header(msgspec.json.encode(told), road.sender, road.me)
    assert header.want == {"blob": [(0, 5)]}


def test_a_bundle_for_a_newer_program_is_told_before_anything_else(road: Road) -> None:
    told = msgspec.json.encode({"fmt": 9, "min_reader": bundle.READER + 1})
    with pytest.raises(Trouble) as raised:
        bundle.read_header(told, road.sender, road.me)
    assert raised.value.key == "bundle.newer"


def section(**more: Any) -> dict[str, Any]:
    return {"kind": "entries", "len": 0, "sha256": "x", **more}


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"sender": "another"}, "bundle.forged"),
        ({"to": []}, "bundle.not_addressed"),
        ({"to": ["another"]}, "bundle.not_addressed"),
        ({"sections": []}, "bundle.malformed"),
        ({"sections": [section(kind="blob")]}, "bundle.malformed"),
        ({"sections": [section(), section()]}, "bundle.malformed"),
        ({"sections": [section(len=-1)]}, "bundle.malformed"),
        ({"sections": [section(len=2**54)]}, "bundle.malformed"),
        ({"sections": [section(len=bundle.LARGEST_FILE + 1)]}, "bundle.too_large"),
        ({"sections": [section(), *[section(kind="blob")] * 4096]}, "bundle.too_large"),
        ({"raw": bundle.MOST_RAW + 1}, "bundle.too_large"),
        ({"raw": -1}, "bundle.malformed"),
        ({"n": 5, "raw": 4}, "bundle.too_large"),
        ({"n": "5"}, "bundle.malformed"),
        ({"n": 2**70}, "bundle.malformed"),
        ({"have": []}, "bundle.malformed"),
        ({"have": {"log": [[1]]}}, "bundle.malformed"),
        ({"have": {"log": [["1", "x"]]}}, "bundle.malformed"),
        ({"have": {"log": [[1, "x" * 201]]}}, "bundle.malformed"),
        ({"card": None}, "bundle.malformed"),
        ({"card": {"name": "n" * 201, "role": "room", "recipient": "r"}}, "bundle.malformed"),
        ({"vouch": [{"by": "a", "log": "b", "sig": "c"}] * 65}, "bundle.too_large"),
        ({"min_reader": None}, "bundle.malformed"),
    ],
    ids=str,
)
def test_a_header_that_does_not_hold_is_refused(road: Road, wrong: Any, key: str) -> None:
    assert key_of(road, **wrong) == key


@pytest.mark.parametrize(
    "told", [b"", b"{", b"[]", b"\xff", b'{"fmt":' * 50_000, b'{"fmt": NaN, "min_reader": 1}']
)
def test_a_header_that_is_none_is_refused(road: Road, told: bytes) -> None:
    with pytest.raises(Trouble) as raised:
        bundle.read_header(told, road.sender, road.me)
    assert raised.value.key == "bundle.malformed"


def test_sixty_four_vouches_are_read(road: Road) -> None:
    told = road.header(b"", vouch=[{"by": "a", "log": "b", "sig": "c"}] * 64)
    assert len(bundle.read_header(msgspec.json.encode(told), road.sender, road.me).vouch) == 64


def test_only_the_sender_s_own_signature_counts(road: Road) -> None:
    front = road.packed([]).front
    header = front[bundle.FRONT :]
    other = SigningKey.generate().verify_key.encode()
    for wrong in (front[:4] + other + front[36:], front[:4] + bytes(32) + front[36:]):
        with pytest.raises(Trouble) as raised:
            bundle.sender_of(wrong[: bundle.FRONT], header)
        assert raised.value.key == "bundle.forged"
    assert bundle.sender_of(front, header) == chain.log_name(road.key)


def test_an_entry_s_signature_never_passes_for_a_bundle_s(road: Road) -> None:
    """Each kind of signature begins with its own word."""
    told = road.packed([]).front[bundle.FRONT :]
    sig = road.key.sign(chain.DOMAIN + told).signature
    front = bundle.MAGIC + road.key.verify_key.encode() + sig + bytes(4)
    with pytest.raises(Trouble):
        bundle.sender_of(front, told)


@pytest.mark.parametrize(("length", "fits"), [(1024 * 1024, True), (1024 * 1024 + 1, False)])
def test_a_header_has_at_most_one_megabyte(length: int, *, fits: bool) -> None:
    front = bundle.MAGIC + bytes(96) + length.to_bytes(4, "big")
    if fits:
        assert bundle.front_length(front) == length
        return
    with pytest.raises(Trouble) as raised:
        bundle.front_length(front)
    assert raised.value.key == "bundle.too_large"


def test_the_first_word_tells_a_bundle() -> None:
    with pytest.raises(Trouble) as raised:
        bundle.front_length(b"ZJB2" + bytes(100))
    assert raised.value.key == "bundle.not_a_bundle"
