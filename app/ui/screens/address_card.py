"""联网的网址: where the rooms of a centre reach it, with which certificate; and writing the card that says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from app.desk import address, enrolment, shown
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.places import proposed
from app.words import say

if TYPE_CHECKING:
    from app.desk.address import Address
    from app.desk.desk import Desk
    from app.ui.screen import Frame


class AddressCard(QWidget):
    """The address is kept when its line is left; below it stands what a card says now."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        super().__init__()
        self.desk, self.frame = desk, frame
        self.url = QLineEdit()
        self.url.setObjectName("address.url")
        self.url.setAccessibleName(say("address.url"))
        self.url.setPlaceholderText(say("address.sample"))
        self.url.editingFinished.connect(self._keep)
        self.own = _choice("address.own_certificate")
        self.public = _choice("address.public_certificate")
        self.public.toggled.connect(self._keep)
        self.now = page.label("", "quiet")
        self.now.setObjectName("address.now")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(page.label(say("address.told"), "quiet"))
        name = page.label(say("address.url"), "label", wrap=False)
        column.addLayout(page.row(name, self.url))
        column.addWidget(self.own)
        column.addWidget(self.public)
        column.addWidget(page.label(say("address.certificate_told"), "quiet"))
        column.addWidget(self.now)
        column.addWidget(page.label(say("address.again"), "quiet"))
        card = page.button("address.card", self._card, icon="save")
        column.addLayout(page.row(card, None))

    def load(self) -> None:
        """Show what a card says now; what is being typed stays."""
        if not self.url.isModified():
            self._show(self.desk.look(address.now))

    def settle(self) -> None:
        """What was typed and not left yet is kept."""
        if self.url.isModified():
            self._keep()

    def _show(self, found: Address) -> None:
        self.public.blockSignals(True)
        self.url.setText(found.url)
        (self.public if found.public else self.own).setChecked(True)
        self.public.blockSignals(False)
        differs = shown.card_differs(self.desk)
        ill = found.is_only_here or found.doubt() or differs
        self._tell(f"{found.sentence()} {differs}".strip(), "warn" if ill else "quiet")

    def _tell(self, told: str, role: str) -> None:
        self.now.setText(told)
        theme.role(self.now, role)

    def _keep(self, _told: object = None) -> None:
        """An address that no room could use stays in its line with the reason, and the card as it was."""
        try:
            self._show(address.give(self.desk, self.url.text(), public=self.public.isChecked()))
        except Trouble as why:
            self._tell(f"{why} {say('address.not_kept')}", "warn")

    def _card(self) -> None:
        address.give(self.desk, self.url.text(), public=self.public.isChecked())
        save_card(self, self.desk, self.frame)


def save_card(asking: QWidget, desk: Desk, frame: Frame) -> None:
    """Ask where, write the card, and say what to read out and what address it has."""
    name, _ = QFileDialog.getSaveFileName(
        asking, say("exchange_screen.card"), proposed("centre-card.json")
    )
    if name:
        made = enrolment.centre_card(desk, Path(name))
        facts = {"file": Path(name).name, "fingerprint": made.fingerprint}
        told = [say("cli.card_written", **facts), desk.look(address.now).sentence()]
        frame.notices.say(" ".join(told), "good", stay=True)


def _choice(key: str) -> QRadioButton:
    told = QRadioButton(say(key))
    told.setObjectName(key)
    return told
