"""选住户: a household found by typing pinyin or characters of its head, its number or its grid.

The list is read when the caret comes: a form that is only looked at never waits for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from app.desk import households
from app.desk.place_finder import Finder
from app.records.field import Field
from app.ui.kit.editor import Options
from app.ui.kit.place_editor import PlaceEditor

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.kit.field_form import FieldForm


class HouseholdEditor(PlaceEditor):
    """One household by its id; it asks the desk it was given."""

    prompt = "kit.household_hint"

    def __init__(self, field: Field, options: Options = ()) -> None:
        self.desk: Desk | None = None
        super().__init__(field, options)

    def offer(self) -> None:
        """The households as they now are."""
        if self.desk is not None:
            self.set_options(self.desk.look(households.options, self.desk.shelf.log))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and watched is self.line:
            self.offer()
        return super().eventFilter(watched, event)

    def _label(self, value: str | None) -> str:
        known = super()._label(value)
        if known or not value or self.desk is None:
            return known
        return self.desk.look(households.label, value)

    @property
    def _look(self) -> Finder:
        if not self.options:
            self.offer()
        return super()._look


def ask(form: FieldForm, desk: Desk, name: str = "household_id") -> None:
    """A form whose field finds the households of this desk."""
    editor = form.editors[name]
    assert isinstance(editor, HouseholdEditor)
    editor.desk = desk
