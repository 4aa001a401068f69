"""归档: of which case a page is, of which paper, or what else; turned, taken back, thrown out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSpinBox, QVBoxLayout, QWidget

from app.desk import printing, questions
from app.papers import page_code
from app.papers.paper import PAPERS
from app.records import Scan
from app.ui.kit import page
from app.ui.kit.choice_line import ChoiceLine
from app.ui.kit.void_reason import VoidReason
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

MOST_CASES = 400
TITLES = 9


@dataclass(frozen=True)
class Placing:
    """Where a person wants a page."""

    case_id: str
    paper: str
    which: str | None
    page: int | None
    title: str


class PlaceCard(QWidget):
    """Beside the page that is looked at."""

    placed = Signal(object)
    turned = Signal()
    taken_back = Signal()
    dropped = Signal(str)
    exported = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.case_id = ""
        self._cases: dict[str, str] = {}
        self.case = ChoiceLine()
        self.case.setObjectName("tray.case")
        self.case.setPlaceholderText(say("tray.case_hint"))
        self.case.chosen.connect(self._case_chosen)
        self.case.editingFinished.connect(self._case_chosen)
        self.paper = QComboBox()
        self.paper.setObjectName("tray.paper")
        self.paper.setSizePolicy(
            self.paper.sizePolicy().Policy.Ignored, self.paper.sizePolicy().Policy.Fixed
        )
        self.paper.currentIndexChanged.connect(self._paper_chosen)
        self.page = QSpinBox()
        self.page.setObjectName("tray.page")
        self.page.setRange(1, 999)
        self.title = ChoiceLine(free=True)
        self.title.setObjectName("tray.title")
        self.title.setPlaceholderText(say("tray.title_hint"))
        titles = [say(f"tray.title_{n}") for n in range(1, TITLES + 1)]
        self.title.options = [(one, one) for one in titles]
        self.file = page.button("tray.place", self._place, role="primary", icon="save")
        self.turn = page.button("tray.turn", self.turned.emit, icon="forward")
        self.back = page.button("tray.back", self.taken_back.emit, icon="back")
        self.out = page.button("tray.export", self.exported.emit, icon="open")
        self.drop = page.button("tray.drop", role="danger", icon="void")
        self.reason = VoidReason("scan")
        self.drop.clicked.connect(self.reason.ask)
        self.reason.given.connect(self.dropped)
        self._lay_out()

    def _lay_out(self) -> None:
        lines = QGridLayout()
        lines.setVerticalSpacing(8)
        for row, (key, widget) in enumerate(
            (("tray.case", self.case), ("tray.paper", self.paper), ("tray.page", self.page), ("tray.title", self.title))
        ):  # fmt: skip
            told = page.label(say(key), "label", wrap=False)
            told.setBuddy(widget)
            widget.setAccessibleName(say(key))
            lines.addWidget(told, row, 0)
            lines.addWidget(widget, row, 1)
        lines.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(lines)
        for one in (self.file, self.turn, self.back, self.out, self.drop, self.reason):
            column.addWidget(one)
        column.addStretch(1)

    def load_cases(self) -> None:
        """Every case one may file under, the newest first."""
        lines = self.desk.look(questions.register, limit=MOST_CASES)
        told = [(one.id, "　".join((one.file_no, "、".join(one.parties[:2])))) for one in lines]
        self.case.options = told
        self._cases = {label: case_id for case_id, label in told}

    def show_scan(self, scan: Scan, case_id: str) -> None:
        """What is known of a page; in the tray, what its code says."""
        self.reason.hide()
        self.back.setVisible(scan.case_id is not None)
        self.turn.setVisible(bool(scan.sheet))
        code = page_code.read(scan.code or "")
        numbers = {label.split("　")[0]: known for label, known in self._cases.items()}
        told = scan.case_id or case_id or (numbers.get(code.file_no, "") if code else "")
        self._turn_to(told)
        paper = scan.paper or (code.paper if code else "")
        self._mark_paper(paper, scan.which)
        self.page.setValue(scan.page or (code.page if code else 1))
        self.title.setText(scan.title or "")

    def _turn_to(self, case_id: str) -> None:
        self.case_id = case_id
        label = next((told for told, known in self._cases.items() if known == case_id), "")
        self.case.setText(label)
        self.case.setCursorPosition(0)
        self._fill_papers()

    def _case_chosen(self) -> None:
        case_id = self._cases.get(self.case.text(), "")
        if case_id != self.case_id:
            self.case_id = case_id
            self._fill_papers()

    def _fill_papers(self) -> None:
        """Papers of the chosen case, and first what is none of them."""
        self.paper.blockSignals(True)
        self.paper.clear()
        self.paper.addItem(say("tray.other"), None)
        lines = printing.paper_list(self.desk, self.case_id) if self.case_id else []
        labels = {one.key: say(one.label) for one in PAPERS}
        for line in lines:
            many = sum(1 for one in lines if one["paper"] == line["paper"]) > 1
            title = labels[str(line["paper"])]
            told = say("scans.numbered", title=title, number=line["number"]) if many else title
            self.paper.addItem(told, (line["paper"], line["which"]))
        self.paper.blockSignals(False)
        self._paper_chosen()

    def _mark_paper(self, paper: str, which: str | None) -> None:
        same = [
            place
            for place in range(1, self.paper.count())
            if self.paper.itemData(place)[0] == paper
            and which in (None, self.paper.itemData(place)[1])
        ]
        self.paper.setCurrentIndex(same[0] if len(same) == 1 else 0)
        self._paper_chosen()

    def _paper_chosen(self) -> None:
        of_ours = self.paper.currentData() is not None
        self.page.setEnabled(of_ours)
        self.title.setEnabled(not of_ours)

    def _place(self) -> None:
        paper, which = self.paper.currentData() or ("", None)
        self.placed.emit(
            Placing(
                self.case_id, paper, which, self.page.value() if paper else None,
                "" if paper else self.title.text().strip(),
            )
        )  # fmt: skip
