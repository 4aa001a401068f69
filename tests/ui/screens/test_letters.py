"""Letters and notices at the window: a court's matter comes in, a session is held, the reply goes out."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app import clock
from app.desk import cases, edit, paperwork, questions
from app.desk import room as rooms
from app.records import Case, Letter, Notice
from app.words import say

NOW = datetime(2026, 9, 24, 9, 30)
PAPERWORK, PERFORMANCE = 10, 7


@pytest.fixture
def case_id(desk):
    clock.hold(NOW)
    room = desk.look(rooms.own_room, desk.shelf.log)
    lead = desk.look(rooms.mediators, room.id)[0].id
    told = {
        "accepted_on": NOW.date(),
        "dispute_type": "02",
        "summary": "为排水争吵",
        "lead_id": lead,
    }
    made = desk.do(cases.register_case, desk.shelf.log, NOW.date(), told)
    for role, name in (("applicant", "陈㛃喆"), ("respondent", "欧阳𬭎")):
        desk.do(cases.add_party, made, {"role": role, "name": name, "address": "柳林村"})
    return made


def file_of(desk, case_id):
    return desk.look(questions.case_file, case_id)


def open_paperwork(player, case_id):
    player.frame.go("case", case_id)
    QApplication.processEvents()
    player.turn(PAPERWORK)


def court(desk, case_id, **told):
    values = {"letter_kind": "court_assign", "organ": "章丘区人民法院", **told}
    return desk.do(paperwork.add_letter, case_id, values)


def paper_up(player):
    """The line of the paper that is looked at."""
    return player.frame.screen_up().papers.currentItem().data(Qt.ItemDataRole.UserRole)


def shown(player):
    QApplication.processEvents()
    return player.frame.screen_up().parts["paperwork"]


def fields_of(rows):
    return [name for name, editor in rows.form.editors.items() if editor.isVisible()]


def test_a_court_hands_a_matter_over_and_hears_what_came_of_it(player, desk, case_id):
    open_paperwork(player, case_id)
    player.press("case_page.add_letter")
    player.write("letter.organ", "章丘区人民法院")
    (came,) = file_of(desk, case_id).letters
    desk.do(edit.edit, Letter, came.id, {"letter_kind": "court_assign", "received_on": NOW.date()})
    told = player.text("letter.state")
    assert "2026-09-30" in told  # three working days after the Mid-Autumn holiday
    assert "2026-10-26" in told
    assert any("章丘区人民法院来函" in one.text() for one in player.frame.findChildren(QPushButton))

    session = {"at": NOW, "place": "老孟调解室", "outcome": "ended"}
    desk.do(cases.add_session, case_id, session)
    desk.do(
        edit.edit, type(file_of(desk, case_id).case), case_id,
        {"ended_on": NOW.date(), "result_reason": "分歧过大"},
    )  # fmt: skip
    QApplication.processEvents()
    player.press("letter.answer")
    reply = next(one for one in file_of(desk, case_id).letters if one.answers_id)
    assert (reply.letter_kind, reply.organ, reply.dated_on) == (
        "reply", "章丘区人民法院", NOW.date(),
    )  # fmt: skip
    assert QApplication.focusWidget().objectName() == "letter.number"
    assert {"conduct", "points"} <= set(fields_of(shown(player).letters.rows))
    player.press("letter.print")
    assert paper_up(player)["paper"] == "reply"
    assert paper_up(player)["which"] == reply.id


def test_who_declines_says_why_and_the_letter_is_answered(player, desk, case_id):
    court(desk, case_id)
    open_paperwork(player, case_id)
    player.press("letter.decline")
    assert QApplication.focusWidget().objectName() == "letter.told"
    declined = next(one for one in file_of(desk, case_id).letters if one.answers_id)
    assert declined.letter_kind == "declined"
    part = shown(player)
    part.letters.rows.mark(declined.answers_id)
    assert "2026-09-24" in player.text("letter.state")
    assert not player.sees(QPushButton, "letter.decline")


def test_what_was_sent_waits_for_its_receipt(player, desk, case_id):
    sent = desk.do(paperwork.add_letter, case_id, {"letter_kind": "transfer", "organ": "派出所"})
    open_paperwork(player, case_id)
    assert "2026-10-08" in player.text("letter.state")
    desk.do(edit.edit, Letter, sent, {"receipt_on": NOW.date()})
    QApplication.processEvents()
    assert not player.sees(QLabel, "letter.state")
    assert not player.sees(QPushButton, "letter.answer")


@pytest.mark.parametrize(
    ("kind", "seen", "unseen"),
    [
        ("summons", {"at", "place", "bring"}, {"until", "go_to"}),
        ("extension", {"until", "told"}, {"at", "place", "bring", "contact", "party_ids"}),
        ("refusal", {"go_to", "told"}, {"at", "until", "bring"}),
    ],
)
def test_a_notice_shows_only_the_fields_of_its_kind(player, desk, case_id, kind, seen, unseen):
    made = desk.do(paperwork.add_notice, case_id, {"notice_kind": kind})
    desk.do(edit.edit, Notice, made, {"contact": None, "place": None})
    open_paperwork(player, case_id)
    told = set(fields_of(shown(player).notices.rows))
    assert seen <= told
    assert not unseen & told


def test_what_is_filled_in_is_never_hidden(player, desk, case_id):
    desk.do(paperwork.add_notice, case_id, {"notice_kind": "extension", "go_to": "司法所"})
    open_paperwork(player, case_id)
    assert "go_to" in fields_of(shown(player).notices.rows)


def test_a_new_notice_asks_for_its_kind_alone(player, case_id):
    open_paperwork(player, case_id)
    player.press("case_page.add_notice")
    assert fields_of(shown(player).notices.rows) == ["notice_kind"]


def test_a_summons_is_printed_and_its_service_is_noted_without_typing(player, desk, case_id):
    desk.do(cases.add_session, case_id, {"at": datetime(2026, 9, 28, 14, 30), "place": "村委会"})
    desk.do(paperwork.add_notice, case_id, {"notice_kind": "summons"})
    open_paperwork(player, case_id)
    player.press("notice.served")
    (served,) = file_of(desk, case_id).services
    assert (served.paper, served.receiver) == ("调解通知书", "陈㛃喆、欧阳𬭎")
    assert served.by_id == file_of(desk, case_id).case.lead_id
    player.press("notice.print")
    assert paper_up(player)["paper"] == "summons"


def test_consent_of_all_moves_the_end_of_the_period(player, desk, case_id):
    desk.do(
        paperwork.add_notice, case_id, {"notice_kind": "extension", "until": date(2026, 11, 30)}
    )
    open_paperwork(player, case_id)
    player.press("notice.signed")
    assert file_of(desk, case_id).case.extended_until == date(2026, 11, 30)
    assert not player.sees(QPushButton, "notice.signed")


def agreed(desk, case_id):
    day = NOW.date()
    signed = dict.fromkeys(("made_on", "parties_signed_on", "mediator_signed_on", "sealed_on"), day)
    desk.do(
        cases.make_agreement, case_id, {"form": "written", "terms": ["还款"], **signed},
        [{"what": "还款", "due_on": date(2026, 12, 1)}],
    )  # fmt: skip


def performance(player, case_id):
    player.frame.go("case", case_id)
    player.turn(PERFORMANCE)
    QApplication.processEvents()
    return player.frame.screen_up().parts["performance"].confirming


def test_the_countdown_stands_with_what_the_court_still_wants(player, desk, case_id):
    performance(player, case_id)
    assert not player.sees(QLabel, "confirmation.state")
    agreed(desk, case_id)
    card = performance(player, case_id)
    assert "2026-10-26" in player.text("confirmation.state")
    assert say("confirmation.want.certificate") in card.lacks.texts()
    player.press("confirmation.certify")
    assert paper_up(player)["paper"] == "certificate"
    assert [one.notice_kind for one in file_of(desk, case_id).notices] == ["certificate"]
    card = performance(player, case_id)
    assert say("confirmation.want.certificate") not in card.lacks.texts()
    player.press("confirmation.apply")
    assert paper_up(player)["paper"] == "confirmation"
    assert player.sees(QWidget, "papers_page.drawable")


def test_what_the_court_wants_is_one_press_away(player, desk, case_id):
    agreed(desk, case_id)
    card = performance(player, case_id)
    wanted = say("confirmation.want.identity", who="陈㛃喆")
    next(line for line in card.lacks.lines if line.text() == wanted).click()
    QApplication.processEvents()
    assert player.frame.screen_up().up == "parties"
    assert QApplication.focusWidget().objectName() == "party.id_number"


def test_the_day_of_the_application_is_one_press_and_the_court_is_known(player, desk, case_id):
    agreed(desk, case_id)
    court(desk, case_id)
    performance(player, case_id)
    player.press("confirmation.applied_today")
    case = file_of(desk, case_id).case
    assert (case.confirmation_applied_on, case.confirmation, case.court) == (
        NOW.date(), "applied", "章丘区人民法院",
    )  # fmt: skip
    assert "2026-10-26" in player.text("confirmation.state")  # when one asks
    assert not player.sees(QPushButton, "confirmation.applied_today")


def test_the_long_part_is_walked_by_its_headings(player, desk, case_id):
    open_paperwork(player, case_id)
    part = shown(player)
    assert [one.text() for one in part.headings.headings][2] == say("record.letter")
    part.headings.headings[2].click()
    QApplication.processEvents()
    top = part.letters.rows.mapTo(part.area.viewport(), part.letters.rows.rect().topLeft()).y()
    assert 0 <= top <= 120


def test_an_empty_list_is_its_sentence_until_one_asks_for_more(player, desk, case_id):
    open_paperwork(player, case_id)
    part = shown(player)
    order = ("agency", "evidence", "letter", "notice", "service", "volume")
    assert [one.text() for one in part.headings.headings] == [say(f"record.{k}") for k in order]
    assert [rows.kind for rows in part.rows if rows.form.isVisible()] == []
    assert all(rows.empty.isVisible() and rows.add.isVisible() for rows in part.rows)
    assert QApplication.focusWidget() is part.headings.headings[0]
    player.key(Qt.Key.Key_Right)
    player.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is part.evidence.add
    player.key(Qt.Key.Key_Return)
    assert [rows.kind for rows in part.rows if rows.form.isVisible()] == ["evidence"]
    player.write("evidence.name", "修理费收据")
    assert [e.name for e in file_of(desk, case_id).evidence] == ["修理费收据"]
    assert part.headings.headings[1].text() == f"{say('record.evidence')} 1"


def test_a_finding_opens_the_form_it_speaks_of(player, desk, case_id):
    open_paperwork(player, case_id)
    part = shown(player)
    assert part.jump("letter", None, "organ")
    assert QApplication.focusWidget().objectName() == "letter.organ"
    assert part.letters.rows.form.isVisible()
    desk.do(cases.add_party, case_id, {"role": "respondent", "name": "第三人"})
    QApplication.processEvents()
    assert (
        part.letters.rows.form.isVisible()
    )  # what one began stays although the case was read again


def test_a_reply_is_copied_into_its_field_and_edited(player, desk, case_id):
    came = court(desk, case_id)
    made = desk.do(paperwork.answer_letter, came, "reply", {})
    open_paperwork(player, case_id)
    shown(player).letters.rows.mark(made)
    QApplication.processEvents()
    player.press("letter.copy")
    assert QApplication.focusWidget().objectName() == "letter.told"
    assert "一、调解经过" in QApplication.focusWidget().toPlainText()
    assert not player.sees(QPushButton, "letter.copy")
    assert next(one for one in file_of(desk, case_id).letters if one.id == made).told


def test_a_notice_of_the_end_needs_no_tick_besides(player, desk, case_id):
    told = {"ended_on": NOW.date(), "result_reason": "分歧过大"}
    desk.do(edit.edit, Case, case_id, told)
    player.frame.go("case", case_id)
    player.turn(9)
    assert not player.sees(QLabel, "case.ways_told")
    desk.do(paperwork.add_notice, case_id, {"notice_kind": "ending"})
    QApplication.processEvents()
    assert "2026-09-24" in player.text("case.ways_told")


def test_beside_the_case_nothing_is_whole_that_holds_up_closing(player, desk, case_id):
    player.frame.go("case", case_id)
    QApplication.processEvents()
    side = player.frame.screen_up().side
    told = side.missing.texts()[-1]
    stops = side.case.meter().count("stop")
    assert told == say("missing.also_stops", count=stops)
    side.missing.lines[-1].click()
    QApplication.processEvents()
    assert player.frame.screen_up().up == "closing"
