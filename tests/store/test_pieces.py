"""What came of a file so far lies sealed, in any order, and a power cut leaves nothing to be put right."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import random
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.store import pieces, ranges
from app.store.pieces import Pieces
from app.trouble import Trouble

CONTENT = random.Random(5).randbytes(5000)
SHA = hashlib.sha256(CONTENT).hexdigest()
FILE = (SHA, len(CONTENT))
CUTS = st.lists(st.integers(0, 5000), min_size=1, max_size=8)


@pytest.fixture
def road(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pieces:
    monkeypatch.setattr(pieces, "LONGEST", 1000)
    return Pieces(tmp_path, str(pyrage.x25519.Identity.generate()))


def lay(road: Pieces, start: int, end: int, by: str = "a", step: int = 700) -> None:
    """One stretch, in parts as they come from a bundle."""
    parts = [CONTENT[at : min(at + step, end)] for at in range(start, end, step)]
    had = [piece.span for piece in road.here(FILE)]
    road.lay(FILE, start, parts, ranges.missing(had, start, end), by)


def spans(road: Pieces, by: str | None = None) -> list[tuple[int, int]]:
    return ranges.joined(piece.span for piece in road.here(FILE, by))


def test_stretches_add_up_to_the_file(road: Pieces) -> None:
    lay(road, 3000, 5000)
    assert road.under_way() == {FILE: 2000}
    lay(road, 0, 3500, by="b")
    assert spans(road) == [(0, 5000)]
    assert b"".join(road.content(FILE)) == CONTENT
    assert road.hash(FILE) == SHA
    assert spans(road, "b") == [(0, 3000)]
    assert all(piece.end - piece.start <= 1000 for piece in road.here(FILE))


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(cuts=CUTS, chance=st.randoms(use_true_random=False), step=st.integers(1, 2000))
def test_any_order_any_cut_and_any_doubling_gives_the_same_file(
    road: Pieces, cuts: list[int], chance: random.Random, step: int
) -> None:
    road.forget(FILE)
    edges = sorted({0, *cuts, 5000})
    todo = [*itertools.pairwise(edges)] * 2
    todo += [(min(a, b), max(a, b)) for a, b in itertools.pairwise(cuts)]
    chance.shuffle(todo)
    for start, end in todo:
        lay(road, start, end, by=chance.choice("abc"), step=step)
    assert b"".join(road.content(FILE)) == CONTENT
    assert ranges.length(piece.span for piece in road.here(FILE)) == 5000


def test_only_the_spans_that_were_asked_for_are_kept(road: Pieces) -> None:
    road.lay(FILE, 100, [CONTENT[100:900], CONTENT[900:4000]], [(150, 200), (1500, 3900)], "a")
    assert spans(road) == [(150, 200), (1500, 3900)]
    for piece in road.here(FILE):
        assert piece.path.suffix == ".age"
    got = {piece.span: piece for piece in road.here(FILE)}
    assert (150, 200) in got


def test_the_disk_holds_no_readable_byte(road: Pieces) -> None:
    lay(road, 0, 5000)
    for path in road.root.rglob("*.age"):
        stored = path.read_bytes()
        assert all(CONTENT[at : at + 16] not in stored for at in range(0, 4900, 50))


def test_a_hole_or_a_damaged_piece_is_told_and_the_piece_comes_again(road: Pieces) -> None:
    lay(road, 0, 2000)
    lay(road, 3000, 5000)
    with pytest.raises(Trouble):
        b"".join(road.content(FILE))
    lay(road, 2000, 3000)
    victim = road.here(FILE)[1]
    bent = bytearray(victim.path.read_bytes())
    bent[-1] ^= 1
    victim.path.write_bytes(bent)
    with pytest.raises(Trouble) as trouble:
        b"".join(road.content(FILE))
    assert trouble.value.key == "attachment.damaged"
    assert ranges.missing(spans(road), 0, 5000) == [victim.span]
    lay(road, *victim.span)
    assert road.hash(FILE) == SHA


def test_a_piece_under_another_piece_s_name_is_damage(road: Pieces) -> None:
    lay(road, 0, 1000)
    (one,) = road.here(FILE)
    one.path.rename(one.path.with_name(one.path.name.replace("0-1000", "0-5000")))
    with pytest.raises(Trouble):
        b"".join(road.content(FILE))
    assert road.here(FILE) == []


def test_foreign_names_in_the_folder_are_no_pieces(road: Pieces) -> None:
    lay(road, 0, 1000)
    place = road.here(FILE)[0].path.parent
    for name in ("x", "9-3-" + "a" * 16 + ".age", "0-9999-" + "a" * 16 + ".age", "half.part"):
        (place / name).write_bytes(b"x")
    (road.root / "notes").mkdir()
    assert spans(road) == [(0, 1000)]
    assert road.under_way() == {FILE: 1000}


def test_a_power_cut_leaves_whole_pieces_only(
    road: Pieces, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(road, 0, 1000)
    count = 0

    def cut(_handle: int) -> None:
        nonlocal count
        count += 1
        if count > 2:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", cut)
    with pytest.raises(Trouble) as trouble:
        lay(road, 1000, 5000)
    assert trouble.value.key == "attachment.no_room"
    monkeypatch.undo()
    monkeypatch.setattr(pieces, "LONGEST", 1000)
    assert spans(road) == [(0, 2000)]
    assert list(road.root.rglob("*.part")) == []
    lay(road, 0, 5000)
    assert road.hash(FILE) == SHA


def test_what_one_log_brought_can_be_thrown_away_alone(road: Pieces) -> None:
    lay(road, 0, 2000, by="a")
    lay(road, 2000, 5000, by="b")
    road.forget(FILE, "a")
    assert spans(road) == [(2000, 5000)]
    road.forget(FILE)
    road.forget(FILE)
    assert road.under_way() == {}
