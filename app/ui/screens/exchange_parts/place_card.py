"""One place: a big state line in colour and words, what each side has, and what is wrong with a next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.desk import came_in
from app.desk.alarms import Alarm
from app.desk.overview import LONG_AGO, Place
from app.ui.kit import page
from app.words import say

Seen = Callable[[Alarm], object]

BADGES = {
    "agreed": "badge_good", "to_send": "badge_warn", "to_take": "badge_warn", "never": "badge_warn",
    "on_the_way": "badge", "unknown": "badge_warn", "attention": "badge_bad",
}  # fmt: skip
COLOURS = {"agreed": "good", "attention": "bad", "on_the_way": ""}
"""The colour of a state's word; every other one wants patience, not worry."""


def place_card(place: Place, seen: Seen) -> QFrame:
    """The card of a place; `seen`: a person knows of an alarm."""
    card, inner = page.card()
    card.setObjectName(f"sync_page.place.{place.fingerprint}")
    badge = page.label(say(f"overview.state.{place.state}"), BADGES[place.state], wrap=False)
    badge.setObjectName("sync_page.state")
    told = page.label(place.sentence(), "heading")
    told.setObjectName("sync_page.sentence")
    late = (place.age or 0) >= LONG_AGO
    aged = say("sync_page.last", age=place.aged())
    age = page.label(aged, "warn" if late else "quiet", wrap=False)
    line = page.row(badge, told, age)
    line.setStretch(1, 1)
    inner.addLayout(line)
    for alarm in place.alarms:
        add_alarm(inner, alarm, seen)
    for detail in place.details():
        inner.addWidget(page.label(detail, "quiet"))
    if place.state == "unknown" and place.closed is None:
        inner.addWidget(page.label(say("sync_page.approve_below"), "quiet"))
    return card


def add_alarm(column: QVBoxLayout, alarm: Alarm, seen: Seen) -> None:
    """What is wrong, and under it what to do."""
    told = page.label(alarm.told(), "warn")
    told.setObjectName(f"sync_page.alarm.{alarm.key}")
    column.addWidget(told)
    column.addWidget(page.label(say("sync_page.next", told=alarm.next())))
    if alarm.key in came_in.KEYS:
        column.addLayout(page.row(page.button("sync_page.asked", lambda: seen(alarm)), None))
