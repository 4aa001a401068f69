"""往来: how it stands with every place, the stick, what went and came, and knowing each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from app.desk import blobs_standing, came_in, exchange, history_of_roads, stick_visit
from app.desk import slip as slips
from app.desk.overview import Overview, overview
from app.desk.room import own_room
from app.desk.stick_visit import GOOD, WARN, Line, StickVisit
from app.sync import eject
from app.ui.kit import page
from app.ui.kit.printer import Printer
from app.ui.screen import Screen
from app.ui.screens.exchange_parts.aside_part import AsidePart
from app.ui.screens.exchange_parts.history_part import HistoryPart
from app.ui.screens.exchange_parts.knowing_part import KnowingPart
from app.ui.screens.exchange_parts.line_part import LinePart
from app.ui.screens.exchange_parts.places_part import PlacesPart
from app.ui.screens.exchange_parts.slip_part import SlipPart
from app.ui.screens.exchange_parts.stick_part import StickPart
from app.ui.sticks import Mount, Plugged, Stick, among, mounted
from app.words import say

if TYPE_CHECKING:
    from app.desk.alarms import Alarm
    from app.desk.desk import Desk
    from app.desk.exchanged import Taken
    from app.ui.jobs import Report
    from app.ui.screen import Frame, Touched

Eject = Callable[[Path, str], bool]


@dataclass(frozen=True)
class Met:
    """A visit of the stick, and whether the system let the stick go after it; None: it was not asked."""

    visit: StickVisit
    let_go: bool | None = None


class ExchangeScreen(Screen):
    """One look says whether everything is there; one button makes it so."""

    def __init__(
        self,
        desk: Desk,
        frame: Frame,
        *,
        mounts: Callable[[], list[Mount]] = mounted,
        let_go: Eject = eject.eject,
        printer: Printer | None = None,
    ) -> None:
        super().__init__(desk, frame)
        self._printer = printer
        self.slips: SlipPart | None = None
        self._mounts, self._let_go = mounts, let_go
        self.sticks: list[Stick] = []
        area, column = page.sheet()
        self.sheets = QStackedWidget()
        self.sheets.addWidget(area)
        is_centre = bool(desk.look(own_room, desk.shelf.log).is_centre)
        title = "exchange_screen.title_centre" if is_centre else "exchange_screen.title"
        self.title = page.label(say(title), "title")
        self.title.setObjectName("exchange_screen.title")
        column.addWidget(self.title)
        self.places = PlacesPart(self._known)
        column.addWidget(self.places)
        self.line = LinePart(desk, frame.line, self._line_ended)
        column.addWidget(self.line)
        self.stick = StickPart(
            self.exchange_now, self.take_now, self.slip, desk.settings.last_stick
        )
        column.addWidget(self.stick)
        self.blobs_card, inner = page.card(say("sync_page.attachments"))
        self.blobs = page.label()
        inner.addWidget(self.blobs)
        column.addWidget(self.blobs_card)
        self.aside = AsidePart(desk, self._retried)
        column.addWidget(self.aside)
        self.history = HistoryPart()
        column.addWidget(self.history)
        self.knowing = KnowingPart(desk, frame, is_centre=is_centre, changed=self._approved)
        column.addWidget(self.knowing)
        column.addStretch(1)
        self.fill(self.sheets)

    def opened(self, target: object = None) -> None:
        self.sheets.setCurrentIndex(0)
        self.sticks = among(self._mounts())
        self.stick.show_found(self.sticks)
        self._show()
        if isinstance(target, Plugged):
            self.stick.choose(target.stick)
            self.exchange_now()

    def standing(self) -> object:
        """Coming back exchanges nothing by itself."""
        return ""

    def heard(self, touched: Touched) -> None:
        self._show()

    def exchange_now(self) -> None:
        """Take in what lies on the stick, then write what the others lack: the receipt goes along."""
        folder = self.stick.place
        plugged = next((one for one in self.sticks if one.path == folder), None)

        def work(report: Report) -> Met:
            visit = stick_visit.meet(self.desk, folder, report)
            if plugged is None or visit.failed is not None:
                return Met(visit)
            return Met(visit, self._let_go(plugged.path, plugged.device))

        self._run(work)

    def take_now(self) -> None:
        """Only take in."""
        folder = self.stick.place
        self._run(lambda _report: Met(StickVisit(exchange.take_bundles(self.desk, folder), [])))

    def join(self, card: Path) -> None:
        """Report to the centre of a card from now on."""
        self.knowing.join(card)

    def slip(self) -> None:
        """The slip that goes with the stick, on the screen first."""
        pdf = slips.slip(self.desk)
        if self.slips is None:
            self.slips = SlipPart(
                self._back, self.frame.notices.say, self._printer, self.frame.jobs
            )
            self.sheets.addWidget(self.slips)
        self.slips.show_slip(pdf, self.desk.today())
        self.sheets.setCurrentWidget(self.slips)

    def _back(self) -> None:
        self.sheets.setCurrentIndex(0)

    def _run(self, work: Callable[[Report], Met]) -> None:
        self.stick.begin()
        self.desk.settings.last_stick = str(self.stick.place)
        self.desk.settings.save(self.desk.data.settings)
        self.frame.jobs.run(work, self._met, title=say("exchange_screen.working"))

    def _met(self, met: Met) -> None:
        visit = met.visit
        self.desk.tell({("case", "")} if visit.new else set())
        seen = self._show()
        self.stick.show_outcome(headline(visit, seen), stick_visit.lines(visit))
        name = self.stick.place.name
        if met.let_go is not None:
            key = "sticks.may_remove" if met.let_go else "sticks.by_hand"
            self.stick.show_removal(say(key, name=name), may=met.let_go)
        elif visit.written and visit.failed is None:
            self.stick.show_removal(say("sticks.folder"), may=False)

    def _approved(self, taken: list[Taken]) -> None:
        if taken:
            self._met(Met(StickVisit(taken, [])))
        else:
            self._show()

    def _known(self, alarm: Alarm) -> None:
        came_in.seen(self.desk, str(alarm.facts["fingerprint"]))
        self._show()

    def _retried(self, new: int) -> None:
        key = "sync_page.retried" if new else "sync_page.retried_none"
        self.frame.notices.say(say(key, count=new), "good" if new else "told")
        self._show()

    def _line_ended(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> Overview:
        seen = overview(self.desk)
        self.places.show_places(seen)
        self.line.show_line()
        blobs = blobs_standing.standing(self.desk).sentences()
        self.blobs.setText("\n".join(blobs))
        self.blobs_card.setVisible(bool(blobs))
        self.aside.show_aside()
        self.history.show_history(history_of_roads.history(self.desk))
        return seen


def headline(visit: StickVisit, seen: Overview) -> Line:
    """The verdict. Done is said only when both sides' counts and digests agree."""
    if not visit.is_well:
        return Line(say("sync_page.not_well"), WARN)
    if not visit.taken and not visit.written:
        return Line(say("sync_page.nothing"))
    behind = [one.name for one in seen.places if one.state not in {"agreed", "unknown"}]
    if seen.places and not behind:
        return Line(say("sync_page.done"), GOOD)
    if visit.written:
        return Line(say("sync_page.on_its_way", names="、".join(behind[:3])))
    return Line(say("sync_page.taken_only"))
