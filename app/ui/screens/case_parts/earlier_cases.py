"""以前的案件: what the same people, household or plot had before, as a quiet line while a case is registered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.desk import radar, radar_list
from app.desk.radar import Spot
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.typed import show_day
from app.ui.screens.case_parts.open_case import OpenCase
from app.words import say

MOST = 1


class EarlierCases(QWidget):
    """Nothing stands here where there was nothing before; it never holds anybody up."""

    asked = Signal(str)
    """The earlier case of this id is to be opened."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.spots: list[Spot] = []
        self.hide()

    def show_file(self) -> None:
        """Look again: a number or an address may have been typed."""
        file, desk = self.case.file, self.case.desk
        found = desk.look(radar.of_case, desk.shelf.log, file.case.id, desk.today()) if file else []
        if found == self.spots:
            return
        self.spots = found
        page.clear(self.column)
        self.hide()
        for one in found[:MOST]:
            self.column.addWidget(self._line(one))
        self.setVisible(bool(found))

    def _line(self, one: Spot) -> QFrame:
        told = say(
            "radar.earlier_line", number=one.earlier_no, day=show_day(one.earlier_on),
            why=radar_list.why(one.echo.why), days=one.echo.days, count=len(self.spots),
        )  # fmt: skip
        line = QFrame()
        theme.role(line, "notice_warn" if one.echo.colour == "red" else "card")
        see = page.button("radar.open_earlier", partial(self._open, one), role="flat")
        key = "radar.is_none" if one.linked else "radar.is_one"
        link = page.button(key, partial(self._link, one), role="flat")
        inner = QHBoxLayout(line)
        inner.setContentsMargins(12, 2, 6, 2)
        inner.addWidget(page.label(told), 1)
        inner.addWidget(see)
        inner.addWidget(link)
        return line

    def _open(self, one: Spot) -> None:
        self.asked.emit(one.echo.earlier_id)

    def _link(self, one: Spot) -> None:
        earlier = None if one.linked else one.echo.earlier_id
        self.case.do(radar.link, one.echo.case_id, earlier)
        self.show_file()
