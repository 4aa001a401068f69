"""Reports counted in a real room: the published table again, digit for digit, and the rules of random ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.codes import code_list
from app.desk import report_count, report_tables
from app.desk.edit import add, edit
from app.records import Case, Place, Room, Sweep
from app.rules.case_line import CaseLine
from app.rules.report_form import form
from app.rules.report_listing import listing
from app.rules.report_table import count, imbalances
from app.store import case_lines
from tests.desk import huangshi
from tests.machines import desk_in

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    desk = desk_in(tmp_path_factory.mktemp("huangshi"), "黄石")
    huangshi.fill(desk)
    yield report_tables.made(desk, "situation", huangshi.MONTH), desk
    desk.close()


def test_the_published_table_comes_out_digit_for_digit(published):
    table, _ = published
    told = listing(form("situation"), table)
    cells = dict(zip([one.label for one in told.columns[1:]], told.total[1:], strict=True))
    types = [
        told.total[1 + form("situation").columns.index(one)]
        for one in form("situation").parts("type")
    ]
    assert types == [160, 278, 67, 44, 31, 76, 18, 28, 4, 13, 7, 55, 33, 1, 54]
    assert sum(types) == cells["调解案件总数"] == 869
    assert (cells["主动调解"], cells["依申请调解"], cells["小计"]) == (455, 378, 36)
    assert (cells["调解成功"], cells["协议涉及金额"]) == (842, Decimal("2873.80"))
    assert "成功率96.9%（842/869）" in told.below
    assert "调解案件总数869件，同比−15.5%，环比+3.5%" in told.below
    assert imbalances(form("situation"), table) == []
    assert told.title == "2016年08月 黄石委员会矛盾纠纷排查调处情况表"


def test_the_published_month_looks_the_same_in_eighteen_types(published):
    _, desk = published
    table = report_tables.made(desk, "situation_18", huangshi.MONTH)
    assert sum(table.total[one.key] for one in form("situation_18").parts("type")) == 869
    assert imbalances(form("situation_18"), table) == []


def test_by_the_day_of_mediation_a_case_may_belong_to_another_month(published):
    _, desk = published
    table = report_tables.made(desk, "situation", huangshi.MONTH, basis="mediated")
    assert table.total["total"] == 869  # the earlier months were never mediated
    assert table.before["total"] == 0
    told = listing(form("situation"), table)
    assert ("统计口径", "按调解日期") in told.above


def test_a_long_period_is_counted_by_and_by_and_can_be_stopped(published):
    _, desk = published
    steps = []
    year = (date(2015, 9, 1), date(2016, 8, 31))
    table = report_tables.made(
        desk, "situation", year, report=lambda done, total: steps.append((done, total))
    )
    assert table.total["total"] == 869 + 840
    assert steps[:5] == [(0, 4), (1, 4), (2, 4), (3, 4), (0, 4)]  # then the periods beside it


# random rooms


def codes(name):
    return st.sampled_from(["", *(one.code for one in code_list(name))])


LINES = st.lists(
    st.builds(
        CaseLine,
        case_id=st.uuids().map(lambda one: one.hex),
        dispute_type=codes("dispute_type"),
        source=codes("source"),
        result=codes("result"),
        form=codes("agreement_form"),
        performance=codes("performance"),
        knotty=st.booleans(),
        migrants=st.booleans(),
        confirmation_applied=st.booleans(),
        confirmed=st.booleans(),
        parties=st.integers(0, 9),
        amount=st.decimals(0, 10**7, places=2),
        prevented=codes("prevented"),
        prevented_people=st.integers(0, 99),
        judgment=codes("judgment"),
        sued=st.booleans(),
        accepted_on=st.dates(date(2026, 2, 20), date(2026, 4, 10)),
    ),
    max_size=25,
)  # fmt: skip


@pytest.fixture(scope="module")
def random_room(tmp_path_factory):
    desk = desk_in(tmp_path_factory.mktemp("random"))
    yield desk
    desk.close()


@settings(max_examples=15)
@given(lines=LINES, name=st.sampled_from(["situation", "situation_18"]))
def test_rules_hold_but_for_the_cases_that_are_named(random_room, lines, name):
    """What the database counts is what the form says of each line; what does not add up leads to its cases."""
    told = form(name)
    with random_room.shelf.reading() as db:
        room = db.query(Room).first()
    lines = [replace(one, room_id=room.id) for one in lines]
    with random_room.shelf.local_writing() as link:
        link.exec_driver_sql("DELETE FROM case_line")
        case_lines.write(link, [one.case_id for one in lines], lines)
    table = report_tables.made(random_room, name, MARCH)
    plain = [dict(zip(case_lines.NAMES, case_lines.row_of(one), strict=True)) for one in lines]
    inside = [
        one for one in plain if MARCH[0].toordinal() <= one["accepted_on"] <= MARCH[1].toordinal()
    ]
    expected = count(told, ({**one, "body": room.committee_kind or ""} for one in inside))
    assert table.total == expected
    log = random_room.shelf.log
    with random_room.shelf.reading() as db:
        asked = report_tables.asking(db, log, MARCH, "room", "accepted", "")
        wrong = {one.key: one for one in imbalances(told, table) if not one.row}
        for rule in told.balances:
            cases = report_count.at_fault(db, log, told, rule.key, asked)
            if rule.part:
                left = table.total[rule.whole]
                assert left - sum(table.total[one.key] for one in told.parts(rule.part)) == len(
                    cases
                )
                assert (rule.key in wrong) == bool(cases)
            elif rule.key in wrong:
                assert cases


# rows


def test_a_case_stands_at_its_place_and_a_sweep_counts(tmp_path):
    desk = desk_in(tmp_path)
    street = desk.do(add, Place, {"name": "街道"})
    east = desk.do(add, Place, {"name": "东村", "parent_id": street})
    grid = desk.do(add, Place, {"name": "东一格", "parent_id": east})
    desk.do(add, Place, {"name": "西村", "parent_id": street})
    for place in (grid, east, street, None):
        desk.do(add, Case, {"accepted_on": date(2026, 3, 5), "place_id": place, "source": "own"})
    desk.do(add, Sweep, {"from_on": date(2026, 3, 25), "place_id": grid, "zero": True})
    table = report_tables.made(desk, "situation", MARCH, by="place")
    assert {row.name: row.figures["total"] for row in table.rows} == {
        "东村": 2, "西村": 0, "街道": 1, "未填村居网格": 1,
    }  # fmt: skip
    assert table.rows[0].figures["sweeps"] == 1
    narrow = report_tables.made(desk, "situation", MARCH, by="place", place_id=east)
    assert {row.name: row.figures["total"] for row in narrow.rows} == {"东一格": 1, "东村": 1}
    assert narrow.whose == "东村"
    desk.close()


def test_at_a_centre_every_committee_has_its_row_also_with_nothing(tmp_path):
    desk = desk_in(tmp_path, "中心", centre=True)
    rooms = {}
    for name in ("甲村", "乙村"):
        rooms[name] = desk.do(
            add, Room, {"committee": f"{name}调委会", "committee_kind": "village"}
        )
    told = {
        "accepted_on": date(2026, 3, 5),
        "room_id": rooms["甲村"],
        "source": "own",
        "dispute_type": "02",
    }
    desk.do(add, Case, {**told, "result": "ongoing"})
    table = report_tables.made(desk, "situation", MARCH)
    assert [(row.name, row.figures["total"]) for row in table.rows] == [
        ("乙村调委会", 0),
        ("甲村调委会", 1),
    ]
    assert table.total["body_village"] == 1
    desk.do(edit, Room, rooms["甲村"], {"committee_kind": None})
    wrong = imbalances(form("situation"), report_tables.made(desk, "situation", MARCH))
    assert {one.key for one in wrong} == {"by_body"}
    desk.close()


def test_a_grid_that_only_a_room_knows_is_not_called_unfilled(tmp_path):
    desk = desk_in(tmp_path, "中心", centre=True)
    room = desk.do(add, Room, {"committee": "柳林村调委会", "committee_kind": "village"})
    theirs = desk.do(add, Place, {"name": "第1网格", "room_id": room})
    for place in (theirs, None):
        day = {"accepted_on": date(2026, 3, 5), "room_id": room, "place_id": place}
        desk.do(add, Case, day)
    table = report_tables.made(desk, "split", MARCH, by="place")
    told = {row.name: row.figures["total"] for row in table.rows if row.figures["total"]}
    assert told == {"下级网格，本级网格树里没有": 1, "未填村居网格": 1}
    ours = desk.do(add, Place, {"name": "柳林村", "stands_for_id": room})
    table = report_tables.made(desk, "split", MARCH, by="place", place_id=ours)
    assert table.total["total"] == 2
    desk.close()
