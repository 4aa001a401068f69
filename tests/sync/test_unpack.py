"""Every damaged, foreign, forged or oversized bundle is refused in words; a stranger's is not even parsed."""

from __future__ import annotations

import functools
import io
import random
import tracemalloc
import zlib
from typing import Any

import pytest
from nacl.signing import SigningKey

from app import words
from app.store import chain
from app.sync import bundle, pack, unpack
from app.trouble import Trouble
from tests.sync.conftest import Road


def refused(road: Road, told: bytes, **more: Any) -> str:
    """By which sentence; asked forty thousand times, so nothing is done twice."""
    try:
        road.read(told, **more)
    except Trouble as trouble:
        has_sentence(trouble.key, *trouble.facts.items())
        return trouble.key
    pytest.fail("it was taken")


@functools.cache
def has_sentence(key: str, *facts: tuple[str, Any]) -> None:
    assert words.say(key, **dict(facts)) == str(Trouble(key, **dict(facts)))


def pressed(raw: bytes) -> bytes:
    return zlib.compress(raw)


def test_every_bit_cut_block_and_addition_is_refused(road: Road) -> None:
    """Exhaustive over one small bundle (invariant I8)."""
    told = road.bundle(road.entry())
    variants = 0
    for at in range(len(told) * 8):
        bent = bytearray(told)
        bent[at // 8] ^= 1 << at % 8
        assert refused(road, bytes(bent)).startswith("bundle.")
        variants += 1
    for cut in range(len(told)):
        assert refused(road, told[:cut]).startswith("bundle.")
        variants += 1
    for start in range(0, len(told), 64):
        for size in (1, 64, 512):
            zeroed = told[:start] + bytes(len(told[start : start + size])) + told[start + size :]
            if zeroed != told:
                assert refused(road, zeroed).startswith("bundle.")
                variants += 1
    for more in (b"\0", b"x", b"\n", told, bytes(512)):
        assert refused(road, told + more).startswith("bundle.")
    assert variants > 9 * len(told)


def test_every_bit_under_the_seal_is_signed(road: Road) -> None:
    """Somebody who can seal but not sign changes nothing unnoticed."""
    plain = road.plain(road.entry())
    for at in range(len(plain)):
        bent = bytearray(plain)
        bent[at] ^= 1 << at % 8
        assert refused(road, road.resealed(bytes(bent))).startswith("bundle.")
    for cut in range(0, len(plain), 7):
        assert refused(road, road.resealed(plain[:cut])) in {"bundle.torn", "bundle.forged"}
    assert refused(road, road.resealed(plain + b"x")) == "bundle.malformed"


def test_random_damage_never_gets_through(road: Road) -> None:
    told, chance = road.bundle(road.entry()), random.Random(7)
    for _ in range(300):
        bent = bytearray(told)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(bent))
            bent[at : at + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
        if bytes(bent) != told:
            assert refused(road, bytes(bent)).startswith("bundle.")


def test_a_stranger_is_refused_before_anything_is_read(road: Road) -> None:
    far = random.Random(3).randbytes(4 * 1024 * 1024)
    told = road.signed(b'{"not": "even looked at"}', far, SigningKey.generate())
    source = io.BytesIO(told)
    with pytest.raises(Trouble) as raised:
        unpack.unpack(
            source, len(told), identity=road.identity, me=road.me, admits=lambda log: False,
            scratch=road.scratch,
        )  # fmt: skip
    assert raised.value.key == "bundle.stranger"
    assert source.tell() < 512 * 1024 < len(told)


def test_a_look_reads_the_header_and_nothing_behind_it(road: Road) -> None:
    told = road.bundle(*(road.entry(n, random.Random(n).randbytes(3000).hex()) for n in range(300)))
    for known in (True, False):
        source = io.BytesIO(told)
        given: dict[str, Any] = {"identity": road.identity, "me": road.me, "scratch": road.scratch}
        if known:
            header = unpack.look(source, admits=lambda log: log == road.sender, **given)
            assert header == road.opened(told).header
        else:
            with pytest.raises(Trouble) as raised:
                unpack.look(source, admits=lambda log: False, **given)
            assert raised.value.key == "bundle.stranger"
        assert source.tell() < 256 * 1024 < len(told)


def test_a_file_larger_than_any_bundle_is_not_opened(road: Road) -> None:
    with pytest.raises(Trouble) as raised:
        unpack.unpack(
            io.BytesIO(b"x"), bundle.LARGEST_FILE + 1, identity="none", me="", scratch=road.scratch,
            admits=lambda log: True,
        )  # fmt: skip
    assert raised.value.key == "bundle.too_large"


def test_another_machine_s_bundle_is_told(road: Road, tmp_path: Any) -> None:
    other = Road(tmp_path / "other")
    assert refused(other, road.bundle(road.entry())) == "bundle.not_for_us"


def test_a_bundle_forwarded_to_another_receiver_is_refused(road: Road) -> None:
    """The first receiver seals it again for a third: the signed address still says for whom it was."""
    assert refused(road, road.bundle(to="somebody else")) == "bundle.not_addressed"


def test_a_header_under_another_key_is_forged(road: Road) -> None:
    body = pressed(b"")
    told = road.signed(road.header(body), body, SigningKey.generate())
    assert refused(road, told, admits=lambda log: True) == "bundle.forged"


def line(entry: chain.Entry) -> bytes:
    return pack.line(entry)


def sent(road: Road, lines: bytes, body: bytes | None = None, /, **more: Any) -> bytes:
    body = pressed(lines) if body is None else body
    return road.signed(road.header(body, lines, **more), body)


def test_an_enrolled_machine_s_own_bundle_is_read(road: Road) -> None:
    one = road.entry()
    assert road.read(sent(road, line(one))) == [one]


def test_a_bomb_stops_at_what_was_declared(road: Road) -> None:
    bomb = zlib.compress(bytes(200 * 1024 * 1024), 9)
    tracemalloc.start()
    assert refused(road, sent(road, b"", bomb, raw=1000)) == "bundle.too_large"
    assert refused(road, sent(road, b"", bomb, raw=200 * 1024 * 1024)) == "bundle.too_large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 48 * 1024 * 1024


def test_no_more_entries_come_out_than_bytes_were_declared(road: Road) -> None:
    one = line(road.entry())
    opened = road.opened(sent(road, one * 5000, raw=20 * len(one)))
    with pytest.raises(Trouble) as raised:
        list(opened.entries())
    assert raised.value.key == "bundle.too_large"


def test_what_unpacks_to_less_than_declared_is_refused(road: Road) -> None:
    one = line(road.entry())
    assert refused(road, sent(road, one, raw=len(one) + 1)) == "bundle.malformed"
    assert refused(road, sent(road, one, n=2)) == "bundle.malformed"
    assert refused(road, sent(road, one * 2, n=1)) == "bundle.malformed"


def test_an_unfinished_or_foreign_packing_is_refused(road: Road) -> None:
    one = line(road.entry())
    for body in (pressed(one)[:-3], pressed(one) + b"x", b"PK\x03\x04", b"", pressed(one) * 2):
        assert refused(road, sent(road, one, body)) == "bundle.malformed"


@pytest.mark.parametrize(
    "raw",
    [
        b"[]\n", b"{}\n", b"\n", b"[1,2]\n", b"[" * 60_000 + b"\n", b"\xff\n", b'[[],[],5]\n',
        b'[[],[],"x","y"]\n', b"[[],[],\"\xff\"]\n", b'{"a":1,"a":2}\n', b'[[],[],"\\ud800"]\n',
        b'[NaN,[],"x"]\n', b"null\n", b"[[],[],",
    ],
)  # fmt: skip
def test_lines_that_are_no_entries_are_refused(road: Road, raw: bytes) -> None:
    assert refused(road, sent(road, raw, n=1)) in {"bundle.malformed", "bundle.bad_entry"}


def test_a_line_longer_than_any_entry_is_refused(road: Road) -> None:
    raw = b'[["' + b"x" * bundle.LONGEST_LINE
    assert refused(road, sent(road, raw, n=1)) == "bundle.too_large"


def test_a_last_line_without_an_end_is_refused(road: Road) -> None:
    one = line(road.entry())
    assert refused(road, sent(road, one + one[:-1], n=1)) == "bundle.malformed"


def test_an_entry_nobody_signed_is_refused(road: Road) -> None:
    one, other = road.entry(), road.entry(key=SigningKey.generate())
    forged = chain.Entry(other.header, other.body, one.sig, other.id, other.head)
    assert refused(road, sent(road, line(forged))) == "bundle.bad_entry"


def test_entries_of_other_logs_travel_with_their_own_signatures(road: Road) -> None:
    """A relay carries other people's entries and can forge none."""
    other = road.entry(key=SigningKey.generate())
    assert road.read(sent(road, line(other))) == [other]


def test_bytes_around_a_signed_header_do_not_count_as_it(road: Road) -> None:
    one = road.entry()
    spaced = b"[ " + one.header + b" , " + one.body + b' ,"' + chain.b64(one.sig).encode() + b'"]\n'
    assert road.read(sent(road, spaced)) == [one]


def test_a_section_this_program_does_not_know_is_hashed_and_passed_over(road: Road) -> None:
    one = line(road.entry())
    body, scan = pressed(one), b"a scanned page" * 10_000
    sections = [
        {"kind": "entries", "len": len(body), "sha256": bundle.digest(body)},
        {"kind": "blob", "len": len(scan), "sha256": bundle.digest(scan), "blob": "h", "from": 0,
         "total": len(scan)},
        {"kind": "blob", "len": 0, "sha256": bundle.digest(b""), "blob": "h", "from": 5, "total": 5},
    ]  # fmt: skip
    told = road.header(body, one, sections=sections)
    opened = road.opened(road.signed(told, body + scan))
    assert len(list(opened.entries())) == 1
    assert opened.body.size == len(body)
    assert refused(road, road.signed(told, body + scan[:-1] + b"!")) == "bundle.torn"
    assert refused(road, road.signed(told, body + scan[:-1])) == "bundle.torn"


def test_a_header_cut_anywhere_is_torn(road: Road) -> None:
    for size in (0, 3, 4, 103, 104, 150):
        told = road.resealed(road.plain()[:size])
        assert refused(road, told) == "bundle.torn"


def test_the_whole_may_come_in_any_pieces(road: Road) -> None:
    """What matters is the bytes, not how the seal hands them out."""
    one = road.entry()
    plain = road.plain(one)
    for step in (1, 7, 103, 105, len(plain)):
        reader = unpack._Reader(road.me, lambda log: True, road.scratch)
        for at in range(0, len(plain), step):
            reader.write(plain[at : at + step])
        assert list(reader.opened().entries()) == [one]


SCAN = random.Random(11).randbytes(90)
SCAN_HASH = "5c" * 32


def with_scans(hold: pack.Hold) -> None:
    hold.put(SCAN_HASH, 0, 90, lambda sink: sink.write(SCAN[:30]))
    hold.put(SCAN_HASH, 30, 90, lambda sink: sink.write(SCAN[30:]))


def carried(road: Road, told: bytes) -> list[tuple[str | None, int, bytes]]:
    """Every stretch a bundle carries."""
    opened = road.opened(told)
    try:
        return [(one.blob, one.start, b"".join(parts)) for one, parts in opened.stretches()]
    finally:
        opened.close()


def test_stretches_of_attachments_come_in_order_and_can_be_passed_over(road: Road) -> None:
    told = road.bundle(road.entry(), load=with_scans)
    assert carried(road, told) == [(SCAN_HASH, 0, SCAN[:30]), (SCAN_HASH, 30, SCAN[30:])]
    opened = road.opened(told)
    seen = []
    for one, parts in opened.stretches():
        if one.start == 30:  # the first was not even looked at
            seen.append(next(parts))
    assert b"".join(seen) == SCAN[30:]
    assert len(list(opened.entries())) == 1


def test_every_bit_of_a_bundle_with_two_stretches_is_refused(road: Road) -> None:
    """Exhaustive under the seal, where somebody who can seal but not sign would change it."""
    plain = road.plain(road.entry(), load=with_scans)
    assert carried(road, road.resealed(plain))
    for at in range(len(plain) * 8):
        bent = bytearray(plain)
        bent[at // 8] ^= 1 << at % 8
        assert refused(road, road.resealed(bytes(bent))).startswith("bundle.")
    for cut in range(len(plain)):
        assert refused(road, road.resealed(plain[:cut])).startswith("bundle.")
    assert refused(road, road.resealed(plain + b"x")) == "bundle.malformed"


def test_every_bit_of_its_sealed_form_is_refused(road: Road) -> None:
    told = road.bundle(road.entry(), load=with_scans)
    for at in range(len(told) * 8):
        bent = bytearray(told)
        bent[at // 8] ^= 1 << at % 8
        assert refused(road, bytes(bent)).startswith("bundle.")


@pytest.mark.parametrize(
    "odd",
    [
        {"blob": "h"}, {"blob": None}, {"blob": "AB" * 32}, {"blob": "../" * 20 + "abcd"}, {"total": 4},
        {"total": 2**53}, {"from": 2**53}, {"from": 1}, {"total": 0}, {"kind": "later"},
    ],
)  # fmt: skip
def test_a_stretch_that_makes_no_sense_is_hashed_and_passed_over(
    road: Road, odd: dict[str, Any]
) -> None:
    one = line(road.entry())
    body, scan = pressed(one), b"12345"
    told = {"kind": "blob", "len": 5, "sha256": bundle.digest(scan), "blob": "ab" * 32, "from": 0,
            "total": 5}  # fmt: skip
    entries = {"kind": "entries", "len": len(body), "sha256": bundle.digest(body)}
    for sections in ([entries, {**told, **odd}], [entries, {**told, **odd}, told]):
        last = scan * (len(sections) - 1)
        opened = road.opened(road.signed(road.header(body, one, sections=sections), body + last))
        found = [(x.total, b"".join(parts)) for x, parts in opened.stretches()]
        assert found == [(5, scan)] * (len(sections) - 2)
        assert len(list(opened.entries())) == 1
        opened.close()


def test_more_sections_or_bytes_than_a_bundle_may_have_are_refused(road: Road) -> None:
    body = pressed(b"")
    entries = {"kind": "entries", "len": len(body), "sha256": bundle.digest(body)}
    one = {"kind": "blob", "len": 1, "sha256": bundle.digest(b"1"), "blob": "ab" * 32, "total": 9}
    many = [entries, *[one] * bundle.MOST_SECTIONS]
    assert refused(road, road.signed(road.header(body, sections=many), body)) == "bundle.too_large"
    huge = [entries, {**one, "len": 2**53, "total": 2**53}]
    assert refused(road, road.signed(road.header(body, sections=huge), body)) == "bundle.too_large"


def test_large_stretches_need_little_memory(road: Road) -> None:
    block = random.Random(2).randbytes(1024 * 1024)

    def load(hold: pack.Hold) -> None:
        for n in range(4):
            hold.put(
                f"{n:064x}", 0, 16 * len(block), lambda sink: [sink.write(block) for _ in range(16)]
            )

    packed = road.packed([road.entry()], load=load)
    told = road.sealed(packed)
    packed.close()
    source = io.BytesIO(told)
    tracemalloc.start()
    opened = unpack.unpack(
        source, len(told), identity=road.identity, me=road.me, admits=lambda log: True,
        scratch=road.scratch,
    )  # fmt: skip
    length = sum(len(part) for _, parts in opened.stretches() for part in parts)
    opened.close()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length == 64 * len(block)
    assert peak < 32 * len(block)
