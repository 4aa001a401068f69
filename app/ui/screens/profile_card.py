"""本室名片: kind, brand, head and hours of the room, with its photo; registers say them on every page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.desk import edit, practice, room_photo
from app.desk.room import own_room
from app.records import Room
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.field_form import FieldForm
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

FIELDS = ("room_kind", "committee_kind", "brand", "head_name", "hours", "code", "studio_code")
WIDE, TALL = 260, 195


class ProfileCard(QWidget):
    """A form beside the photo; what is left is kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.form = FieldForm(Room, FIELDS, columns=1)
        self.form.left.connect(self._keep)
        self.form.propose("brand", self._usual_brand)
        self.photo = QLabel()
        self.photo.setObjectName("profile.photo")
        self.photo.setFixedSize(theme.scaled(WIDE), theme.scaled(TALL))
        self.photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.role(self.photo, "quiet")
        take = page.button("profile.take", self._choose, icon="add", role="flat")
        self.drop = page.button("profile.drop", self._drop, icon="void", role="flat")
        side = QVBoxLayout()
        side.addWidget(self.photo)
        side.addLayout(page.row(take, self.drop, None))
        side.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(18)
        across.addWidget(self.form, 1)
        across.addLayout(side)

    def load(self, room: Room) -> None:
        """The room as it now is."""
        self.form.load(room)
        self._show_photo(room_photo.content(self.desk), named=room.photo is not None)

    def settle(self) -> None:
        self.form.settle()

    def take(self, file: Path) -> None:
        """A picture of this computer becomes the photo of the room."""
        room_photo.keep(self.desk, file)
        self.load(self.desk.look(own_room, self.desk.shelf.log))

    def _show_photo(self, content: bytes | None, *, named: bool) -> None:
        self.drop.setVisible(named)
        picture = QPixmap()
        if content is not None and picture.loadFromData(content):
            fitting = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self.photo.setPixmap(picture.scaled(self.photo.size(), fitting, smooth))
        else:
            self.photo.setPixmap(QPixmap())
            self.photo.setText(say("profile.on_its_way" if named else "profile.no_photo"))

    def _choose(self) -> None:
        kinds = say("profile.pictures") + " (*.jpg *.jpeg *.png)"
        name, _ = QFileDialog.getOpenFileName(self, say("profile.take"), "", kinds)
        if name:
            self.take(Path(name))

    def _drop(self) -> None:
        room_photo.forget(self.desk)
        self.load(self.desk.look(own_room, self.desk.shelf.log))

    def _usual_brand(self) -> str | None:
        way = self.desk.look(practice.standing, self.desk.shelf.log)
        return next(iter(way.brands), None)

    def _keep(self, changes: dict[str, Any]) -> None:
        self.desk.do(edit.edit, Room, self.form.record_id, changes, self.form.seen)
