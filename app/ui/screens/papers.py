"""文书: every paper of a case to look at, print or save; each print is kept and can be looked at again.

`frame.go("papers", (case id, paper, which))`; without a paper the first one is shown.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desk import binding, printing, questions, volumes
from app.papers.paper import PAPERS
from app.records import CaseFile, Printed
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.paper_view import PaperView
from app.ui.kit.printer import Printer
from app.ui.screen import Screen
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Touched

ROLE = Qt.ItemDataRole.UserRole


class PapersScreen(Screen):
    """The list of papers beside the one that is looked at."""

    def __init__(self, desk: Desk, frame: Frame, *, printer: Printer | None = None) -> None:
        super().__init__(desk, frame)
        self.case_id = ""
        self.file: CaseFile | None = None
        self.lines: list[dict[str, Any]] = []
        self.draft: printing.Draft | None = None
        self.again = ""  # the printed record that is looked at instead of a draft
        self.volume: binding.Bound | None = None  # that is looked at
        self.title = page.label("", "title", wrap=False)
        self.told = page.label("", "quiet")
        self.papers = _list("papers_page.drawable")
        self.kept = _list("papers_page.kept")
        self.papers.currentItemChanged.connect(self._draw)
        self.kept.currentItemChanged.connect(self._look_back)
        self.large = QCheckBox(say("papers_page.large"))
        self.large.setObjectName("papers_page.large")
        self.large.toggled.connect(lambda _on: self._draw(self.papers.currentItem()))
        self.view = PaperView(printer)
        self.view.printed.connect(lambda copies: self._keep("printer", copies))
        self.view.saved.connect(lambda: self._keep("file", 1))
        self.view.said.connect(frame.notices.say)
        self._lay_out()

    def opened(self, target: object = None) -> None:
        case_id, name, which = (
            target if isinstance(target, tuple) else (target or self.case_id, "", None)
        )
        self.case_id = str(case_id)
        self._fill(name, which)
        if name == binding.PAPER and which:
            self._open_volume(which)
        self.papers.setFocus()

    def standing(self) -> object:
        """The paper that is looked at."""
        now = self.papers.currentItem()
        line: dict[str, Any] = now.data(ROLE) if now else {}
        return (self.case_id, line.get("paper", ""), line.get("which")) if self.case_id else None

    def heard(self, touched: Touched) -> None:
        if self.case_id and not self.again and not self.volume:
            now = self.papers.currentItem()
            line: dict[str, Any] = now.data(ROLE) if now else {}
            self._fill(str(line.get("paper", "")), line.get("which"))

    # what is shown

    def _fill(self, name: str = "", which: str | None = None) -> None:
        """Both lists anew; the wanted paper is drawn."""
        self.file = self.desk.look(questions.case_file, self.case_id)
        self.title.setText(say("papers_page.title", file_no=self.file.case.file_no))
        self.lines = lines = printing.paper_list(self.desk, self.case_id)
        self.papers.blockSignals(True)
        self.papers.clear()
        wanted = 0
        for place, line in enumerate(lines):
            item = QListWidgetItem(self._paper_words(line), self.papers)
            item.setData(ROLE, line)
            if line["paper"] == name and (which is None or line["which"] == which):
                wanted = place
        self.papers.blockSignals(False)
        self.papers.setMaximumHeight(8 + sum(map(self.papers.sizeHintForRow, range(len(lines)))))
        self._fill_kept(self.file)
        self.papers.setCurrentRow(wanted)

    def _fill_kept(self, file: CaseFile) -> None:
        self.kept.blockSignals(True)
        self.kept.clear()
        for volume in volumes.bound_of(file):
            item = QListWidgetItem(volumes.in_words(volume), self.kept)
            item.setData(ROLE, volume.id)
        for printed in reversed(file.printed):
            item = QListWidgetItem(self._printed_words(file, printed), self.kept)
            item.setData(ROLE, printed.id)
        self.kept.blockSignals(False)
        self.kept.setVisible(self.kept.count() > 0)
        self.none_kept.setVisible(not self.kept.count())

    def _draw(self, item: QListWidgetItem | None) -> None:
        """The paper as it would be printed now."""
        if item is None:
            return
        line = item.data(ROLE)
        self._leave(self.kept)
        self.again, self.volume = "", None
        try:
            draft = printing.draft(
                self.desk, self.case_id, line["paper"], line["which"], large=self.large.isChecked()
            )
        except Trouble as why:
            self._show_nothing(why)
            return
        self.draft = draft
        title = self._numbered(draft.drawn.title, line["paper"], line["which"])
        self.view.show_paper(draft.pdf, self._titled(title), copies=draft.copies)
        missing = draft.drawn.missing
        told = say("papers_page.missing", characters="、".join(missing)) if missing else ""
        self.told.setText(told or say("papers_page.draft"))
        theme.role(self.told, "warn" if missing else "quiet")

    def _look_back(self, item: QListWidgetItem | None) -> None:
        """A paper exactly as it was printed."""
        if item is None or self.file is None:
            return
        if any(one.id == item.data(ROLE) for one in self.file.volumes):
            self._open_volume(item.data(ROLE))
            return
        self._leave(self.papers)
        self.again, self.volume = item.data(ROLE), None
        printed = next(one for one in self.file.printed if one.id == self.again)
        try:
            pdf = printing.snapshot(self.desk, self.again)
        except Trouble as why:
            self._show_nothing(why)
            return
        title = self._numbered(_name(printed.paper or ""), printed.paper, printed.which)
        self.view.show_paper(pdf, self._titled(title), copies=printed.copies or 1)
        at = f"{printed.printed_at:%Y-%m-%d %H:%M}" if printed.printed_at else ""
        self.told.setText(say("papers_page.old", at=at))
        theme.role(self.told, "quiet")

    def _open_volume(self, volume_id: str) -> None:
        """A volume exactly as it was bound."""
        assert self.file is not None
        try:
            pdf, bound = volumes.opened(self.desk, self.file, volume_id)
        except Trouble as why:
            self._show_nothing(why)
            return
        self._look_at_volume(bound, pdf)

    def _titled(self, title: str) -> str:
        """The paper among all others: of which case it is, and which one."""
        number = self.file.case.file_no if self.file else ""
        return f"{number} {title}".strip()

    def _numbered(self, title: str, paper: str | None, which: str | None) -> str:
        """With its number, where the case has several papers of the kind."""
        same = [line for line in self.lines if line["paper"] == paper]
        mine = next((line for line in same if line["which"] == which), None)
        if mine is None or len(same) < 2:
            return title
        if mine["of"]:
            return say("papers_page.of", title=title, who=mine["of"])
        return say("papers_page.numbered", title=title, number=mine["number"])

    def _paper_words(self, line: dict[str, Any]) -> str:
        title = self._numbered(_name(line["paper"]), line["paper"], line["which"])
        count = line["printed"]
        return say("papers_page.times", title=title, count=count) if count else title

    def _printed_words(self, file: CaseFile, printed: Printed) -> str:
        return say(
            "papers_page.snapshot",
            title=self._numbered(_name(printed.paper or ""), printed.paper, printed.which),
            at=f"{printed.printed_at:%Y-%m-%d %H:%M}" if printed.printed_at else "",
            who=file.name_of(printed.by_id),
            copies=printed.copies or 1,
            hash=(printed.sha256 or "")[:8],
        )

    def _show_nothing(self, why: Trouble) -> None:
        """What cannot be shown is not left standing for something else."""
        self.draft, self.again = None, ""
        self.view.clear()
        self.told.setText("")
        self.frame.notices.trouble(why)

    def _leave(self, lines: QListWidget) -> None:
        lines.blockSignals(True)
        lines.setCurrentRow(-1)
        lines.blockSignals(False)

    def _bind(self) -> None:
        """装订: aside, with progress; then the volume is looked at."""
        case_id, out = self.case_id, io.BytesIO()
        self.frame.jobs.run(
            lambda report: binding.bind(self.desk, case_id, out, report),
            then=lambda bound: self._show_volume(case_id, bound, out.getvalue()),
            title=say("binding.working"),
        )

    def _show_volume(self, case_id: str, bound: binding.Bound, pdf: bytes) -> None:
        if case_id != self.case_id or self.file is None:
            return
        self._leave(self.kept)
        self._look_at_volume(bound, pdf)

    def _look_at_volume(self, bound: binding.Bound, pdf: bytes) -> None:
        assert self.file is not None
        self._leave(self.papers)
        self.draft, self.again, self.volume = None, "", bound
        self.view.show_paper(pdf, say("binding.shown", file_no=self.file.case.file_no or ""))
        self.told.setText("\n".join(bound.sentences()))
        theme.role(self.told, "warn" if bound.wants_a_look else "quiet")

    def _keep(self, how: str, copies: int) -> None:
        """What left the program is kept as it was."""
        if self.volume:
            binding.printed(self.desk, self.case_id, self.volume, how, copies)
        elif self.again:
            printing.keep_again(self.desk, self.again, how, copies)
        elif self.draft is not None:
            printing.keep(self.desk, self.draft, how, copies)
        self.file = self.desk.look(questions.case_file, self.case_id)
        self._fill_kept(self.file)

    def _lay_out(self) -> None:
        back = page.button("papers_page.back", self._back, icon="back")
        bind = page.button("binding.bind", self._bind, icon="ledger")
        bind.setToolTip(say("binding.bind.hint"))
        sides = QCheckBox(say("volumes.two_sided"))
        sides.setObjectName("volumes.two_sided")
        sides.setToolTip(say("volumes.two_sided.hint"))
        sides.setChecked(volumes.is_two_sided(self.desk))
        sides.toggled.connect(lambda on: volumes.choose_sides(self.desk, two_sided=on))
        scans = page.button(
            "case_page.scans", lambda: self.frame.go("tray", self.case_id), icon="scan"
        )
        side = QWidget()
        side.setFixedWidth(theme.scaled(336))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(page.label(say("papers_page.drawable"), "heading"))
        column.addWidget(self.papers, 3)
        column.addWidget(page.label(say("papers_page.kept"), "heading"))
        self.none_kept = page.label(say("papers_page.none_kept"), "quiet")
        column.addWidget(self.none_kept)
        column.addWidget(self.kept, 2)
        column.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(page.row(self.told, None, self.large))
        right.addWidget(self.view, 1)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(side)
        across.addLayout(right, 1)
        holder = QWidget()
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(page.MARGIN, 10, page.MARGIN, 8)
        whole.setSpacing(10)
        whole.addLayout(page.row(self.title, None, sides, bind, scans, back))
        whole.addLayout(across, 1)
        self.fill(holder)

    def _back(self) -> None:
        self.frame.go("case", self.case_id)


class Lines(QListWidget):
    """A list that Tab passes without choosing anything: Qt would mark the first line, and show another paper."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        row = self.currentRow()
        blocked = self.blockSignals(True)
        super().focusInEvent(event)
        self.setCurrentRow(row)
        self.blockSignals(blocked)


def _list(key: str) -> QListWidget:
    told = Lines()
    told.setObjectName(key)
    told.setAccessibleName(say(key))
    told.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return told


def _name(paper: str) -> str:
    """The paper's name in the language of the window; one that only a newer version knows is shown as it is."""
    known = next((one for one in PAPERS if one.key == paper), None)
    if paper == binding.PAPER:
        return say("record.volume")
    return say(known.label) if known else paper
