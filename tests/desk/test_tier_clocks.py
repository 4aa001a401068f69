"""The clocks of cases and matters in one list: a matter's goes on in its case, and the list of matters agrees."""

from __future__ import annotations

import datetime as dt

from app import holidays
from app.desk import cases, edit, matters, practice, questions, tier_clocks
from app.desk.desk import Desk
from app.desk.today import lengths_of, today
from app.records import Case
from tests.desk.test_matters import listed, written

LATER = dt.datetime(2026, 9, 23, 9, 0)


def running(desk: Desk, now: dt.datetime = LATER) -> list[tuple[str, str, dt.date]]:
    way = desk.look(practice.standing, desk.shelf.log)
    found = desk.look(tier_clocks.running, desk.shelf.log, now, holidays.load(), way)
    return [(one.kind, one.colour, one.clock.hard.due.day) for one in found]


def made_case(desk: Desk, **told: object) -> tuple[str, str]:
    matter = written(desk, line="petition", channel=None, tier="hard", **told)
    return matter, desk.do(matters.become_case, desk.shelf.log, LATER.date(), matter)


def test_a_matter_that_becomes_a_case_keeps_its_clock_and_has_no_second_one(desk: Desk) -> None:
    _, case = made_case(desk)
    assert running(desk) == [("case", "red", dt.date(2026, 9, 21))]
    desk.do(edit.edit, Case, case, {"accepted_on": LATER.date()})
    assert running(desk) == [("case", "red", dt.date(2026, 9, 21))]
    page = desk.look(today, LATER.date(), holidays.load(), lengths_of(desk))
    assert ("deadline.tier", dt.date(2026, 9, 15)) in [(one.key, one.on) for one in page.periods]


def test_the_list_of_matters_and_the_list_of_clocks_agree(desk: Desk) -> None:
    _, case = made_case(desk, due_on=dt.date(2026, 9, 18))
    (line,) = listed(desk, LATER)
    assert (line.colour, line.due) == ("red", dt.datetime(2026, 9, 18, 23, 59))
    assert running(desk) == [("case", "red", dt.date(2026, 9, 18))]
    agreement = {"form": "oral", "made_on": LATER.date(), "terms": "各让一步"}
    desk.do(cases.make_agreement, case, agreement, [])
    (line,) = listed(desk, LATER)
    assert (line.colour, line.due, running(desk)) == ("none", None, [])
    assert desk.look(questions.case_file, case).brought


def test_the_list_says_what_each_clock_is_about_without_names(desk: Desk) -> None:
    written(
        desk, line="petition", channel=None, tier="hard", reporter="解玉珍", told="解玉珍家地界不清"
    )
    way = desk.look(practice.standing, desk.shelf.log)
    (row,) = desk.look(tier_clocks.listing, desk.shelf.log, LATER, holidays.load(), way).rows
    assert "地界不清" in str(row[3])
    assert "解玉珍" not in str(row)
