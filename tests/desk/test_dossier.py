"""What other cases say of one, and how a room weighs the rules."""

from __future__ import annotations

import datetime as dt

import pytest

from app.desk import cases, dossier, edit, questions
from app.desk.edit import add
from app.desk.room import own_room
from app.records import Case, MediationSession, Scan
from app.rules.rule_book import book_of
from app.trouble import Trouble
from tests.rooms import moved_room

STORY = "{0}翻建北屋时把屋檐伸到{1}家院内约{2}厘米，下雨时滴水全落在对方菜地里，双方为此争吵数次，村里说了两回没说通。"
OTHER = "{0}借{1}的三轮车用了{2}天没有还，车轮也压坏了，两家在村口吵起来，村民小组长叫来调解，又各自回家去了。"
AT = dt.datetime(2026, 3, 5, 14, 30)


@pytest.fixture
def desk(tmp_path):
    made = moved_room(tmp_path / "room")
    yield made
    made.close()


def register(desk, one, two, size, story=STORY):
    def enter(db):
        told = {"summary": story.format(one, two, size)}
        case_id = cases.register_case(db, desk.shelf.log, dt.date(2026, 3, 1), told)
        for name in (one, two):
            cases.add_party(db, case_id, {"name": name})
        return case_id

    return desk.do(enter)


def seen(desk, case_id):
    return desk.look(lambda db: dossier.beside(db, questions.case_file(db, case_id)))


def test_one_story_under_other_names_is_the_same_story(desk):
    first = register(desk, "张三", "李四", 20)
    second = register(desk, "王五", "赵老六", 35)
    assert seen(desk, first).same_text == {(first, "summary"): 1}
    other = register(desk, "钱七", "孙八", 12, OTHER)
    assert seen(desk, other).same_text == {(other, "summary"): 0}
    desk.do(edit.void, Case, second, "重复登记")
    assert seen(desk, first).same_text == {(first, "summary"): 0}


def test_a_short_text_is_not_compared(desk):
    case_id = register(desk, "张三", "李四", 5, "{0}欠{1}{2}元。")
    assert seen(desk, case_id).same_text == {}


def test_nobody_sits_at_two_tables_in_one_minute(desk):
    ids = [register(desk, f"甲{n}", f"乙{n}", n) for n in (1, 2, 3)]
    for case_id, who in zip(ids, ("m1", "m1", "m2"), strict=True):
        sat = {"case_id": case_id, "number": 1, "at": AT, "mediator_ids": [who]}
        desk.do(lambda db, sat=sat: add(db, MediationSession, sat))
    assert [len(seen(desk, case_id).same_minute) for case_id in ids] == [1, 1, 0]


def test_a_page_belongs_to_one_case_but_a_stack_to_many(desk):
    ids = [register(desk, f"甲{n}", f"乙{n}", n) for n in (1, 2, 3)]
    for case_id, sheet in zip(ids, (1, 1, 2), strict=True):
        told = {
            "case_id": case_id,
            "paper": "agreement",
            "page": 1,
            "sha256": "a" * 64,
            "sheet": sheet,
        }
        desk.do(lambda db, told=told: add(db, Scan, told))
    assert [len(seen(desk, case_id).same_page) for case_id in ids] == [1, 1, 0]


def test_a_room_weighs_a_rule_and_takes_it_back(desk):
    def weight(number):
        return book_of(desk.look(own_room, desk.shelf.log)).severity_of(number)

    desk.do(dossier.weigh_rule, desk.shelf.log, 12, "stop")
    desk.do(dossier.weigh_rule, desk.shelf.log, 20, "off")
    assert (weight(12), weight(20), weight(1)) == ("stop", "off", "stop")
    desk.do(dossier.weigh_rule, desk.shelf.log, 12, None)
    assert (weight(12), weight(20)) == ("warn", "off")
    desk.do(dossier.weigh_as_shipped, desk.shelf.log)
    assert weight(20) == "warn"


@pytest.mark.parametrize(("number", "weight"), [(26, "stop"), (0, "off"), (3, "loud")])
def test_what_is_no_rule_or_no_weight_is_refused(desk, number, weight):
    with pytest.raises(Trouble):
        desk.do(dossier.weigh_rule, desk.shelf.log, number, weight)
