"""Long texts: as high as what is written, and then a bar that stays."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication

from app.ui.kit.area_editors import ALWAYS, MOST_LINES, NEVER, GrowingText


def shown(qtbot: Any, text: str) -> GrowingText:
    area = GrowingText(2)
    qtbot.addWidget(area)
    area.setFixedWidth(300)
    area.show()
    area.setPlainText(text)
    QApplication.processEvents()
    return area


def test_a_text_that_fits_never_has_a_bar_that_could_come_and_go(qtbot: Any) -> None:
    area = shown(qtbot, "双方就此事再无其他争议。" * 6)
    assert area.height() > GrowingText(2).height()
    assert area.verticalScrollBarPolicy() == NEVER


def test_a_text_longer_than_the_field_grows_has_its_bar(qtbot: Any) -> None:
    assert shown(qtbot, "一行\n" * (MOST_LINES + 4)).verticalScrollBarPolicy() == ALWAYS
