"""Attachments reach every place that may see them, whatever the road does, and no other."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest

from app import words
from app.desk import attached, backup, blobs_standing, exchange
from app.desk.desk import Desk
from app.paths import DataDir
from app.store import attachments, blobs, peers, pieces
from app.store.pieces import tag_of
from app.store.shelf import Shelf
from app.sync import stick
from tests.desk.parcels import (
    District,
    again,
    district,
    holds,
    kept,
    name_paper,
    print_paper,
    scan,
)
from tests.machines import SECRET, desk_in, state

STRETCH = tuple[str, int, int, bytes]


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


def missing(desk: Desk) -> list[str]:
    return [one.sha256 for one in desk.look(blobs.missing, None, 99)]


def files(desk: Desk) -> list[Path]:
    return [path for path in desk.data.attachments.rglob("*") if path.is_file()]


def cut(sha256: str, content: bytes, *edges: int) -> list[STRETCH]:
    """The content as stretches between these edges."""
    told = [0, *edges, len(content)]
    return [(sha256, a, len(content), content[a:b]) for a, b in itertools.pairwise(told)]


# the road


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


def test_a_place_that_never_answered_is_sent_no_papers_it_did_not_ask_for(tmp_path: Path) -> None:
    """It holds the first bundle of a stranger, and no large one."""
    room, centre = desk_in(tmp_path / "a"), desk_in(tmp_path / "b", "中心", centre=True)
    (tmp_path / "usb").mkdir()
    fresh = District(room, room, centre, tmp_path / "usb")
    sha256 = print_paper(room, scan(1))
    fresh.enrol(room)
    assert not kept(centre).has(sha256)
    fresh.carry(room, centre)
    assert holds(centre, sha256)


# many trips


def test_a_paper_larger_than_the_room_on_a_stick_comes_in_several_trips(
    town: District, fine: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "STICK", 100_000)
    sha256 = print_paper(town.room, scan(1))
    wholes = []
    for _ in range(4):
        done = town.carry(town.room, town.centre)
        wholes.append(sum(one.attachments.whole for one in done))
        town.carry(town.centre, town.room)  # the receipt says what is still missing
    assert wholes == [0, 0, 0, 1]  # the entries need some room too
    assert holds(town.centre, sha256)
    assert not (town.centre.data.attachments / pieces.FOLDER / f"{sha256}-300000").exists()


def test_lost_late_and_doubled_sticks_cost_time_and_no_paper(
    town: District, fine: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(attached, "STICK", 120_000)
    sha256 = print_paper(town.room, scan(1))
    late = []
    for n in range(8):
        shutil.rmtree(town.usb / stick.FOLDER, ignore_errors=True)
        exchange.make_bundle(town.room, town.usb)
        (file,) = (town.usb / stick.FOLDER).iterdir()
        late.append(shutil.copy(file, tmp_path / f"{n}.ZJB"))
        if n % 3 == 0:
            continue  # it fell out of the basket
        if n == 4:
            file.write_bytes(file.read_bytes()[:-5000])  # pulled too early
        exchange.take_bundles(town.centre, file)
        town.carry(town.centre, town.room)
    for path in [*late, *reversed(late)]:
        exchange.take_bundles(town.centre, Path(path))
    assert holds(town.centre, sha256)
    assert missing(town.centre) == []


def test_the_newest_papers_go_first_where_not_all_find_room(
    town: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "STICK", 700_000)
    old, middle, new = (print_paper(town.room, scan(n)) for n in (1, 2, 3))
    town.carry(town.room, town.centre)
    assert (holds(town.centre, new), holds(town.centre, middle)) == (True, True)
    assert missing(town.centre) == [old]
    town.carry(town.centre, town.room)
    town.carry(town.room, town.centre)
    assert missing(town.centre) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stretches_in_any_order_from_any_stick_make_the_paper(
    town: District, fine: None, seed: int
) -> None:
    chance = random.Random(seed)
    content = scan(seed, 60_000)
    sha256 = print_paper(town.room, content)
    kept(town.room).set_aside(sha256)  # the papers themselves do not go with the records
    town.carry(town.room, town.centre)
    edges = sorted(chance.sample(range(1, 60_000), 12))
    parts = cut(sha256, content, *edges) * 2
    parts += cut(sha256, content, *sorted(chance.sample(range(1, 60_000), 4)))
    chance.shuffle(parts)
    wholes = 0
    while parts:
        some = [parts.pop() for _ in range(min(len(parts), chance.randint(1, 6)))]
        wholes += town.sent(some).attachments.whole
    town.carry(town.centre, town.room)
    assert missing(town.centre) == []
    assert wholes == 1
    assert holds(town.centre, sha256)
    assert holds(town.room, sha256)  # and its own room has it back


def test_the_papers_of_a_lost_computer_come_back_from_the_centre(town: District) -> None:
    sha256 = print_paper(town.room, scan(1))
    town.carry(town.room, town.centre)
    town.carry(town.centre, town.room)
    town.room.close()
    shutil.rmtree(town.room.data.attachments)
    room = again(town.room)
    attached.ask_again(room, [sha256])
    town.carry(room, town.centre)
    town.carry(town.centre, room)
    assert holds(room, sha256)


def test_a_paper_damaged_on_the_disk_comes_whole_from_elsewhere(town: District) -> None:
    sha256 = print_paper(town.room, scan(1))
    town.carry(town.room, town.centre)
    (stored,) = town.room.data.attachments.glob("??/*.age")
    stored.write_bytes(stored.read_bytes()[:-9000])
    attached.ask_again(town.room, [sha256])
    assert [path.suffix for path in files(town.room)] == [".damaged"]
    town.carry(town.room, town.centre)
    town.carry(town.centre, town.room)
    assert holds(town.room, sha256)


def test_what_is_damaged_goes_as_far_as_it_is_sound(town: District, fine: None) -> None:
    sha256 = print_paper(town.room, scan(1))
    (stored,) = town.room.data.attachments.glob("??/*.age")
    bent = bytearray(stored.read_bytes())
    bent[-1000] ^= 1
    stored.write_bytes(bent)
    (done,) = town.carry(town.room, town.centre)
    assert (done.attachments.whole, done.attachments.stretches) == (0, 1)
    town.carry(town.centre, town.room)
    ((start, end),) = want_of(town.room, town.centre)[sha256]
    assert 200_000 < start < end == 300_000


def test_making_a_bundle_changes_nothing_shared(town: District) -> None:
    print_paper(town.room, scan(1))
    before = (state(town.room.shelf), files(town.room))
    exchange.make_bundle(town.room, town.usb)
    assert (state(town.room.shelf), files(town.room)) == before


# the line


def over_the_line(from_: Desk, to: Desk, folder: Path, budget: int) -> exchange.Taken:
    """One bundle of bounded size, as it goes over the line."""
    peer = from_.look(peers.find, to.shelf.log)
    assert peer is not None
    packed = exchange.compose(from_, peer, budget=budget)
    path = folder / "line"
    with path.open("wb") as out:
        packed.pour(out, peer.recipient)
    packed.close()
    assert path.stat().st_size <= budget
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    done, _ = exchange.take_line(to, stick.Carried(path, path.stat().st_size, sha256))
    return done


def test_over_the_line_what_was_asked_for_fills_what_is_left(
    town: District, fine: None, tmp_path: Path
) -> None:
    sha256 = print_paper(town.room, scan(1))
    wholes = stretches = 0
    for _ in range(9):
        done = over_the_line(town.room, town.centre, tmp_path, 80_000)
        wholes += done.attachments.whole
        stretches += done.attachments.stretches
        over_the_line(town.centre, town.room, tmp_path, 80_000)
    assert (wholes, holds(town.centre, sha256)) == (1, True)
    assert 4 <= stretches <= 5


def test_a_stretch_too_short_to_be_worth_a_place_waits_for_the_next_bundle(
    town: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "STICK", attached.LEAST)
    print_paper(town.room, scan(1, 2_000_000))
    (done,) = town.carry(town.room, town.centre)
    assert (done.attachments.stretches, done.attachments.passed_over) == (0, 0)


# whoever means ill


def hashes(desk: Desk, content: bytes) -> str:
    """A paper that this room names and does not hold."""
    sha256 = print_paper(desk, content)
    shutil.rmtree(desk.data.attachments)
    return sha256


def test_what_nobody_asked_for_is_not_kept(town: District) -> None:
    content = scan(7)
    sha256 = kept(town.room).put(content)  # no row names it
    for stretch in (cut(sha256, content), cut(sha256, content, 100_000)):
        done = town.sent(stretch)
        assert (done.outcome, done.attachments.whole, done.attachments.stretches) == ("taken", 0, 0)
        assert done.attachments.passed_over == len(stretch)
    assert files(town.centre) == []


@pytest.mark.parametrize("total", [1, 299_999, 300_001, 2**29, 2**29 + 1, 2**53])
def test_a_wrong_total_is_passed_over(town: District, total: int) -> None:
    content = scan(7)
    sha256 = hashes(town.room, content)
    town.carry(town.room, town.centre)
    done = town.sent([(sha256, 0, total, content[:1])])
    assert (done.outcome, files(town.centre)) == ("taken", [])
    assert town.sent(cut(sha256, content)).attachments.whole == 1


def test_many_tiny_stretches_do_not_fill_the_folder(town: District) -> None:
    content = scan(7)
    sha256 = hashes(town.room, content)
    town.carry(town.room, town.centre)
    tiny = [(sha256, at, len(content), content[at : at + 1]) for at in range(0, 4000, 2)]
    assert town.sent(tiny).attachments.passed_over == 2000
    assert files(town.centre) == []


def test_other_content_is_thrown_away_told_and_asked_for_again(town: District) -> None:
    content = scan(7)
    sha256 = hashes(town.room, content)
    town.carry(town.room, town.centre)
    done = town.sent(cut(sha256, scan(8)))
    assert done.attachments.refused == [(sha256, "attachment.spoilt")]
    assert any("柳林村调解室" in told or "n" in told for told in done.besides())
    assert files(town.centre) == []
    assert missing(town.centre) == [sha256]
    assert town.sent(cut(sha256, content)).attachments.whole == 1


def test_a_liar_is_heard_no_more_and_the_honest_gets_through(town: District) -> None:
    content = scan(7)
    sha256 = hashes(town.room, content)
    town.carry(town.room, town.centre)
    for n in range(blobs.TRIES):
        assert town.sent(cut(sha256, scan(8 + n)), town.other).attachments.refused
    done = town.sent(cut(sha256, scan(9)), town.other)
    assert (done.attachments.refused, done.attachments.passed_over) == ([], 1)
    town.carry(town.centre, town.other)
    assert sha256 not in want_of(town.other, town.centre)
    assert town.sent(cut(sha256, content)).attachments.whole == 1


def test_a_liar_s_part_spoils_the_honest_part_only_once(town: District, fine: None) -> None:
    """Put together it does not fit; from then on each sender's part is kept by itself."""
    content = scan(7)
    sha256 = hashes(town.room, content)
    town.carry(town.room, town.centre)
    false = scan(8)
    town.sent([(sha256, 0, len(content), false[:100_000])], town.other)
    done = town.sent([(sha256, 100_000, len(content), content[100_000:])])
    assert done.attachments.refused == [(sha256, "attachment.spoilt")]
    town.sent([(sha256, 0, len(content), false[:200_000])], town.other)
    done = town.sent(cut(sha256, content, 50_000))
    assert done.attachments.whole == 1
    assert holds(town.centre, sha256)


