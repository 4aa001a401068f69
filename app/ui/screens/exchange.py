"""U 盘交换: one bundle out, bundles in, and what each side is known to have."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit

from app.desk import enrolment, exchange, standing, stick_copy
from app.desk.exchange import Taken, Written
from app.desk.stick_copy import Told
from app.trouble import Trouble
from app.ui.kit import page
from app.ui.kit.places import proposed
from app.ui.screen import Screen
from app.words import say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout

    from app.desk.desk import Desk
    from app.ui.jobs import Report
    from app.ui.screen import Frame, Touched


@dataclass(frozen=True)
class Met:
    """One visit of the stick: what was taken in, then what was written."""

    taken: list[Taken]
    written: list[Written]
    copy: Told | None = None  # of the room, on the stick


class ExchangeScreen(Screen):
    """Plug in the stick, choose it, press one button; the receipt comes back the same way."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__(desk, frame)
        area, column = page.sheet()
        column.addWidget(page.label(say("exchange_screen.title"), "title"))
        card, inner = page.card(say("exchange_screen.stick"))
        self.folder = QLineEdit(desk.settings.last_stick)
        self.folder.setObjectName("exchange_screen.folder")
        self.folder.setAccessibleName(say("exchange_screen.folder"))
        self.folder.setPlaceholderText(say("exchange_screen.folder"))
        self.folder.textChanged.connect(self._may_meet)
        choose = page.button("exchange_screen.choose", self._choose, icon="open")
        inner.addWidget(page.label(say("exchange_screen.how"), "quiet"))
        inner.addLayout(page.row(self.folder, choose))
        self.meet = page.button(
            "exchange_screen.meet", self.exchange_now, role="primary", icon="stick"
        )
        self.take = page.button("exchange_screen.take", self.take_now)
        inner.addLayout(page.row(self.meet, self.take, None))
        self.result = page.label("", "good")
        self.result.setObjectName("exchange_screen.result")
        inner.addWidget(self.result)
        column.addWidget(card)
        places, self.places = page.card(say("exchange_screen.places"))
        column.addWidget(places)
        knowing, self.knowing = page.card(say("exchange_screen.knowing"))
        column.addWidget(knowing)
        column.addStretch(1)
        self.fingerprint = QLineEdit()
        self.fill(area)
        self._may_meet()

    def opened(self, target: object = None) -> None:
        self._show_places()

    def heard(self, touched: Touched) -> None:
        self._show_places()

    def exchange_now(self) -> None:
        """Take in what lies on the stick, then write what the others lack: the receipt goes along."""
        folder = Path(self.folder.text().strip())

        def work(report: Report) -> Met:
            report(0, 0)
            taken = _take_any(self.desk, folder)
            report(0, 0)
            written = exchange.make_bundle(self.desk, folder)
            report(0, 0)
            wanted = self.desk.settings.copy_on_stick
            copy = stick_copy.told(self.desk, folder, report) if wanted else None
            return Met(taken, written, copy)

        self._run(work)

    def take_now(self) -> None:
        """Only take in."""
        folder = Path(self.folder.text().strip())
        self._run(lambda _report: Met(exchange.take_bundles(self.desk, folder), []))

    def _run(self, work: object) -> None:
        self.result.setText("")
        self.desk.settings.last_stick = self.folder.text().strip()
        self.desk.settings.save(self.desk.data.settings)
        self.frame.jobs.run(work, self._met, title=say("exchange_screen.working"))  # type: ignore[arg-type]

    def _met(self, met: Met) -> None:
        told = [told_words(one) for one in met.taken]
        told += [
            say("cli.bundle_written", file=w.file, to=w.to, entries=w.entries, size=w.size)
            for w in met.written
        ]
        if met.copy is not None and met.copy.well:
            told.append(met.copy.sentence)
        elif met.copy is not None:
            self.frame.notices.say(met.copy.sentence, "warn", lasting=True)
        if met.written:
            told.append(say("cli.may_remove"))
        self.result.setText("\n".join(told) or say("exchange_screen.nothing"))
        for one in met.taken:
            if one.outcome == "refused":
                self.frame.notices.say(told_words(one), "warn", lasting=True)
            for besides in one.besides():
                self.frame.notices.say(besides, "warn", lasting=True)
        new = {("case", "")} if any(one.new for one in met.taken) else set()
        self.desk.tell(new)
        self._show_places()

    def _show_places(self) -> None:
        stands = standing.status(self.desk)
        page.clear(self.places)
        self.places.addWidget(page.label(say("exchange_screen.places"), "heading"))
        if not stands.places:
            key = "exchange_screen.no_rooms" if stands.is_centre else "exchange_screen.no_centre"
            self.places.addWidget(page.label(say(key), "warn"))
        for place in stands.places:
            role = "good" if place.trusted and place.receipt_at and not place.unconfirmed else ""
            self.places.addWidget(page.label(place.sentence(), role))
        if stands.waiting:
            self.places.addWidget(
                page.label(say("exchange_screen.waiting", count=stands.waiting), "warn")
            )
        page.clear(self.knowing)
        self._show_knowing(stands, self.knowing)

    def _show_knowing(self, stands: standing.Standing, column: QLayout) -> None:
        column.addWidget(page.label(say("exchange_screen.knowing"), "heading"))
        own = page.label(say("exchange_screen.own_fingerprint", fingerprint=stands.fingerprint))
        column.addWidget(own)
        if stands.is_centre:
            column.addWidget(page.button("exchange_screen.card", self._card, icon="save"))
            self.fingerprint = QLineEdit()
            self.fingerprint.setObjectName("exchange_screen.fingerprint")
            self.fingerprint.setAccessibleName(say("exchange_screen.fingerprint"))
            self.fingerprint.setPlaceholderText(say("exchange_screen.fingerprint"))
            column.addWidget(self.fingerprint)
            column.addWidget(page.button("exchange_screen.approve", self._approve))
        else:
            column.addWidget(page.button("exchange_screen.join", self._join, icon="open"))

    def _may_meet(self) -> None:
        there = bool(self.folder.text().strip())
        self.meet.setEnabled(there)
        self.take.setEnabled(there)

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, say("exchange_screen.choose"), self.folder.text()
        )
        if folder:
            self.folder.setText(folder)

    def _card(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, say("exchange_screen.card"), proposed("centre-card.json")
        )
        if name:
            made = enrolment.centre_card(self.desk, Path(name))
            self.frame.notices.say(
                say("cli.card_written", file=Path(name).name, fingerprint=made.fingerprint), "good"
            )

    def _join(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, say("exchange_screen.join"), self.folder.text())
        if name:
            self.join(Path(name))

    def join(self, card: Path) -> None:
        """Report to the centre of a card from now on."""
        made = enrolment.join(self.desk, card)
        self.frame.notices.say(
            say("cli.joined", name=made.name, fingerprint=made.fingerprint), stay=True
        )
        self._show_places()

    def _approve(self) -> None:
        done = enrolment.approve(self.desk, self.fingerprint.text())
        self.frame.notices.say(say("cli.approved", name=done.name), "good")
        self._met(Met(done.taken, []))


def _take_any(desk: Desk, folder: Path) -> list[Taken]:
    """What lies on the stick; an empty one is no trouble when one comes to write."""
    try:
        return exchange.take_bundles(desk, folder)
    except Trouble as why:
        if why.key != "stick.nothing":
            raise
        return []


def told_words(taken: Taken) -> str:
    """What became of one bundle."""
    if taken.reason:
        return say("cli.bundle_told", file=taken.file, reason=taken.reason)
    if taken.outcome == "own":
        return say("cli.bundle_own", file=taken.file)
    return say(
        "cli.bundle_taken", file=taken.file, sender=taken.sender, new=taken.new, known=taken.known
    )
