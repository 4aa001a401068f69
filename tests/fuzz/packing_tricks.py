"""How entries and attachments may be packed by a machine that means harm, one trick a function."""

from __future__ import annotations

import hashlib
import random
import zlib

from tests.fuzz.draft import Draft, section
from tests.fuzz.oddities import NUMBERS, TEXTS, Trick, oddity


def bomb(dice: random.Random, draft: Draft) -> None:
    """Little that becomes much."""
    piece = dice.choice((b"\n", b"0", b"[", b'[[],[],""]\n')) * 100_000
    times = dice.choice((10, 100, 1000))
    press = zlib.compressobj(9)
    draft.packed = b"".join(press.compress(piece) for _ in range(times)) + press.flush()
    draft.told = b""
    draft.head["n"] = piece.count(b"\n") * times
    whole = len(piece) * times
    draft.head["raw"] = dice.choice((1, whole - 1, whole, whole + 1, 2**30))
    draft.fixed |= {"n", "raw"}


def packing(dice: random.Random, draft: Draft) -> None:
    """zlib cut short, with a tail, of another kind, with a dictionary, or none at all."""
    told = b"".join(one.told(draft.key) for one in draft.lines)
    whole = zlib.compress(told)
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    with_words = zlib.compressobj(zdict=told[:64])
    draft.packed = dice.choice(
        (
            whole[:-1], whole[: len(whole) // 2], whole + b"x", whole + whole, told, b"", b"\x78\x9c",
            press.compress(told) + press.flush(), with_words.compress(told) + with_words.flush(),
            bytes([dice.randrange(256)]) + whole[1:], zlib.compress(zlib.compress(told)), zlib.compress(b""),
        )
    )  # fmt: skip


def lines_off(dice: random.Random, draft: Draft) -> None:
    """Section 0 is no list of entries."""
    told = b"".join(one.told(draft.key) for one in draft.lines)
    draft.told = dice.choice(
        (
            told[:-1], told + b"\n", told.replace(b"\n", b"\r\n"), b"\n" * 50, b" " + told, told + b"[]\n",
            b"\xef\xbb\xbf" + told,
            told.replace(b"]\n", b",1]\n"), b"[" * 100_000 + b"\n", b'["","",""]\n' * 3, b"x" * 9_000_000,
        )
    )  # fmt: skip


def stretches(dice: random.Random, draft: Draft) -> None:
    """Stretches of attachments: path-like names, wrong totals, nothing of what is said."""
    content = dice.randbytes(dice.choice((0, 1, 100, 5000)))
    blob = dice.choice((hashlib.sha256(content).hexdigest(), "A" * 64, "f" * 64, *TEXTS, None))
    numbers = (0, 1, len(content), len(content) + 1, 2**40, 2**53, -1, 2**64)
    more = {"blob": blob, "from": dice.choice(numbers), "total": dice.choice(numbers)}
    kind = dice.choice(("blob", "blob", "blob", "entries", "later", "", "../x"))
    draft.stretches.append((section(kind, content, **more), content))


def known_stretch(dice: random.Random, draft: Draft) -> None:
    """The stretch of a real attachment says something else, or brings something else."""
    if not draft.stretches:
        return
    described, content = dice.choice(draft.stretches)
    name = dice.choice(("len", "from", "total", "sha256", "blob", "content"))
    if name == "content":
        content = dice.randbytes(len(content))
        described = section("blob", content, blob=described["blob"], total=described["total"])
    else:
        described = {**described, name: dice.choice((*NUMBERS, *TEXTS))}
    draft.stretches = [(described, content)] * dice.choice((1, 1, 2))


def many_sections(dice: random.Random, draft: Draft) -> None:
    count = dice.choice((4094, 4095, 4096, 5000))
    one = section("blob", b"", blob="a" * 64)
    small = {k: one[k] for k in ("kind", "len", "sha256")}
    draft.stretches = [(small, b"")] * count


def no_sections(dice: random.Random, draft: Draft) -> None:
    first = section(dice.choice(("entries", "blob", "x")), b"")
    draft.head["sections"] = dice.choice(([], [first], [first, first], oddity(dice)))
    draft.fixed.add("sections")


def tail(dice: random.Random, draft: Draft) -> None:
    """Bytes behind the last section."""
    draft.tail = dice.randbytes(dice.choice((1, 64, 100_000)))


def nothing(_dice: random.Random, _draft: Draft) -> None:
    """As it was: an honest bundle is taken."""


TRICKS: tuple[Trick, ...] = (
    bomb,
    packing,
    lines_off,
    stretches,
    known_stretch,
    many_sections,
    no_sections,
    tail,
    nothing,
)
