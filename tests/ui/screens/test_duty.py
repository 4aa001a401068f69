"""值班接访 with real hands: a month is put down, a visitor becomes a case, a leave is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app import clock
from app.desk import leaves, roster, visitors
from app.desk.desk import Desk
from tests.desk.test_roster import works
from tests.player import Player

NOW = dt.datetime(2031, 3, 3, 8, 20)


@pytest.fixture
def player(desk: Desk, opened: Any) -> Player:
    clock.hold(NOW)
    works(desk, a_day=1)
    return Player(opened(desk))


def press(player: Player, name: str) -> None:
    from PySide6.QtWidgets import QPushButton

    next(x for x in player.frame.findChildren(QPushButton, name) if x.isVisible()).click()


def test_a_month_is_proposed_then_put_down_and_signed(player: Player, desk: Desk) -> None:
    player.frame.go("duty", "roster")
    press(player, "duty.plan")
    assert desk.look(roster.shifts, desk.shelf.log, NOW.date(), NOW.date()) == []
    press(player, "duty.put_down")
    assert len(desk.look(roster.shifts, desk.shelf.log, NOW.date(), dt.date(2031, 3, 31))) == 21
    press(player, "duty.sign")
    sat = desk.look(roster.shifts, desk.shelf.log, NOW.date(), NOW.date())
    assert any(one.in_at == NOW and one.mediator_id == desk.user for one in sat)


def test_what_is_typed_at_the_door_is_kept_and_becomes_a_case(player: Player, desk: Desk) -> None:
    player.frame.go("duty", "visitors")
    part = player.frame._screens["duty"].parts["visitors"]
    part.form.editors["name"].put("谷满仓")
    part.form.editors["matter"].put("邻居的树遮了窗")
    part.form.settle()
    line = desk.look(visitors.lines, desk.shelf.log, None, None)[0]
    assert (line.name, line.matter) == ("谷满仓", "邻居的树遮了窗")
    press(player, "visitor.to_case")
    assert desk.look(visitors.lines, desk.shelf.log, None, None)[0].file_no


def test_a_leave_is_written_and_ended(player: Player, desk: Desk) -> None:
    player.frame.go("duty", "leave")
    part = player.frame._screens["duty"].parts["leave"]
    part.form.editors["from_on"].put(dt.date(2031, 3, 3))
    press(player, "leave.ask")
    press(player, "leave.come_back")
    line = desk.look(leaves.lines, desk.shelf.log, NOW.date(), NOW.date(), NOW.date())
    assert [one.state for one in line] in ([], ["back"])
    player.frame.go("duty", "attendance")
    player.frame.go("duty", "helpers")
