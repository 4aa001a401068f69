"""Committees, people, training and money of a half-year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.desk import report_book
from app.desk.edit import add
from app.desk.people_count import age_band
from app.desk.report_book import Wanted
from app.desk.room import own_room
from app.records import Funding, Mediator, Room, Training
from app.rules.report_form import form
from app.rules.report_listing import cells
from tests.machines import desk_in

HALF = (date(2026, 1, 1), date(2026, 6, 30))


def test_people_are_counted_as_of_the_last_day(tmp_path):
    desk = desk_in(tmp_path, "中心", centre=True)
    room = desk.do(
        add, Room, {"committee": "甲村调委会", "committee_kind": "village", "room_kind": "personal"}
    )
    usual = {
        "room_id": room,
        "full_time": True,
        "sex": "2",
        "education": "college",
        "party_member": True,
    }
    one = desk.do(
        add, Mediator, {**usual, "name": "在", "birth_on": date(1990, 6, 30), "ethnicity": "03"}
    )
    desk.do(
        add,
        Mediator,
        {**usual, "name": "走", "left_on": date(2026, 5, 1), "birth_on": date(1980, 1, 1)},
    )
    desk.do(add, Mediator, {**usual, "name": "未来", "appointed_on": date(2026, 7, 1)})
    desk.do(add, Mediator, {"room_id": room, "name": "没填"})
    centre = desk.look(lambda db: own_room(db, desk.shelf.log).id)
    desk.do(add, Mediator, {**usual, "room_id": centre, "name": "中心的办事员"})  # is no mediator
    desk.do(
        add,
        Training,
        {"room_id": room, "on_day": date(2026, 3, 1), "mediator_ids": [one], "others": 9},
    )
    desk.do(add, Funding, {"room_id": room, "period": "2026H1", "guidance": Decimal(12345)})
    desk.do(add, Funding, {"room_id": room, "period": "2025", "guidance": Decimal(99)})
    made = report_book.make(desk, Wanted("personnel", HALF))
    told = {row.name: row.figures for row in made.table.rows}["甲村调委会"]
    assert (told["committees"], told["kind_village"], told["studios"]) == (1, 1, 1)
    assert (told["mediators"], told["full_time"], told["women"], told["minority"]) == (2, 1, 1, 1)
    assert (told["age_45"], told["trained"], told["guidance"]) == (1, 10, 1234500)
    assert made.table.total["mediators"] == 2
    shown = cells(form("personnel"), told)
    assert shown[-3] == Decimal("1.23")
    assert {one.told.key for one in made.warnings} >= {"times", "educations", "ages"}
    desk.close()


@pytest.mark.parametrize(("born", "band"), [
    (date(1991, 7, 1), "35"), (date(1990, 6, 30), "45"), (date(1991, 6, 30), "35"), (date(1950, 1, 1), "over"),
    (None, ""),
])  # fmt: skip
def test_a_birthday_on_the_last_day_counts(born, band):
    assert age_band(born, date(2026, 6, 30)) == band
