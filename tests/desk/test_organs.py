"""The court and the police station of a room are known from before."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app import clock
from app.desk import cases, edit, organs, paperwork, questions
from app.records import Case

DAY = date(2026, 3, 2)


@pytest.fixture
def case_id(desk):
    clock.hold(datetime(2026, 3, 2, 9, 0))
    return desk.do(cases.register_case, desk.shelf.log, DAY, {})


def letter(desk, case_id):
    told = {"letter_kind": "court_assign", "organ": "章丘区人民法院"}
    return desk.do(paperwork.add_letter, case_id, told)


def file_of(desk, case_id):
    return desk.look(questions.case_file, case_id)


def test_the_court_of_the_application_is_known_from_before(desk, case_id):
    """Who handed the matter over; otherwise the court of the room's last application."""
    other = desk.do(cases.register_case, desk.shelf.log, DAY, {})
    desk.do(organs.name_court, case_id)
    assert file_of(desk, case_id).case.court is None
    desk.do(edit.edit, Case, other, {"court": "历城区人民法院", "confirmation_applied_on": DAY})
    desk.do(organs.apply_for_confirmation, case_id)
    case = file_of(desk, case_id).case
    assert (case.court, case.confirmation, case.confirmation_applied_on) == (
        "历城区人民法院", "applied", DAY,
    )  # fmt: skip
    third = desk.do(cases.register_case, desk.shelf.log, DAY, {})
    letter(desk, third)
    desk.do(organs.name_court, third)
    assert file_of(desk, third).case.court == "章丘区人民法院"


def test_a_second_letter_to_the_same_sort_of_organ_names_it_by_itself(desk, case_id):
    letter(desk, case_id)
    made = desk.do(paperwork.add_letter, case_id, {"letter_kind": "court_entrust"})
    police = desk.do(paperwork.add_letter, case_id, {"letter_kind": "risk"})
    found = {one.id: one.organ for one in file_of(desk, case_id).letters}
    assert (found[made], found[police]) == ("章丘区人民法院", None)


def test_a_letter_tells_where_a_case_without_a_source_comes_from(desk, case_id):
    desk.do(paperwork.add_letter, case_id, {"letter_kind": "police"})
    assert file_of(desk, case_id).case.source == "referred_police"
    letter(desk, case_id)
    assert file_of(desk, case_id).case.source == "referred_police"
    other = desk.do(cases.register_case, desk.shelf.log, DAY, {})
    desk.do(paperwork.add_letter, other, {"letter_kind": "transfer"})
    assert file_of(desk, other).case.source is None
