"""补充情况: what reports and other systems ask of a case, folded on the part it belongs to."""

from __future__ import annotations

from app.ui.kit.folded import Folded
from app.ui.screens.case_parts.part import Part

OF_DISPUTE = (
    "people_count", "special_groups", "migrants", "deaths", "plot", "matter_class", "attribute", "key_case",
    "forecast",
)  # fmt: skip
OF_ENDING = (
    "solved_at", "prevented", "prevented_people", "co_committee", "sued_on", "judgment",
)  # fmt: skip


class MoreFacts:
    """A folded form of case fields on a part; it opens by itself where one jumps into it."""

    def __init__(self, part: Part, key: str, names: tuple[str, ...]) -> None:
        self.part, self.names = part, names
        self.form = part.case_form(names)
        self.folded = Folded(key, self.form)
        part.card().addWidget(self.folded)

    def show_file(self) -> None:
        """How many are filled in."""
        file = self.part.case.file
        case = file.case if file else None
        self.folded.count(
            sum(getattr(case, name) not in (None, []) for name in self.names) if case else 0
        )

    def opens_for(self, field: str) -> None:
        """A finding or a conflict leads to one of its fields."""
        if field in self.names:
            self.folded.open()
