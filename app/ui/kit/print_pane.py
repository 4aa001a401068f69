"""打印: where to, how many, on which sides, which pages, for whom; over the pages that are printed.

What goes wrong is said here, with what to do next, and nothing typed is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.desk import volumes
from app.desk.spooling import Wish
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.print_habits import Habits
from app.words import say

MOST_COPIES = 99


@dataclass(frozen=True)
class Terms:
    """What is proposed for a paper."""

    copies: int = 1
    why: str = ""  # so many
    two_sided: bool | None = None  # as this paper is always printed; None: as the last one was
    job: str = ""  # what the spooler is told; empty: the name
    receivers: list[str] = field(default_factory=list)  # for whom it may be; none: nobody asks
    numbers: list[int] = field(default_factory=list)  # that stand on its pages (app.papers.picked)


@dataclass(frozen=True)
class Order:
    """What a person asks for."""

    wish: Wish
    sheets: str = ""
    for_whom: str = ""


class PrintPane(QFrame):
    """Everything about one print, in the order one thinks of it."""

    ordered = Signal(object)
    to_save = Signal(object)
    """The same into a file."""

    turned = Signal(bool)
    """It came up, or went away again."""

    def __init__(self, habits: Habits) -> None:
        super().__init__()
        self.habits, self.terms = habits, Terms()
        self._copies, self._most = 1, MOST_COPIES
        theme.role(self, "card")
        self.told = page.label("", "quiet")
        self.told.setObjectName("print_pane.told")
        self.press = page.button("print_pane.print", self._order, role="primary", icon="print")
        self.save = page.button("paper_view.save", self._save, icon="save")
        self.save.setObjectName("print_pane.save")
        shut = page.button("print_pane.close", self.shut, icon="close")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 10)
        whole.setSpacing(8)
        inner = QWidget()
        inner.setLayout(self._grid())
        self.area = QScrollArea()  # in a low window the questions scroll, the answers stay in sight
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        whole.addWidget(self.area)
        whole.addWidget(self.told)
        whole.addLayout(page.row(self.press, self.save, shut, None))
        self.hide()

    # what is asked

    def open_for(self, terms: Terms, printers: list[str]) -> None:
        """Come up for a paper, with what is proposed for it."""
        self.terms = terms
        self._fill(self.printers, printers, self.habits.printer)
        self.printers.setEnabled(bool(printers))
        self.copies.setMaximum(self._most)
        self.copies.setValue(terms.copies)
        self.why.setText(terms.why)
        both = self.habits.two_sided if terms.two_sided is None else terms.two_sided
        (self.both if both else self.one).setChecked(True)
        bound = volumes.is_volume(terms.numbers)
        every = "print_pane.whole" if bound else "print_pane.every"
        self.every.setText(say(every, count=len(terms.numbers)))
        self.meant.setVisible(bound)
        if bound:
            ranged = volumes.range_in_words(max(terms.numbers))
            self.meant.setText(f"{volumes.count_in_words(terms.numbers)}\n{ranged}")
        self.every.setChecked(True)
        self.some_pages.clear()
        for part in (self.whom_label, self.whom):
            part.setVisible(bool(terms.receivers))
        self._fill(self.whom, ["", *terms.receivers], "")
        self.turned.emit(True)
        self.show()
        asked = self.area.widget().sizeHint().height()
        self.area.setMaximumHeight(asked)
        self.ready()
        if not printers:
            self.refuse(say("paper_view.no_printer"))
        (self.press if printers else self.save).setFocus(Qt.FocusReason.TabFocusReason)

    def limit(self, most: int) -> None:
        """No more copies than this."""
        self._most = most

    def ready(self) -> None:
        """Nothing is under way; tell what the order comes to."""
        theme.role(self.told, "quiet")
        self._lead(self.press, self.save)
        self.press.setEnabled(self.printers.count() > 0)
        self._tell()

    def busy(self) -> None:
        """The printer is at it."""
        theme.role(self.told, "quiet")
        self.told.setText(say("print_pane.working"))
        self.press.setEnabled(False)

    def refuse(self, why: str) -> None:
        """It was not printed; the PDF is the next step."""
        self.told.setText(why)
        theme.role(self.told, "warn")
        self._lead(self.save, self.press)
        self.press.setEnabled(self.printers.count() > 0)

    def shut(self) -> None:
        """Away again."""
        if not self.isHidden():
            self.turned.emit(False)
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    # what is told

    def _order(self) -> None:
        if (order := self._asked()) is not None:
            both = order.wish.two_sided if self.terms.two_sided is None else None
            self.habits.remember(order.wish.printer, two_sided=both)
            self.ordered.emit(order)

    def _save(self) -> None:
        if (order := self._asked()) is not None:
            self.to_save.emit(order)

    def _asked(self) -> Order | None:
        try:
            self._places()
        except Trouble as why:
            self.refuse(str(why))
            self.some_pages.setFocus()
            return None
        wish = Wish(self.printers.currentText(), self.copies.value(), self.both.isChecked())
        whom = self.whom.currentText().strip() if self.terms.receivers else ""
        return Order(wish, self.sheets, whom)

    @property
    def sheets(self) -> str:
        """Which pages, as they were typed; empty: all."""
        return self.some_pages.text().strip() if self.some.isChecked() else ""

    def _places(self) -> list[int | None]:
        from app.papers import picked

        wanted = picked.numbers(self.sheets)
        if self.some.isChecked() and not wanted:
            raise Trouble("printing.pages_unclear", told=self.sheets)
        return picked.chosen(self.terms.numbers, wanted, two_sided=self.both.isChecked())

    def _tell(self) -> None:
        """How much paper it takes."""
        if not self.isVisible():
            return
        try:
            pages = len(self._places())
        except Trouble:
            self.told.setText("")
            return
        leaves = (pages + 1) // 2 if self.both.isChecked() else pages
        theme.role(self.told, "quiet")
        self.told.setText(say("print_pane.paper", leaves=leaves * self.copies.value()))

    # how it looks

    def _lead(self, first: QPushButton, other: QPushButton) -> None:
        """What is the next thing to do."""
        for button, leads in ((first, True), (other, False)):
            theme.role(button, "primary" if leads else "")
            button.setIcon(theme.icon("print" if button is self.press else "save", on_accent=leads))

    def _grid(self) -> QGridLayout:
        self.printers = _choice("print_pane.printer")
        self.copies = QSpinBox()
        self.copies.setObjectName("print_pane.copies")
        self.copies.setAccessibleName(say("print_pane.copies"))
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.copies.setMinimumSize(QSize(theme.scaled(110), theme.TARGET))
        self.why = page.label("", "quiet")
        self.both, self.one = _pair("print_pane.both", "print_pane.one", self)
        self.every, self.some = _pair("print_pane.every", "print_pane.some", self)
        self.some_pages = QLineEdit()
        self.some_pages.setObjectName("print_pane.pages")
        self.some_pages.setAccessibleName(say("print_pane.pages"))
        self.some_pages.setPlaceholderText(say("print_pane.pages.hint"))
        self.some_pages.textEdited.connect(lambda _text: self.some.setChecked(True))
        self.some.clicked.connect(lambda _on: self.some_pages.setFocus())
        self.meant = page.label("", "quiet")
        self.meant.setObjectName("print_pane.meant")
        self.whom = _choice("print_pane.whom")
        self.whom.setEditable(True)
        self.whom_label = page.label(say("print_pane.whom"), wrap=False)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[QLabel, tuple[tuple[QWidget, int], ...]], ...] = (
            (_named("print_pane.printer"), ((self.printers, 1),)),
            (_named("print_pane.copies"), ((self.copies, 0), (self.why, 1))),
            (_named("print_pane.sides"), ((self.both, 0), (self.one, 1))),
            (_named("print_pane.pages"), ((self.every, 0), (self.some, 0), (self.some_pages, 1))),
            (page.label("", wrap=False), ((self.meant, 1),)),
            (self.whom_label, ((self.whom, 1),)),
        )
        for at, (name, parts) in enumerate(rows):
            line = page.row()
            for part, stretch in parts:
                line.addWidget(part, stretch)
            grid.addWidget(name, at, 0)
            grid.addLayout(line, at, 1)
        self.copies.valueChanged.connect(lambda _count: self._tell())
        self.some_pages.textChanged.connect(lambda _text: self._tell())
        for button in (self.both, self.one, self.every, self.some):
            button.toggled.connect(lambda _on: self._tell())
        return grid

    def _fill(self, choice: QComboBox, lines: list[str], usual: str) -> None:
        choice.clear()
        choice.addItems(lines)
        choice.setCurrentIndex(max(0, choice.findText(usual)))


def _named(key: str) -> QLabel:
    return page.label(say(key), wrap=False)


def _choice(key: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(key)
    made.setAccessibleName(say(key))
    made.setMinimumHeight(theme.TARGET)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _pair(first: str, second: str, owner: QWidget) -> tuple[QRadioButton, QRadioButton]:
    """Two things of which one holds."""
    group = QButtonGroup(owner)
    made = []
    for key in (first, second):
        button = QRadioButton("" if key == "print_pane.every" else say(key))
        button.setObjectName(key)
        group.addButton(button)
        made.append(button)
    return made[0], made[1]
