"""The case page: nothing is asked first, what is left is kept, what is missing is one press away."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app import clock, words
from app.desk import cases, edit, paperwork, questions
from app.desk import room as rooms
from app.records import RECORDS, Agreement, Case, Party, Performance, Place
from app.records.field import fields_of
from app.rules.findings import Finding
from app.rules.volume_check import VOLUME
from app.ui.kit.field_form import FieldForm
from app.ui.kit.finding_list import FindingLine, FindingList
from app.ui.kit.rows_form import RowsForm
from app.ui.screens.case_parts import steps
from app.words import say

NOW = datetime(2026, 9, 24, 9, 30)
CONTROL = Qt.KeyboardModifier.ControlModifier
WRITTEN_ELSEWHERE = {
    "room", "mediator", "place", "workstation", "import", "import_row", "printed", "closure", "dispatch",
    "dispatch_step", "seen_late", "blank_form", "scan", "phrase", "unit", "person", "post", "household",
    "key_person", "matter", "matter_step", "whistle", "whistle_call", "sweep", "home_call", "practice",
    "holiday_year",
    "exemption", "reopening", "relief", "assistance", "shift", "leave", "visitor", "meeting", "meeting_item",
    "training", "points", "honour", "subsidy", "funding", "submission", "list_printed",
}  # fmt: skip


@pytest.fixture
def staff(desk):
    room = desk.look(rooms.own_room, desk.shelf.log)
    return {m.name: m.id for m in desk.look(rooms.mediators, room.id)}


@pytest.fixture
def case_id(desk, staff):
    clock.hold(NOW)
    lead = staff["孟广田"]
    return desk.do(
        cases.register_case, desk.shelf.log, NOW.date(),
        {
            "accepted_on": NOW.date(), "dispute_type": "02", "source": "applied", "summary": "为排水争吵",
            "lead_id": lead,
        },
    )  # fmt: skip


@pytest.fixture
def two(desk, case_id):
    return [
        desk.do(cases.add_party, case_id, {"role": role, "name": name, "id_number": number, "address": "柳林村"})
        for role, name, number in (
            ("applicant", "陈㛃喆", "370181196803154527"), ("respondent", "欧阳𬭎", "370181197511020038"),
        )
    ]  # fmt: skip


def all_cases(desk):
    return desk.look(questions.register)


def file_of(desk):
    return desk.look(questions.case_file, all_cases(desk)[0].id)


def new_case(player):
    player.frame.go("case", None)
    QApplication.processEvents()


def page(player):
    return player.frame.screen_up()


def held(desk, case_id, **values):
    told = {"at": NOW, "outcome": "agreed", "place": "老孟调解室", "rights_told": True, **values}
    return desk.do(cases.add_session, case_id, told)


def agreed(desk, case_id, staff, two, **values):
    """An agreement with one promise, all of it ready to be signed."""
    people = [staff["孟广田"]]
    held(desk, case_id, mediator_ids=people, recorder_id=staff["田立新"])
    told = {"form": "written", "made_on": NOW.date(), "terms": ["还款"], **values}
    promise = {
        "party_id": two[1],
        "what": "还款",
        "amount": 1000,
        "manner": "cash",
        "due_on": date(2026, 10, 15),
    }
    return desk.do(cases.make_agreement, case_id, told, [promise])


# beginning


def test_the_first_keys_go_into_the_first_field(player):
    new_case(player)
    assert QApplication.focusWidget().objectName() == "case.accepted_on"
    QTest.keyClicks(QApplication.focusWidget(), "9.24")
    player.key(Qt.Key.Key_Tab)
    assert player.see(QWidget, "case.accepted_on").text() == "2026-09-24"


def test_looking_through_every_part_of_a_new_case_makes_nothing(player, desk):
    new_case(player)
    for number in range(1, len(steps.KEYS) + 1):
        player.turn(number)
        for _ in range(12):
            player.key(Qt.Key.Key_Tab)
    player.frame.go("register")
    assert all_cases(desk) == []


def test_the_first_fact_makes_a_numbered_case_and_the_caret_goes_on(player, desk):
    new_case(player)
    player.write("case.accepted_on", "今天")
    line = all_cases(desk)[0]
    assert (line.file_no, line.accepted_on) == ("（2026）柳人调字第1号", NOW.date())
    assert QApplication.focusWidget().objectName() == "case.dispute_type"
    assert player.text("case.file_no.shown") == line.file_no
    player.write("case.dispute_type", "邻里")
    assert [x.dispute_type for x in all_cases(desk)] == ["02"]


def test_a_party_may_come_before_every_other_fact(player, desk):
    new_case(player)
    player.turn(2)
    player.write("party.name", "陈㛃喆")
    player.write("party.phone", "13800000001")
    player.key(Qt.Key.Key_Return, CONTROL)
    player.write("party.name", "欧阳𬭎")
    told = [(p.name, p.role, p.phone) for p in file_of(desk).parties]
    assert told == [("陈㛃喆", "applicant", "13800000001"), ("欧阳𬭎", "respondent", None)]


def test_what_cannot_be_read_yet_stays_when_another_fact_makes_the_case(player, desk):
    new_case(player)
    player.write("case.accepted_on", "九月某日")
    player.write("case.summary", "为排水争吵")
    assert file_of(desk).case.accepted_on is None
    assert player.see(QWidget, "case.accepted_on").text() == "九月某日"
    player.write("case.accepted_on", "9月24日")
    assert file_of(desk).case.accepted_on == NOW.date()


def test_turning_the_parts_of_a_new_case_loses_nothing(player, desk):
    new_case(player)
    player.write("case.accepted_on", "九月某日")
    player.turn(6)
    player.write("agreement.made_on", "某日")
    player.turn(1)
    assert player.see(QWidget, "case.accepted_on").text() == "九月某日"
    player.turn(6)
    assert player.see(QWidget, "agreement.made_on").text() == "某日"
    assert all_cases(desk) == []
    new_case(player)
    assert player.see(QWidget, "case.accepted_on").text() == ""


def test_a_place_is_picked_by_a_piece_and_made_by_a_path(player, desk, case_id):
    player.frame.go("case", case_id)
    player.write("case.place_id", "柳林镇 > 上河村")
    assert file_of(desk).place_path == "柳林镇 > 上河村"
    player.write("case.place_id", "柳林镇／下河村／第2网格")
    assert file_of(desk).place_path == "柳林镇 > 下河村 > 第2网格"
    player.write("case.place_id", "上河")
    assert file_of(desk).place_path == "柳林镇 > 上河村"
    assert sorted(p.name for p in desk.look(questions.places).values()) == [
        "上河村",
        "下河村",
        "柳林镇",
        "第2网格",
    ]
    assert page(player).case.file.case.place_id in desk.look(questions.places)
    assert all(isinstance(p, Place) for p in desk.look(questions.places).values())


def test_what_is_written_is_kept_when_one_turns_to_another_screen(player, desk, case_id):
    player.frame.go("case", case_id)
    field = player.see(QWidget, "case.summary")
    field.setFocus()
    player._commit(field, "南院")
    player.frame.go("today")
    assert file_of(desk).case.summary == "南院为排水争吵"


def test_a_page_turned_back_to_is_the_case_that_was_new(player, desk):
    new_case(player)
    player.write("case.summary", "为排水争吵")
    player.press("case_page.papers")
    assert player.frame.up == "papers"
    player.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert player.text("case.file_no.shown") == all_cases(desk)[0].file_no


# what is told beside


def test_a_card_tells_sex_birthday_and_age_and_is_not_asked_again(player, case_id, two):
    player.frame.go("case", (case_id, "party", two[0], "phone"))
    QApplication.processEvents()
    assert player.text("party.id_number.note") == "女 · 1968-03-15 出生 · 58 岁"
    assert not player.sees(QWidget, "party.sex")
    assert QApplication.focusWidget().objectName() == "party.phone"


def test_a_unit_is_asked_for_its_code_and_not_for_its_age(player, desk, case_id):
    player.frame.go("case", case_id)
    player.turn(2)
    player.write("party.name", "下河建材店")
    player.write("party.party_kind", "非法人组织")
    assert player.sees(QWidget, "party.credit_code")
    assert not player.sees(QWidget, "party.birth_on")


def test_a_missing_field_is_one_press_away(player, desk, case_id):
    desk.do(edit.edit, Case, case_id, {"summary": None})
    player.frame.go("case", case_id)
    player.turn(5)
    lines = [line for line in player.frame.findChildren(FindingLine) if line.isVisible()]
    gap = next(line for line in lines if "纠纷简要情况" in line.text())
    gap.setFocus()
    player.key(Qt.Key.Key_Space)
    assert QApplication.focusWidget().objectName() == "case.summary"
    player.write("case.summary", "为排水争吵")
    lines = [line.text() for line in player.frame.findChildren(FindingLine) if line.isVisible()]
    assert not any("纠纷简要情况" in line for line in lines)


def test_the_next_step_leads_to_its_field(player, case_id):
    player.frame.go("case", case_id)
    assert player.text("case_page.next") == say("step.fix_session")
    player.press("case_page.go")
    assert page(player).up == "sessions"
    assert QApplication.focusWidget().objectName() == "case_page.add_session"


def test_what_is_not_bound_leads_to_the_button_that_binds(player, case_id):
    player.frame.go("case", case_id)
    page(player).jump(Finding("not_bound", "paper", None, VOLUME))
    assert QApplication.focusWidget().objectName() == "binding.bind"


def test_the_steps_say_what_is_there_and_what_is_missing(player, case_id):
    player.frame.go("case", case_id)
    told = {key: press.text().split("\n")[1:] for key, press in page(player).steps.buttons.items()}
    assert told["acceptance"] == ["2026-09-24"]
    assert told["parties"] == [say("case_page.gaps", count=1)]
    assert told["agreement"] == []


def test_a_late_clock_says_by_how_much(player, case_id, desk):
    desk.do(edit.edit, Case, case_id, {"tier": "coordinated"})
    clock.hold(datetime(2026, 10, 12, 9, 0))
    player.frame.go("case", case_id)
    told = page(player).side.clocks.texts()
    assert any("2026-10-09" in line and say("case_page.days_over", days=3) in line for line in told)


# two hands on one case


def while_it_is_typed(player, desk, case_id, **elsewhere):
    """The summary is being written when something else is kept; the field."""
    player.frame.go("case", case_id)
    field = player.see(QWidget, "case.summary")
    field.setFocus()
    player._commit(field, "南院")
    desk.do(edit.edit, Case, case_id, elsewhere)
    return field


def test_what_comes_from_elsewhere_appears_and_what_is_being_typed_stays(player, desk, case_id):
    field = while_it_is_typed(player, desk, case_id, happened_at="上河村")
    assert player.see(QWidget, "case.happened_at").text() == "上河村"
    assert field.toPlainText() == "南院为排水争吵"


def test_two_hands_in_one_field_are_both_kept_in_sight(player, desk, case_id):
    field = while_it_is_typed(player, desk, case_id, summary="为一棵树争吵")
    player.key(Qt.Key.Key_Tab)
    assert file_of(desk).case.summary == "为一棵树争吵"
    assert field.toPlainText() == "南院为排水争吵"
    assert "为一棵树争吵" in player.frame.notices.texts()[-1]
    player.write("case.happened_at", "上河村")
    assert file_of(desk).case.summary == "为一棵树争吵"
    field.setFocus()
    player.key(Qt.Key.Key_Tab)
    assert file_of(desk).case.summary == "南院为排水争吵"


def test_whom_the_other_hand_chose_is_told_by_name(player, desk, case_id, staff):
    player.frame.go("case", case_id)
    field = player.see(QWidget, "case.lead_id")
    field.setFocus()
    field.setText("田立新")
    desk.do(edit.edit, Case, case_id, {"lead_id": staff["苗秀兰"]})
    player.key(Qt.Key.Key_Tab)
    assert "苗秀兰" in player.frame.notices.texts()[-1]
    assert staff["苗秀兰"] not in player.frame.notices.texts()[-1]


def test_theirs_may_be_taken(player, desk, case_id):
    field = while_it_is_typed(player, desk, case_id, summary="为一棵树争吵")
    player.key(Qt.Key.Key_Tab)
    player.press("notice.action")
    assert field.toPlainText() == "为一棵树争吵"
    page(player).settle()
    assert file_of(desk).case.summary == "为一棵树争吵"


def test_a_case_that_is_gone_leaves_a_sentence_and_an_empty_page(player, desk, case_id):
    player.frame.go("case", case_id)
    desk.do(edit.void, Case, case_id, "重复登记")
    assert player.text("case.file_no.shown") == say("case_page.new")
    assert player.frame.notices.texts() == [say("case.absent")]


# the chapters


def test_a_further_session_takes_room_and_people_from_the_last(player, desk, case_id, staff):
    held(
        desk,
        case_id,
        mediator_ids=[staff["苗秀兰"]],
        recorder_id=staff["田立新"],
        outcome="adjourned",
    )
    player.frame.go("case", case_id)
    player.turn(5)
    player.press("case_page.add_session")
    first, second = file_of(desk).sessions
    assert (second.number, second.place, second.mediator_ids, second.recorder_id) == (
        2, first.place, first.mediator_ids, first.recorder_id,
    )  # fmt: skip
    assert second.at is None
    assert QApplication.focusWidget().objectName() == "mediation_session.at"


def test_ticking_one_person_leaves_the_caret_for_the_next(player, desk, case_id, staff):
    held(desk, case_id)
    player.frame.go("case", case_id)
    player.turn(5)
    box = player.see(QWidget, f"mediation_session.mediator_ids.{staff['苗秀兰']}")
    box.setFocus()
    player.key(Qt.Key.Key_Space)
    assert file_of(desk).sessions[0].mediator_ids == [staff["苗秀兰"]]
    assert QApplication.focusWidget() is box


def test_a_row_is_voided_with_its_reason(player, desk, case_id, two):
    player.frame.go("case", case_id)
    player.turn(2)
    player.press("party.remove")
    player.write("party.remove_reason", "登记错了")
    player.press("party.remove_now")
    assert [p.name for p in file_of(desk).parties] == ["欧阳𬭎"]
    assert desk.look(lambda db: db.get(Party, two[0]).void) == "登记错了"


def test_the_agreement_begins_written_on_the_day_it_was_reached(player, desk, case_id):
    held(desk, case_id)
    player.frame.go("case", case_id)
    player.turn(6)
    player.write("agreement.terms", "一、还款")
    beside = player.frame.findChild(QWidget, "agreement.facts_now").parentWidget()
    assert beside.isAncestorOf(
        player.see(QWidget, "agreement.facts")
    )  # told of the facts, under them
    assert not beside.isAncestorOf(player.see(QWidget, "agreement.manner"))
    agreement = file_of(desk).agreement
    assert (agreement.form, agreement.made_on) == ("written", NOW.date())
    assert agreement.number == file_of(desk).case.file_no


def test_a_seal_waits_for_what_is_missing_and_lists_it(player, desk, case_id, staff, two):
    agreed(desk, case_id, staff, two, terms=None)
    player.frame.go("case", case_id)
    player.turn(6)
    player.press("case_page.seal")
    assert file_of(desk).agreement.frozen is None
    focus = QApplication.focusWidget()
    assert isinstance(focus, FindingLine)
    assert fields_of(Agreement)["terms"].label in "agreement.terms"
    assert say("agreement.terms") in focus.text()
    player.key(Qt.Key.Key_Space)
    assert QApplication.focusWidget().objectName() == "agreement.terms"


def test_a_sealed_agreement_is_read_only_and_says_so(player, desk, case_id, staff, two):
    agreed(desk, case_id, staff, two)
    player.frame.go("case", case_id)
    player.turn(6)
    player.press("case_page.all_today")
    player.press("case_page.seal")
    assert file_of(desk).agreement.frozen
    assert "2026-09-24" in player.text("agreement.sealed")
    terms = player.see(QWidget, "agreement.terms")
    assert terms.isReadOnly()
    assert player.see(QWidget, "performance_item.what").isReadOnly()
    assert not player.sees(QPushButton, "case_page.add_item")
    player.press("case_page.new_agreement")
    old, new = file_of(desk).agreements
    assert (old.terms, bool(old.frozen), new.frozen) == (new.terms, True, None)


def test_an_oral_agreement_is_sealed_without_signatures(player, desk, case_id, staff, two):
    agreed(desk, case_id, staff, two, form="oral")
    player.frame.go("case", case_id)
    player.turn(6)
    assert not player.sees(QPushButton, "case_page.all_today")
    player.press("case_page.seal")
    assert file_of(desk).agreement.frozen


@pytest.fixture
def sealed(desk, case_id, staff, two):
    days = dict.fromkeys(("parties_signed_on", "mediator_signed_on", "sealed_on"), NOW.date())
    agreement = agreed(desk, case_id, staff, two, **days)
    desk.do(cases.seal_agreement, agreement)
    return case_id


def test_one_press_says_that_a_promise_was_kept(player, desk, sealed):
    clock.hold(datetime(2026, 10, 15, 9, 0))
    player.frame.go("case", sealed)
    player.turn(7)
    player.press("case_page.kept")
    made = file_of(desk).performances[0]
    assert (made.done_on, made.amount, made.complete) == (date(2026, 10, 15), 1000, True)
    assert not player.sees(QPushButton, "case_page.kept")


def test_a_part_payment_leaves_the_rest_open(player, desk, sealed):
    player.frame.go("case", sealed)
    player.turn(7)
    player.write("performance.amount", "400")
    player.press("case_page.partly")
    assert [one.amount for one in file_of(desk).performances] == [400]
    assert player.see(QWidget, "performance.amount").text() == "600.00"


def test_a_performance_entered_by_mistake_is_taken_back_with_its_reason(player, desk, sealed):
    player.frame.go("case", sealed)
    player.turn(7)
    for amount in ("400", "600"):
        player.write("performance.amount", amount)
        player.press("case_page.partly")
    assert not player.sees(QPushButton, "case_page.kept")
    wrong = next(one for one in file_of(desk).performances if one.amount == 600)
    removes = [
        one
        for one in page(player).findChildren(QPushButton, "performance.remove")
        if one.isVisible()
    ]
    assert len(removes) == 2
    next(one for one in removes if "600.00" in one.accessibleName()).click()
    player.press("performance.remove_now")  # without a reason nothing happens, and that is said
    assert player.text("performance.remove_asked") == say("kit.remove_wanting")
    assert len(file_of(desk).performances) == 2
    player.write("performance.remove_reason", "记到别的案子上了")
    player.press("performance.remove_now")
    assert [one.amount for one in file_of(desk).performances] == [400]
    assert not player.sees(QWidget, "performance.remove_reason")
    assert player.sees(QPushButton, "case_page.kept")
    with desk.shelf.reading() as db:
        assert db.get(Performance, wrong.id).void == "记到别的案子上了"


def test_a_visit_by_another_than_the_lead_asks_why(player, desk, sealed, staff):
    player.frame.go("case", sealed)
    player.turn(8)
    player.press("case_page.add_visit")
    assert file_of(desk).visits[0].by_id == staff["孟广田"]
    assert not player.sees(QWidget, "visit.change_reason")
    player.write("visit.by_id", "苗秀兰")
    player.write("visit.change_reason", "主办人外出")
    made = file_of(desk).visits[0]
    assert (made.by_id, made.change_reason, made.manner) == (staff["苗秀兰"], "主办人外出", "door")


def test_a_visit_due_is_listed_and_one_press_begins_it(player, desk, sealed):
    clock.hold(datetime(2026, 10, 16, 9, 0))
    player.frame.go("case", sealed)
    player.turn(8)
    due = player.see(FindingList, "visits.due")
    assert "2026-10-15" in due.texts()[0]
    due.lines[0].click()
    assert file_of(desk).visits[0].done_on == date(2026, 10, 16)
    assert (
        say("case_page.visited_on", day="2026-10-16 周五")
        in player.see(FindingList, "visits.due").texts()[0]
    )


def test_closing_waits_for_what_is_missing_and_can_be_taken_back(player, desk, sealed):
    player.frame.go("case", sealed)
    player.turn(9)
    player.press("case_page.close")
    assert file_of(desk).case.closed_on is None
    assert "还不能结案" in player.frame.notices.texts()[-1]
    visit = {"done_on": date(2026, 10, 15), "performed": True, "relapse": False, "manner": "phone"}
    desk.do(cases.record_visit, sealed, visit)
    clock.hold(datetime(2026, 10, 16, 9, 0))
    player.write("case.retention", "长期")
    player.write("case.closed_on", "10.16")
    came = {
        "letter_kind": "court_assign",
        "organ": "章丘区人民法院",
        "received_on": date(2026, 10, 9),
    }
    desk.do(paperwork.add_letter, sealed, came)
    player.press("case_page.close")
    assert file_of(desk).case.closed_on == date(2026, 10, 16)
    assert "章丘区人民法院" in player.frame.notices.texts()[-1]  # it waits for its answer
    assert page(player).side.clocks.texts()
    assert player.text("case_page.stage") == say("stage.closed")
    player.press("case_page.reopen")
    player.write("reopening_reason", "又起争执")
    player.press("reopening_now")
    file = file_of(desk)
    assert file.case.closed_on is None
    assert file.reopenings[0].closed_on == date(2026, 10, 16)
    assert "又起争执" in player.text("case.reopened")


def test_a_case_without_agreement_ends_with_its_reason(player, desk, case_id, two):
    player.frame.go("case", case_id)
    player.turn(9)
    player.write("case.ended_on", "今天")
    player.write("case.result_reason", "一方不愿再谈")
    player.press("case.told_routes.yes")
    case = file_of(desk).case
    assert (case.ended_on, case.result_reason, case.told_routes) == (
        NOW.date(),
        "一方不愿再谈",
        True,
    )
    assert player.text("case_page.stage") == say("stage.ended")


# the whole


def test_every_field_a_person_sees_is_written_somewhere_on_the_page(player, case_id, desk, sealed):
    player.frame.go("case", case_id)
    for number in range(1, len(steps.KEYS) + 1):
        player.turn(number)
    shown = {
        editor.field.label
        for form in page(player).findChildren(FieldForm)
        for editor in form.editors.values()
    } | {"case.place_id"}
    wanted = {
        field.label
        for kind, record in RECORDS.items() if kind not in WRITTEN_ELSEWHERE
        for field in fields_of(record).values() if not field.hidden
    }  # fmt: skip
    assert wanted - shown == {"performance.complete"}  # said by which button is pressed


def test_every_part_answers_for_the_fields_it_shows(player, case_id, sealed):
    """A finding about a field finds its part."""
    player.frame.go("case", case_id)
    for number, key in enumerate(steps.KEYS, 1):
        player.turn(number)
        part = page(player).parts[key]
        shown = {name for form in part.case_forms for name in form.editors}
        assert shown <= set(part.case_fields)
        assert {rows.kind for rows in part.findChildren(RowsForm)} <= set(part.kinds)


@pytest.mark.parametrize("language", words.languages())
def test_every_part_opens_in_every_language(player, sealed, language):
    words.speak(language)
    player.frame.go("case", sealed)
    for number, key in enumerate(steps.KEYS, 1):
        player.turn(number)
        assert page(player).up == key
        labels = [
            one for one in page(player).findChildren(QLabel) if one.isVisible() and one.text()
        ]
        assert labels


def test_nothing_is_wider_than_the_smallest_window(player, sealed):
    player.frame.resize(1024, 640)
    player.frame.go("case", sealed)
    for number in range(1, len(steps.KEYS) + 1):
        player.turn(number)
    assert player.frame.minimumSizeHint().width() <= 1024


def test_tab_goes_through_every_field_of_a_part_in_its_order_and_leaves_it(player, desk, case_id):
    held(desk, case_id)
    player.frame.go("case", case_id)
    player.turn(5)
    seen = []
    for _ in range(40):
        focus = QApplication.focusWidget()
        if focus is None or not page(player).stack.isAncestorOf(focus):
            break
        seen.append(focus.objectName().split(".")[1].split("_ids")[0])
        player.key(Qt.Key.Key_Tab)
    wanted = ["at", "place", "mediator", "mediator", "mediator", "recorder_id", "invited", "rights_told",
              "rights_told", "record", "outcome"]  # fmt: skip
    assert [name for name in seen if name in wanted] == wanted
    assert len(seen) < 40
