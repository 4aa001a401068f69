"""Attachments reach every place that may see them, whatever the road does, and no other."""

from __future__ import annotations

import hashlib
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from app import words
from app.desk import attached, exchange
from app.desk.desk import Desk
from app.store import attachments, blobs, peers, pieces
from app.sync import bundle, stick
from app.trouble import Trouble
from tests.desk.parcels import District, district, holds, kept, name_paper, print_paper, scan
from tests.machines import state


@pytest.fixture
def town(tmp_path: Path) -> District:
    return district(tmp_path)


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small stretches, so that small papers go in many."""
    monkeypatch.setattr(attached, "LEAST", 1000)
    monkeypatch.setattr(pieces, "LONGEST", 7000)


def want_of(desk: Desk, of: Desk) -> dict[str, Any]:
    """What a place asked for last, by the books of another."""
    peer = desk.look(peers.find, of.shelf.log)
    assert peer is not None
    return peer.want or {}


def test_a_printed_paper_travels_with_its_case(town: District) -> None:
    sha256 = print_paper(town.room, scan(1))
    (done,) = town.carry(town.room, town.centre)
    assert done.attachments.whole == 1
    assert holds(town.centre, sha256)
    assert words.say("attachment.came", count=1) in done.besides()
    assert kept(town.centre).size(sha256) == 300_000


def test_another_room_hears_nothing_of_it_even_where_it_writes_the_hash_itself(
    town: District,
) -> None:
    """The hash may have leaked; the paper does not follow it."""
    sha256 = print_paper(town.room, scan(1))
    town.carry(town.room, town.centre)
    name_paper(town.other, sha256, 300_000)
    town.carry(town.other, town.centre)
    assert want_of(town.centre, town.other) == {sha256: [(0, 300_000)]}
    town.carry(town.centre, town.other)
    assert not kept(town.other).has(sha256)


def test_a_want_for_another_rooms_paper_is_passed_over(town: District) -> None:
    sha256 = print_paper(town.room, scan(1))
    town.carry(town.room, town.centre)
    with town.centre.shelf.local_writing() as link:
        told: dict[str, Any] = {sha256: [(0, 300_000)]}
        peers.heard(link, town.other.shelf.log, {}, "2026", told)
    town.carry(town.centre, town.other)
    assert not kept(town.other).has(sha256)
    assert sum(1 for one in (town.other.data.attachments).rglob("*") if one.is_file()) == 0
