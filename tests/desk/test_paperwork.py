"""Agents, evidence, letters, notices and what was served are written under their case."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app import clock
from app.desk import cases, edit, paperwork, questions
from app.desk import today as todays
from app.records import Case, Letter, Notice
from app.trouble import Trouble

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 0)


@pytest.fixture
def case_id(desk):
    return desk.do(cases.register_case, desk.shelf.log, DAY, {})


@pytest.mark.parametrize(
    ("verb", "name", "told"),
    [
        (paperwork.add_agency, "agencies", {"name": "周律师"}),
        (paperwork.add_evidence, "evidence", {"name": "宅基地使用证"}),
        (paperwork.add_letter, "letters", {"organ": "章丘区人民法院"}),
        (paperwork.add_notice, "notices", {"place": "老孟调解室"}),
        (paperwork.add_service, "services", {"paper": "调解通知书"}),
        (paperwork.add_volume, "volumes", {"remark": "一案一卷"}),
    ],
)
def test_what_is_written_stands_in_the_file_of_its_case(desk, case_id, verb, name, told):
    made = desk.do(verb, case_id, told)
    (found,) = getattr(desk.look(questions.case_file, case_id), name)
    assert found.id == made
    assert all(getattr(found, field) == value for field, value in told.items())


def test_evidence_stands_in_the_order_it_was_given(desk, case_id):
    for name in ("照片", "收据", "证明"):
        desk.do(paperwork.add_evidence, case_id, {"name": name})
    file = desk.look(questions.case_file, case_id)
    assert [one.name for one in file.evidence] == ["照片", "收据", "证明"]


def letter(desk, case_id, **told):
    values = {"letter_kind": "court_assign", "organ": "章丘区人民法院", **told}
    return desk.do(paperwork.add_letter, case_id, values)


def file_of(desk, case_id):
    return desk.look(questions.case_file, case_id)


def test_a_letter_goes_the_way_of_its_kind_and_begins_its_clock(desk, case_id):
    clock.hold(NOW)
    letter(desk, case_id)
    (found,) = file_of(desk, case_id).letters
    assert (found.direction, found.received_on) == ("in", DAY)
    page = desk.look(todays.today, DAY, desk.calendar(), todays.lengths_for(desk.settings))
    assert [e.key for e in page.periods] == ["deadline.letter_confirm"]


def test_one_press_answers_a_letter_with_what_is_known(desk, case_id):
    clock.hold(NOW)
    came = letter(desk, case_id, contact="立案庭 6688")
    desk.do(paperwork.answer_letter, came, "reply", {})
    reply = next(one for one in file_of(desk, case_id).letters if one.answers_id == came)
    assert (reply.direction, reply.letter_kind, reply.organ, reply.contact, reply.dated_on) == (
        "out", "reply", "章丘区人民法院", "立案庭 6688", DAY,
    )  # fmt: skip
    with pytest.raises(Trouble) as twice:
        desk.do(paperwork.answer_letter, came, "reply", {})
    assert twice.value.key == "letter.answered"
    with pytest.raises(Trouble) as own:
        desk.do(paperwork.answer_letter, reply.id, "reply", {})
    assert own.value.key == "letter.not_received"
    assert len(file_of(desk, case_id).letters) == 2


def test_a_reply_that_was_voided_may_be_written_again(desk, case_id):
    came = letter(desk, case_id)
    first = desk.do(paperwork.answer_letter, came, "reply", {})
    desk.do(edit.void, Letter, first, "写错了")
    assert desk.do(paperwork.answer_letter, came, "reply", {}) != first


def test_consent_to_a_longer_period_moves_its_end(desk, case_id):
    told = {"notice_kind": "extension"}
    made = desk.do(paperwork.add_notice, case_id, told)
    with pytest.raises(Trouble):
        desk.do(paperwork.extend, made)
    assert file_of(desk, case_id).case.extended_until is None
    desk.do(edit.edit, Notice, made, {"until": date(2026, 5, 8)})
    desk.do(paperwork.extend, made)
    assert file_of(desk, case_id).case.extended_until == date(2026, 5, 8)


def test_today_of_an_earlier_day_knows_no_later_letter(desk, case_id):
    clock.hold(NOW)
    letter(desk, case_id, received_on=date(2026, 3, 5))
    lengths = todays.lengths_for(desk.settings)
    page = desk.look(todays.today, date(2026, 3, 4), desk.calendar(), lengths)
    assert page.periods == []
    page = desk.look(todays.today, date(2026, 3, 5), desk.calendar(), lengths)
    assert [e.on for e in page.periods] == [date(2026, 3, 10)]


def errands(desk, day):
    lengths = todays.lengths_for(desk.settings)
    return [e.key for e in desk.look(todays.today, day, desk.calendar(), lengths, ahead=60).periods]


def test_a_closed_case_still_owes_its_letter_an_answer(desk, case_id):
    clock.hold(NOW)
    came = letter(desk, case_id, receipt_on=DAY)
    desk.do(edit.edit, Case, case_id, {"closed_on": DAY})
    later = date(2026, 3, 20)
    assert errands(desk, later) == ["deadline.letter_answer"]
    made = desk.do(paperwork.answer_letter, came, "reply", {})
    assert errands(desk, later) == []
    desk.do(edit.void, Letter, made, "写错了")
    assert errands(desk, later) == ["deadline.letter_answer"]


def test_a_closed_case_waits_for_the_receipt_of_what_it_sent(desk, case_id):
    clock.hold(NOW)
    sent = letter(desk, case_id, letter_kind="transfer")
    desk.do(edit.edit, Case, case_id, {"closed_on": DAY})
    assert errands(desk, DAY) == ["deadline.letter_receipt"]
    desk.do(edit.edit, Letter, sent, {"receipt_on": DAY})
    assert errands(desk, DAY) == []


def test_what_the_reply_says_by_itself_may_be_copied_once_and_changed(desk, case_id):
    clock.hold(NOW)
    came = letter(desk, case_id)
    made = desk.do(paperwork.answer_letter, came, "reply", {})
    desk.do(paperwork.write_out, made)
    (reply,) = (one for one in file_of(desk, case_id).letters if one.answers_id)
    assert "一、调解经过\n尚未安排调解。" in reply.told
    with pytest.raises(Trouble) as twice:
        desk.do(paperwork.write_out, made)
    assert twice.value.key == "letter.has_text"
    with pytest.raises(Trouble) as other:
        desk.do(paperwork.write_out, came)
    assert other.value.key == "letter.nothing_to_copy"


def test_a_closed_case_is_heard_of_until_the_court_has_decided(desk, case_id):
    clock.hold(NOW)
    told = {"confirmation_applied_on": DAY, "confirmation": "applied", "closed_on": DAY}
    desk.do(edit.edit, Case, case_id, told)
    assert errands(desk, DAY) == ["deadline.court"]
    desk.do(edit.edit, Case, case_id, {"confirmation": "confirmed", "confirmation_on": DAY})
    assert errands(desk, DAY) == []
