"""Windows without a screen: dressed as a person sees them, with hands that type Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.desk.desk import Desk
from app.ui import theme
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs
from app.ui.screens import SCREENS, Entrance


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    theme.dress(qapp)
    theme.register_rare()
    return qapp


def clear_away() -> None:
    """No event loop runs between tests: what was closed would live on, and be dressed with every change of type."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _closed_windows_are_gone() -> Iterator[None]:
    yield
    clear_away()


@pytest.fixture
def any_type(qapp: Any) -> Iterator[None]:
    """A test may choose another size of type; the next one finds the plain one."""
    yield
    clear_away()
    theme.dress(qapp)


@pytest.fixture
def shown(qtbot: Any) -> Callable[[QWidget], QWidget]:
    """Show a widget and give it the keyboard."""

    def show(widget: QWidget, width: int = 1100, height: int = 700) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitActive(widget).__enter__()
        QTest.qWait(1)
        return widget

    return show


@pytest.fixture
def opened(shown: Callable[..., Any]) -> Iterator[Callable[..., RoomFrame]]:
    """Show the room of a desk on the least screen there is, as it stands after signing in."""
    frames: list[RoomFrame] = []

    def open_(desk: Desk, entrances: Sequence[Entrance] = SCREENS) -> RoomFrame:
        frame = RoomFrame(desk, InlineJobs(), entrances)
        frames.append(frame)
        shown(frame, 1366, 768)
        return frame

    yield open_
    for frame in frames:
        frame.close_room()


class Hand:
    """What a person's hands do: put the caret somewhere, type, press a key."""

    def type(self, widget: QWidget, text: str) -> None:
        """Type as an input method does; QTest.keyClicks aborts on Chinese."""
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(QApplication.focusWidget() or widget, event)

    def retype(self, widget: QWidget, text: str) -> None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(widget, Qt.Key.Key_Delete)
        self.type(widget, text)

    def press(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifier)

    def tab(self) -> None:
        self.press(Qt.Key.Key_Tab)


@pytest.fixture
def hand() -> Hand:
    return Hand()
