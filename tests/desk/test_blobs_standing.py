"""How it stands with attachments, in numbers and in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import words
from app.desk import attached, blobs_standing
from app.desk.blobs_standing import BlobsStanding
from app.store import attachments
from tests.desk.parcels import District, district, name_paper, print_paper, scan

MIB = 1024 * 1024


@pytest.fixture
def town(tmp_path: Path) -> District:
    return district(tmp_path)


def test_where_there_never_was_one_nothing_is_said(town: District) -> None:
    told = blobs_standing.standing(town.room)
    assert told == BlobsStanding(0, 0, 0, 0, 0, 0, room=True)
    assert (told.complete, told.sentences()) == (True, [])


def test_whole_under_way_and_waiting_are_counted(
    town: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached, "LEAST", 1000)
    content = scan(3, 2 * MIB)
    print_paper(town.room, scan(1))
    whole = blobs_standing.standing(town.room)
    assert (whole.whole, whole.complete) == (1, True)
    assert whole.sentences() == [words.say("attachment.all_whole", whole=1)]
    sha256 = print_paper(town.room, content)
    attached.ask_again(town.room, [sha256])
    name_paper(town.room, "cd" * 32, 100)
    town.carry(town.room, town.centre)
    town.sent([(sha256, 0, len(content), content[:MIB])])
    told = blobs_standing.standing(town.centre)
    assert told == BlobsStanding(1, 1, MIB, 2 * MIB, 1, 0, room=True)
    (sentence,) = told.sentences()
    assert "1.0" in sentence
    assert "2.0" in sentence


def test_a_disk_without_room_is_told_with_what_waits(
    town: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_paper(town.room, "cd" * 32, 100)
    monkeypatch.setattr(attachments, "SPARE", 2**62)
    told = blobs_standing.standing(town.room)
    assert words.say("attachment.postponed") in told.sentences()


def test_what_this_program_does_not_keep_is_told_apart() -> None:
    told = BlobsStanding(2, 0, 0, 0, 0, 1, room=True)
    assert told.sentences()[1] == words.say("attachment.refused", count=1)
