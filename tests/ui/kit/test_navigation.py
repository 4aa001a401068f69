"""Every screen stays in reach, however low the window is."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QScrollArea

from app.ui import theme
from app.ui.kit.navigation import MOST_KEYS, Navigation
from app.ui.screens import SCREENS


def test_a_line_below_the_edge_is_scrolled_into_sight_when_one_is_there(qtbot):
    told = {one.key: one for one in SCREENS}
    navigation = Navigation("老孟调解室", told, lambda _key: None)
    qtbot.addWidget(navigation)
    navigation.resize(180, 300)
    navigation.show()
    last = next(key for key in reversed(told) if told[key].in_navigation)
    navigation.mark(last)
    press = navigation.findChild(QPushButton, f"screen.{last}")
    area = navigation.findChild(QScrollArea)
    assert press.isChecked()
    assert press.height() >= theme.TARGET
    top = press.mapTo(area.viewport(), press.rect().topLeft()).y()
    assert 0 <= top <= area.viewport().height() - press.height()


def test_a_press_turns_the_page(qtbot):
    went = []
    navigation = Navigation("老孟调解室", {one.key: one for one in SCREENS}, went.append)
    qtbot.addWidget(navigation)
    navigation.findChild(QPushButton, "screen.register").click()
    assert went == ["register"]
    assert len(navigation.keys()) == MOST_KEYS
