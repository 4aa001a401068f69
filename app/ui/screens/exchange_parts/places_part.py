"""How it stands with every place: few as cards, many as a table that can be ordered and searched."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.desk.overview import LONG_AGO, STATES, Overview, Place
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.record_table import Column, RecordTable, table_view
from app.ui.screens.exchange_parts.place_card import COLOURS, Seen, add_alarm, place_card
from app.words import say

FEW = 4
ROWS_SEEN = 9
ORDERS = ("urgent", "age", "send", "name")
"""Words: sync_page.order.<order>."""


class PlacesPart(QWidget):
    """Answers "is everything there?" before anything else on the page."""

    def __init__(self, seen: Seen) -> None:
        super().__init__()
        self._known = seen
        self.seen: list[Place] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.cards = QVBoxLayout()
        self.cards.setSpacing(10)
        column.addLayout(self.cards)
        self.many, inner = page.card(say("sync_page.places"))
        column.addWidget(self.many)
        self.total = page.label("", "heading")
        self.total.setObjectName("sync_page.total")
        inner.addWidget(self.total)
        self.sought = QLineEdit()
        self.sought.setObjectName("sync_page.find")
        self.sought.setAccessibleName(say("sync_page.find"))
        self.sought.setPlaceholderText(say("sync_page.find"))
        self.sought.textChanged.connect(self._order)
        self.order = QComboBox()
        self.order.setObjectName("sync_page.order")
        self.order.setAccessibleName(say("sync_page.order"))
        for order in ORDERS:
            self.order.addItem(say(f"sync_page.order.{order}"), order)
        self.order.currentIndexChanged.connect(self._order)
        tools = page.row(self.sought, self.order)
        tools.setStretch(0, 1)
        inner.addLayout(tools)
        self.table = RecordTable(_columns())
        self.view = table_view(self.table)
        self.view.setObjectName("sync_page.table")
        self.view.setAccessibleName(say("sync_page.places"))
        self.view.setMinimumHeight(self.view.verticalHeader().defaultSectionSize() * ROWS_SEEN)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._marked())
        inner.addWidget(self.view)
        self.marked = QVBoxLayout()
        inner.addLayout(self.marked)

    def show_places(self, overview: Overview) -> None:
        """As it stands now."""
        page.clear(self.cards)
        self.seen = overview.places
        self.many.setVisible(len(self.seen) > FEW)
        for alarm in overview.about_us():
            card, inner = page.card()
            add_alarm(inner, alarm, self._known)
            self.cards.addWidget(card)
        if not self.seen:
            none = page.label(say(_nobody(overview)), "warn")
            none.setObjectName("sync_page.nobody")
            self.cards.addWidget(none)
        if len(self.seen) > FEW:
            self._tell_total()
            self._order()
            return
        for place in self.seen:
            self.cards.addWidget(place_card(place, self._known))

    def _tell_total(self) -> None:
        counts = {state: sum(one.state == state for one in self.seen) for state in STATES}
        told = [
            say("sync_page.count", state=say(f"overview.state.{state}"), count=count)
            for state, count in counts.items()
            if count
        ]
        self.total.setText(say("sync_page.total", count=len(self.seen), told="　".join(told)))

    def _order(self) -> None:
        """Those that fit the text of the box, in the order asked for."""
        wanted = self.sought.text().strip().casefold()
        fitting = [one for one in self.seen if wanted in one.name.casefold()]
        order = self.order.currentData()
        if order == "age":
            fitting.sort(key=lambda one: (one.age is not None, -(one.age or 0)))
        elif order == "send":
            fitting.sort(key=lambda one: -(one.to_send + one.to_take))
        elif order == "name":
            fitting.sort(key=lambda one: one.name)
        self.table.load(fitting)
        self._marked()

    def _marked(self) -> None:
        page.clear(self.marked)
        place = self.view.current()
        if place is not None:
            self.marked.addWidget(place_card(place, self._known))


def _nobody(overview: Overview) -> str:
    """Why there is no place to tell of."""
    if not overview.is_centre:
        return "exchange_screen.no_centre"
    return "exchange_screen.all_closed" if overview.closed else "exchange_screen.no_rooms"


def _columns() -> tuple[Column, ...]:
    """In large type the name has the room of the receipt's day, which stands on the card."""
    told = (
        Column("sync_page.column.state", lambda one: say(f"overview.state.{one.state}"), width=150,
               meaning=lambda one: COLOURS.get(one.state, "warn")),
        Column("sync_page.column.name", lambda one: one.name, stretch=1),
        Column("sync_page.column.send", lambda one: one.to_send, width=110),
        Column("sync_page.column.take", lambda one: one.to_take, width=110),
        Column("sync_page.column.age", lambda one: one.aged(), width=150,
               meaning=lambda one: "warn" if (one.age or 0) >= LONG_AGO else ""),
        Column("sync_page.column.receipt", lambda one: one.receipt_at[:16].replace("T", " "), width=180),
    )  # fmt: skip
    return told[:-1] if theme.is_large() else told
