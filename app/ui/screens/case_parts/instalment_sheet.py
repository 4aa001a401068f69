"""分期付款: the sum, how often, from when; every part with its day stands there before it goes in."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rules import instalment_plan
from app.rules.clause_book import Blank
from app.rules.clause_values import Value, read
from app.rules.clauses import Filled, numbered, side_name
from app.trouble import Trouble
from app.ui.kit import page
from app.ui.screens.case_parts.clause_blanks import BlankForm, offers
from app.ui.screens.case_parts.clause_preview import Preview
from app.ui.screens.case_parts.help_sheet import HelpSheet
from app.ui.screens.case_parts.open_case import OpenCase
from app.words import say

BLANKS = tuple(
    Blank(name, kind)
    for name, kind in (
        ("total", "money"), ("times", "count"), ("each", "money"), ("first", "day"), ("every", "choice"),
        ("on_day", "count"), ("what", "text"), ("manner", "manner"), ("account", "text"), ("payer", "party"),
        ("payee", "other"),
    )
)  # fmt: skip


class InstalmentSheet(HelpSheet):
    """分期付款."""

    title = "clause.instalments"

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.filled: Filled | None = None
        self._why = ""
        self.form = BlankForm({one.name: say(f"clause.plan.{one.name}") for one in BLANKS})
        self.form.changed.connect(self._preview)
        self.form.ended.connect(self.done)
        self.preview = Preview()
        area, column = page.sheet()
        column.setContentsMargins(4, 0, 8, 4)
        for widget in (page.label(say("clause.instalments_told"), "quiet"), self.form):
            column.addWidget(widget)
        column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(area, 1)
        across.addWidget(self.preview, 1)

    def begin(self) -> None:
        file = self.case.file
        rhythms = [(name, say(f"clause.every.{name}")) for name in instalment_plan.MONTHS]
        told = {"every": "month"}
        if file is not None:
            told["payer"], told["payee"] = (
                side_name(file, "respondent"),
                side_name(file, "applicant"),
            )
        self.form.load(BLANKS, told, {**offers(file, BLANKS), "every": rhythms})
        self.laid_out.emit()
        self._preview()
        self.form.jump()

    def told(self) -> tuple[list[str], list[dict[str, Any]]]:
        return ([self.filled.text], list(self.filled.items)) if self.filled else ([], [])

    def inputs(self) -> list[QWidget]:
        return self.form.inputs()

    def state(self) -> str:
        if self.filled is None or not self.filled.missing:
            return self._why
        open_ = (say(f"clause.plan.{name}") for name in self.filled.missing)
        return say("clause.still_open", blanks="、".join(open_))

    def forget(self) -> None:
        self.form.forget()
        self.filled = None

    def _preview(self) -> None:
        file = self.case.file
        self.filled, self._why = None, ""
        told = {one.name: read(one, value) for one, value in self._read()}
        if (
            told["total"].value
            and told["first"].value
            and (told["times"].value or told["each"].value)
        ):
            try:
                self.filled = self._plan(told)
            except Trouble as why:
                self._why = str(why)
        else:
            self._why = say("clause.plan_needs")
        texts = numbered(self.standing(), [self.filled.text]) if self.filled else []
        self.preview.show_clauses(texts, self.filled.items if self.filled else (), file)
        self.preview.setVisible(self.filled is not None)
        self.changed.emit()

    def _read(self) -> list[tuple[Blank, object]]:
        values = self.form.values()
        return [(one, values.get(one.name)) for one in BLANKS]

    def _plan(self, told: dict[str, Value]) -> Filled:
        every = told["every"].value
        parts = instalment_plan.plan(
            told["total"].value, told["times"].value or 0, told["first"].value, every,
            on_day=told["on_day"].value, each=told["each"].value,
        )  # fmt: skip
        return instalment_plan.clause(
            parts, payer=told["payer"].words, payee=told["payee"].words, what=told["what"].words,
            manner=told["manner"], account=told["account"].words, every=every, on_day=told["on_day"].value,
            parties=self.case.file.parties if self.case.file else (),
        )  # fmt: skip
