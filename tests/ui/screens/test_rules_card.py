"""The 25 rules in the settings, and the meter they move."""

from __future__ import annotations

from typing import Any

import pytest

from app.desk.room import own_room
from app.rules.completeness import Meter, Standing
from app.rules.rule_book import book_of, shipped
from app.ui.screens.case_parts.meter_card import MeterCard
from app.ui.screens.rules_card import RulesCard
from tests.rooms import moved_room


@pytest.fixture
def card(qtbot: Any, tmp_path: Any) -> Any:
    desk = moved_room(tmp_path / "room")
    made = RulesCard(desk)
    qtbot.addWidget(made)
    made.load()
    yield made
    desk.close()


def severity(card: RulesCard, number: int) -> str:
    return book_of(card.desk.look(own_room, card.desk.shelf.log)).severity_of(number)


def test_a_switch_and_a_weight_are_kept_at_once(card: RulesCard) -> None:
    card.switches[20].click()
    assert severity(card, 20) == "off"
    weight = card.weights[12]
    weight.setCurrentIndex(weight.findData("stop"))
    weight.activated.emit(weight.currentIndex())
    assert severity(card, 12) == "stop"
    card.load()
    assert not card.weights[20].isEnabled()
    card.switches[20].click()
    assert severity(card, 20) == "warn"
    card._as_shipped()
    assert severity(card, 12) == "warn"


def test_the_meter_counts_what_is_well_of_what_is_asked(qtbot: Any) -> None:
    states = ["good"] * 20 + ["stop", "warn", "told", "later", "off"]
    rules = shipped().rules.values()
    meter = Meter(tuple(Standing(r, s, ()) for r, s in zip(rules, states, strict=True)))
    shown = MeterCard()
    qtbot.addWidget(shown)
    shown.load(meter)
    assert "20/24" in shown.figures.text()
    assert (shown.bar.value(), shown.bar.maximum()) == (20, 24)
    assert not shown.why.isHidden()
    shown.load(Meter(meter.standings, "meter.on_paper"))
    assert shown.why.isHidden()
