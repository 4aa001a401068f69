"""用条款模板: on the left the templates, on the right the blanks of one and what comes of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.rules.clause_book import COMMON, Template, by_key, offered
from app.rules.clauses import Filled, defaults, fill, numbered
from app.ui.kit import page
from app.ui.kit.matching import matching
from app.ui.screens.case_parts.clause_blanks import BlankForm, offers
from app.ui.screens.case_parts.clause_preview import Preview
from app.ui.screens.case_parts.found_list import FoundList
from app.ui.screens.case_parts.help_sheet import HelpSheet
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.wording import code_words
from app.words import say


class TemplateSheet(HelpSheet):
    """条款模板."""

    title = "clause.use"

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        self.found = FoundList("clause", say("clause.find"))
        self.found.sought.connect(lambda _text: self._seek())
        self.found.marked.connect(self._show)
        self.found.taken.connect(self._enter)
        self.name = page.label("", "heading")
        self.form = BlankForm()
        self.form.changed.connect(self._preview)
        self.form.ended.connect(self.done)
        self.preview = Preview()
        self.template: Template | None = None
        self.filled: Filled | None = None
        area, column = page.sheet()
        column.setContentsMargins(4, 0, 8, 4)
        for widget in (self.name, self.form):
            column.addWidget(widget)
        column.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(self.found)
        across.addWidget(area, 5)
        across.addWidget(self.preview, 4)

    def begin(self) -> None:
        self.found.seek.clear()
        self.template = None
        self._seek()
        self.found.seek.setFocus(Qt.FocusReason.TabFocusReason)

    def told(self) -> tuple[list[str], list[dict[str, Any]]]:
        if self.filled is None or self.filled.unread:
            return [], []
        return [self.filled.text], list(self.filled.items)

    def inputs(self) -> list[QWidget]:
        return [self.found.seek, self.found.list, *self.form.inputs()]

    def state(self) -> str:
        if self.filled is None:
            return ""
        told = [one.said(say) for one in self.filled.doubts]
        if self.filled.unread:
            told.append(say("clause.not_yet", blanks="、".join(self.filled.unread)))
        if self.filled.missing:
            told.append(say("clause.still_open", blanks="、".join(self.filled.missing)))
        return "\n".join(told)

    def forget(self) -> None:
        self.form.forget()
        self.template = self.filled = None

    def _seek(self) -> None:
        kind = self.case.file.case.dispute_type if self.case.file else None
        text = self.found.seek.text().strip()
        templates = offered(kind)
        if text:
            labels = [(one.key, f"{one.name} {_book(one.book)}") for one in templates]
            hits = [key for key, _ in matching(labels, text)]
            hits += [one.key for one in templates if text in one.text and one.key not in hits]
            names = dict(labels)
            self.found.load([(key, names[key]) for key in hits])
            return
        lines: list[tuple[str, str]] = []
        for number, one in enumerate(templates):
            if not number or one.book != templates[number - 1].book:
                lines.append(("", f"— {_book(one.book)} —"))
            lines.append((one.key, one.name))
        self.found.load(lines)

    def _show(self, key: str) -> None:
        template = by_key(key) if key else None
        if template is not self.template or template is None:
            self.template = template
            blanks = template.blanks if template else ()
            file = self.case.file
            told = defaults(template, file) if template else {}
            self.form.load(blanks, told, offers(file, blanks))
            self.name.setText(template.name if template else say("clause.none_found"))
            self.laid_out.emit()
        self._preview()

    def _enter(self) -> None:
        if self.template is not None and not self.template.blanks:
            self.done.emit()
        else:
            self.form.jump()

    def _preview(self) -> None:
        file, template = self.case.file, self.template
        parties = file.parties if file else []
        self.filled = fill(template, self.form.values(), parties) if template else None
        texts = numbered(self.standing(), [self.filled.text]) if self.filled else []
        self.preview.show_clauses(texts, self.filled.items if self.filled else (), file)
        self.preview.setVisible(self.filled is not None)
        self.changed.emit()


def _book(name: str) -> str:
    return say("clause.common") if name == COMMON else code_words("dispute_type", name)
