"""发文编号: what the room sends is numbered by itself; what comes keeps its sender's number."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app import clock
from app.codes import code_list, table
from app.desk import cases, edit, paperwork, questions, sent_numbers
from app.desk.desk import Desk
from app.records import Letter, Notice, Room, Workstation
from app.rules.numbering import pattern_problem

NOW = datetime(2026, 10, 8, 9, 30)
LINES = table("papers/numbers")["series"]


@pytest.fixture
def case_id(desk: Desk) -> str:
    clock.hold(NOW)
    return desk.do(cases.register_case, desk.shelf.log, NOW.date(), {"summary": "为排水争吵"})


@pytest.fixture
def short(desk: Desk) -> str:
    return desk.look(lambda db: db.query(Room).one().short_name)


def letter(desk: Desk, case_id: str, kind: str, **told: object) -> str | None:
    made = desk.do(paperwork.add_letter, case_id, {"letter_kind": kind, **told})
    return _number(desk, case_id, made)


def notice(desk: Desk, case_id: str, kind: str, **told: object) -> str | None:
    made = desk.do(paperwork.add_notice, case_id, {"notice_kind": kind, **told})
    return _number(desk, case_id, made)


def _number(desk: Desk, case_id: str, made: str) -> str | None:
    file = desk.look(questions.case_file, case_id)
    return next(one.number for one in (*file.letters, *file.notices) if one.id == made)


def test_every_series_can_be_read_back_and_names_known_kinds() -> None:
    for line in LINES:
        assert pattern_problem(line["pattern"]) is None
        assert set(line.get("letter", ())) <= {code.code for code in code_list("letter_kind")}
        assert set(line.get("notice", ())) <= {code.code for code in code_list("notice_kind")}
    kinds = [kind for line in LINES for kind in (*line.get("letter", ()), *line.get("notice", ()))]
    assert len(kinds) == len(set(kinds))


def test_what_is_sent_counts_up_in_the_series_of_its_kind(
    desk: Desk, case_id: str, short: str
) -> None:
    assert letter(desk, case_id, "transfer") == f"{short}函〔2026〕1号"
    assert letter(desk, case_id, "risk") == f"{short}函〔2026〕2号"
    assert notice(desk, case_id, "ending") == f"{short}终〔2026〕1号"
    other = desk.do(cases.register_case, desk.shelf.log, NOW.date(), {"summary": "另一件"})
    assert notice(desk, other, "ending") == f"{short}终〔2026〕2号"
    assert letter(desk, other, "transfer", dated_on=date(2027, 1, 4)) == f"{short}函〔2027〕1号"


def test_what_came_keeps_its_number_and_a_consent_has_none(desk: Desk, case_id: str) -> None:
    assert letter(desk, case_id, "court_assign") is None
    assert (
        letter(desk, case_id, "police", number="章公（刁）委字〔2026〕9号")
        == "章公（刁）委字〔2026〕9号"
    )
    assert notice(desk, case_id, "extension") is None


def test_the_answer_to_a_letter_has_a_number_of_ours(desk: Desk, case_id: str, short: str) -> None:
    came = desk.do(paperwork.add_letter, case_id, {"letter_kind": "court_assign", "organ": "法院"})
    made = desk.do(paperwork.answer_letter, came, "reply", {})
    assert _number(desk, case_id, made) == f"{short}函〔2026〕1号"


def test_a_number_that_was_made_void_is_not_given_again(
    desk: Desk, case_id: str, short: str
) -> None:
    made = desk.do(paperwork.add_notice, case_id, {"notice_kind": "summons"})
    desk.do(edit.void, Notice, made, "写错了")
    assert notice(desk, case_id, "summons") == f"{short}通〔2026〕2号"


def test_a_person_may_write_another_number(desk: Desk, case_id: str, short: str) -> None:
    assert (
        letter(desk, case_id, "transfer", number=f"{short}函〔2026〕7号") == f"{short}函〔2026〕7号"
    )
    assert letter(desk, case_id, "transfer") == f"{short}函〔2026〕8号"


def test_two_computers_of_a_room_have_their_own_series(
    desk: Desk, case_id: str, short: str
) -> None:
    def another_letter(db: object) -> None:
        db.query(Workstation).one().letter = "B"  # type: ignore[attr-defined]

    letter(desk, case_id, "transfer")
    desk.do(another_letter)
    assert letter(desk, case_id, "transfer") == f"{short}函〔2026〕B1号"


def test_a_kind_that_no_line_names_is_not_numbered() -> None:
    assert sent_numbers.pattern_of(Letter, "other_in") == ""
    assert sent_numbers.pattern_of(Notice, None) == ""


def test_a_kind_that_is_told_later_brings_its_number(desk: Desk, case_id: str, short: str) -> None:
    made = desk.do(paperwork.add_letter, case_id, {"organ": "县法院"})
    assert _number(desk, case_id, made) is None
    desk.do(edit.edit, Letter, made, {"letter_kind": "transfer"})
    desk.do(sent_numbers.give_number, Letter, made)
    desk.do(sent_numbers.give_number, Letter, made)
    assert _number(desk, case_id, made) == f"{short}函〔2026〕1号"