def test_made_up_first_bytes_refuse_no_honest_paper(town: District, fine: None) -> None:
    content = scan(7)
    sha256 = hashes(town.room, content)
    town.carry(town.room, town.centre)
    town.sent([(sha256, 0, len(content), b"MZ" + bytes(9_998))], town.other)
    done = town.sent([(sha256, 10_000, len(content), content[10_000:])])
    assert done.attachments.refused == [(sha256, "attachment.spoilt")]
    assert town.sent(cut(sha256, content)).attachments.whole == 1


def test_a_forbidden_kind_is_refused_once_and_not_asked_for_again(town: District) -> None:
    program = b"MZ\x90" + random.Random(1).randbytes(50_000)
    sha256 = hashlib.sha256(program).hexdigest()
    name_paper(town.room, sha256, len(program))
    town.carry(town.room, town.centre)
    done = town.sent(cut(sha256, program))
    assert done.attachments.refused == [(sha256, "attachment.not_kept")]
    assert (files(town.centre), missing(town.centre)) == ([], [])
    assert blobs_standing.standing(town.centre).refused == 1
    assert town.sent(cut(sha256, program)).attachments.passed_over == 1


def test_a_greedy_want_is_answered_within_bounds(town: District) -> None:
    sha256 = print_paper(town.room, scan(1))
    with town.room.shelf.local_writing() as link:
        many = {f"{n:064x}": [(0, 2**53)] for n in range(3000)}
        spans = [(n, n + 1) for n in range(0, 20_000, 2)]
        want: dict[str, Any] = {"../etc": [(0, 9)], "": [], sha256: [(9, 3), *spans], **many}
        peers.heard(link, town.centre.shelf.log, {}, "2026", want)
    (done,) = town.carry(town.room, town.centre)
    assert done.outcome == "taken"
    assert done.attachments.stretches == 0  # sixty bytes of it, one by one, are not worth a place
    assert files(town.centre) == []


