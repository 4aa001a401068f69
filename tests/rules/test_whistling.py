"""How fast called units answer."""

from __future__ import annotations

import datetime as dt

from app.records import Unit, WhistleCall
from app.rules import mechanism, whistling

AT = dt.datetime(2026, 9, 1, 8, 0)
WAY = mechanism.read(
    {
        "units": [{"name": "派出所", "kind": "police", "hours": 1}],
        "whistles": {"hours": 24},
    }
)


def hours(count: float) -> dt.datetime:
    return AT + dt.timedelta(hours=count)


def call(unit: str, **more: object) -> WhistleCall:
    made = WhistleCall(unit_id=unit, due_at=hours(2))
    for name, value in more.items():
        setattr(made, name, value)
    return made


def test_a_unit_answers_by_its_own_time_else_by_the_places_else_by_the_usual_one() -> None:
    assert whistling.due_at(AT, Unit(name="城管", response_hours=4), WAY) == hours(4)
    assert whistling.due_at(AT, Unit(name="派出所"), WAY) == hours(1)
    assert whistling.due_at(AT, Unit(name="环卫"), WAY) == hours(24)


def test_a_call_waits_is_late_is_answered() -> None:
    assert whistling.state_of(call("u"), AT) == "waits"
    assert whistling.state_of(call("u"), hours(3)) == "late"
    assert whistling.state_of(call("u"), hours(3), over=True) == "silent"
    assert whistling.state_of(call("u", answered_at=hours(1)), AT, over=True) == "answered"
    assert whistling.state_of(call("u", answered_at=hours(1)), hours(9)) == "answered"
    assert whistling.state_of(call("u", answered_at=hours(3)), hours(9)) == "answered_late"


def test_who_came_has_answered() -> None:
    assert whistling.state_of(call("u", came_at=hours(1)), hours(9)) == "answered"


def test_the_average_counts_who_answered_and_the_late_share_who_did_not_too() -> None:
    told = [
        (AT, call("a", answered_at=hours(1))), (AT, call("a", answered_at=hours(3))), (AT, call("a")),
        (AT, call("b")),
    ]  # fmt: skip
    first, second = whistling.responses(told, hours(9))
    assert (first.unit_id, first.calls, first.answered, first.minutes) == ("a", 3, 2, 120)
    assert (first.late, first.late_percent) == (2, 67)
    assert (second.minutes, second.late_percent) == (None, 100)


def test_a_call_struck_out_is_not_counted() -> None:
    assert whistling.responses([(AT, call("a", void="叫错了"))], AT) == []
