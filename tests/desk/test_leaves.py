"""请销假: asked, come back from, and told while nobody came back."""

from __future__ import annotations

import datetime as dt

import pytest

from app.desk import leaves
from app.desk.desk import Desk
from app.trouble import Trouble

TODAY = dt.date(2026, 3, 20)


def test_a_leave_runs_until_its_end_or_until_he_is_back(desk: Desk) -> None:
    log, who = desk.shelf.log, f"mediator/{desk.user}"
    first, last = dt.date(2026, 3, 2), dt.date(2026, 3, 6)
    leave = desk.do(leaves.ask, log, who, {"from_on": first, "until_on": last, "reason": "麦收"})
    line = desk.look(leaves.lines, log, TODAY, TODAY, TODAY)[0]
    assert (line.name, line.state, line.days) == ("孟广田", "not_back", 5)
    desk.do(leaves.come_back, leave, dt.date(2026, 3, 5))
    line = desk.look(leaves.lines, log, TODAY, first, last)[0]
    assert (line.state, line.days) == ("back", 3)
    away = desk.look(leaves.away, log, first, last)[0]
    assert not away.on(dt.date(2026, 3, 5))


def test_a_leave_upside_down_or_of_nobody_is_refused(desk: Desk) -> None:
    log, who = desk.shelf.log, f"mediator/{desk.user}"
    days = {"from_on": TODAY, "until_on": TODAY - dt.timedelta(days=1)}
    with pytest.raises(Trouble) as said:
        desk.do(leaves.ask, log, who, days)
    assert said.value.key == "leave.upside_down"
    with pytest.raises(Trouble) as said:
        desk.do(leaves.ask, log, "unit/x", {"from_on": TODAY})
    assert said.value.key == "duty.nobody"


def test_nobody_is_back_before_he_left(desk: Desk) -> None:
    leave = desk.do(leaves.ask, desk.shelf.log, f"mediator/{desk.user}", {"from_on": TODAY})
    with pytest.raises(Trouble) as said:
        desk.do(leaves.come_back, leave, TODAY - dt.timedelta(days=3))
    assert said.value.key == "leave.back_before"
