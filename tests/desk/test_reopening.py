"""A closed case burns again: it is open again, and the day it had been closed is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.desk import cases, edit, reopening
from app.desk.as_of import as_of
from app.desk.desk import Desk
from app.desk.questions import case_file
from app.desk.today import lengths_of, today
from app.records import Case, Visit
from app.trouble import Trouble
from tests.rooms import moved_room

CLOSED, AGAIN = dt.date(2026, 4, 10), dt.date(2026, 5, 2)


def settled(desk: Desk) -> None:
    facts = {
        "accepted_on": dt.date(2026, 3, 1),
        "lead_id": desk.user,
        "closed_on": CLOSED,
        "goals": ["closed"],
    }
    case = desk.do(cases.register_case, desk.shelf.log, dt.date(2026, 3, 1), facts)
    desk.do(cases.add_party, case, {"name": "张三", "role": "applicant"})
    made = {"form": "oral", "made_on": dt.date(2026, 3, 20), "terms": ["各退一步"]}
    desk.do(cases.make_agreement, case, made)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    here = moved_room(tmp_path / "room", fill=settled)
    yield here
    here.close()


def only_case(desk: Desk) -> str:
    with desk.shelf.reading() as db:
        return db.query(Case).one().id


def test_by_hand_it_wants_a_reason_and_keeps_the_day(desk: Desk) -> None:
    case = only_case(desk)
    with pytest.raises(Trouble) as trouble:
        desk.do(reopening.reopen, case, AGAIN, "  ")
    assert trouble.value.key == "reopening.no_reason"
    desk.do(reopening.reopen, case, AGAIN, "又起争执", by_id=desk.user)
    file = desk.look(case_file, case)
    assert (file.case.closed_on, file.case.goals) == (None, None)
    (told,) = file.reopenings
    assert (told.closed_on, told.on_day, told.reason) == (CLOSED, AGAIN, "又起争执")
    with pytest.raises(Trouble) as trouble:
        desk.do(reopening.reopen, case, AGAIN, "再来")
    assert trouble.value.key == "reopening.not_closed"


def test_as_it_stood_between_it_was_closed(desk: Desk) -> None:
    case = only_case(desk)
    desk.do(reopening.reopen, case, AGAIN, "又起争执")
    file = desk.look(case_file, case)
    assert as_of(file, dt.date(2026, 4, 20)).case.closed_on == CLOSED
    assert as_of(file, dt.date(2026, 4, 9)).case.closed_on is None
    assert as_of(file, AGAIN).case.closed_on is None


def test_a_visit_that_finds_a_relapse_opens_it(desk: Desk) -> None:
    case = only_case(desk)
    visit = desk.do(cases.record_visit, case, {"done_on": AGAIN})
    assert desk.look(case_file, case).case.closed_on == CLOSED
    desk.do(reopening.keep_visit, visit, {"relapse": True, "note": "院墙又拆了"})
    file = desk.look(case_file, case)
    assert file.case.closed_on is None
    assert (file.reopenings[0].visit_id, file.reopenings[0].reason) == (visit, "院墙又拆了")
    desk.do(reopening.keep_visit, visit, {"relapse": True})
    assert len(desk.look(case_file, case).reopenings) == 1


def test_a_visit_recorded_with_its_relapse_opens_it_at_once(desk: Desk) -> None:
    case = only_case(desk)
    desk.do(cases.record_visit, case, {"done_on": AGAIN, "relapse": True})
    assert desk.look(case_file, case).case.closed_on is None


def test_no_visit_is_no_reopening(desk: Desk) -> None:
    case = only_case(desk)
    visit = desk.do(edit.add, Visit, {"case_id": case, "relapse": True})
    assert desk.do(reopening.after_visit, visit) is None


def test_a_key_case_is_tracked_after_it_was_closed(desk: Desk) -> None:
    """Closed on 10 April, agreed on 20 March: every 30 days, three times (重点案件定期跟踪)."""
    case = only_case(desk)
    days = (dt.date(2026, 4, 19), dt.date(2026, 5, 19), dt.date(2026, 6, 18))
    asked = (dt.date(2026, 5, 17), desk.calendar(), lengths_of(desk))
    assert desk.look(today, *asked).visits == []
    desk.do(edit.edit, Case, case, {"key_case": True})
    assert [one.on for one in desk.look(today, *asked).visits] == list(days[:2])
    desk.do(cases.record_visit, case, {"done_on": dt.date(2026, 5, 20)})
    later = (dt.date(2026, 6, 15), *asked[1:])
    assert [one.on for one in desk.look(today, *later).visits] == [days[2]]
