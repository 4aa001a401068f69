"""A report handed in stands; what comes later is a correction with its cases."""

from __future__ import annotations

from datetime import date

import pytest

from app import clock
from app.desk import report_book, reports_due, submissions
from app.desk.edit import add, edit, void
from app.desk.report_book import Wanted
from app.papers.listing import draw
from app.records import Case, Import, Room, Submission, Visit
from app.trouble import Trouble
from tests.machines import desk_in

MARCH = (date(2026, 3, 1), date(2026, 3, 31))
WANTED = Wanted("situation", MARCH)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 4, 3))
    told = desk_in(tmp_path)
    yield told
    told.close()


def accept(desk, day=5, **told):
    usual = {
        "accepted_on": date(2026, 3, day),
        "source": "own",
        "dispute_type": "02",
        "result": "ongoing",
    }
    return desk.do(add, Case, {**usual, **told})


def hand_in(desk, wanted=WANTED, **told):
    usual = {"to": "司法局", "checked_by": "审核甲", "although_unbalanced": True}
    return submissions.submit(desk, report_book.make(desk, wanted), **usual | told)


def test_what_does_not_add_up_is_handed_in_only_by_who_says_so(desk):
    with desk.shelf.reading() as db:
        room_id = db.query(Room).first().id
    case_id = accept(desk, dispute_type=None, room_id=room_id)
    with pytest.raises(Trouble) as why:
        hand_in(desk, although_unbalanced=False)
    with desk.shelf.reading() as db:
        number = db.get(Case, case_id).file_no or case_id[:8]
    assert why.value.key == "reports.does_not_balance"
    assert "没有填纠纷类型" in str(why.value)
    assert number in str(why.value)
    assert str(why.value).count("请在设置里填调委会类别") == 1
    assert desk.look(submissions.submitted, desk.shelf.log) == []
    desk.do(edit, Case, case_id, {"dispute_type": "02"})
    desk.do(edit, Room, room_id, {"committee_kind": "village"})
    made = hand_in(desk, although_unbalanced=False)
    with desk.shelf.reading() as db:
        assert "未能相符" not in str(submissions.printed(db.get(Submission, made)).below)
    desk.do(edit, Case, case_id, {"dispute_type": None})
    found = desk.look(submissions.submitted, desk.shelf.log)[0]
    with pytest.raises(Trouble) as why:
        submissions.correct(desk, submissions.corrections(desk, found.id))
    again = submissions.correct(
        desk, submissions.corrections(desk, found.id), although_unbalanced=True
    )
    with desk.shelf.reading() as db:
        assert "有1处数字未能相符" in str(submissions.printed(db.get(Submission, again)).below)
    assert desk.look(submissions.by_words, desk.shelf.log, again[:8]).id == again
    with pytest.raises(Trouble):
        desk.look(submissions.by_words, desk.shelf.log, again[:2])
    assert why.value.key == "reports.does_not_balance"


def test_what_was_handed_in_is_printed_the_same_for_ever(desk):
    accept(desk)
    made = hand_in(desk)
    with desk.shelf.reading() as db:
        one = db.get(Submission, made)
        room = db.query(Room).first()
    before = draw(submissions.printed(one), room)
    accept(desk, 9)
    with desk.shelf.reading() as db:
        again = db.get(Submission, made)
    assert draw(submissions.printed(again), room) == before
    assert "2026-04-03报送" in submissions.printed(again).below[-1]
    assert again.to_name == "司法局"


def test_late_arrivals_and_edits_are_corrections_with_their_cases(desk):
    stays, edited, goes = (accept(desk, n) for n in (1, 2, 3))
    made = hand_in(desk)
    assert not submissions.corrections(desk, made).is_any
    desk.do(edit, Case, stays, {"remark": "不影响报表"})
    desk.do(add, Visit, {"case_id": stays, "done_on": date(2026, 4, 1)})
    assert not submissions.corrections(desk, made).is_any
    desk.do(edit, Case, edited, {"dispute_type": "01"})
    desk.do(void, Case, goes, "登记错了")
    late = accept(desk, 30)
    found = submissions.corrections(desk, made)
    assert {(one.case_id, one.what) for one in found.cases} == {
        (edited, "changed"), (goes, "gone"), (late, "added"),
    }  # fmt: skip
    told = {(one.row, one.column): (one.then, one.now) for one in found.moved}
    assert told["合计", "案件分类情况 婚姻家庭"] == (0, 1)
    assert told["合计", "案件分类情况 邻里"] == (3, 2)
    assert ("合计", "调解案件总数") not in told


