"""Attachments over a real line: asked for, answered, whole, in one run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import attached, blobs_standing, enrolment, line
from app.desk.desk import Desk
from tests.desk.parcels import holds, kept, name_paper, print_paper, scan
from tests.online import answering, centre_in, join, room_in


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    centre, room = centre_in(tmp_path / "centre"), room_in(tmp_path / "room")
    with answering(centre) as at:
        join(room, centre, at, tmp_path)
        assert sync(room).outcome == line.HELD
        enrolment.approve(centre, enrolment.own_fingerprint(room))
        yield room, centre
    room.close()
    centre.close()


def sync(room: Desk, budget: int = 300_000) -> line.Synced:
    return line.sync_now(room, wait=lambda seconds: None, budget=budget)


def test_one_run_brings_papers_larger_than_one_bundle_over_and_back(
    pair: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "LEAST", 1000)
    room, centre = pair
    sha256 = print_paper(room, scan(1, 900_000))
    done = sync(room)
    assert done.outcome == line.AGREED
    assert done.rounds > 3
    assert holds(centre, sha256)
    kept(room).set_aside(sha256)
    attached.ask_again(room, [sha256])
    assert sync(room, 2**22).outcome == line.AGREED
    assert holds(room, sha256)
    assert blobs_standing.standing(room).complete


def test_a_paper_nobody_has_keeps_no_run_from_its_end(pair: tuple[Desk, Desk]) -> None:
    room, centre = pair
    name_paper(room, "ab" * 32, 5000)
    done = sync(room)
    assert (done.outcome, done.rounds < 6) == (line.AGREED, True)
    assert blobs_standing.standing(room).waiting == 1
    assert blobs_standing.standing(centre).waiting == 1
