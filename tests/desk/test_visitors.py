"""来访登记: in seconds at the door, and nothing of it is typed again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from app.desk import duty_registers, matters, questions, recordings, repeats, roster, visitors
from app.desk.desk import Desk
from app.desk.edit import add, edit, get
from app.desk.room import own_room
from app.records import Matter, Unit, Visitor
from app.rules.roster import Sitting
from app.trouble import Trouble
from tests.desk.test_roster import works

NOW = dt.datetime(2026, 3, 2, 9, 30, 12)
PERSON = {
    "name": "谷满仓", "phone": "19900001234", "address": "柳林村12号", "matter": "邻居的树遮了窗",
    "id_number": "990101195003120016",
}  # fmt: skip


def unit(desk: Desk, name: str, kind: str) -> str:
    def make(db: Any) -> str:
        told = {"room_id": own_room(db, desk.shelf.log).id, "name": name, "unit_kind": kind}
        return add(db, Unit, told)

    return desk.do(make)


def row(desk: Desk, visitor: str) -> Visitor:
    return desk.look(lambda db: get(db, Visitor, visitor))


def test_who_is_on_duty_receives(desk: Desk) -> None:
    works(desk, a_day=1)
    log = desk.shelf.log
    other = desk.look(lambda db: questions_people(db, log))[1]
    desk.do(roster.put, log, [Sitting(NOW.date(), f"mediator/{other}")])
    visitor = desk.do(visitors.enter, log, NOW, PERSON)
    assert row(desk, visitor).received_ids == [other]
    (line,) = desk.look(visitors.lines, log, None, None)
    assert (line.received, line.by) == ("苗秀兰", "孟广田")  # who wrote it down stands beside
    book = desk.look(duty_registers.visitor_listing, log, None, None)
    at = [column.label for column in book.columns].index("登记人")
    assert book.rows[0][at - 1 : at + 1] == ("苗秀兰", "孟广田")
    assert all(len(cells) == len(book.columns) for cells in (*book.rows, book.total or ()))
    assert row(desk, visitor).came_at == dt.datetime(2026, 3, 2, 9, 30)


def questions_people(db: Any, log: str) -> list[str]:
    from app.desk.room import mediators

    return [one.id for one in mediators(db, own_room(db, log).id)]


def test_nobody_on_duty_then_who_writes_receives(desk: Desk) -> None:
    visitor = desk.do(visitors.enter, desk.shelf.log, NOW, PERSON)
    assert row(desk, visitor).received_ids == [desk.user]


def test_numbers_go_on_through_the_year(desk: Desk) -> None:
    log = desk.shelf.log
    told = [desk.do(visitors.enter, log, NOW, PERSON) for _ in range(3)]
    assert row(desk, told[2]).number == "访〔2026〕3号"
    after = desk.do(visitors.enter, log, dt.datetime(2027, 1, 4, 9), PERSON)
    assert row(desk, after).number == "访〔2027〕1号"
    assert desk.look(visitors.named, log, "访〔2026〕2号") == told[1]
    with pytest.raises(Trouble) as said:
        desk.look(visitors.named, log, "1")
    assert said.value.key == "visitor.twice"


def test_the_units_that_sit_together_take_part_and_the_first_leads(desk: Desk) -> None:
    works(desk, a_day=1, joint=("petition", "justice"))
    justice, petition = unit(desk, "司法所", "justice"), unit(desk, "信访办", "petition")
    visitor = desk.do(visitors.enter, desk.shelf.log, NOW, {**PERSON, "joint": True})
    assert row(desk, visitor).unit_ids == [petition, justice]
    assert row(desk, visitor).lead_unit_id == petition
    line = desk.look(visitors.lines, desk.shelf.log, None, None, joint=True)[0]
    assert (line.units, line.lead_unit) == ("信访办、司法所", "信访办")


def test_a_visit_becomes_a_case_with_all_that_was_written(desk: Desk) -> None:
    log = desk.shelf.log
    visitor = desk.do(visitors.enter, log, NOW, PERSON)
    case_id = desk.do(visitors.to_case, log, NOW.date(), visitor)
    file = desk.look(questions.case_file, case_id)
    assert (file.case.line, file.case.source) == ("visit", "applied")
    assert file.case.summary == PERSON["matter"]
    assert file.case.lead_id == desk.user
    party = file.parties[0]
    assert (party.name, party.phone, party.id_number) == tuple(
        PERSON[x] for x in ("name", "phone", "id_number")
    )
    assert row(desk, visitor).visit_result == "case"
    with pytest.raises(Trouble) as said:
        desk.do(visitors.to_case, log, NOW.date(), visitor)
    assert said.value.key == "visitor.is_case"


def test_a_visit_becomes_a_matter_once_with_all_that_was_written(desk: Desk) -> None:
    log = desk.shelf.log
    visitor = desk.do(visitors.enter, log, NOW, PERSON)
    matter_id = desk.do(visitors.to_matter, log, NOW, visitor)
    matter = desk.look(lambda db: get(db, Matter, matter_id))
    assert (matter.line, matter.reporter, matter.told) == ("visit", "谷满仓", PERSON["matter"])
    assert desk.look(visitors.matter_of, visitor) is not None
    with pytest.raises(Trouble) as said:
        desk.do(visitors.to_matter, log, NOW, visitor)
    assert said.value.key == "visitor.is_matter"


def test_a_recording_is_kept_only_with_consent_and_comes_out_as_it_came(
    desk: Desk, tmp_path: Path
) -> None:
    visitor = desk.do(visitors.enter, desk.shelf.log, NOW, PERSON)
    heard = tmp_path / "heard.wav"
    heard.write_bytes(b"RIFF\x24\0\0\0WAVEfmt " + bytes(64))
    with pytest.raises(Trouble) as said:
        recordings.keep(desk, visitor, heard)
    assert said.value.key == "visitor.no_consent"
    desk.do(edit, Visitor, visitor, {"recorded": True})
    recordings.keep(desk, visitor, heard)
    recordings.export(desk, visitor, tmp_path / "again.wav")
    assert (tmp_path / "again.wav").read_bytes() == heard.read_bytes()
    text = tmp_path / "told.wav"
    text.write_text("这是一段文字")
    with pytest.raises(Trouble) as said:
        recordings.keep(desk, visitor, text)
    assert said.value.key == "visitor.no_recording"


def test_the_register_is_masked_unless_it_is_asked_for_whole(desk: Desk) -> None:
    log = desk.shelf.log
    desk.do(visitors.enter, log, NOW, PERSON)
    masked = desk.look(duty_registers.visitor_listing, log, None, None)
    whole = desk.look(duty_registers.visitor_listing, log, None, None, masked=False)
    assert masked.rows[0][2] == "谷某"
    assert whole.rows[0][4] == "19900001234"


def test_a_visit_that_is_a_matter_already_brings_it_into_the_case(desk: Desk) -> None:
    log = desk.shelf.log
    visitor = desk.do(visitors.enter, log, NOW, PERSON)
    matter_id = desk.do(visitors.to_matter, log, NOW, visitor)
    case_id = desk.do(visitors.to_case, log, NOW.date(), visitor)
    assert desk.look(lambda db: get(db, Matter, matter_id)).case_id == case_id


def test_a_visit_that_is_a_case_becomes_no_matter_and_no_second_case(desk: Desk) -> None:
    log = desk.shelf.log
    first, second = (desk.do(visitors.enter, log, NOW, PERSON) for _ in range(2))
    desk.do(visitors.to_case, log, NOW.date(), first)
    with pytest.raises(Trouble) as said:
        desk.do(visitors.to_matter, log, NOW, first)
    assert said.value.key == "visitor.is_case"
    matter_id = desk.do(visitors.to_matter, log, NOW, second)
    desk.do(matters.become_case, log, NOW.date(), matter_id)
    with pytest.raises(Trouble) as said:
        desk.do(visitors.to_case, log, NOW.date(), second)
    assert said.value.key == "visitor.matter_is_case"


def test_a_visit_that_came_before_is_named_with_its_case(desk: Desk) -> None:
    log = desk.shelf.log
    first, second = (desk.do(visitors.enter, log, NOW, PERSON) for _ in range(2))
    assert desk.look(repeats.came_before, log, second)[0][1] == ""
    case_id = desk.do(visitors.to_case, log, NOW.date(), first)
    number = desk.look(questions.case_file, case_id).case.file_no
    found = desk.look(repeats.came_before, log, second)
    assert ("访〔2026〕1号", number) in [(one.number, case) for one, case in found]
    other = desk.do(visitors.enter, log, NOW, {"name": "苗秀兰", "matter": "问公证怎么办"})
    assert desk.look(repeats.came_before, log, other) == []


def test_nobody_comes_tomorrow(desk: Desk) -> None:
    tomorrow = {**PERSON, "came_at": NOW + dt.timedelta(days=1)}
    with pytest.raises(Trouble, match="还没有到"):
        desk.do(visitors.enter, desk.shelf.log, NOW, tomorrow)
    assert desk.look(visitors.lines, desk.shelf.log, None, None) == []