def test_a_correction_is_handed_in_and_stands_instead(desk):
    accept(desk)
    made = hand_in(desk)
    with pytest.raises(Trouble) as why:
        hand_in(desk)
    assert why.value.key == "reports.submitted_already"
    accept(desk, 9)
    found = submissions.corrections(desk, made)
    listing = desk.look(submissions.correction_listing, desk.shelf.log, found)
    assert ("合计", "调解案件总数", 1, 2, None) in listing.rows
    assert "更正表" in listing.title
    again = submissions.correct(desk, found, note="补录一件", although_unbalanced=True)
    with desk.shelf.reading() as db:
        assert db.get(Submission, again).corrects_id == made
        assert submissions.standing(db, desk.shelf.log, WANTED).id == again
    with pytest.raises(Trouble):
        submissions.correct(desk, submissions.corrections(desk, again))


def test_a_frozen_report_cannot_be_changed(desk):
    accept(desk)
    made = hand_in(desk)
    with pytest.raises(Trouble):
        desk.do(edit, Submission, made, {"note": "改一改"})
    with pytest.raises(Trouble):
        desk.do(void, Submission, made, "不要了")


def test_reports_of_the_place_are_due_until_they_are_handed_in(desk):
    assert desk.look(submissions.due, desk.shelf.log, date(2026, 4, 3)) == []  # nothing was yet
    accept(desk)
    due = desk.look(submissions.due, desk.shelf.log, date(2026, 4, 3))
    assert ("situation", MARCH, date(2026, 4, 5)) in due
    hand_in(desk)
    assert desk.look(submissions.due, desk.shelf.log, date(2026, 4, 3)) == []


def test_a_period_that_has_not_begun_and_a_draft_are_not_handed_in(desk):
    with pytest.raises(Trouble):
        hand_in(desk, Wanted("situation", (date(2026, 5, 1), date(2026, 5, 31))))
    with pytest.raises(Trouble):
        hand_in(desk, Wanted("memo", MARCH))


@pytest.mark.parametrize("name", report_book.NAMES)
def test_every_report_is_made_of_an_empty_room_and_of_one_case(desk, name):
    for _ in range(2):
        made = report_book.make(desk, Wanted(name, MARCH))
        assert made.listing.title
        with desk.shelf.reading() as db:
            assert draw(made.listing, db.query(Room).first()).startswith(b"%PDF")
        accept(desk)


def test_a_report_that_is_late_stands_among_what_is_to_be_done(desk):
    def asked(day):
        found = desk.look(
            reports_due.reminders, desk.shelf.log, date(2026, 4, day), desk.calendar()
        )
        return [(one.target[0], one.late) for one in found]

    old = desk.do(add, Import, {"what": "ledger", "file_name": "旧台账.xlsx"})
    accept(desk, import_id=old)
    assert asked(6) == []  # by the end of March an old ledger was all there is
    accept(desk)
    assert ("situation", False) in asked(1)
    assert ("situation", True) in asked(6)
    may = desk.look(reports_due.reminders, desk.shelf.log, date(2026, 5, 6), desk.calendar())
    (told,) = [one for one in may if one.target[0] == "situation"]
    assert "2026年03月 等 2 期还没有报送，最早的 2026-04-05 已到期" in told.sentence()
    hand_in(desk)
    assert asked(6) == []


def test_a_period_that_is_not_over_goes_only_where_somebody_says_so(desk, monkeypatch):
    accept(desk)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 20))
    with pytest.raises(Trouble) as why:
        hand_in(desk)
    assert why.value.key == "reports.not_over"
    assert desk.look(submissions.submitted, desk.shelf.log) == []
    assert hand_in(desk, although_running=True)
