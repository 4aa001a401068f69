"""复燃雷达 over a room and a centre: who, what and where comes back, bounded by what is rare."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.desk import radar
from app.desk.desk import Desk
from app.desk.radar import Scope
from app.desk.room import own_room
from app.records import Case, KeyPerson, Party, Room
from app.store import radar_rows
from app.store.tables import entry
from app.trouble import Trouble

YEAR = Scope(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
ID = "370181196803154527"


def fill(db: Session, log: str) -> dict[str, str]:
    """An old case; one with the same person; one on the same plot in another room; a stranger's; an old one."""
    room = own_room(db, log)
    other = Room(committee="河东村调委会", room_name="河东调解室")
    db.add(other)
    made = {
        "old": Case(accepted_on=dt.date(2025, 11, 3), plot="旧军村3号", file_no="旧", room_id=room.id),
        "again": Case(accepted_on=dt.date(2026, 2, 3), file_no="再", room_id=room.id),
        "plot": Case(accepted_on=dt.date(2026, 3, 3), plot="旧军村3号", file_no="地", room_id=other.id),
        "other": Case(accepted_on=dt.date(2026, 3, 4), file_no="他", room_id=other.id),
        "ancient": Case(accepted_on=dt.date(2020, 3, 4), file_no="古", room_id=room.id),
    }  # fmt: skip
    db.add_all(made.values())
    people = {
        "old": [("张三", ID, "13800000001", "旧军村1号"), ("李四", None, None, "旧军村2号")],
        "again": [("张三", ID, "13800000001", None), ("李四", None, None, "旧军村2号")],
        "plot": [("赵六", None, None, None)],
        "other": [("张三", None, None, None)],
        "ancient": [("张三", ID, None, None)],
    }
    for name, told in people.items():
        for place, (who, number, phone, address) in enumerate(told, 1):
            party = Party(
                case_id=made[name].id, position=place, name=who, id_number=number, phone=phone,
                address=address,
            )  # fmt: skip
            db.add(party)
    db.add(KeyPerson(room_id=room.id, name="张三", id_number=ID, why="不得示人"))
    return {name: case.id for name, case in made.items()}


def test_a_person_and_a_plot_come_back(desk: Desk) -> None:
    ids = desk.do(fill, desk.shelf.log)
    found = desk.look(radar.sweep, desk.shelf.log, YEAR)
    told = {one.file_no: (one.earlier_no, one.echo.why, one.echo.colour) for one in found.spots}
    assert told == {
        "再": ("旧", ("id_number", "name_address", "phone"), "red"),
        "地": ("旧", ("plot",), "yellow"),
    }
    assert (found.count, found.cases) == (2, 3)
    assert [(one.room, one.cases, one.echoes, one.red) for one in found.rooms] == [
        ("老孟调解室", 1, 1, 1), ("河东调解室", 2, 1, 0),
    ]  # fmt: skip
    assert "不得示人" not in repr(found)
    only = Scope(YEAR.since, YEAR.until, desk.look(own_room, desk.shelf.log).id)
    assert [one.file_no for one in desk.look(radar.sweep, desk.shelf.log, only).spots] == ["再"]
    assert ids


def test_a_pass_tells_how_far_it_is_and_stopped_it_changes_nothing(desk: Desk) -> None:
    desk.do(fill, desk.shelf.log)
    standing = desk.look(chain_tip)
    whole: list[tuple[int, int]] = []
    desk.look(radar.sweep, desk.shelf.log, YEAR, report=lambda *told: whole.append(told))
    steps = len(whole)
    assert whole == [(done, steps - 1) for done in range(steps)]
    assert steps > 20  # a year, and the year before it

    def stop(done: int, total: int) -> None:
        del total
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.look(radar.sweep, desk.shelf.log, YEAR, report=stop)
    assert desk.look(chain_tip) == standing
    assert desk.look(radar.sweep, desk.shelf.log, YEAR).count == 2


