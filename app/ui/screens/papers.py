"""文书: every paper of a case to look at, print or save; each print is kept and can be looked at again.

`frame.go("papers", (case id, paper, which))`; without a paper the first one is shown.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from app.desk import binding, print_log, printing, questions, teaching, volumes
from app.desk.print_log import Line
from app.papers import fonts
from app.records import CaseFile, Volume
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.paper_view import PaperView
from app.ui.kit.print_habits import Habits
from app.ui.kit.print_pane import Terms
from app.ui.kit.printer import Printer
from app.ui.screen import Screen
from app.ui.screens.paper_parts.lines import Lines
from app.ui.screens.paper_parts.log_list import LogList
from app.ui.screens.paper_parts.round_button import RoundButton
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.desk.teaching import TaughtVolume
    from app.ui.screen import Frame, Touched

ROLE = Qt.ItemDataRole.UserRole
DRAFT, PRINT, VOLUME = "draft", "print", "volume"  # what is looked at


class PapersScreen(Screen):
    """The list of papers beside the one that is looked at."""

    def __init__(self, desk: Desk, frame: Frame, *, printer: Printer | None = None) -> None:
        super().__init__(desk, frame)
        self.case_id = ""
        self.file: CaseFile | None = None
        self.lines: list[dict[str, Any]] = []
        self.up = ""
        self.title = page.label("", "title", wrap=False)
        self.told = page.label("", "quiet")
        self.told.setObjectName("papers_page.told")
        self.papers = Lines("papers_page.drawable")
        self.papers.currentItemChanged.connect(self._draw)
        self.log = LogList(lambda line: self._numbered(line.title, line.paper, line.which))
        self.log.chosen.connect(self._look_back)
        self.large = self._switch("papers_page.large")
        self.teaching = self._switch("teaching.switch")
        self.teaching.setToolTip(say("teaching.switch.hint"))
        self.view = PaperView(printer, Habits(desk.settings, desk.data.settings), frame.jobs)
        self.view.printed.connect(lambda _left: self._fill_log())
        self.view.saved.connect(self._fill_log)
        self.view.said.connect(frame.notices.say)
        self.waiting = RoundButton(desk, frame, self.view, self.large)
        self.waiting.over.connect(self._fill_again)
        self.teaching.toggled.connect(self.waiting.setDisabled)
        self._lay_out()

    def opened(self, target: object = None) -> None:
        case_id, name, which = (
            target if isinstance(target, tuple) else (target or self.case_id, "", None)
        )
        self.case_id = str(case_id)
        self._fill(name, which)
        if name == binding.PAPER and which:
            self._open_volume(which)
        self._first(name, which).setFocus()

    def _first(self, name: str, which: str | None) -> QWidget:
        """Where the caret begins: what waits is printed, a closed case is bound, and one sent here to be bound."""
        if name == binding.PAPER and not which:
            return self.bind
        if name or self.file is None:
            return self.papers
        if not self.waiting.isHidden():
            return self.waiting
        return self.bind if self.file.case.closed_on else self.papers

    def standing(self) -> object:
        """The paper that is looked at."""
        now = self.papers.currentItem()
        line: dict[str, Any] = now.data(ROLE) if now else {}
        return (self.case_id, line.get("paper", ""), line.get("which")) if self.case_id else None

    def heard(self, touched: Touched) -> None:
        if self.case_id and self.up == DRAFT and not self.waiting.busy:
            self._fill_again()

    def _fill_again(self) -> None:
        """As it now stands, the same paper in sight."""
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
        self._fill_log()
        self.waiting.load(self.file, lines)
        self.papers.setCurrentRow(wanted)

    def _fill_log(self) -> None:
        self.file = self.desk.look(questions.case_file, self.case_id)
        self.log.load(volumes.bound_of(self.file), print_log.lines(self.desk, self.case_id))

    def _draw(self, item: QListWidgetItem | None) -> None:
        """The paper as it would be printed now."""
        if item is None:
            return
        line = item.data(ROLE)
        self.log.lines.leave()
        self.up = DRAFT
        try:
            draft = printing.draft(
                self.desk, self.case_id, line["paper"], line["which"], large=self.large.isChecked(),
                redacted=self.teaching.isChecked(),
            )  # fmt: skip
        except Trouble as why:
            self._show_nothing(why)
            return
        title = self._numbered(draft.drawn.title, line["paper"], line["which"])
        terms = self._terms(draft.copies, draft.drawn.title, self._why(draft))
        self.view.show_paper(
            draft.pdf, self._titled(draft.drawn.title if draft.redacted else title, redacted=draft.redacted), terms,
            print_log.of_draft(self.desk, draft),
        )  # fmt: skip
        over = [say("finding.confirmation_over", day=draft.over)] if draft.over else []
        missing = draft.drawn.missing
        if missing:
            spelled = "、".join(fonts.spelled(missing))
            self._tell("\n".join([*over, say("papers_page.missing", characters=spelled)]), "warn")
        elif draft.redacted:
            self._tell("\n".join(teaching.sentences([], [*draft.doubtful])), "warn")
        elif over:
            self._tell(over[0], "warn")
        else:
            self._tell(say("papers_page.draft"))

    def _look_back(self, line: Line | Volume) -> None:
        """A paper exactly as it was printed."""
        if isinstance(line, Volume):
            self._open_volume(line.id)
            return
        self.papers.leave()
        self.up = PRINT
        try:
            pdf = printing.snapshot(self.desk, line.id)
        except Trouble as why:
            self._show_nothing(why)
            return
        title = self._numbered(line.title, line.paper, line.which)
        terms = self._terms(line.copies, line.title)
        self.view.show_paper(
            pdf, self._titled(line.title if line.redacted else title, redacted=line.redacted), terms,
            print_log.of_snapshot(self.desk, line.id),
        )  # fmt: skip
        at = f"{line.at:%Y-%m-%d %H:%M}" if line.at else ""
        self._tell(say("papers_page.old", at=at))

    def _open_volume(self, volume_id: str) -> None:
        """A volume exactly as it was bound."""
        assert self.file is not None
        try:
            pdf, bound = volumes.opened(self.desk, self.file, volume_id)
        except Trouble as why:
            self._show_nothing(why)
            return
        self._look_at_volume(bound, pdf)

    def _titled(self, title: str, *, redacted: bool) -> str:
        """The paper among all others: of which case it is, and which one; a copy for teaching says neither."""
        if redacted:
            return say("teaching.name", title=title)
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
        title = self._numbered(print_log.title(line["paper"]), line["paper"], line["which"])
        count = line["printed"]
        return say("papers_page.times", title=title, count=count) if count else title

    def _why(self, draft: printing.Draft) -> str:
        """Why so many copies are proposed."""
        if draft.redacted or self.file is None:
            return ""
        parties = draft.copies == len(self.file.parties) + 1
        return say("print_pane.parties") if parties else ""

    def _terms(self, copies: int, title: str, why: str = "") -> Terms:
        """What is proposed; the spooler is told of which case it is and what, and nobody's name."""
        number = self.file.case.file_no if self.file else ""
        receivers = print_log.receivers(self.desk, self.case_id)
        return Terms(copies, why, receivers=receivers, job=f"{number} {title}".strip())

    def _tell(self, text: str, role: str = "quiet") -> None:
        self.told.setText(text)
        theme.role(self.told, role)

    def _show_nothing(self, why: Trouble) -> None:
        """What cannot be shown is not left standing for something else."""
        self.view.clear()
        self._tell("")
        self.frame.notices.trouble(why)

    # the whole case

    def _bind(self) -> None:
        """装订: aside, with progress; then the volume is looked at."""
        case_id, out = self.case_id, io.BytesIO()
        if self.teaching.isChecked():
            self.frame.jobs.run(
                lambda report: teaching.volume(self.desk, case_id, report),
                then=lambda made: self._show_taught(case_id, made),
                title=say("teaching.working"),
            )
            return
        self.frame.jobs.run(
            lambda report: binding.bind(self.desk, case_id, out, report),
            then=lambda bound: self._show_volume(case_id, bound, out.getvalue()),
            title=say("binding.working"),
        )

    def _show_volume(self, case_id: str, bound: binding.Bound, pdf: bytes) -> None:
        if case_id != self.case_id or self.file is None:
            return
        self.log.lines.leave()
        self._look_at_volume(bound, pdf)

    def _look_at_volume(self, bound: binding.Bound, pdf: bytes) -> None:
        keep = print_log.of_volume(self.desk, self.case_id, bound)
        number = (self.file.case.file_no if self.file else "") or ""
        self._show_bound(pdf, say("binding.shown", file_no=number), keep)
        self.view.press.setFocus()
        self._tell("\n".join(bound.sentences()), "warn" if bound.wants_a_look else "quiet")

    def _show_taught(self, case_id: str, made: TaughtVolume) -> None:
        if case_id != self.case_id:
            return
        self.log.lines.leave()
        title = say("teaching.name", title=say("record.volume"))
        self._show_bound(made.pdf, title, print_log.of_taught(self.desk, case_id, made))
        self._tell("\n".join(made.sentences()), "warn")

    def _show_bound(self, pdf: bytes, title: str, keep: print_log.Keep) -> None:
        self.papers.leave()
        self.up = VOLUME
        sides = volumes.is_two_sided(self.desk)
        terms = replace(self._terms(1, say("record.volume")), two_sided=sides)
        self.view.show_paper(pdf, title, terms, keep)

    def _again(self) -> None:
        """Another size of type, or without persons: what is looked at is made anew."""
        if self.up == VOLUME:
            self._bind()
        else:
            self._draw(self.papers.currentItem())

    # how it looks

    def _switch(self, key: str) -> QCheckBox:
        made = QCheckBox(say(key))
        made.setObjectName(key)
        made.toggled.connect(lambda _on: self._again())
        return made

    def _lay_out(self) -> None:
        back = page.button("papers_page.back", self._back, icon="back")
        self.bind = bind = page.button("binding.bind", self._bind, icon="ledger")
        bind.setToolTip(say("binding.bind.hint"))
        sides = QCheckBox(say("volumes.two_sided"))
        sides.setObjectName("volumes.two_sided")
        sides.setToolTip(say("volumes.two_sided.hint"))
        sides.setChecked(volumes.is_two_sided(self.desk))
        sides.toggled.connect(lambda on: volumes.choose_sides(self.desk, two_sided=on))
        scans = page.button(
            "case_page.scans", lambda: self.frame.go("tray", self.case_id), icon="scan"
        )
        scans.setToolTip("F8")
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F8"), self, scans.click, context=within)
        side = QWidget()
        side.setFixedWidth(theme.scaled(336))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(page.label(say("papers_page.drawable"), "heading"))
        column.addWidget(self.papers, 3)
        column.addWidget(self.waiting)
        column.addWidget(self.log, 2)
        column.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        above = page.row(self.told, self.teaching, self.large)
        above.setStretch(0, 1)
        right.addLayout(above)
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
