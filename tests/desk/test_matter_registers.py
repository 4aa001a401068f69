"""The three registers over the same matters: by period and place, as they stood then."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app import holidays
from app.desk import cases, matter_list, matter_registers, matters, units, whistle_papers, whistles
from app.desk.desk import Desk
from app.desk.matter_list import Wanted
from app.desk.matter_registers import Period
from app.records import Matter
from app.rules.listing import Listing
from tests.desk.test_matter_list import place
from tests.desk.test_matters import AT, some_unit, step, written

DAY = dt.timedelta(days=1)


def made(desk: Desk, **period: Any) -> dict[str, Listing]:
    asked = Period(**period)
    return desk.look(matter_registers.listings, desk.shelf.log, asked, AT.date())


def balance(desk: Desk, **period: Any) -> str:
    return desk.look(matter_registers.three_lists, desk.shelf.log, Period(**period)).balance


def test_eighteen_collected_fifteen_solved_three_followed_are_said_below_each(desk: Desk) -> None:
    unit = some_unit(desk)
    for number in range(18):
        matter = written(desk, outside_no=f"N{number}")
        step(desk, matter, "pass", to_unit_id=unit, told="请办理")
        if number < 15:
            step(desk, matter, "handle", told="已上门")
            step(desk, matter, "feedback", solved=True, told="已解决", satisfaction="satisfied")
    lists = made(desk)
    assert [len(one.rows) for one in lists.values()] == [18, 18, 18]
    assert {one.below[0] for one in lists.values()} == {"收集 18 件＝办结 15 件＋跟踪 3 件。"}
    results = [row[-1] for row in lists["told_back"].rows]
    assert (results.count("办结"), results.count("跟踪")) == (15, 3)
    done, waiting = lists["told_back"].rows[0], lists["told_back"].rows[-1]
    assert done[4:6] == ("已解决", "满意")
    assert waiting[4] is None  # an order is no result


def test_a_register_of_then_stays_as_it_was(desk: Desk) -> None:
    matter = written(desk)
    before = balance(desk, until=AT.date())
    step(desk, matter, "feedback", AT + 3 * DAY, solved=True)
    assert balance(desk, until=AT.date()) == before == "1 = 0 + 1"
    assert balance(desk) == "1 = 1 + 0"
    assert balance(desk, since=AT.date() + DAY) == "0 = 0 + 0"


def test_what_came_before_and_was_worked_on_since_is_named_below(desk: Desk) -> None:
    unit, matter = some_unit(desk), written(desk)
    since = AT.date() + DAY
    assert [one.below[1:] for one in made(desk, since=since).values()] == [[], [], []]
    step(desk, matter, "pass", AT + 2 * DAY, to_unit_id=unit)
    step(desk, matter, "feedback", AT + 9 * DAY, solved=True)
    lists = made(desk, since=since, until=since + 3 * DAY)
    assert len(lists["handed"].rows) == 0
    assert "还交办了以前收集的 1 件" in lists["handed"].below[-1]
    assert lists["told_back"].below[1:] == []
    later = made(desk, since=since + 4 * DAY)
    assert later["handed"].below[1:] == []
    assert "还办结了以前收集的 1 件" in later["told_back"].below[-1]
    step(desk, matter, "reopen", AT + 20 * DAY, told="又漏了")
    step(desk, matter, "feedback", AT + 22 * DAY, solved=True)
    again = made(desk, since=since + 15 * DAY)  # solved when that period began, and when it ended
    assert again["told_back"].below[1:] == []


def test_a_case_closed_later_solved_nothing_then(desk: Desk) -> None:
    matter = written(desk)
    case_id = desk.do(matters.become_case, desk.shelf.log, AT.date(), matter)
    closing = {"closed_on": AT.date() + 9 * DAY, "result": "agreed"}
    desk.do(cases.close_case, case_id, closing, [])
    assert balance(desk, until=AT.date() + DAY) == "1 = 0 + 1"
    assert balance(desk) == "1 = 1 + 0"


def test_a_place_has_its_own_lists_and_a_double_is_counted_once(desk: Desk) -> None:
    village, other = place(desk, "镇", "上河村"), place(desk, "镇", "下河村")
    first, double = written(desk, place_id=village), written(desk, place_id=village)
    written(desk, place_id=other)

    def mark(db: Any) -> None:
        db.get(Matter, double).same_as_id = first

    desk.do(mark)
    lists = made(desk, place_id=village)
    assert len(lists["collected"].rows) == 1
    assert "重复件 1 件" in lists["collected"].below[1]
    assert ("网格", "镇 上河村") in lists["collected"].above


def test_the_merged_list_is_printed_as_it_is_shown(desk: Desk) -> None:
    written(desk)
    log, calendar = desk.shelf.log, holidays.load()
    found = desk.look(matter_registers.merged, log, AT, calendar, Wanted())
    (row,) = found.rows
    assert row[3:6] == ("热线", "", "何某")


def test_a_merged_list_that_is_cut_short_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matter_list, "MOST", 2)
    for _ in range(5):
        written(desk)
    found = desk.look(
        matter_registers.merged, desk.shelf.log, AT, holidays.load(), Wanted(part="open")
    )
    assert (len(found.rows), found.below) == (2, ["另有 3 件未列入本表。"])


def test_a_whistle_has_its_slip_and_units_their_table(desk: Desk) -> None:
    matter = written(desk)

    facts: dict[str, Any] = {"name": "派出所", "response_hours": 2}
    unit = desk.do(units.add_unit, desk.shelf.log, facts)
    told = {"matter_id": matter, "what": "请到场"}
    whistle = desk.do(whistles.blow, desk.shelf.log, AT, told, [unit])
    log = desk.shelf.log
    slip = desk.look(whistle_papers.slip, log, AT, whistle)
    assert slip.rows[0][:4] == (1, "派出所", "是", "2026-09-01 11:00")
    assert ("事由", "请到场") in slip.above
    later = AT + dt.timedelta(hours=5)
    table = desk.look(whistle_papers.times, log, later, AT.date(), AT.date())
    assert table.total is not None
    assert (table.rows[0][2:], table.total[2]) == ((1, 0, None, 1, 100), 1)
    assert whistle_papers.took(125) == "2小时5分"


def test_names_and_numbers_stand_masked_unless_they_are_to_be_whole(desk: Desk) -> None:
    told = {
        "reporter": "何小满",
        "phone": "19900001234",
        "told": "何小满说楼上漏水，电话19900001234",
    }
    step(desk, written(desk, **told), "feedback", solved=True)
    lists = made(desk)
    for row in (*lists["collected"].rows, *lists["told_back"].rows):
        assert "何小满" not in str(row)
        assert "19900001234" not in str(row)
    assert lists["collected"].rows[0][6:8] == ("何某", "199****1234")
    log, on = desk.shelf.log, AT.date()
    whole = desk.look(matter_registers.listings, log, Period(), on, whole=True)
    assert whole["collected"].rows[0][6:9] == (told["reporter"], told["phone"], told["told"])


def test_the_merged_list_leaves_masked_unless_it_is_to_be_whole(desk: Desk) -> None:
    story = "何小满说楼上漏水，电话19900001234"
    written(desk, reporter="何小满", phone="19900001234", told=story)
    asked = (desk.shelf.log, AT, desk.calendar(), Wanted())
    masked = desk.look(matter_registers.merged, *asked)
    assert masked.rows[0][5:7] == ("何某", "何某说楼上漏水，电话199****1234")
    whole = desk.look(matter_registers.merged, *asked, whole=True)
    assert whole.rows[0][5:7] == ("何小满", story)
