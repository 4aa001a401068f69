"""记一件: what somebody said first, who and where next, the rest only where it is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app import clock
from app.codes import code_list
from app.desk import grid, grid_people, matters, practice, receiving
from app.records import Matter
from app.rules.tier_clock import tier_name
from app.trouble import Trouble
from app.ui.kit import page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.receiving_line import ReceivingLine
from app.words import language, say

if TYPE_CHECKING:
    from app.desk.desk import Desk

FIRST = ("told", "line", "tier", "reporter", "phone", "about", "place_id")
MORE = (
    "channel", "outside_no", "came_at", "due_on", "matter_kind", "matter_class", "address",
    "register_address", "people_count", "risk", "handler_id", "mediation_first", "remark",
)  # fmt: skip
SUGGESTING = ("place_id", "matter_class", "address", "register_address")


class NewMatter(QFrame):
    """The form of one matter, new or changed; nothing is written before the button is pressed."""

    def __init__(
        self, desk: Desk, written: Callable[[str], object], left: Callable[[], object]
    ) -> None:
        super().__init__()
        self.desk, self._written = desk, written
        self.matter: Matter | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card, inner = page.card()
        self.heading = page.label("", "heading")
        inner.addWidget(self.heading)
        self.form = FieldForm(Matter, FIRST, wide=("told",), label_width=120)
        self.more = FieldForm(Matter, MORE, wide=("remark",), label_width=120)
        inner.addWidget(self.form)
        save = page.button("matters.save", self.save, role="primary", icon="save")
        self.further = page.button("matters.further", self._turn, role="flat")
        inner.addLayout(
            page.row(save, page.button("matters.leave", left), None, self.further)
        )  # fmt: skip
        inner.addWidget(self.more)
        self.receiving = ReceivingLine()
        self.receiving.taken.connect(self._use_place)
        for form in (self.form, self.more):
            form.typed.connect(lambda name: self._suggest() if name in SUGGESTING else None)
        inner.addWidget(self.receiving)
        column.addWidget(card)
        column.addStretch(1)
        page.on_keys(self, "Ctrl+Return", self.save)

    def begin(self, matter: Matter | None = None) -> None:
        """An empty form, or the facts of one that is changed."""
        self.matter = matter
        log = self.desk.shelf.log
        self.heading.setText(
            say("matters.change_heading", number=matter.number) if matter else say("matters.new_heading")
        )  # fmt: skip
        way = self.desk.look(practice.standing, log)
        self.form.set_options(
            "line", [(x, code_list("line").label(x, language())) for x in way.lines]
        )
        self.form.set_options(
            "tier", [(x.code, tier_name(way, x.code, language())) for x in way.tiers]
        )
        places = self.desk.look(grid.options, log, matter.place_id if matter else None)
        self.form.set_options("place_id", places)
        people = self.desk.look(grid_people.people, log, self.desk.today())
        self.more.set_options("handler_id", [(x.id, x.name) for x in people])
        self.form.forget()
        self.more.forget()
        self.form.load(matter)
        self.more.load(matter)
        self.more.setVisible(matter is not None)
        self._tell()
        self._suggest()
        self.form.jump("told")

    def save(self) -> None:
        """Write it down; a Trouble leaves everything as it was typed."""
        told = {**self.form.changes(), **self.more.changes()}
        wrong = {**self.form.problems(), **self.more.problems()}
        if wrong:
            name = next(iter(wrong))
            (self.form if name in self.form.editors else self.more).jump(name)
            return
        if self.matter is not None:
            self.desk.do(matters.change, clock.now(), self.matter.id, told)
            self._written(self.matter.id)
            return
        values = {name: value for name, value in told.items() if value is not None}
        if not (values.get("told") or "").strip():
            self.form.jump("told")
            raise Trouble("matter.nothing_told")
        self._written(self.desk.do(matters.write_down, self.desk.shelf.log, clock.now(), values))

    def _turn(self) -> None:
        self.more.setVisible(self.more.isHidden())
        self._tell()

    def _suggest(self) -> None:
        """居住地/户籍地: told as soon as the class of the matter is."""
        told = [self.more.value(name) for name in SUGGESTING[1:]]
        advice = self.desk.look(receiving.advice, self.desk.shelf.log, *told)
        self.receiving.show_advice(advice, self.form.value("place_id"))

    def _use_place(self, place_id: str) -> None:
        self.form.editors["place_id"].put(place_id)
        self._suggest()

    def _tell(self) -> None:
        self.further.setText(say("matters.further" if self.more.isHidden() else "matters.fewer"))
