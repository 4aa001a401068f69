"""A copy of a room goes on in a log of its own; whatever is no copy is left in peace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app import machine, paths
from app.desk import mates
from app.desk.demo import demo_room
from app.desk.desk import Desk
from app.desk.room import sign_in
from app.paths import DataDir
from tests.machines import register
from tests.rooms import PASSWORD, make_room

HERE, ELSEWHERE = {"id": "one"}, {"id": "another"}


@pytest.fixture(autouse=True)
def computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """This computer: its marks can be changed, its own folder is empty."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    marks = dict(HERE)
    monkeypatch.setattr(machine, "marks", lambda: dict(marks))
    return marks


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A room with one case; nobody is signed in."""
    desk = make_room(tmp_path / "room")
    desk.do(register)
    desk.close()
    return tmp_path / "room"


def opened(folder: Path) -> Desk:
    return sign_in(DataDir(folder), "孟广田", PASSWORD)


def letters(folder: Path) -> tuple[list[str], int]:
    """The room's letters after a sign-in, and how many things whoever signed in was told."""
    desk = opened(folder)
    try:
        desk.do(register)
        return [one.letter for one in mates.computers(desk)], len(desk.at_start)
    finally:
        desk.close()


def test_the_same_computer_goes_on_and_on(room: Path) -> None:
    for _ in range(3):
        assert letters(room) == ([""], 0)


def test_a_room_on_another_computer_begins_anew_once(room: Path, computer: dict[str, str]) -> None:
    computer.update(ELSEWHERE)
    assert letters(room) == (["", "A"], 1)
    assert letters(room) == (["", "A"], 0)


def test_what_is_said_names_the_letter(room: Path, computer: dict[str, str]) -> None:
    computer.update(ELSEWHERE)
    desk = opened(room)
    assert "A" in desk.at_start[0]
    desk.close()


def test_an_older_copy_put_back_by_hand_begins_anew(room: Path, tmp_path: Path) -> None:
    shutil.copytree(room, tmp_path / "copy")
    assert letters(room) == ([""], 0)
    shutil.rmtree(room)
    (tmp_path / "copy").rename(room)
    assert letters(room) == (["", "A"], 1)
    assert letters(room) == (["", "A"], 0)


def test_only_the_database_put_back_is_noticed_without_this_person_s_own_folder(
    room: Path, tmp_path: Path
) -> None:
    shutil.copy(room / "room.db", tmp_path / "old.db")
    assert letters(room) == ([""], 0)
    shutil.rmtree(paths.state_dir())
    shutil.copy(tmp_path / "old.db", room / "room.db")
    assert letters(room) == (["", "A"], 1)


def test_a_copy_that_nobody_wrote_in_since_is_no_older_copy(room: Path, tmp_path: Path) -> None:
    shutil.copytree(room, tmp_path / "copy")
    shutil.rmtree(room)
    (tmp_path / "copy").rename(room)
    assert letters(room) == ([""], 0)


def test_a_copied_folder_beside_the_first_begins_anew(room: Path, tmp_path: Path) -> None:
    shutil.copytree(room, tmp_path / "copy")
    assert letters(tmp_path / "copy") == (["", "A"], 1)
    assert letters(room) == ([""], 0)
    assert letters(tmp_path / "copy") == (["", "A"], 0)


def test_a_moved_folder_goes_on_as_it_was(room: Path, tmp_path: Path) -> None:
    room.rename(tmp_path / "moved")
    assert letters(tmp_path / "moved") == ([""], 0)
    (tmp_path / "moved").rename(room)
    assert letters(room) == ([""], 0)


def test_a_folder_reached_by_another_way_is_the_same(room: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(room)
    assert letters(tmp_path / "way") == ([""], 0)


def test_two_rooms_on_one_computer_do_not_disturb_each_other(room: Path, tmp_path: Path) -> None:
    other = make_room(tmp_path / "other")
    for _ in range(5):
        other.do(register)
    other.close()
    for folder in (room, tmp_path / "other", room):
        assert letters(folder) == ([""], 0)


@pytest.mark.parametrize("damage", ["gone", "torn", "no folder"])
def test_without_a_witness_nothing_is_claimed(room: Path, damage: str) -> None:
    for place in (room / "room.witness", *(paths.state_dir() / "witness").iterdir()):
        if damage == "torn":
            place.write_bytes(place.read_bytes()[:40])
        else:
            place.unlink()
    if damage == "no folder":
        shutil.rmtree(paths.state_dir())
        paths.state_dir().write_text("a file where the folder should be")
    assert letters(room) == ([""], 0)


def test_a_computer_that_says_nothing_of_itself_is_left_in_peace(
    room: Path, computer: dict[str, str]
) -> None:
    computer.clear()
    assert letters(room) == ([""], 0)
    computer.update(HERE)
    assert letters(room) == ([""], 0)
    computer.update(board="known for the first time")
    assert letters(room) == ([""], 0)


def test_a_mark_of_the_former_computer_is_not_held_against_the_new_one(
    room: Path, computer: dict[str, str]
) -> None:
    computer.update(board="of the first")
    assert letters(room) == ([""], 0)
    computer.clear()
    computer.update(ELSEWHERE)
    assert letters(room) == (["", "A"], 1)
    computer.update(board="of the second, read later")
    assert letters(room) == (["", "A"], 0)


def test_a_throw_away_room_leaves_nothing_behind() -> None:
    desk = demo_room()
    assert desk.at_start == []
    assert not paths.state_dir().exists()
    desk.close()
