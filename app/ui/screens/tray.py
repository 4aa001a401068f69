"""待归档, and the scans, photos and recordings of one case: looked at, placed, turned, confirmed, added.

`frame.go("tray")` shows what waits; `frame.go("tray", case id)` what lies in that case.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.desk import questions, scan_folder, scanning, signed_pages, tray
from app.desk.came_back import came_back
from app.desk.scan_pictures import Pictures, Wanted
from app.papers import page_code
from app.records import Scan
from app.rules.returned import Returned
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.screen import Screen
from app.ui.screens.case_parts.open_case import NewCase
from app.ui.screens.scan_parts.page_list import SMALL, PageList
from app.ui.screens.scan_parts.place_card import PlaceCard, Placing
from app.ui.screens.scan_parts.returned_card import ReturnedCard
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.jobs import Report
    from app.ui.screen import Frame, Touched

LARGE = 760
LIST, PLACE, PLACE_LARGE = 330, 310, 360
"""Pixels of the pages and of the place; in large type no wider, so that the page between them stays readable."""


class TrayScreen(Screen):
    """The pages on the left, the marked one in the middle, where it belongs on the right."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        self.case_id = ""
        self.scans: list[Scan] = []
        self.pictures = Pictures(desk)
        self.title = page.label("", "title", wrap=False)
        self.title.setObjectName("tray.shown")
        self.told = page.label("", "quiet")
        self.choose = page.button("tray.choose", self._choose, role="primary", icon="add")
        self.to_tray = page.button("tray.to_tray", lambda: self.frame.go("tray"), icon="scan")
        self.to_case = page.button(
            "tray.to_case", lambda: self.frame.go("case", self.case_id), icon="back"
        )
        self.returned = ReturnedCard(self._confirm, self._confirmed_all)
        self.list = PageList()
        self.returned.looked.connect(self.list.mark)
        self.list.marked.connect(self._show_marked)
        self.empty = page.label("", "quiet")
        self.what = page.label("", "heading")
        self.what.setObjectName("tray.what")
        self.register = page.button("blank.use", self._register, role="primary", icon="new_case")
        self.sight = QLabel()
        self.sight.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.card = PlaceCard(desk)
        self.card.placed.connect(self._place)
        self.card.turned.connect(lambda: self._do(tray.turn_scan))
        self.card.taken_back.connect(lambda: self._do(tray.back_to_tray, said="scans.back_in_tray"))
        self.card.dropped.connect(
            lambda reason: self._do(tray.drop_scan, reason, said="scans.dropped")
        )
        self.card.exported.connect(self._export)
        self._lay_out()

    def opened(self, target: object = None) -> None:
        self.case_id = target if isinstance(target, str) else ""
        if not self.case_id:
            tray.file_again(self.desk)
        self.card.load_cases()
        self._fill()
        if not self.returned.enter():
            self.list.setFocus()

    def standing(self) -> object:
        return self.case_id or None

    def heard(self, touched: Touched) -> None:
        if any(kind in {"scan", "case", "printed", "agreement"} for kind, _ in touched):
            self._fill()

    # what is shown

    def _fill(self) -> None:
        had_caret = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        if self.case_id:
            file = self.desk.look(questions.case_file, self.case_id)
            self.scans = sorted(
                file.scans, key=lambda s: (s.paper or "~", s.which or "", s.page or 0)
            )
            self.title.setText(say("tray.of_case", number=file.case.file_no))
            self.returned.load(came_back(file))
        else:
            self.scans = self.desk.look(tray.in_tray, self.desk.shelf.log)
            self.title.setText(say("tray.title_count", count=len(self.scans)))
            self.returned.load([])
        waits = self.desk.look(tray.waiting, self.desk.shelf.log)
        self.to_case.setVisible(bool(self.case_id))
        self.to_tray.setVisible(bool(self.case_id and waits))
        self.to_tray.setText(say("tray.to_tray_count", count=waits))
        self.told.setText(say("tray.told_case" if self.case_id else "tray.told"))
        self.told.setVisible(bool(self.case_id or self.scans))
        self.empty.setText(say("scans.none" if self.case_id else "scans.tray_empty"))
        self.empty.setVisible(not self.scans)
        self.list.setVisible(bool(self.scans))
        self.list.load(self.scans)
        self._draw_small()
        self._show_marked(self.list.current())
        if had_caret and not self.scans:  # what it stood on is gone
            self.choose.setFocus(Qt.FocusReason.TabFocusReason)

    def _draw_small(self) -> None:
        wanted = [one for scan in self.scans if (one := Wanted.of(scan))]
        if wanted:
            wide = theme.scaled(SMALL)
            self.frame.jobs.run(lambda _report: self.pictures.draw(wanted, wide), self._small_drawn)

    def _small_drawn(self, drawn: dict[str, bytes]) -> None:
        for scan_id, png in drawn.items():
            self.list.picture(scan_id, png)

    def _marked(self) -> Scan | None:
        return next((scan for scan in self.scans if scan.id == self.list.current()), None)

    def _show_marked(self, _scan_id: str = "") -> None:
        scan = self._marked()
        for part in (self.card, self.what, self.register, self.area):
            part.setVisible(scan is not None)
        if scan is None:
            return
        self.what.setText(signed_pages.scan_words(scan))
        self.register.setVisible(scan.doubt == "blank")
        self.card.show_scan(scan, self.case_id)
        one = Wanted.of(scan)
        self.sight.setText("" if one else say("tray.no_picture"))
        if one is not None:
            self.frame.jobs.run(lambda _report: self.pictures.draw([one], LARGE), self._large_drawn)

    def _large_drawn(self, drawn: dict[str, bytes]) -> None:
        png = drawn.get(self.list.current())
        picture = QPixmap()
        if png and picture.loadFromData(png):
            wide = max(200, self.area.viewport().width() - 8)
            self.sight.setPixmap(
                picture.scaledToWidth(min(wide, LARGE), Qt.TransformationMode.SmoothTransformation)
            )
        elif not drawn:
            self.sight.setText(say("tray.not_here"))

    # what is done

    def _do(self, action: object, *told: object, said: str = "") -> None:
        scan = self._marked()
        if scan is not None:
            self.desk.do(action, scan.id, *told)  # type: ignore[arg-type]
            if said:
                self.frame.notices.say(say(said), "good")

    def _place(self, where: Placing) -> None:
        scan = self._marked()
        if scan is None:
            return
        if not where.case_id:
            raise Trouble("tray.say_case")
        self.desk.do(
            tray.place_scan, scan.id, where.case_id, paper=where.paper, which=where.which, page=where.page,
            title=where.title,
        )  # fmt: skip
        self.frame.notices.clear()
        self.frame.notices.say(say("scans.placed"), "good")

    def _confirm(self, one: Returned) -> None:
        proposed = self.desk.do(
            signed_pages.confirm_signed, self.case_id, one.paper, one.which, one.digest
        )
        self.frame.notices.clear()
        self.frame.notices.say(say("scans.confirmed", title=signed_pages.name_of(one)), "good")
        if proposed is not None:
            spot = (self.case_id, "agreement", proposed.agreement_id, proposed.open[0])
            self.frame.notices.say(
                say("scans.propose_days", day=proposed.day),
                action=(say("tray.write_days"), lambda: self.frame.go("case", spot)),
            )

    def _register(self) -> None:
        """A page written by hand waits for the case of its number."""
        scan = self._marked()
        code = page_code.read(scan.code or "") if scan else None
        if code is not None:
            self.frame.go("case", NewCase(number=code.file_no))

    def _confirmed_all(self) -> None:
        """Nothing of this case wants a look any more: one goes back to it."""
        if self.to_case.isVisible():
            self.to_case.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, say("tray.choose"))
        self.take([Path(name) for name in names])

    def take(self, paths: list[Path]) -> None:
        """Take these files in, one after another; what one refuses does not stop the next."""
        case_id = self.case_id or None

        def work(report: Report) -> scan_folder.Brought:
            brought = scan_folder.Brought()
            for done, path in enumerate(paths):
                report(done, len(paths))
                try:
                    brought.taken.append(scanning.take_file(self.desk, path, case_id=case_id))
                except Trouble as why:
                    brought.refused.append((path.name, why))
            return brought

        if paths:
            self.frame.jobs.run(work, self._taken, title=say("tray.taking"))

    def _taken(self, brought: scan_folder.Brought) -> None:
        for name, why in brought.refused:
            self.frame.notices.say(f"{name}：{why}", "warn")
        if brought.taken:
            told = say(
                "tray.taken", count=len(brought.taken), filed=brought.filed, waits=brought.waiting
            )
            self.frame.notices.say(told, "good" if not brought.waiting else "told")

    def _export(self) -> None:
        scan = self._marked()
        if scan is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, say("tray.export"), scan.file_name or "")
        if name:
            scanning.export(self.desk, scan.id, Path(name))
            self.frame.notices.say(say("scans.exported", file=Path(name).name), "good")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.empty)
        left.addWidget(self.list, 1)
        left.addStretch()
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(LIST)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self.sight)
        middle = QVBoxLayout()
        middle.addWidget(self.what)
        middle.addLayout(page.row(self.register, None))
        middle.addWidget(self.area, 1)
        middle.addStretch()
        place = QScrollArea()
        place.setWidgetResizable(True)
        place.setFrameShape(QFrame.Shape.NoFrame)
        place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        place.setWidget(self.card)
        place.setFixedWidth(PLACE_LARGE if theme.is_large() else PLACE)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(side)
        across.addLayout(middle, 1)
        across.addWidget(place)
        holder = QWidget()
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(page.MARGIN, 10, page.MARGIN, 8)
        whole.setSpacing(8)
        if theme.is_large():  # beside the title they would widen the window
            whole.addWidget(self.title)
            whole.addLayout(page.row(self.choose, None, self.to_tray, self.to_case))
        else:
            whole.addLayout(page.row(self.title, None, self.to_tray, self.to_case, self.choose))
        whole.addWidget(self.told)
        whole.addWidget(self.returned)
        whole.addLayout(across, 1)
        self.fill(holder)
