"""How a screen is made.

A screen is one file in `screens/`, one line in `screens.SCREENS`, its words in its own catalogue, one test.

    class Visits(Screen):
        '''回访: what is due and what was found.'''

        def __init__(self, desk: Desk, frame: Frame) -> None:
            super().__init__(desk, frame)
            area, column = page.sheet()                     # a page that scrolls
            column.addWidget(page.label(say("visits.title"), "title"))
            self.table = RecordTable((Column("visit.done_on", lambda row: row.done_on), ...))
            column.addWidget(table_view(self.table, self.open_row))
            self.fill(area)

        def opened(self, target: object = None) -> None:    # each time the screen comes up
            self.table.load(self.desk.look(visits.due, self.desk.today()))

        def heard(self, touched: Touched) -> None:          # something changed while it is up
            if any(kind == "visit" for kind, _ in touched):
                self.opened()

A screen asks with `desk.look`, changes with `desk.do`, and lets a Trouble rise: the frame says it. Long work
goes through `frame.jobs`. It turns to another screen with `frame.go("case", case_id)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.jobs import Jobs
    from app.ui.kit.notice_bar import NoticeBar
    from app.ui.line_keeper import LineKeeper

Touched = set[tuple[str, str]]  # (record kind, record id)


class Frame(Protocol):
    """What a screen may ask of the window around it."""

    @property
    def notices(self) -> NoticeBar: ...

    @property
    def jobs(self) -> Jobs: ...

    @property
    def line(self) -> LineKeeper | None:
        """Who keeps the line to the centre; nobody in a room that is thrown away."""

    def go(self, key: str, target: object = None) -> None:
        """Turn to another screen; `target` is what it shall show there."""

    def back(self) -> None:
        """Turn to the screen that was up before."""

    def seek(self, text: str = "") -> None:
        """Put the caret into the find box, perhaps with a text."""

    def speak(self, language: str) -> None:
        """Change the language of the window; the screens are made anew."""

    def enlarge(self, large: bool) -> None:
        """Switch the type between its two sizes."""

    def restore(self) -> None:
        """Leave the room and ask which backup shall stand in its place."""


class Screen(QWidget):
    """One page of the room. What it shows it asks for each time it comes up."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk = desk
        self.frame = frame

    def fill(self, *widgets: QWidget) -> None:
        """Lay widgets under each other over the whole page; the last one takes what is left."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in widgets:
            column.addWidget(widget, 1 if widget is widgets[-1] else 0)

    def opened(self, target: object = None) -> None:
        """The screen comes up; `target` is what `frame.go` was given."""

    def standing(self) -> object:
        """What brings back the screen as it is now, where that is not what it was opened with."""
        return None

    def delivered(self) -> None:
        """The centre has what stands here now; only who shows that wants to know."""

    def heard(self, touched: Touched) -> None:
        """Records changed while the screen is up."""

    def settle(self) -> None:
        """Keep what is still being typed: another screen comes up, or the window closes."""

    def seek(self, text: str) -> None:
        """Show what fits the text of the find box; only the screen that `finds` is asked."""

    def seek_on(self) -> None:
        """The hand goes on from the find box (↓ or Enter): into the list of what was found."""
