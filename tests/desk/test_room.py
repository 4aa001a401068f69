"""Setting a room up and signing in."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import doorstep, practice, room
from app.desk.desk import Desk
from app.paths import DataDir
from app.records import Mediator
from app.trouble import Trouble
from tests.rooms import PASSWORD, make_room, recovery_code, some_room


def test_a_new_room_knows_its_people_and_its_goal(desk: Desk) -> None:
    own = desk.look(room.own_room, desk.shelf.log)
    assert own.short_name == "柳人调"
    assert (own.goal_people, own.goal_administrative, own.goal_judicial) == (70, 20, 10)
    people = desk.look(room.mediators, own.id)
    assert [(m.name, m.duty) for m in people] == [
        ("孟广田", "主任"),
        ("苗秀兰", None),
        ("田立新", "记录"),
    ]
    assert desk.user == people[0].id


@pytest.mark.parametrize(
    ("way", "chosen"), [("", "common"), ("通用做法", "common"), ("刁镇", "diaozhen")]
)
def test_a_room_works_from_its_first_day_in_the_way_it_chose(
    tmp_path: Path, way: str, chosen: str
) -> None:
    made = make_room(tmp_path / "r", some_room(way=way))
    assert made.look(practice.chosen, made.shelf.log) == chosen
    assert (made.look(practice.row, made.shelf.log) is None) == (chosen == "common")
    made.close()


def test_who_set_it_up_signs_in_by_name_or_identity(desk: Desk) -> None:
    ((user, name),) = doorstep.people(desk.data)
    assert name == "孟广田"
    for who in (user, name):
        again = room.sign_in(desk.data, who, PASSWORD)
        assert again.user == user
        again.close()


def test_a_second_room_in_the_same_folder_is_refused(desk: Desk) -> None:
    with pytest.raises(Trouble) as trouble:
        make_room(desk.data.root)
    assert trouble.value.key == "shelf.exists"


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"committee": " "}, "room.no_committee"),
        ({"short_name": ""}, "room.no_short_name"),
        ({"people": [(" ", "")]}, "room.no_people"),
        ({"number_pattern": "{year}号"}, "numbering.token_missing"),
        ({"way": "某镇"}, "practice.no_such_preset"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_made(
    tmp_path: Path, wrong: dict[str, object], key: str
) -> None:
    with pytest.raises(Trouble) as trouble:
        make_room(tmp_path / "r", some_room(**wrong))
    assert trouble.value.key == key
    assert not doorstep.exists(DataDir(tmp_path / "r"))


def test_a_short_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as trouble:
        room.create_room(DataDir(tmp_path / "r"), some_room(), "12345", recovery_code())
    assert trouble.value.key == "keys.password_short"


def test_a_set_up_cut_off_half_way_can_be_done_again(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "room.making").write_bytes(b"cut off")
    make_room(tmp_path / "r").close()
    assert not (tmp_path / "r" / "room.making").exists()


def test_the_recovery_sheet_gives_a_new_password(desk: Desk) -> None:
    opened = room.sign_in_by_recovery(desk.data, recovery_code().lower(), desk.user, "新密码-2026")
    opened.close()
    with pytest.raises(Trouble) as trouble:
        room.sign_in(desk.data, desk.user, PASSWORD)
    assert trouble.value.key == "keys.wrong_password"
    room.sign_in(desk.data, desk.user, "新密码-2026").close()


def test_another_person_gets_a_password_of_their_own(desk: Desk) -> None:
    own = desk.look(room.own_room, desk.shelf.log)
    second: Mediator = desk.look(room.mediators, own.id)[1]
    room.give_password(
        desk.data, (desk.user, PASSWORD), (second.id, second.name or ""), "苗家的新密码"
    )
    again = room.sign_in(desk.data, "苗秀兰", "苗家的新密码")
    assert again.user == second.id
    again.close()
    with pytest.raises(Trouble):
        room.give_password(desk.data, (desk.user, "不对的密码"), (second.id, "苗秀兰"), "xxxxxx")


def test_a_stranger_cannot_sign_in(desk: Desk) -> None:
    with pytest.raises(Trouble) as trouble:
        room.sign_in(desk.data, "路人", PASSWORD)
    assert trouble.value.key == "keys.no_such_person"


def test_a_key_file_that_is_gone_is_told_apart_from_no_room(desk: Desk, tmp_path: Path) -> None:
    desk.data.keys.rename(tmp_path / "elsewhere")
    with pytest.raises(Trouble) as trouble:
        doorstep.people(desk.data)
    assert trouble.value.key == "keys.gone"
    with pytest.raises(Trouble) as trouble:
        doorstep.people(DataDir(tmp_path / "none"))
    assert trouble.value.key == "shelf.absent"


def test_a_folder_that_cannot_be_made_has_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(Trouble) as trouble:
        make_room(tmp_path / "file" / "room")
    assert trouble.value.key == "room.cannot_make"
