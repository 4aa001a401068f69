from __future__ import annotations

import datetime as dt

import pytest

from app.desk import grid_changes, grid_people, practice, room
from app.desk.desk import Desk
from app.desk.edit import edit
from app.records import Mediator
from app.rules.mechanism import Grid, Mechanism
from app.trouble import Trouble

TODAY = dt.date(2026, 3, 2)


def put(desk: Desk, name: str, kind: str = "basic") -> str:
    told = {"name": name, "grid_kind": kind}
    return desk.do(grid_changes.add_place, desk.shelf.log, told)


def test_a_person_has_several_posts(desk: Desk) -> None:
    grid = put(desk, "第1网格")
    posts = [
        {"role": "elder"},
        {"role": "head", "place_id": grid},
        {"role": "head", "place_id": grid},
    ]
    desk.do(grid_people.add_person, desk.shelf.log, {"name": "甘草"}, posts)
    (line,) = desk.look(grid_people.people, desk.shelf.log, TODAY)
    assert set(line.roles) == {"elder", "head"}
    assert len(line.posts) == 2, "the same post is not put down twice"
    assert desk.look(grid_people.people, desk.shelf.log, TODAY, place_id=grid, role="head") == [
        line
    ]
    assert desk.look(grid_people.people, desk.shelf.log, TODAY, place_id=grid, role="elder") == []


def test_a_mediator_is_named_and_not_typed_again(desk: Desk) -> None:
    mediator = desk.look(_first, desk.shelf.log)
    desk.do(edit, Mediator, mediator.id, {"phone": "13000000001"})
    person = desk.do(
        grid_people.add_person, desk.shelf.log, {"mediator_id": mediator.id}, [{"role": "elder"}]
    )
    again = desk.do(
        grid_people.add_person, desk.shelf.log, {"mediator_id": mediator.id}, [{"role": "head"}]
    )
    assert person == again
    (line,) = desk.look(grid_people.people, desk.shelf.log, TODAY)
    assert (line.name, line.phone) == (mediator.name, "13000000001")
    desk.do(grid_people.edit_person, person, {"phone": "13000000002", "title": "组长"})
    (line,) = desk.look(grid_people.people, desk.shelf.log, TODAY)
    assert (line.phone, line.title) == ("13000000002", "组长")
    assert desk.look(_first, desk.shelf.log).phone == "13000000002"


def test_one_of_the_people_becomes_a_mediator_without_typing(desk: Desk) -> None:
    person = desk.do(
        grid_people.add_person, desk.shelf.log, {"name": "甘草", "phone": "13000000003"}
    )
    made = desk.do(grid_people.make_mediator, desk.shelf.log, person, TODAY)
    assert desk.do(grid_people.make_mediator, desk.shelf.log, person, TODAY) == made
    staff = desk.look(lambda db: room.mediators(db, room.own_room(db, desk.shelf.log).id))
    assert (staff[-1].name, staff[-1].phone) == ("甘草", "13000000003")


def test_a_mediator_bound_to_a_grid_is_its_mediator(desk: Desk) -> None:
    grid = put(desk, "第1网格")
    mediator = desk.look(_first, desk.shelf.log)
    desk.do(grid_people.add_person, desk.shelf.log, {"mediator_id": mediator.id})
    desk.do(grid_people.bind_mediator, mediator.id, grid)
    (line,) = desk.look(grid_people.people, desk.shelf.log, TODAY, place_id=grid)
    assert line.roles == ("grid_mediator",)


def test_what_a_grid_lacks_is_told_by_the_mechanism(desk: Desk) -> None:
    grid, micro = put(desk, "第1网格"), put(desk, "东院", "micro")
    wanted = Grid(posts=("head", "grid_mediator"), fewest_households=15, most_households=20)
    desk.do(practice.put, desk.shelf.log, TODAY, Mechanism(grid=wanted))
    desk.do(
        grid_people.add_person,
        desk.shelf.log,
        {"name": "甘草"},
        [{"role": "head", "place_id": grid}],
    )
    found = desk.look(grid_people.lacks, desk.shelf.log, TODAY)
    assert found[grid].roles == ("grid_mediator",)
    assert found[micro].faults == ("uncounted",)
    desk.do(grid_people.bind_mediator, desk.look(_first, desk.shelf.log).id, grid)
    desk.do(grid_changes.edit_place, desk.shelf.log, micro, {"households": 18})
    assert desk.look(grid_people.lacks, desk.shelf.log, TODAY) == {}


def test_who_left_holds_no_post_any_more(desk: Desk) -> None:
    grid = put(desk, "第1网格")
    person = desk.do(
        grid_people.add_person,
        desk.shelf.log,
        {"name": "甘草"},
        [{"role": "head", "place_id": grid}],
    )
    desk.do(grid_people.leave, person, TODAY)
    assert desk.look(grid_people.people, desk.shelf.log, TODAY) == []
    assert desk.look(grid_people.roles_by_place, TODAY) == {}
    (line,) = desk.look(grid_people.people, desk.shelf.log, TODAY - dt.timedelta(days=1))
    assert line.roles == ("head",)


def test_a_person_wants_a_name_and_a_post_a_role(desk: Desk) -> None:
    with pytest.raises(Trouble, match="姓名"):
        desk.do(grid_people.add_person, desk.shelf.log, {})
    with pytest.raises(Trouble, match="角色"):
        desk.do(grid_people.add_person, desk.shelf.log, {"name": "甘草"}, [{}])
    assert desk.look(grid_people.people, desk.shelf.log, TODAY) == []


def test_reserve_cadres_are_counted_among_those_who_work_in_the_grids(desk: Desk) -> None:
    log = desk.shelf.log
    for name, *roles in (
        ("甘草", "full_time", "reserve"),
        ("白术", "head"),
        ("黄芪", "elder", "reserve"),
    ):
        desk.do(grid_people.add_person, log, {"name": name}, [{"role": role} for role in roles])
    assert desk.look(grid_people.reserve, log, TODAY) == (1, 2)


def _first(db: object, log: str) -> Mediator:
    return room.mediators(db, room.own_room(db, log).id)[0]  # type: ignore[arg-type]
