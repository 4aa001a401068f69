"""One part of the case page: shows a chapter of the file, keeps what is typed in it, jumps to a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.desk.in_words import in_words
from app.records import Case, Mediator, Record
from app.records.field import Field, fields_of
from app.trouble import Trouble
from app.ui import theme
from app.ui.kit import page
from app.ui.kit.editor import Options
from app.ui.kit.field_form import FieldForm
from app.ui.kit.rows_form import RowsForm
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.wording import value_words
from app.ui.screens.case_parts.writing_help import attach
from app.words import say

LABELS = 112
"""Width of the words beside the fields: seven characters."""


class Part(QWidget):
    """A scrolling sheet of cards. A part says `fields` it answers for, `show_file`, and perhaps `enter`."""

    papers_asked = Signal(str, str)
    """A paper to look at: its key and the id it is drawn for."""

    jumped = Signal(object)
    """A finding was pressed: to the field it speaks of."""

    conflict_asked = Signal(str, str, str)
    """A field with more than one value: its record, the record's id, its name."""

    led_out = Signal(str, object)
    """To another screen, and what it shall show there."""

    widened = Signal(bool)
    """Something wants, or no longer wants, the width beside the part as well."""

    kinds: tuple[str, ...] = ()
    """The records whose every field is written here."""

    case_fields: tuple[str, ...] = ()
    """The fields of the case itself that are written here."""

    folded = False
    """Whether an empty form waits until it is asked for: where a part has many lists."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.case = case
        self.case_forms: list[FieldForm] = []
        self.rows: list[RowsForm] = []
        self.area, self.column = page.sheet()
        self.column.setContentsMargins(0, 4, 6, 4)
        self.column.setSpacing(12)
        self.outside = QVBoxLayout(self)
        self.outside.setContentsMargins(0, 0, 0, 0)
        self.outside.addWidget(self.area)

    def show_file(self) -> None:
        """Show the case as it now is; whatever is being typed stays."""
        for form in self.case_forms:
            show_case(form, self.case)

    def forget(self) -> None:
        """Another case comes: nothing of this one stays in the fields."""
        for form in self.case_forms:
            form.forget()
        for rows in self.rows:
            rows.forget()

    def settle(self) -> None:
        """Keep what is still being typed."""
        for form in self.case_forms:
            form.settle()
        for rows in self.rows:
            rows.settle()

    def takes(self, record: str, field: str) -> bool:
        """Whether a field of a record is written on this part."""
        return record in self.kinds or (record == "case" and field in self.case_fields)

    def enter(self) -> None:
        """The part was turned to: the caret stands where one begins."""
        if self.case_forms:
            self.case_forms[0].jump(next(iter(self.case_forms[0].editors)))

    def jump(self, record: str, record_id: str | None, field: str) -> bool:
        """Put the caret into a field, as a finding or a step names it."""
        if record == "case":
            return any(form.jump(field) for form in self.case_forms)
        for rows in self.rows:
            if rows.kind == record:
                return rows.mark(record_id, field) if record_id else rows.begin(field)
        return False

    def bring_into_sight(self) -> None:
        """The field with the caret."""
        focus = QApplication.focusWidget()
        inside = self.area.widget()
        if focus is not None and inside.isAncestorOf(focus):
            depth = focus.mapTo(inside, focus.rect().bottomLeft()).y()
            if depth + 60 <= self.area.viewport().height():  # the head of the part stays in sight
                self.area.verticalScrollBar().setValue(0)
            else:
                self.area.ensureWidgetVisible(focus, 20, 60)

    # laying out

    def card(self, title: str = "") -> QVBoxLayout:
        """A new card at the end of the part."""
        frame, column = page.card(title)
        column.setContentsMargins(16, 12, 16, 14)
        self.column.addWidget(frame)
        return column

    def case_form(self, names: Iterable[str], *, columns: int = 2) -> FieldForm:
        """A form of fields of the case; the first fact registers it."""
        form = fields(Case, names, columns=columns)
        form.left.connect(lambda changes: self._keep_case(form, changes))
        self.marks_conflicts(form)
        attach(self.case, form)
        self.case_forms.append(form)
        return form

    def row_form(
        self,
        record: type[Record],
        names: Iterable[str],
        *,
        title: Callable[[Any], str],
        add: str,
        drafts: bool = False,
        wide: Iterable[str] = (),
    ) -> RowsForm:
        """Records under the case; with drafts, what is typed in a new row makes it."""
        rows = RowsForm(
            record, names, title=title, add=add, drafts=drafts, folded=self.folded, above=True,
            label_width=LABELS, columns=1 if theme.is_large() else 2, wide=wide,
        )  # fmt: skip
        rows.changed.connect(
            lambda record_id, facts: self.keep(rows.form, record, record_id, facts)
        )
        self.marks_conflicts(rows.form)
        for helps in attach(self.case, rows.form):
            rows.marked.connect(lambda _id, helps=helps: helps.fold())
        rows.begun.connect(lambda facts: rows.adopt(self.add_row(record, facts)))
        rows.void_asked.connect(lambda record_id, reason: self.case.void(record, record_id, reason))
        self.rows.append(rows)
        return rows

    def marks_conflicts(self, form: FieldForm) -> None:
        """Fields of this form with more than one value carry a mark (待核对)."""
        form.conflicts_of = self.case.conflicts_of
        kind = form.record_kind.kind()
        form.conflict_asked.connect(
            lambda name: self.conflict_asked.emit(kind, form.record_id, name)
        )

    def add_row(self, record: type[Record], told: dict[str, Any]) -> str:
        """The first facts of a new row; a part may know the others from what it sees."""
        return self.case.add(record, told)

    def keep(
        self, form: FieldForm, record: type[Record], record_id: str, changes: dict[str, Any]
    ) -> None:
        """Keep what was typed; where somebody else wrote meanwhile, both stay in sight."""
        try:
            self.case.keep(record, record_id, changes, form.seen)
        except Trouble as why:
            fresh = self.case.record(record_id)
            if why.key != "edit.stale" or fresh is None:
                self.case.notices.trouble(why)
                return
            self._say_clash(form, fresh, changes)

    def _keep_case(self, form: FieldForm, changes: dict[str, Any]) -> None:
        if self.case.case_id:
            self.keep(form, Case, self.case.case_id, changes)
        elif self.case.begin(changes):
            form.record_id = self.case.case_id

    def _words(self, field: Field, value: object) -> str:
        """A record that is pointed at by what it is called, never by its id."""
        if field.kind in {"ref", "refs"} and value:
            return self.case.desk.look(in_words, field, value)
        return value_words(field, value)

    def _say_clash(self, form: FieldForm, fresh: Record, changes: dict[str, Any]) -> None:
        """Theirs is told; leaving the field once more keeps one's own."""
        known = fields_of(type(fresh))
        form.hold(changes, fresh.v)
        lines = [
            say(
                "case_page.theirs",
                field=say(known[name].label),
                value=self._words(known[name], theirs),
            )
            for name, mine in changes.items()
            if (theirs := getattr(fresh, name)) != mine
        ]
        self.case.notices.say(
            "\n".join([*lines, say("case_page.clash")]), "warn",
            action=(say("case_page.take_theirs"), lambda: form.show_anew(fresh)),
        )  # fmt: skip


def fields(record: type[Record], names: Iterable[str], *, columns: int = 2) -> FieldForm:
    """A form as wide as the page allows: large type leaves room for one column."""
    return FieldForm(record, names, columns=1 if theme.is_large() else columns, label_width=LABELS)


def show_case(form: FieldForm, case: OpenCase) -> None:
    """A form that wrote the first fact of a new case goes on in that case; the others follow."""
    if case.file is None:
        return  # what is written on the page of a new case stays, readable or not
    if not form.record_id:
        form.record_id = case.case_id
    form.load(case.file.case)


def people(case: OpenCase, *ids: str | None) -> Options:
    """Who may be chosen: the room's people, and anybody named already who has left since."""
    known: dict[str, Mediator] = {m.id: m for m in case.people}
    for told in ids:
        if told and case.file and told in case.file.mediators:
            known.setdefault(told, case.file.mediators[told])
    return tuple((m.id, m.name or "") for m in known.values())


def told() -> QLabel:
    """A line for a concluded value."""
    return page.label("", "quiet")
