"""The first picture is told once, when it is there."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from app.ui.first_picture import FirstPicture


class Watched(QLabel):
    painted = 0

    def paintEvent(self, event):
        super().paintEvent(event)
        self.painted += 1


def test_it_is_told_once_and_after_what_lies_within_is_painted(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    inner = Watched("院墙", window)
    told = []
    FirstPicture(window, lambda: told.append(inner.painted))
    window.resize(300, 200)
    assert told == []
    window.show()
    qtbot.waitUntil(lambda: bool(told))
    window.repaint()
    qtbot.wait(20)
    assert told == [1]