def test_of_one_room_the_radar_finds_what_the_whole_finds_of_it(desk: Desk) -> None:
    desk.do(fill, desk.shelf.log)
    whole = desk.look(radar.sweep, desk.shelf.log, YEAR).spots
    for room_id in desk.look(lambda db: list(db.scalars(select(Room.id)))):
        only = Scope(YEAR.since, YEAR.until, room_id)
        spots = desk.look(radar.sweep, desk.shelf.log, only).spots
        names = {one.room for one in spots}
        assert spots == [one for one in whole if one.room in names]
        assert len(names) == 1


def chain_tip(db: Session) -> list[tuple[Any, ...]]:
    """Every entry of the journal that stands."""
    return [tuple(row) for row in db.execute(select(entry.c.id, entry.c.state))]


def test_a_case_being_registered_shows_its_earlier_ones(desk: Desk) -> None:
    ids = desk.do(fill, desk.shelf.log)
    today = dt.date(2026, 3, 5)
    found = desk.look(radar.of_case, desk.shelf.log, ids["again"], today)
    assert [(one.earlier_no, one.echo.score) for one in found] == [("旧", 80)]
    assert desk.look(radar.of_case, desk.shelf.log, ids["other"], today) == []
    assert desk.look(radar.of_case, desk.shelf.log, "none", today) == []


def test_what_stands_in_too_many_cases_tells_nothing(desk: Desk) -> None:
    def office(db: Session) -> str:
        room = own_room(db, desk.shelf.log)
        for number in range(45):
            case = Case(accepted_on=dt.date(2026, 1, 1 + number % 28), room_id=room.id)
            db.add_all(
                [case, Party(case_id=case.id, position=1, name=f"某{number}", phone="05310000000")]
            )
        return case.id

    case_id = desk.do(office)
    assert desk.look(radar.sweep, desk.shelf.log, YEAR).count == 0
    assert desk.look(radar.of_case, desk.shelf.log, case_id, dt.date(2026, 3, 1)) == []


def test_a_person_links_a_relapse_and_no_ring_is_made(desk: Desk) -> None:
    ids = desk.do(fill, desk.shelf.log)
    desk.do(radar.link, ids["again"], ids["old"])
    found = desk.look(radar.sweep, desk.shelf.log, YEAR)
    assert {one.file_no: one.linked for one in found.spots} == {"再": True, "地": False}
    for one, other in (("old", "again"), ("old", "old")):
        with pytest.raises(Trouble) as caught:
            desk.do(radar.link, ids[one], ids[other])
        assert caught.value.key == "radar.ring"
    desk.do(radar.link, ids["again"], None)
    assert not any(one.linked for one in desk.look(radar.sweep, desk.shelf.log, YEAR).spots)


def test_the_questions_of_the_radar_go_by_an_index(desk: Desk) -> None:
    desk.do(fill, desk.shelf.log)

    def plan(db: Session, asked: Select[Any]) -> str:
        text = asked.compile(db.get_bind(), compile_kwargs={"literal_binds": True})
        return told(db, str(text))

    def told(db: Session, text: str) -> str:
        rows = db.connection().exec_driver_sql("EXPLAIN QUERY PLAN " + text)
        return "\n".join(row[3] for row in rows)

    rows = radar_rows.ROWS.replace("?", "'2026-01-01'")
    listed = desk.look(told, rows)
    assert "ix_case_register" in listed
    assert "ix_party_case_id" in listed
    assert "ix_case_room_id" in desk.look(told, f"{rows} AND c.room_id = 'x'")
    assert "ix_case_register" in desk.look(told, radar_rows.FIRST)
    for kind, columns in radar.KINDS.items():
        asked = select(Party.id).where(*(column == "x" for column in columns))
        found = desk.look(plan, asked)
        assert found.startswith("SEARCH party USING"), (kind, found)
    assert "ix_case_plot" in desk.look(plan, select(Case.id).where(Case.plot == "x"))
