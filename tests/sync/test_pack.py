"""A bundle is made of the signed bytes themselves and needs little memory."""

from __future__ import annotations

import io
import os
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from nacl.signing import SigningKey

from app.store import chain
from app.sync import bundle, pack, scratch, seal
from app.trouble import Trouble
from tests.sync.conftest import Road


def test_a_bundle_carries_entries_unchanged(road: Road) -> None:
    told = [road.entry(n, "宅基地界址纠纷㛃𬭎" * n) for n in range(1, 40)]
    assert road.read(road.bundle(*told)) == told


def test_an_empty_bundle_is_a_receipt(road: Road) -> None:
    opened = road.opened(road.bundle(have={"log": [(3, "id")]}))
    assert opened.header.have == {"log": [(3, "id")]}
    assert (opened.header.n, list(opened.entries())) == (0, [])


def test_any_tool_can_read_what_was_opened(road: Road) -> None:
    """In thirty years: age, four fixed parts, zlib, JSON lines."""
    one = road.entry()
    sink = io.BytesIO()
    seal.unseal(io.BytesIO(road.bundle(one)), sink, road.identity)
    plain = sink.getvalue()
    assert plain[:4] == b"ZJB1"
    length = int.from_bytes(plain[100:104], "big")
    line = zlib.decompress(plain[104 + length :])
    assert (
        line == b"[" + one.header + b"," + one.body + b',"' + chain.b64(one.sig).encode() + b'"]\n'
    )


def test_the_size_is_known_before_it_is_written(road: Road) -> None:
    packed = road.packed(road.entry(n) for n in range(200))
    told = road.sealed(packed)
    assert len(told) <= packed.size <= len(told) + 2048
    packed.close()


def test_many_entries_need_little_memory(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    """Far more than may stay in memory goes out and comes in again (invariant I13)."""
    monkeypatch.setattr(scratch, "KEPT", scratch.BLOCK)
    key = SigningKey.generate()
    random_text = chain.b64(key.encode() * 4096)

    def entries() -> Iterator[chain.Entry]:
        for n in range(120):
            text = chain.b64(SigningKey.generate().encode() * 8) + random_text[n:]
            yield road.entry(n, text + chain.b64(zlib.compress(bytes(str(n) * 99, "ascii"))), key)

    out = io.BytesIO()
    tracemalloc.start()
    packed = road.packed(entries())
    packed.pour(out, road.address)
    packed.close()
    opened = road.opened(out.getvalue())
    n = sum(1 for _ in opened.entries())
    opened.close()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (n, packed.header.raw > 20 * 1024 * 1024) == (120, True)
    assert peak < 8 * 1024 * 1024 + 2 * len(out.getvalue())


def test_more_places_than_a_header_holds_have_a_sentence(road: Road) -> None:
    have = {chain.b64(n.to_bytes(32, "big")): [(1, "x" * 43)] for n in range(12_000)}
    with pytest.raises(Trouble) as raised:
        road.packed([], have=have)
    assert raised.value.key == "bundle.too_large_to_make"


def test_what_goes_out_is_what_was_signed(road: Road) -> None:
    packed = road.packed([road.entry()])
    header = packed.front[bundle.FRONT :]
    assert bundle.sender_of(packed.front[: bundle.FRONT], header) == road.sender
    assert bundle.read_header(header, road.sender, road.me) == packed.header
    assert packed.header.sections[0].len == packed.body.size
    assert pack.LEVEL == 6


@pytest.mark.parametrize("budget", [2_500, 6_000, 40_000, 300_000])
def test_a_bundle_ends_before_its_budget_and_says_that_there_is_more(
    road: Road, budget: int
) -> None:
    """Even where nothing can be compressed."""
    told = [road.entry(n, chain.b64(os.urandom(300))) for n in range(1500)]
    cut = road.packed(told, budget=budget)
    sealed = road.sealed(cut)
    assert cut.header.more
    assert len(sealed) <= cut.size <= budget
    assert len(sealed) > budget / 2
    taken = road.read(sealed)
    assert taken == told[: len(taken)]  # the first ones: causes before effects
    cut.close()


def test_what_fits_its_budget_is_whole(road: Road) -> None:
    told = [road.entry(n) for n in range(20)]
    whole = road.packed(told, budget=300_000)
    assert not whole.header.more
    assert road.read(road.sealed(whole)) == told
    none = road.packed([], budget=300_000)
    assert (none.header.n, none.header.more) == (0, False)


def test_an_entry_longer_than_the_budget_goes_alone(road: Road) -> None:
    long = road.entry(1, chain.b64(os.urandom(30_000)))
    cut = road.packed([long, road.entry(2)], budget=5_000)
    assert (cut.header.n, cut.header.more) == (1, True)


def put(hold: pack.Hold, content: bytes) -> None:
    hold.put("ab" * 32, 0, 10**6, lambda sink: sink.write(content))


def test_attachments_fill_the_room_behind_the_entries(road: Road) -> None:
    """As much of them as fits, never more than the budget says, and what did not fit is told."""
    seen: list[int] = []

    def load(hold: pack.Hold) -> None:
        seen.append(hold.left)
        while hold.left > 1000:
            put(hold, bytes(min(hold.left, 50_000)))
        hold.more = True

    for budget in (100_000, 1_000_000):
        packed = road.packed([road.entry()], budget=budget, load=load)
        assert 0.95 * budget < len(road.sealed(packed)) <= packed.size <= budget
        assert packed.header.more
        packed.close()
    assert seen[0] < 100_000 < seen[1] < 1_000_000


def test_no_attachment_goes_before_the_entries_that_are_still_to_come(road: Road) -> None:
    def load(hold: pack.Hold) -> None:
        raise AssertionError("the entries come first")

    key = SigningKey.generate()
    told = (road.entry(n, chain.b64(SigningKey.generate().encode() * 40), key) for n in range(200))
    packed = road.packed(told, budget=20_000, load=load)
    assert packed.header.more
    packed.close()


def test_a_stretch_that_came_to_nothing_leaves_no_section(road: Road) -> None:
    def load(hold: pack.Hold) -> None:
        assert hold.put("ab" * 32, 0, 9, lambda sink: None) == 0
        assert hold.put("ab" * 32, 0, 9, lambda sink: sink.write(b"part")) == 4

    opened = road.opened(road.bundle(road.entry(), load=load))
    assert [(one.kind, one.len) for one in opened.header.sections[1:]] == [("blob", 4)]


def test_a_bundle_holds_no_more_stretches_than_sections_may_be(
    road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "MOST_SECTIONS", 3)

    def load(hold: pack.Hold) -> None:
        while hold.left:
            hold.put("ab" * 32, 0, 9, lambda sink: sink.write(b"x"))

    assert len(road.packed([], load=load).header.sections) == 3


def test_what_the_sender_wants_stands_in_the_header(road: Road) -> None:
    want = {"ab" * 32: [(0, 5), (7, 9)]}
    assert road.opened(road.bundle(want=want)).header.want == want
