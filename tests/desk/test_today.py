"""今日: what it tells agrees with the meter, and a term that has passed is told of."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from app import clock
from app.desk import dossier, intake, printing, questions, told
from app.desk import today as todays_page
from app.desk.desk import Desk
from app.desk.today import OVER, Today, lengths_for, today
from app.rules.completeness import meter
from tests.rooms import moved_room, reference


@pytest.fixture
def diao(tmp_path: Path) -> Desk:
    clock.hold(datetime(2026, 11, 22, 9, 0))
    return moved_room(tmp_path / "room", told.room_told(reference()))


def todays(desk: Desk) -> Today:
    return desk.look(today, desk.today(), desk.calendar(), lengths_for(desk.settings))


def test_nobody_is_told_to_close_a_case_that_the_meter_holds_up(diao: Desk) -> None:
    case_id = intake.take_case(diao, told.case_told(reference()))
    file = diao.look(questions.case_file, case_id)
    seen = diao.look(dossier.beside, file)
    held = meter(file, diao.today(), diao.calendar(), lengths_for(diao.settings), seen)
    (errand,) = todays(diao).no_next_step
    assert held.count("stop")
    assert (errand.key, errand.facts) == ("step.close_held", {"count": held.count("stop")})


def test_what_is_not_measured_is_not_said_to_be_ready(
    diao: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(todays_page, "MEASURED", 0)
    intake.take_case(diao, told.case_told(reference()))
    (errand,) = todays(diao).no_next_step
    assert (errand.key, errand.facts) == ("step.close_look", {})


def test_an_application_after_its_term_can_be_drawn_and_says_so(diao: Desk) -> None:
    case_id = intake.take_case(diao, told.case_told(reference()))
    assert printing.draft(diao, case_id, "record").over is None
    late = printing.draft(diao, case_id, "confirmation")
    assert late.over == date(2026, 11, 9)
    printing.keep(diao, late, "file", 1)
    (errand,) = [one for one in todays(diao).periods if one.key == OVER]
    assert (errand.on, errand.days_left) == (date(2026, 11, 9), -13)
