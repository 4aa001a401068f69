"""One list over all lines: what is late first, then the newest; narrowed by line, grid, state, colour."""

from __future__ import annotations

import datetime as dt

import pytest

from app import holidays
from app.desk import cases, matter_list, matters
from app.desk import room as rooms
from app.desk.desk import Desk
from app.records import Matter
from tests.desk.test_matters import AT, listed, step, written

DAY = dt.timedelta(days=1)


def place(desk: Desk, *path: str) -> str:
    with desk.shelf.reading() as db:
        room_id = rooms.own_room(db, desk.shelf.log).id
    made = desk.do(cases.find_or_make_place, room_id, list(path))
    assert made
    return made


def test_what_is_late_stands_first_and_longest_late_at_the_top(desk: Desk) -> None:
    calm = written(desk, AT + 9 * DAY, tier="hard")
    late = written(desk, AT + DAY)
    later = written(desk, AT)
    plain = written(desk, AT + 8 * DAY, tier=None)
    found = listed(desk, AT + 9 * DAY)
    assert [one.id for one in found] == [later, late, calm, plain]
    assert [one.colour for one in found] == ["red", "red", "green", "none"]


def test_what_presses_stands_before_what_does_not_and_undated_is_last(desk: Desk) -> None:
    undated = written(desk, AT + 7 * DAY, tier=None)
    far = written(desk, AT + 6 * DAY, tier="hard", due_on=(AT + 300 * DAY).date())
    near = written(desk, AT + 5 * DAY, tier=None, due_on=(AT + 20 * DAY).date())
    pressing = written(desk, AT, tier=None, due_on=(AT + 9 * DAY).date())
    found = listed(desk, AT + 8 * DAY)
    assert [one.id for one in found] == [pressing, near, far, undated]
    assert found[0].colour in {"yellow", "orange"}


def test_a_place_shows_what_lies_below_it_over_all_lines(desk: Desk) -> None:
    village, other = place(desk, "柳林镇", "上河村"), place(desk, "柳林镇", "下河村")
    grid = place(desk, "柳林镇", "上河村", "一网格")
    for line, where in (
        ("grid", grid),
        ("hotline", village),
        ("petition", grid),
        ("opinion", other),
    ):
        written(desk, line=line, channel=None, place_id=where)
    assert {one.line for one in listed(desk, place_id=village)} == {"grid", "hotline", "petition"}
    assert [one.line for one in listed(desk, place_id=grid, line="petition")] == ["petition"]
    assert len(listed(desk, place_id=place(desk, "柳林镇"))) == 4
    assert listed(desk, place_id=grid)[0].place == "柳林镇 上河村 一网格"


def test_it_is_narrowed_by_state_colour_tier_and_words(desk: Desk) -> None:
    first, second = written(desk), written(desk, tier="hard", told="宅基地滴水纠纷")
    step(desk, first, "handle")
    step(desk, second, "feedback", solved=False)
    now = AT + DAY
    assert [one.id for one in listed(desk, now, part="handle")] == [first]
    assert [one.id for one in listed(desk, now, part="tracked")] == [second]
    assert [one.id for one in listed(desk, now, colour="red")] == [first]
    assert [one.id for one in listed(desk, now, part="late")] == [first]
    assert [one.id for one in listed(desk, now, tier="hard")] == [second]
    assert [one.id for one in listed(desk, now, text="滴水")] == [second]
    assert listed(desk, now, text="%") == []


def test_a_double_stands_behind_its_first(desk: Desk) -> None:
    first, double = written(desk), written(desk)

    def mark(db: object) -> None:
        db.get(Matter, double).same_as_id = first

    desk.do(mark)
    assert [one.id for one in listed(desk, part="all")] == [first]


def test_today_hears_of_what_is_late_or_due_and_of_nothing_a_case_looks_after(desk: Desk) -> None:
    log, calendar = desk.shelf.log, holidays.load()
    assert desk.look(matter_list.due, log, AT, calendar) == []
    due, _later = written(desk), written(desk, tier="hard")
    case = written(desk)
    desk.do(matters.become_case, log, AT.date(), case)
    done = written(desk)
    step(desk, done, "feedback", solved=True)
    assert [one.id for one in desk.look(matter_list.due, log, AT + DAY, calendar)] == [due]


def test_another_rooms_matter_is_none_of_ours(desk: Desk) -> None:
    written(desk, room_id="0" * 32)
    assert listed(desk, part="all") == []


def test_of_very_many_no_tier_is_crowded_out(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matter_list, "MOST", 6)
    slow = [written(desk, AT + n * DAY, tier="coordinated") for n in range(9)]
    quick = written(desk, AT + 4 * DAY, tier="simple")
    found = desk.look(
        matter_list.listing, desk.shelf.log, AT + 5 * DAY, holidays.load(), matter_list.Wanted()
    )
    told = [one.id for one in found.lines]
    assert told[0] == quick  # overdue, while older ones of a longer tier are not
    assert {slow[0], slow[-1]} <= set(told)
    assert found.unseen == 10 - len(told)


def test_of_very_many_the_oldest_and_the_newest_are_looked_at(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matter_list, "MOST", 4)
    ids = [written(desk, AT + n * DAY, tier=None) for n in range(7)]
    asked = matter_list.Wanted()
    found = desk.look(matter_list.listing, desk.shelf.log, AT, holidays.load(), asked)
    assert [one.id for one in found.lines] == [ids[6], ids[5], ids[1], ids[0]]
    assert found.unseen == 3
