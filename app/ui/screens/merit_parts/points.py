"""积分: what the rules give, what was given and what it was exchanged for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.desk import edit, merit_papers, points, staff
from app.records import Points
from app.rules.points import Earned
from app.trouble import Trouble
from app.ui import theme
from app.ui.awaiting import Awaiting
from app.ui.kit import flow, page
from app.ui.kit.listing_bar import ListingBar
from app.ui.kit.month_line import MonthLine
from app.ui.kit.pick import Pick
from app.ui.kit.record_table import Column, RecordTable, TableView, table_view
from app.ui.kit.typed import show_day
from app.ui.kit.void_reason import VoidReason
from app.ui.screens.duty_parts.duty_part import DutyPart
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.rules.listing import Listing
    from app.ui.screen import Frame


class PointsPart(DutyPart):
    """A month's ledger left, what each has right; above them the keys."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.found: list[Earned] = []
        self._withheld = 0
        self.awaiting = Awaiting(self, desk, frame)
        self.month = MonthLine(desk.today())
        self.month.changed.connect(self._other_month)
        self.propose = page.button("points.propose", self._propose, icon="find")
        self.put = page.button("points.put_down", self._put, role="primary", icon="good")
        self.drop = page.button("points.drop", self._drop)
        self.again = page.button("points.offer_voided", self._again, role="flat")
        self.leave = page.button("points.leave", self._other_month)
        self.tidy = page.button("points.tidy", self._tidy, role="warn_flat")
        self.slip = page.button("points.slip", self._slip, icon="paper")
        self.strike = VoidReason("points")
        self.strike.given.connect(self._remove)
        self.remove = page.button("kit.remove", self.strike.ask, role="flat", icon="void")
        self.bar = ListingBar(desk, frame, self._ledger)
        for press in (self.put, self.drop, self.leave, self.again, self.tidy, self.slip):
            press.hide()  # never all at once: they would widen the window
        self.column.addLayout(
            flow.row(
                self.month, self.propose, self.put, self.drop, self.leave, self.again, self.tidy,
                self.slip, self.remove, None, self.bar,
            )
        )  # fmt: skip
        self.column.addWidget(self.strike)
        self.told = page.label("", "warn")
        self.column.addWidget(self.told)
        across = QHBoxLayout()
        across.setSpacing(10)
        self.lines, self.view = self._ledger_table()
        self.offered, self.offer_view = self._proposal_table()
        across.addWidget(self.view, 5)
        across.addWidget(self.offer_view, 5)
        self.balances = RecordTable(
            (
                Column("merit.name", lambda one: one.name, stretch=1),
                Column("points.left", lambda one: one.left, width=84, figure=True, meaning=_below),
                Column("points.spent", lambda one: -one.spent, width=84, figure=True),
            )
        )
        right = table_view(self.balances)
        right.setObjectName("merit.balances")
        right.setAccessibleName(say("points.balances"))
        across.addWidget(right, 2)
        self.column.addLayout(across, 1)
        self._lay_out_hand()

    def _ledger_table(self) -> tuple[RecordTable, TableView]:
        table = RecordTable(
            (
                Column("points.on_day", lambda one: show_day(one.on_day), width=120),
                Column("merit.name", lambda one: one.name, width=90),
                Column(
                    "points.points", lambda one: one.points, width=66, figure=True, meaning=_sign
                ),
                Column("points.why", _why, stretch=1),
                Column("points.slip_no", lambda one: one.slip_no, width=140),
            )
        )
        view = table_view(table)
        view.setObjectName("merit.ledger")
        view.setAccessibleName(say("merit.part.points"))
        view.selectionModel().currentRowChanged.connect(lambda *_: self._show_marked())
        return table, view

    def _proposal_table(self) -> tuple[RecordTable, TableView]:
        table = RecordTable(
            (
                Column("points.on_day", lambda one: show_day(one.fact.on), width=120),
                Column("merit.name", lambda one: self._names.get(one.fact.who, ""), width=90),
                Column(
                    "points.points", lambda one: one.points, width=66, figure=True, meaning=_sign
                ),
                Column("points.why", lambda one: one.why, stretch=1),
            )
        )
        view = table_view(table)
        view.setObjectName("merit.proposed")
        view.setAccessibleName(say("points.proposals"))
        view.hide()
        self._names: dict[str, str] = {}
        self._new = ""  # a line that was just written, to be marked
        return table, view

    def _lay_out_hand(self) -> None:
        card, inner = page.card()
        inner.setContentsMargins(14, 8, 14, 10)
        self.who = Pick("points.who")
        self.number = _line("points.number", 90)
        self.why = _line("points.reason")
        self.goods = Pick("points.goods_pick")
        self.goods.currentIndexChanged.connect(lambda _place: self._name_goods())
        self.thing = _line("points.thing")
        self.price = _line("points.price", 90)
        give = page.button("points.give", self._give, icon="add")
        redeem = page.button("points.redeem", self._redeem, icon="exchange")
        first = page.row(self.who, self.number, self.why, give)
        first.setStretch(0, 2)
        first.setStretch(2, 4)
        inner.addLayout(first)
        second = page.row(self.goods, self.thing, self.price, redeem)
        second.setStretch(0, 2)
        second.setStretch(1, 4)
        inner.addLayout(second)
        self.column.addWidget(card)

    def show_part(self) -> None:
        self.who.offer(self.members("mediator", "person"))
        self._prices = {x.name: x.points for x in self.desk.look(points.goods, self.log)}
        told = (
            (name, say("points.priced", goods=name, points=n)) for name, n in self._prices.items()
        )
        self.goods.offer((("", say("points.other_goods")), *told))
        log, first, last = self.log, self.month.first, self.month.last
        self.awaiting.ask(
            lambda: (self.desk.look(points.ledger, log, first, last), self.desk.look(points.balances, log)),
            self._come,
        )  # fmt: skip

    def _come(self, told: tuple[list[points.Line], list[points.Balance]]) -> None:
        lines, balances = told
        self.lines.load(lines)
        self.balances.load(balances)
        self._names = self.desk.look(staff.names, {one.fact.who for one in self.found})
        place = self.offer_view.currentIndex().row()
        self.offered.load(self.found)
        proposing = bool(self.found)
        self.offer_view.mark(max(0, min(place, len(self.found) - 1)))
        self.offer_view.setVisible(proposing)
        self.view.setVisible(not proposing)
        for press in (self.put, self.drop, self.leave):
            press.setVisible(proposing)
        self.propose.setVisible(not proposing)
        self.bar.setVisible(not proposing)
        self.again.setVisible(bool(self._withheld))
        double = any(one.double for one in lines)
        self.tidy.setVisible(double)
        below = "、".join(one.name for one in balances if one.left < 0)
        self._tell(double=double, below=below)
        if self._new:
            self.view.mark(self.lines.place_of(self._new))
        self._new = ""
        self._show_marked()

    def _tell(self, *, double: bool, below: str) -> None:
        told = []
        if self.found:
            total = sum(one.points for one in self.found)
            told.append(say("points.found", count=len(self.found), total=total))
        if self._withheld:
            told.append(say("points.withheld", count=self._withheld))
        if double:
            told.append(say("points.double_told"))
        if below:
            told.append(say("points.below", names=below))
        self.told.setText("\n".join(told))
        self.told.setVisible(bool(told))

    def _show_marked(self) -> None:
        line = self.view.current()
        self.slip.setVisible(not self.found and bool(line is not None and line.slip_no))
        self.remove.setVisible(not self.found and line is not None)

    # the keys

    def _propose(self) -> None:
        desk, log, period = self.desk, self.log, (self.month.first, self.month.last)
        self.awaiting.ask(
            lambda: (desk.look(points.propose, log, *period), desk.look(points.withheld, log, *period)),
            self._proposed,
        )  # fmt: skip

    def _again(self) -> None:
        """What was voided is offered too."""
        desk, log, period = self.desk, self.log, (self.month.first, self.month.last)
        self.awaiting.ask(
            lambda: (desk.look(points.propose, log, *period, again=True), 0), self._proposed
        )

    def _proposed(self, answer: tuple[list[Earned], int]) -> None:
        self.found, self._withheld = answer
        if not self.found:
            self.frame.notices.say(say("points.nothing_found"))
        self.show_part()

    def _put(self) -> None:
        found, self.found, self._withheld = self.found, [], 0
        count = self.desk.do(points.confirm, self.log, found)
        self.frame.notices.say(say("points.put", count=count), "good")
        self.show_part()

    def _drop(self) -> None:
        line = self.offer_view.current()
        if isinstance(line, Earned):
            self.desk.do(points.decline, self.log, line)
            self.found = [one for one in self.found if one is not line]
            self._withheld += 1
        self.show_part()

    def _other_month(self) -> None:
        self.found, self._withheld = [], 0
        self.show_part()

    def _tidy(self) -> None:
        count = self.desk.do(points.settle_doubles, self.log)
        self.frame.notices.say(say("points.tidied", count=count), "good")

    def _give(self) -> None:
        number, why = _number(self.number.text()), self.why.text()
        self.desk.do(points.give, self.log, self.desk.today(), self.who.value, number, why)
        self.number.clear()
        self.why.clear()

    def _name_goods(self) -> None:
        name = self.goods.value
        self.thing.setText(name)
        self.price.setText(str(self._prices.get(name, "")))

    def _redeem(self) -> None:
        price, goods = _number(self.price.text()), self.thing.text()
        row = self.desk.do(points.redeem, self.log, self.desk.today(), self.who.value, goods, price)
        self._new = row
        self.show_part()

    def _remove(self, reason: str) -> None:
        line = self.view.current()
        if line is not None:
            self.desk.do(edit.void, Points, line.id, reason)

    def _slip(self) -> None:
        line = self.view.current()
        if line is not None and line.slip_no:
            self.paper.emit(self.desk.look(merit_papers.slip, self.log, line.id), line.slip_no)

    def _ledger(self) -> Listing:
        return self.desk.look(
            merit_papers.ledger_listing, self.log, self.month.first, self.month.last
        )


def _line(key: str, width: int = 0) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(key)
    line.setAccessibleName(say(key))
    line.setPlaceholderText(say(key))
    if width:
        line.setMaximumWidth(theme.scaled(width))
    return line


def _number(text: str) -> int:
    told = text.strip().replace("－", "-").replace("＋", "+")
    if not told.lstrip("+-").isdecimal() or len(told) > 6:
        raise Trouble("points.no_number", most=points.MOST)
    return int(told)


def _why(one: points.Line) -> str:
    return say("points.twice", why=one.why) if one.double else one.why


def _sign(one: points.Line | Earned) -> str:
    return "bad" if one.points < 0 else "good"


def _below(one: points.Balance) -> str:
    return "bad" if one.left < 0 else ""
