"""Departments sit together over a matter that is no case yet, and a hard one goes a level up."""

from __future__ import annotations

import datetime as dt
import io

import pypdfium2
import pytest

from app.desk import consultations, escalations, matter_steering, practice
from app.desk.desk import Desk
from app.trouble import Trouble
from tests.desk.test_matters import some_unit, step, written


def up(desk: Desk, matter: str, **values: object) -> str:
    log = desk.shelf.log
    way = desk.look(practice.standing, log)
    return desk.do(matter_steering.escalate, log, matter, way, dict(values))


def test_the_minutes_of_a_matter_are_printed_on_the_form_of_a_case(desk: Desk) -> None:
    matter = written(desk)
    told = {"on_day": dt.date(2026, 9, 2), "chair": "孟广田", "lead_unit_id": some_unit(desk)}
    held = desk.do(consultations.consult_on_matter, matter, {**told, "decided": "物业三日内修好"})
    assert [one.id for one in desk.look(matter_steering.consultations, matter)] == [held]
    drawn = desk.look(matter_steering.minutes, desk.shelf.log, matter, held)
    text = pypdfium2.PdfDocument(io.BytesIO(drawn))[0].get_textpage().get_text_range()
    words = "".join(text.split())
    for one in ("会商纪要", "派出所", "物业三日内修好", "楼上漏水", "何小满"):
        assert one in words


def test_a_matter_goes_up_with_a_reason_comes_down_and_may_go_again(desk: Desk) -> None:
    matter = written(desk)
    first = up(desk, matter, reason="涉及三个村")
    standing = desk.look(matter_steering.standing_up, matter)
    assert standing is not None
    assert (standing.id, standing.to_level) == (first, "street")
    with pytest.raises(Trouble) as why:
        up(desk, matter, reason="再交一次")
    assert why.value.key == "escalation.standing"
    desk.do(escalations.answered, first, {"back_told": "由村里再议"})
    assert desk.look(matter_steering.standing_up, matter) is None
    assert up(desk, matter, reason="仍谈不拢") != first


def test_what_is_solved_goes_nowhere(desk: Desk) -> None:
    matter = written(desk)
    step(desk, matter, "feedback", solved=True)
    with pytest.raises(Trouble) as why:
        up(desk, matter, reason="难")
    assert why.value.key == "escalation.over"
