"""写条款的帮手 on a part: three buttons, the panel that takes the place of the page, one step into the agreement."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.desk import clauses
from app.ui import theme
from app.ui.kit import page
from app.ui.screens.case_parts.clause_sheet import TemplateSheet
from app.ui.screens.case_parts.earlier_sheet import EarlierSheet
from app.ui.screens.case_parts.help_sheet import HelpSheet
from app.ui.screens.case_parts.instalment_sheet import InstalmentSheet
from app.words import say

if TYPE_CHECKING:
    from app.ui.screens.case_parts.part import Part

SHEETS: dict[str, type[HelpSheet]] = {
    "clause.use": TemplateSheet, "clause.instalments": InstalmentSheet, "clause.earlier": EarlierSheet,
}  # fmt: skip
LEAST = 150
"""Pixels the blanks keep where notices take the page."""

KEYS = {
    "clause.use": ("Ctrl+T", "clause.use.help"),
    "clause.instalments": ("Ctrl+M", "clause.instalments.help"),
    "clause.earlier": ("Ctrl+B", "clause.earlier.help"),
}


class ClausePanel(QWidget):
    """In the place of the page while a clause is written; Esc goes back, Ctrl+Enter puts it in."""

    widened = Signal(bool)
    """Whether it is in sight and wants the width beside the page too."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part
        self.sheets: dict[str, HelpSheet] = {}
        self.title = page.label("", "title", wrap=False)
        self.back = page.button("clause.back", self.hide_panel, role="flat", icon="back")
        self.put = page.button("clause.put_in", role="primary", icon="add")
        self.put.setToolTip(say("clause.put_in.help"))
        self.state = page.label("", "warn")
        self.state.setObjectName("clause.state")
        self.stack = QStackedWidget()
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.stack.setMinimumHeight(theme.scaled(LEAST))
        frame, column = page.card()
        column.addLayout(page.row(self.title, None, self.back))
        column.addWidget(self.stack, 1)
        foot = page.row(self.state, self.put)
        foot.setStretch(0, 1)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 4, 6, 4)
        whole.addWidget(frame)
        self.hide()

    @property
    def sheet(self) -> HelpSheet | None:
        told = self.stack.currentWidget()
        return told if isinstance(told, HelpSheet) else None

    def open(self, key: str, after: int | None) -> None:
        """One way of writing, for the case as it now is."""
        if key not in self.sheets:
            sheet = SHEETS[key](self.part.case)
            sheet.changed.connect(self.show_state)
            sheet.laid_out.connect(self._chain)
            sheet.done.connect(lambda: self.put.setFocus(Qt.FocusReason.TabFocusReason))
            self.sheets[key] = sheet
            self.stack.addWidget(sheet)
        sheet = self.sheets[key]
        self.stack.setCurrentWidget(sheet)
        self.title.setText(say(sheet.title))
        sheet.after = after
        self.part.area.hide()
        self.show()
        sheet.begin()
        self.show_state()

    def _chain(self) -> None:
        """Tab walks the sheet and then comes to the button."""
        if self.sheet is not None:
            for before, after in pairwise([*self.sheet.inputs(), self.put, self.back]):
                QWidget.setTabOrder(before, after)

    def show_state(self) -> None:
        """What is still open; nothing to put leaves the button grey."""
        sheet = self.sheet
        if sheet is None:
            return
        told = sheet.state()
        self.state.setText(told)
        self.put.setEnabled(bool(sheet.told()[0]))

    def hide_panel(self) -> None:
        """Back to the page; what was typed waits."""
        self.hide()
        self.part.area.show()
        self.part.enter()

    def forget(self) -> None:
        """Another case comes."""
        for sheet in self.sheets.values():
            sheet.forget()
        self.hide()
        self.part.area.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.widened.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.widened.emit(False)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter is ours while we are open; on the page it begins the next row."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _puts(event)
        ):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide_panel()
        elif _puts(event):
            self.put.click()
        else:
            super().keyPressEvent(event)


class ClauseHelp(QWidget):
    """The buttons under the clauses of an agreement."""

    def __init__(self, part: Part, terms: QPlainTextEdit) -> None:
        super().__init__()
        self.part, self.case, self.terms = part, part.case, terms
        self.buttons = {key: page.button(key, partial(self.open, key)) for key in SHEETS}
        for key, button in self.buttons.items():
            pressed, told = KEYS[key]
            button.setToolTip(say(told))
            keys = QShortcut(QKeySequence(pressed), part)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self.open, key))
        self.why = page.label(say("clause.sealed"), "quiet")
        self.why.setObjectName("clause.why")
        self.panel = ClausePanel(part)
        self.panel.put.clicked.connect(self._put)
        self.panel.widened.connect(part.widened)
        layout = part.layout()
        assert layout is not None
        layout.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(page.row(*self.buttons.values(), None))
        column.addWidget(self.why)

    def show_agreement(self, *, frozen: bool) -> None:
        """A sealed agreement takes nothing in, and says so."""
        for button in self.buttons.values():
            button.setEnabled(not frozen)
        self.why.setVisible(frozen)
        if frozen and not self.panel.isHidden():
            self.panel.hide_panel()

    def open(self, key: str) -> None:
        """Behind the clause the caret stands in, else behind all."""
        if not self.buttons[key].isEnabled():
            return
        after = self._line() if self.terms.hasFocus() else None
        self.part.settle()
        self.panel.open(key, after)

    def forget(self) -> None:
        self.panel.forget()

    def _line(self) -> int:
        """How many clauses stand up to the caret."""
        upto = self.terms.textCursor().blockNumber() + 1
        lines = self.terms.toPlainText().split("\n")[:upto]
        return len([line for line in lines if line.strip()])

    def _put(self) -> None:
        """放进协议, in one step; a press takes it back."""
        sheet = self.panel.sheet
        texts, items = sheet.told() if sheet else ([], [])
        case_id = self.case.begin() if texts and sheet else ""
        if sheet is None or not case_id:
            return
        put = self.case.do(clauses.put_clauses, case_id, texts, items, after=sheet.after)
        if put is None:
            return
        sheet.forget()
        self.panel.hide_panel()
        self.terms.moveCursor(QTextCursor.MoveOperation.End)
        self.case.notices.say(
            say("clause.put_told", count=len(texts), items=len(items)), "good",
            action=(say("clause.take_back"), partial(self._take_back, put)),
        )  # fmt: skip

    def _take_back(self, put: clauses.Put) -> None:
        self.case.do(clauses.take_back, put, say("clause.taken_back"))


def _puts(event: QKeyEvent) -> bool:
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
