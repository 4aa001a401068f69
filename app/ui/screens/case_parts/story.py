"""The story of the field with the caret: every value it had, who wrote it, and what was settled (F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.desk import history
from app.desk.history import Was
from app.desk.in_words import label
from app.ui.kit.editor import Editor
from app.ui.kit.field_form import FieldForm
from app.words import say

if TYPE_CHECKING:
    from app.desk.desk import Desk

MOST, LONGEST = 12, 60


def story_of(desk: Desk, widget: QWidget | None) -> str:
    """The lines for the page, the newest first; nothing where the caret stands in no field."""
    name, form = "", None
    while widget is not None and form is None:
        if isinstance(widget, Editor):
            name = widget.field.name
        form = widget if isinstance(widget, FieldForm) else None
        widget = widget.parentWidget()
    if form is None or not name or not form.record_id:
        return ""
    kind = form.record_kind.kind()
    told = desk.look(history.history, kind, form.record_id, name)
    lines = [_line(was) for was in reversed(told[-MOST:])]
    return "\n".join([say("conflict.story", field=label(kind, name)), *lines])


def _line(was: Was) -> str:
    words = was.words.replace("\n", " ")
    short = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    marks = (
        (was.closed, "conflict.was_settled"), (was.sealed, "conflict.was_sealed"),
        (was.stands, "conflict.stands"),
    )  # fmt: skip
    told = "".join(say(key) for holds, key in marks if holds)
    if was.hand is None:
        return f"{short}{told}"
    return f"{was.hand.said}　{short}{told}"