def test_a_want_is_bounded(town: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached, "MOST_WANTED", 5)
    for n in range(9):
        name_paper(town.room, f"{n:064x}", 1000)
    town.carry(town.room, town.centre)
    town.carry(town.centre, town.room)
    assert list(want_of(town.room, town.centre)) == [f"{n:064x}" for n in (8, 7, 6, 5, 4)]


# a disk that is full, a power cut


def test_where_the_disk_is_full_the_cases_come_in_and_the_paper_later(
    town: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = print_paper(town.room, scan(1))
    exchange.make_bundle(town.room, town.usb)
    (file,) = (town.usb / stick.FOLDER).iterdir()
    kept_stick = shutil.copy(file, town.usb / "kept")
    with monkeypatch.context() as full:
        full.setattr(attachments, "SPARE", 2**62)
        (done,) = exchange.take_bundles(town.centre, town.usb)
        assert (done.outcome, done.new) == ("taken", 1)
        assert words.say("attachment.postponed") in done.besides()
        assert not blobs_standing.standing(town.centre).room
        town.carry(town.centre, town.room)
        assert want_of(town.room, town.centre) == {}  # nothing is asked for that finds no room
    shutil.copy(kept_stick, town.usb / stick.FOLDER / "AGAIN000.ZJB")
    again_ = {one.file: one for one in exchange.take_bundles(town.centre, town.usb)}["AGAIN000.ZJB"]
    assert (again_.outcome, again_.new, again_.attachments.whole) == ("taken", 0, 1)
    assert holds(town.centre, sha256)


def test_a_power_cut_between_cases_and_papers_loses_neither(
    town: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256 = print_paper(town.room, scan(1))
    exchange.make_bundle(town.room, town.usb)

    class Dark(Exception):
        pass

    def dark(*_: object) -> None:
        raise Dark

    with monkeypatch.context() as cut_:
        cut_.setattr(attached, "take", dark)
        with pytest.raises(Dark):
            exchange.take_bundles(town.centre, town.usb)
    centre = again(town.centre)
    (done,) = exchange.take_bundles(centre, town.usb)
    assert (done.outcome, done.new, done.attachments.whole) == ("taken", 0, 1)
    assert holds(centre, sha256)
    (done,) = exchange.take_bundles(centre, town.usb)
    assert done.outcome == "known"


def test_what_lies_here_though_the_books_call_it_missing_is_found(town: District) -> None:
    content = scan(1)
    sha256 = hashes(town.room, content)
    town.carry(town.room, town.centre)
    kept(town.centre).put(content)
    town.sent([(sha256, 0, len(content), content[:9])])
    assert missing(town.centre) == []
    assert files(town.centre) == list(town.centre.data.attachments.glob("??/*.age"))


def test_only_the_log_that_brought_a_piece_is_in_its_name(town: District) -> None:
    content = scan(7, 2_000_000)
    sha256 = hashes(town.room, content)
    town.carry(town.room, town.centre)
    town.sent([(sha256, 0, len(content), content[:1_000_000])])
    (path,) = files(town.centre)
    assert path.name == f"0-1000000-{tag_of(town.room.shelf.log)}.age"
    assert content[:100] not in path.read_bytes()


# the backup


def test_a_backup_carries_whole_papers_and_leaves_what_is_under_way_to_be_asked_for(
    town: District, tmp_path: Path
) -> None:
    whole, content = print_paper(town.room, scan(1)), scan(7, 2_000_000)
    half = hashes_beside(town.room, content)
    town.carry(town.room, town.centre)
    town.sent([(half, 0, len(content), content[:1_000_000])])
    (tmp_path / "backup").mkdir()
    town.centre.data.keys.write_text("{}")
    made = backup.make_backup(town.centre, tmp_path / "backup")
    assert made.attachments == 1
    place = tmp_path / "laid out"
    place.mkdir()
    backup.unpack(tmp_path / "backup" / made.file, place)
    laid = [path.name for path in (place / "attachments").rglob("*") if path.is_file()]
    assert laid == [f"{whole}.age"]
    restored = Desk(Shelf.open(place / "room.db", SECRET), DataDir(place), town.centre.user)
    assert holds(restored, whole)
    told = blobs_standing.standing(restored)
    assert (told.whole, told.under_way, told.waiting) == (1, 0, 1)
    room = restored.look(peers.find, town.room.shelf.log)
    assert room is not None
    want = restored.look(lambda db: attached.wanted(restored, db, room, [town.room.shelf.log]))
    assert want == {half: [(0, 2_000_000)]}


def hashes_beside(desk: Desk, content: bytes) -> str:
    """A paper that this room names and does not hold, beside others it does."""
    sha256 = print_paper(desk, content)
    kept(desk).set_aside(sha256)
    return sha256


# power that fails at every step


class Dark(BaseException):
    """The power went."""


def dark_after(cut_: pytest.MonkeyPatch, steps: int) -> list[int]:
    """The power goes before the step of the disk with this number; answers how many were made."""
    made = [0]

    def guarded(act: Any) -> Any:
        def step(*told: Any, **more: Any) -> Any:
            if made[0] >= steps:
                raise Dark
            made[0] += 1
            return act(*told, **more)

        return step

    cut_.setattr(os, "fsync", guarded(os.fsync))
    cut_.setattr(Path, "replace", guarded(Path.replace))
    cut_.setattr(shutil, "rmtree", guarded(shutil.rmtree))
    cut_.setattr(blobs, "came", guarded(blobs.came))
    cut_.setattr(peers, "amend", guarded(peers.amend))
    return made


def test_power_that_fails_at_any_step_costs_no_paper_and_no_case(
    town: District, fine: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, steps = town.centre, 0
    while True:
        content = scan(steps, 9_000)  # a fresh paper for every try
        sha256 = print_paper(town.room, content)
        shutil.rmtree(town.usb / stick.FOLDER, ignore_errors=True)
        exchange.make_bundle(town.room, town.usb)
        with monkeypatch.context() as cut_:
            made = dark_after(cut_, steps)
            try:
                exchange.take_bundles(centre, town.usb)
                whole = True
            except Dark:
                whole = False
        if not whole:
            centre = again(centre)
            assert not kept(centre).has(sha256) or holds(centre, sha256)
            exchange.take_bundles(centre, town.usb)
        assert holds(centre, sha256), steps
        town.carry(centre, town.room)
        assert missing(centre) == [], steps
        assert files(centre) == list(centre.data.attachments.glob("??/*.age")), steps
        if whole:
            break
        steps += 1
    assert made[0] == steps > 8
