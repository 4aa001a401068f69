"""签字盖章: three days, one button for all of them today, then the seal."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.desk import cases
from app.records import Agreement
from app.rules.agreement_dates import ORAL
from app.ui.kit import page
from app.ui.kit.finding_list import FindingList
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import fields
from app.words import say

DAYS = ("parties_signed_on", "mediator_signed_on", "sealed_on")


class Signing(QWidget):
    """What is done with the paper on the table."""

    jumped = Signal(object)
    onward = Signal()
    """The caret went to what is done next: it is to be seen."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        self.agreement: Agreement | None = None
        self.form = fields(Agreement, DAYS)
        self.form.left.connect(self._keep)
        self.none = page.label(say("case_page.no_agreement"), "quiet")
        self.print = page.button("case_page.print_agreement", icon="print")
        self.all_today = page.button("case_page.all_today", self._all_today, icon="good")
        self.seal = page.button("case_page.seal", self._seal, role="primary", icon="lock")
        self.anew = page.button("case_page.new_agreement", icon="add")
        self.told = page.label(say("case_page.seal_told"), "quiet")
        self.gaps = FindingList()
        self.gaps.jumped.connect(self.jumped)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.none)
        column.addLayout(page.row(self.print, self.all_today, None))
        column.addWidget(self.form)
        column.addWidget(self.gaps)
        column.addWidget(self.told)
        column.addLayout(page.row(self.seal, self.anew, None))

    def show_agreement(self, agreement: Agreement | None) -> None:
        """The agreement that stands, signed or not."""
        self.agreement = agreement
        frozen = bool(agreement and agreement.frozen)
        self.form.load(agreement)
        self.none.setVisible(agreement is None)
        written = agreement is not None and agreement.form != ORAL
        self.form.setVisible(written)
        self.print.setVisible(agreement is not None)
        self.told.setText(say("case_page.seal_told" if written else "case_page.seal_oral_told"))
        for open_ in (self.seal, self.told):
            open_.setVisible(agreement is not None and not frozen)
        self.all_today.setVisible(written and not frozen)
        self.anew.setVisible(frozen)
        self._show_gaps([])

    def enter(self) -> bool:
        """The caret on what is done next with the paper; whether anything is."""
        agreement = self.agreement
        if agreement is None or agreement.frozen:
            return False
        open_ = any(getattr(agreement, name) is None for name in DAYS)
        (self.all_today if open_ and agreement.form != ORAL else self.seal).setFocus()
        return True

    def forget(self) -> None:
        self.form.forget()

    def settle(self) -> None:
        self.form.settle()

    def _keep(self, changes: dict[str, Any]) -> None:
        if self.agreement is None:
            return
        self.case.do(cases.mark_signed, self.agreement.id, changes)

    def _all_today(self) -> None:
        """今天全部签齐: the days that are still open."""
        if self.agreement is not None:
            self.settle()
            open_ = [name for name in DAYS if getattr(self.agreement, name) is None]
            self.case.do(
                cases.mark_signed, self.agreement.id, dict.fromkeys(open_, self.case.today)
            )
            self.seal.setFocus()
            self.onward.emit()

    def _seal(self) -> None:
        """定稿, unless something the law demands is missing; then it is listed here."""
        self.settle()
        if self.agreement is None:
            return
        held_up = self.case.stops("sealing")
        if held_up:
            self._show_gaps([(one.said(say), one.severity, one) for one in held_up])
            self.gaps.lines[0].setFocus()
        else:
            self.case.do(cases.seal_agreement, self.agreement.id)
            self.print.setFocus()
            self.onward.emit()

    def _show_gaps(self, lines: list[tuple[str, str, object]]) -> None:
        self.gaps.load(lines, none="")
        self.gaps.setVisible(bool(lines))
