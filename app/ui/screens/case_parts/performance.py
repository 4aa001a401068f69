"""履行: each promise and how far it is kept; one press says it was."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.records import Performance, PerformanceItem
from app.rules.performance import ItemState, item_states
from app.rules.proposals import proof
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.field_form import FieldForm
from app.ui.kit.void_reason import VoidReason
from app.ui.screens.case_parts.confirming import FIELDS, Confirming
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part, fields, people
from app.ui.screens.case_parts.wording import day_words, item_words, left_words
from app.words import say

DONE = ("done_on", "amount", "proof", "payee_id", "witness_id")


class PerformancePart(Part):
    """履行."""

    kinds = ("performance",)
    case_fields = ("performance_told", *FIELDS)

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.none = page.label(say("case_page.no_promises"), "quiet")
        self.column.addWidget(self.none)
        self.told = self.case_form(("performance_told",), columns=1)
        self.column.addWidget(self.told)
        self.confirming = Confirming(self)
        self.promises: dict[str, Promise] = {}
        self.column.addStretch(1)

    def show_file(self) -> None:
        super().show_file()
        states = item_states(self.case.file) if self.case.file else []
        wanted = [state.item.id for state in states]
        if wanted != list(self.promises):
            self._lay_out(states)
        for state in states:
            self.promises[state.item.id].show_state(state)
        self.none.setVisible(not states)
        self.told.setVisible(not states and self.case.file is not None)
        self.confirming.load()

    def forget(self) -> None:
        super().forget()
        self._lay_out([])

    def enter(self) -> None:
        open_ = [one for one in self.promises.values() if one.kept.isVisibleTo(self)]
        if open_:  # what falls due first
            min(open_, key=lambda one: one.item.due_on or dt.date.max).form.jump("proof")

    def jump(self, record: str, record_id: str | None, field: str) -> bool:
        if record == "performance_item" and record_id in self.promises:
            return self.promises[record_id].form.jump("done_on")
        return super().jump(record, record_id, field)

    def takes(self, record: str, field: str) -> bool:
        """A promise that falls due is looked after here, not where it was written."""
        return super().takes(record, field) or (record, field) == ("performance_item", "due_on")

    def _lay_out(self, states: list[ItemState]) -> None:
        for promise in self.promises.values():
            self.column.removeWidget(promise)
            promise.hide()
            promise.deleteLater()
        self.promises = {}
        for place, state in enumerate(states):
            promise = Promise(self.case, state.item)
            promise.setObjectName(f"performance_item.{place + 1}")
            self.promises[state.item.id] = promise
            self.column.insertWidget(2 + place, promise)


class Promise(QFrame):
    """One promise: what was promised, what was done, and the line to say it was kept."""

    def __init__(self, case: OpenCase, item: PerformanceItem) -> None:
        super().__init__()
        self.case, self.item = case, item
        self.state: ItemState | None = None
        theme.role(self, "card")
        self.title = page.label("", "heading")
        self.badge = page.label("", "badge", wrap=False)
        self.done = QVBoxLayout()
        self.done.setSpacing(2)
        self.ask = VoidReason("performance")
        self.ask.given.connect(self._void)
        self._voiding = ""
        self.form: FieldForm = fields(Performance, DONE)
        self.form.propose("proof", lambda: proof(self.item))
        self.kept = page.button(
            "case_page.kept", partial(self._record, False), role="primary", icon="good"
        )
        self.partly = page.button("case_page.partly", partial(self._record, True))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        if theme.is_large():  # side by side both would be cut off
            column.addWidget(self.title)
            column.addLayout(page.row(self.badge, None))
        else:
            head = page.row(self.title, self.badge)
            head.setStretch(0, 1)
            column.addLayout(head)
        column.addLayout(self.done)
        column.addWidget(self.ask)
        column.addWidget(self.form)
        column.addLayout(page.row(None, self.partly, self.kept))

    def show_state(self, state: ItemState) -> None:
        """The promise as it now stands."""
        self.state = state
        item, file = state.item, self.case.file
        assert file is not None
        self.title.setText(item_words(file, item))
        made = [one for one in file.performances if one.item_id == item.id]
        self._show_done(made)
        self._say_state(state)
        agreement = file.agreement
        is_open = not state.kept and bool(agreement and agreement.frozen)
        for widget in (self.form, self.kept):
            widget.setVisible(is_open)
        self.partly.setVisible(is_open and bool(item.amount))
        self.form.show_only(DONE if item.amount else ("done_on", "proof", "witness_id"))
        self._offer_people()
        if not self.form.changes():
            self.form.load(
                Performance(done_on=self.case.today, amount=(item.amount or 0) - state.paid or None)
            )

    def _show_done(self, made: list[Performance]) -> None:
        """What was done so far, line by line; what was entered by mistake can be taken back."""
        page.clear(self.done)
        for one in made:
            remove = page.button("kit.remove", partial(self._ask, one.id), icon="void", role="flat")
            remove.setObjectName("performance.remove")
            said = self._said(one)
            remove.setAccessibleName(f"{remove.text()} {said}")
            line = page.row(page.label(said, "quiet"), remove)
            line.setStretch(0, 1)
            self.done.addLayout(line)
        if self._voiding not in {one.id for one in made}:
            self.ask.hide()

    def _ask(self, performance_id: str) -> None:
        self._voiding = performance_id
        self.ask.ask()

    def _offer_people(self) -> None:
        """Who may have taken the money, and who of the room saw it."""
        file = self.case.file
        parties = tuple((p.id, p.name or "") for p in (file.parties if file else []))
        seen = [one.witness_id for one in file.performances] if file else []
        self.form.set_options("payee_id", parties)
        self.form.set_options("witness_id", people(self.case, *seen))

    def _void(self, reason: str) -> None:
        self.case.void(Performance, self._voiding, reason)

    def _say_state(self, state: ItemState) -> None:
        due = state.item.due_on
        left = (due - self.case.today).days if due else None
        if state.kept:
            found = state.kept_on is None and state.seen_on is not None
            key = "case_page.seen_kept" if found else "case_page.kept_on"
            text, role = say(key, day=day_words(state.kept_by)), "badge_good"
        elif due is None or left is None:
            text, role = say("case_page.no_due"), "badge_warn"
        else:
            text = say("case_page.due_on", day=day_words(due), left=left_words(left))
            role = "badge_bad" if left < 0 else "badge_warn" if left <= 3 else "badge"
        self.badge.setText(text)
        theme.role(self.badge, role)

    def _said(self, one: Performance) -> str:
        amount = say("case_page.paid", amount=f"{one.amount:,.2f}") if one.amount else ""
        parts = (day_words(one.done_on), amount, one.proof or "")
        return "　".join(part for part in parts if part)

    def _record(self, partly: bool) -> None:
        values = {name: self.form.value(name) for name in DONE}
        if (
            self.case.add(Performance, {**values, "complete": not partly}, self.item.id)
            and self.state
        ):
            self.form.forget()
            self.show_state(self.state)
