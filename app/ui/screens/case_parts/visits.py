"""回访: which visits are due, and what each one found."""

from __future__ import annotations

from typing import Any

from app.records import Record, Visit
from app.rules.reliefs import relieved_by
from app.ui.kit import page
from app.ui.kit.finding_list import FindingList
from app.ui.kit.typed import show_day
from app.ui.screens.case_parts.open_case import OpenCase
from app.ui.screens.case_parts.part import Part, people
from app.ui.screens.case_parts.sparing import Sparing
from app.ui.screens.case_parts.wording import code_words, day_words, left_words
from app.words import say

NAMES = (
    "done_on",
    "by_id",
    "change_reason",
    "visited",
    "manner",
    "performed",
    "satisfaction",
    "relapse",
    "note",
)
MANNER = "door"


class Visits(Part):
    """回访."""

    kinds = ("visit",)

    def __init__(self, case: OpenCase) -> None:
        super().__init__(case)
        column = self.card(say("case_page.visits_due"))
        self.due = FindingList()
        self.due.setObjectName("visits.due")
        self.due.jumped.connect(lambda _due: self._add())
        column.addWidget(self.due)
        self.visits = self.row_form(Visit, NAMES, title=_title, add="case_page.add_visit")
        self.visits.add_asked.connect(self._add)
        self.visits.form.typed.connect(
            lambda name: self._show_fields() if name == "by_id" else None
        )
        self.visits.marked.connect(lambda _id: self._show_fields())
        column = self.card(say("case_page.part.visits"))
        column.addWidget(self.visits)
        self.print = page.button("case_page.print_visit", self._print, icon="print")
        column.addLayout(page.row(None, self.print))
        column = self.card(say("visits.rule_title"))
        self.sparing = Sparing(case)
        column.addWidget(self.sparing)
        self.column.addStretch(1)

    def show_file(self) -> None:
        super().show_file()
        self.sparing.show_file()
        file = self.case.file
        made = file.visits if file else []
        self.visits.form.set_options("by_id", people(self.case, *(one.by_id for one in made)))
        self.visits.load(made)
        self.print.setVisible(bool(made))
        self._show_fields()
        self._say_due()

    def enter(self) -> None:
        if self.visits.rows:
            self.visits.form.jump("done_on")
        else:
            self.visits.add.setFocus()

    def jump(self, record: str, record_id: str | None, field: str) -> bool:
        if record == "visit" and not record_id:
            self.visits.add.setFocus()
            return True
        return super().jump(record, record_id, field)

    def _add(self) -> None:
        """A visit made today by whoever settled the case (谁调处、谁回访、谁负责)."""
        self.settle()
        fresh = self.case.add(Visit, self._foreseen())
        if fresh and self.case.file:
            self.visits.load(self.case.file.visits, mark=fresh)
            self.visits.form.jump("performed")  # day, visitor and manner are foreseen

    def _foreseen(self) -> dict[str, Any]:
        made = self.case.file.visits if self.case.file else []
        manner = self.case.lengths.way.visits.manner or MANNER
        return {"done_on": self.case.today, "manner": made[-1].manner if made else manner}

    def _show_fields(self) -> None:
        """Only another than who settled it, or took it over from him, is asked why."""
        file = self.case.file
        lead = file.case.lead_id if file and self.case.lengths.way.visits.handler else None
        heir = relieved_by(file, lead, self.case.today) if file else None
        by, reason = self.visits.form.value("by_id"), self.visits.form.value("change_reason")
        other = bool(lead and by and by not in (lead, heir)) or bool(reason)
        self.visits.form.show_only([name for name in NAMES if other or name != "change_reason"])

    def _say_due(self) -> None:
        lines: list[tuple[str, str, object]] = []
        for visit in self.case.visits():
            left = (visit.due_on - self.case.today).days
            made = (
                say("case_page.visited_on", day=day_words(visit.made.done_on)) if visit.made else ""
            )
            lines.append(
                (
                    say(
                        "case_page.visit_due", day=day_words(visit.due_on), why=self._why(visit.key, visit.item_ids),
                        left=made or left_words(left),
                    ),
                    "good" if visit.made else "stop" if left < 0 else "told", visit,
                )
            )  # fmt: skip
        self.due.load(lines, none=say("case_page.no_visit_due"))

    def _why(self, key: str, item_ids: tuple[str, ...]) -> str:
        items = self.case.file.items if self.case.file else []
        named = [item.what or "" for item in items if item.id in item_ids]
        return "、".join(named) or say(key)

    def _print(self) -> None:
        self.papers_asked.emit("visit", self.visits.current)


def _title(visit: Record) -> str:
    assert isinstance(visit, Visit)
    return f"{show_day(visit.done_on)} {code_words('visit_manner', visit.manner)}".strip()
