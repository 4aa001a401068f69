"""选网格: a place found by typing pinyin, first letters, characters or a part of its path.

Every field that refers to a place gets this widget in a FieldForm; it wants its options (id and whole path, from
`app.desk.grid.options`) as any other choice does.
"""

from __future__ import annotations

from typing import Any

from app.desk.place_finder import Finder
from app.records.field import Field
from app.trouble import Trouble
from app.ui.kit.choice_editors import ChoiceEditor
from app.ui.kit.editor import Options


class PlaceEditor(ChoiceEditor):
    """One place of the grid tree by its id; thousands are looked through while one types."""

    prompt = "kit.place_hint"

    def __init__(self, field: Field, options: Options = ()) -> None:
        self._finder: Finder | None = None
        self._labels: dict[str, str] = {}
        super().__init__(field, options)
        self.line.finds = self._find

    def set_options(self, options: Options) -> None:
        if tuple(options) != getattr(self, "options", None):
            self._finder = None
            self._labels = dict(options)
            super().set_options(options)

    def read(self) -> Any:
        text = self.line.text().strip()
        if not text:
            return None
        found = self._look.exact(text)
        if found:
            return found
        fits = self._look.find(text, 2)
        if len(fits) == 1:
            return fits[0].id
        if fits:
            raise Trouble("typed.several_choices", typed=text, count=len(self._look.find(text, 99)))
        raise Trouble("typed.no_such_choice", typed=text)

    @property
    def fits_several(self) -> bool:
        """Whether what stands there means more than one place."""
        text = self.line.text().strip()
        return bool(text) and not self._look.exact(text) and len(self._look.find(text, 2)) > 1

    def _label(self, value: str | None) -> str:
        return self._labels.get(value or "", "")

    @property
    def _look(self) -> Finder:
        """Cut when the first character is typed: a form that is only read never waits for it."""
        if self._finder is None:
            self._finder = Finder.of(self.options)
        return self._finder

    def _find(self, text: str) -> Options:
        return [(one.id, one.path) for one in self._look.find(text)]
