"""Meetings: the agenda makes itself and is frozen with the minutes; decisions are asked for until done."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.desk import (
    agenda,
    cases,
    matter_list,
    matters,
    meetings,
    minutes,
    relief,
    reminders,
    sweeps,
)
from app.desk import today as todays
from app.desk.desk import Desk
from app.desk.room import mediators, own_room
from app.papers.wording import official
from app.records import Case, Matter, Meeting
from app.rules import chat
from app.trouble import Trouble
from tests.desk.field_work import DAY, TREE, grow, way

FRIDAY = dt.datetime(2026, 3, 6, 15, 0)


def made(desk: Desk, now: dt.datetime = FRIDAY, kind: str = "friday") -> agenda.Agenda:
    lengths = todays.lengths_of(desk)
    return desk.look(agenda.agenda, desk.shelf.log, now, desk.calendar(), lengths, kind)


def parts(desk: Desk, now: dt.datetime = FRIDAY) -> dict[str, list[str]]:
    return {x.key: [e.text for e in x.entries] for x in made(desk, now).sections}


def hold(desk: Desk, now: dt.datetime = FRIDAY, **more: Any) -> str:
    return desk.do(meetings.hold, desk.shelf.log, now, {"meeting_kind": "friday", **more})


def matter(desk: Desk, at: dt.datetime, **more: Any) -> str:
    told = {"line": "hotline", "told": "集市占道救护车过不去", "reporter": "孔德柱", **more}
    return desk.do(matters.write_down, desk.shelf.log, at, told)


def test_the_agenda_holds_what_is_late_new_open_and_not_reported(desk: Desk) -> None:
    way(desk, sweeps=[{"what": "weekly", "every": "week"}], meetings=[])
    desk.do(grow, desk.shelf.log, TREE)
    matter(desk, FRIDAY - dt.timedelta(days=9), tier="simple")
    matter(desk, FRIDAY - dt.timedelta(hours=1), told="路灯不亮", risk="high", tier="coordinated")
    desk.do(cases.register_case, desk.shelf.log, FRIDAY.date(), {"dispute_type": "02"})
    told = parts(desk)
    assert set(told) == {"late", "red", "new", "due", "sweeps", "open"}
    assert "集市占道" in told["late"][0]
    assert "孔某" in told["late"][0]
    assert "路灯不亮" in told["red"][0]
    assert any("邻里" in one for one in told["new"])
    assert "还有 3 个网格没有报" in told["sweeps"][0]


def test_new_is_what_came_since_the_last_meeting_of_the_kind(desk: Desk) -> None:
    matter(desk, FRIDAY - dt.timedelta(days=8))
    assert "new" in parts(desk)
    hold(desk, FRIDAY - dt.timedelta(days=7))
    assert "new" not in parts(desk)


def test_of_very_many_matters_all_are_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matter_list, "MOST", 4)
    for back in range(9):
        matter(desk, FRIDAY - dt.timedelta(days=100 + back))
    open_ = next(one for one in made(desk).sections if one.key == "open")
    assert (open_.count, len(open_.entries) + open_.before) == (9, 4)
    assert official("meeting", "more", count=5) in made(desk).lines()


def test_a_room_with_nothing_to_talk_over_says_so(desk: Desk) -> None:
    way(desk, sweeps=[])
    assert made(desk).lines() == ["没有待议的事项。"]


def test_the_agenda_is_frozen_with_the_first_minutes(desk: Desk) -> None:
    matter(desk, FRIDAY - dt.timedelta(hours=1))
    meeting = hold(desk)
    desk.do(meetings.write, meeting, {"chair": "孟广田"}, made(desk).lines())
    assert desk.look(lambda db: db.get(Meeting, meeting).agenda) is None
    first = made(desk).lines()
    desk.do(meetings.write, meeting, {"minutes": "逐件过了一遍"}, first)
    matter(desk, FRIDAY, told="后来的事")
    desk.do(meetings.write, meeting, {"decided": "下周再看"}, made(desk).lines())
    kept = desk.look(lambda db: db.get(Meeting, meeting).agenda)
    assert kept == "\n".join(first)
    with pytest.raises(Trouble):
        desk.do(meetings.write, meeting, {"agenda": "别的"})


def test_what_the_writer_has_before_him_is_frozen(desk: Desk) -> None:
    matter(desk, FRIDAY - dt.timedelta(hours=1))
    meetings_ = [hold(desk, FRIDAY - dt.timedelta(minutes=n)) for n in (1, 2)]
    seen = agenda.Agenda(DAY, DAY, ())
    minutes.write(desk, FRIDAY, meetings_[0], {"minutes": "过了一遍"}, seen)
    minutes.write(desk, FRIDAY, meetings_[1], {"minutes": "过了一遍", "at": FRIDAY}, seen)
    kept = [desk.look(lambda db, one=one: db.get(Meeting, one).agenda) for one in meetings_]
    assert kept[0] == "\n".join(seen.lines())
    assert kept[1] != kept[0]  # it was held at another moment than the one that was seen


def test_the_agenda_of_a_past_meeting_is_as_things_stood_then(desk: Desk) -> None:
    way(desk, sweeps=[{"what": "weekly", "every": "week"}], meetings=[])
    grids = desk.do(grow, desk.shelf.log, TREE)
    log, saturday = desk.shelf.log, FRIDAY + dt.timedelta(days=1)
    before = matter(desk, FRIDAY - dt.timedelta(hours=1), told="路灯不亮")
    desk.do(cases.register_case, log, FRIDAY.date(), {"dispute_type": "02", "risk": "high"})
    meeting = hold(desk)
    then = made(desk).lines()
    matter(desk, saturday, told="后来的事")
    desk.do(matters.take_step, saturday, before, "feedback", {"solved": True, "told": "已修"})
    for grid in grids.values():
        told = {"place_id": grid, "sweep_kind": "weekly", "from_on": saturday.date(), "zero": True}
        desk.do(sweeps.record, log, told)
    later = {"dispute_type": "02", "risk": "high", "accepted_on": dt.date(2027, 1, 4)}
    desk.do(cases.register_case, log, saturday.date(), later)
    item = {"topic": "会上议的", "who": "田立新"}
    desk.do(meetings.add_item, meeting, item)
    minutes.write(desk, saturday, meeting, {"minutes": "补记"})
    assert desk.look(lambda db: db.get(Meeting, meeting).agenda) == "\n".join(then)


def test_every_entry_that_is_listed_is_printed(desk: Desk) -> None:
    for n in range(12):
        matter(desk, FRIDAY - dt.timedelta(hours=1), told=f"第{n}处路灯不亮")
    lines = made(desk).lines()
    assert not [one for one in lines if "见台账" in one]
    assert sum("处路灯不亮" in one for one in lines) == 12


def test_entries_become_items_once(desk: Desk) -> None:
    matter(desk, FRIDAY - dt.timedelta(hours=1))
    meeting = hold(desk)
    (new,) = [x for x in made(desk).sections if x.key == "new"]
    assert len(desk.do(meetings.take_up, meeting, new.entries)) == 1
    assert desk.do(meetings.take_up, meeting, new.entries) == []
    (item,) = desk.look(meetings.items, meeting)
    assert item.matter_id == new.entries[0].matter_id


def test_what_was_decided_is_asked_for_until_it_is_done(desk: Desk) -> None:
    meeting = hold(desk)
    facts = {
        "topic": "路灯",
        "decided": "联系电工",
        "who": "田立新",
        "due_on": dt.date(2026, 3, 10),
    }
    item = desk.do(meetings.add_item, meeting, facts)

    def asked(on: dt.date) -> list[str]:
        told = desk.look(reminders.reminders, desk.shelf.log, on, desk.calendar())
        return [one.sentence() for one in told if one.target == ("meeting", meeting)]

    assert asked(dt.date(2026, 3, 6)) == []
    assert "联系电工" in asked(dt.date(2026, 3, 7))[0]
    assert "联系电工" in parts(desk, FRIDAY + dt.timedelta(days=7))["decided"][0]
    desk.do(meetings.done, item, dt.date(2026, 3, 9))
    assert asked(dt.date(2026, 3, 11)) == []
    assert desk.look(meetings.listing, desk.shelf.log)[0].waiting == 0


def test_what_a_leaver_was_to_see_to_names_who_took_his_case(desk: Desk) -> None:
    log = desk.shelf.log
    lead, heir = desk.look(lambda db: mediators(db, own_room(db, log).id))[:2]
    told = {"accepted_on": DAY, "lead_id": lead.id}
    case = desk.do(cases.register_case, log, DAY, told)
    meeting = hold(desk)
    for number in (case, None):
        item = {"topic": "量地界", "who": lead.name, "due_on": DAY, "case_id": number}
        desk.do(meetings.add_item, meeting, item)
    desk.do(relief.hand_over, log, DAY, lead.id, heir.id, [case])
    on = DAY + dt.timedelta(days=1)
    told_of = desk.look(reminders.reminders, log, on, desk.calendar())
    who = [one.facts["who"] for one in told_of if one.key == "talks.item_due"]
    assert sorted(who) == sorted([f"{heir.name}（接{lead.name}）", f"{lead.name}已离开，请另定人"])


def test_an_item_becomes_a_matter_or_a_case_once(desk: Desk) -> None:
    meeting = hold(desk)
    item = desk.do(meetings.add_item, meeting, {"topic": "两家争院墙", "decided": "立案调解"})
    made_matter = desk.do(meetings.become_matter, desk.shelf.log, FRIDAY, item, {})
    made_case = desk.do(meetings.become_case, desk.shelf.log, FRIDAY.date(), item)
    with desk.shelf.reading() as db:
        row, case = db.get(Matter, made_matter), db.get(Case, made_case)
        assert row is not None
        assert case is not None
        assert (row.meeting_id, row.told) == (meeting, "两家争院墙\n立案调解")
        assert case.summary == "两家争院墙\n立案调解"
        assert case.file_no
    for again in (
        lambda: desk.do(meetings.become_matter, desk.shelf.log, FRIDAY, item, {}),
        lambda: desk.do(meetings.become_case, desk.shelf.log, FRIDAY.date(), item),
    ):
        with pytest.raises(Trouble):
            again()


def test_chosen_lines_of_the_chat_become_matters_once(desk: Desk) -> None:
    meeting = hold(desk)
    pasted = "田立新 2026-03-05 18:05\n12号和13号又吵起来了\n\n苗秀兰 2026-03-05 18:07\n收到"
    chosen = [x for x in chat.split(pasted, FRIDAY.date()) if x.asks]
    made_ = desk.do(meetings.take_messages, desk.shelf.log, FRIDAY, meeting, chosen, {})
    assert desk.do(meetings.take_messages, desk.shelf.log, FRIDAY, meeting, chosen, {}) == []
    with desk.shelf.reading() as db:
        row = db.get(Matter, made_[0])
        assert row is not None
        assert (row.reporter, row.told) == ("田立新", "12号和13号又吵起来了")
        assert row.came_at == dt.datetime(2026, 3, 5, 18, 5)
    assert desk.look(meetings.listing, desk.shelf.log)[0].matters == 1


def test_a_message_of_tomorrow_came_now(desk: Desk) -> None:
    chosen = [chat.Message("甲", FRIDAY + dt.timedelta(days=1), "路灯不亮半个月", True)]
    (one,) = desk.do(meetings.take_messages, desk.shelf.log, FRIDAY, hold(desk), chosen, {})
    assert desk.look(lambda db: db.get(Matter, one).came_at) == FRIDAY


def test_a_meeting_of_the_place_is_asked_for_until_it_is_held(desk: Desk) -> None:
    way(desk, sweeps=[], meetings=[{"what": "friday", "every": "week", "on": 5}])

    def asked(on: dt.date) -> list[str]:
        told = desk.look(reminders.reminders, desk.shelf.log, on, desk.calendar())
        return [one.key for one in told if one.screen == "meetings"]

    assert asked(DAY) == []
    assert asked(FRIDAY.date()) == ["talks.due"]
    hold(desk)
    assert asked(FRIDAY.date()) == []


def test_a_number_goes_on_meaning_the_same_meeting(desk: Desk) -> None:
    log = desk.shelf.log
    first = hold(desk)
    assert desk.look(meetings.by_number, log, "1") == first
    second, before = hold(desk, FRIDAY + dt.timedelta(days=7)), hold(desk, FRIDAY.replace(day=1))
    last_year = hold(desk, FRIDAY.replace(year=2025))
    named = {"2026-1": first, "2026-2": second, "3": before, "2025-1": last_year, first[:8]: first}
    assert {name: desk.look(meetings.by_number, log, name) for name in named} == named
    for name, key in (("9", "no_such_meeting"), ("1", "number_twice")):
        with pytest.raises(Trouble) as trouble:
            desk.look(meetings.by_number, log, name)
        assert trouble.value.key == f"talks.{key}"


def test_the_same_meeting_is_not_held_twice(desk: Desk) -> None:
    hold(desk)
    with pytest.raises(Trouble) as trouble:
        hold(desk)
    assert (trouble.value.key, trouble.value.facts) == ("talks.held_already", {"number": "2026-1"})
    hold(desk, meeting_kind="monthly")
    hold(desk, place="二组屋场")
    assert len(desk.look(meetings.listing, desk.shelf.log)) == 3


def test_an_item_without_a_topic_is_refused(desk: Desk) -> None:
    meeting = hold(desk)
    with pytest.raises(Trouble):
        desk.do(meetings.add_item, meeting, {"topic": " "})
    assert desk.look(meetings.items, meeting) == []


def test_what_a_sweep_found_stands_in_the_agenda(desk: Desk) -> None:
    grids = desk.do(grow, desk.shelf.log, TREE)
    told = {"place_id": grids["学校"], "sweep_kind": "weekly", "from_on": DAY}
    sweep = desk.do(sweeps.record, desk.shelf.log, told)
    desk.do(sweeps.find_matter, desk.shelf.log, FRIDAY, sweep, {"told": "校门口占道"})
    assert any("校门口占道" in one for one in parts(desk)["new"])


def test_no_meeting_was_held_tomorrow(desk: Desk) -> None:
    with pytest.raises(Trouble, match="还没有到"):
        hold(desk, at=FRIDAY + dt.timedelta(days=1))
    assert desk.look(meetings.listing, desk.shelf.log) == []
