"""Sealed for its receiver, opened by nobody else, and every fault of the seal has its sentence."""

from __future__ import annotations

import io

import pytest
from pyrage import x25519

from app.sync import seal
from app.trouble import Trouble

MINE, OTHER = (str(x25519.Identity.generate()) for _ in range(2))


def sealed(told: bytes = b"told", *to: str) -> bytes:
    out = io.BytesIO()
    seal.seal([told[:3], b"", told[3:]], out, list(to) or [seal.address(MINE)])
    return out.getvalue()


def opened(told: bytes, identity: str = MINE) -> bytes:
    sink = io.BytesIO()
    seal.unseal(io.BytesIO(told), sink, identity)
    return sink.getvalue()


def trouble(told: bytes, identity: str = MINE) -> str:
    with pytest.raises(Trouble) as raised:
        opened(told, identity)
    return raised.value.key


@pytest.mark.parametrize("size", [0, 1, 65536, 65537, 400_000])
def test_what_was_sealed_is_opened(size: int) -> None:
    told = bytes(size)
    assert opened(sealed(told)) == told
    assert len(sealed(told)) <= seal.sealed_size(size, 1)


def test_several_receivers_open_one_seal() -> None:
    told = sealed(b"both", seal.address(MINE), seal.address(OTHER))
    assert opened(told) == opened(told, OTHER) == b"both"
    assert len(told) <= seal.sealed_size(4, 2)


def test_nobody_else_opens_it() -> None:
    assert trouble(sealed(), OTHER) == "bundle.not_for_us"


@pytest.mark.parametrize(
    ("told", "key"),
    [
        (b"", "bundle.empty"),
        (b"PK\x03\x04" + bytes(100), "bundle.not_a_bundle"),
        ("台账".encode(), "bundle.not_a_bundle"),
        (bytes(4096), "bundle.torn"),  # a stick that lost the first sector
        (seal.FIRST_LINE[:5], "bundle.torn"),
        (seal.FIRST_LINE, "bundle.torn"),
        (seal.FIRST_LINE + b"-> X25519 ", "bundle.torn"),
        (seal.FIRST_LINE + b"-> " + b"x" * seal.LONGEST_TOP * 3, "bundle.torn"),
        (seal.FIRST_LINE + b"-> x\n" * 65 + b"--- " + b"A" * 43 + b"\n", "bundle.torn"),
        (seal.FIRST_LINE + b"-> x\n--- " + b"A" * 99, "bundle.torn"),
        (seal.FIRST_LINE + b"\xff\n--- x\n", "bundle.torn"),
    ],
)
def test_what_is_not_sealed_is_told(told: bytes, key: str) -> None:
    assert trouble(told) == key


def test_a_torn_seal_is_told() -> None:
    told = sealed(bytes(200_000))
    for cut in (50, 200, 70_000, len(told) - 1):
        assert trouble(told[:cut]) == "bundle.torn"
    assert trouble(told + b"x") == "bundle.torn"


def test_the_taker_s_own_trouble_comes_through() -> None:
    class Sink:
        def write(self, part: bytes, /) -> int:
            raise Trouble("bundle.stranger")

    with pytest.raises(Trouble) as raised:
        seal.unseal(io.BytesIO(sealed()), Sink(), MINE)
    assert raised.value.key == "bundle.stranger"


def test_the_disk_s_own_fault_is_not_taken_for_a_torn_seal() -> None:
    class Full:
        def write(self, part: bytes, /) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        seal.unseal(io.BytesIO(sealed()), Full(), MINE)
    with pytest.raises(OSError, match="No space"):
        seal.seal([bytes(100_000)], Full(), [seal.address(MINE)])  # type: ignore[arg-type]


def test_a_part_that_cannot_be_made_fails_as_what_it_is() -> None:
    def parts() -> object:
        yield b"x"
        raise RuntimeError("the room's own fault")

    with pytest.raises(Exception, match="own fault"):
        seal.seal(parts(), io.BytesIO(), [seal.address(MINE)])  # type: ignore[arg-type]


def test_an_address_is_told_from_other_words() -> None:
    assert seal.is_address(seal.address(MINE))
    for other in ("", "age1", "age1x", seal.address(MINE)[:-1], MINE):
        assert not seal.is_address(other)
