"""说事会议: meetings whose agenda makes itself, sweeps, calls at doors, trainings."""

from __future__ import annotations

from app.ui.kit.headings import enter
from app.ui.screens.meeting_parts.calls import CallPart
from app.ui.screens.meeting_parts.field_part import FieldPart
from app.ui.screens.meeting_parts.meetings import MeetingPart
from app.ui.screens.meeting_parts.sweeps import SweepPart
from app.ui.screens.meeting_parts.trainings import TrainingPart
from app.ui.screens.parted import PartedScreen

PARTS: dict[str, type[FieldPart]] = {
    "talks.part.meetings": MeetingPart,
    "talks.part.sweeps": SweepPart,
    "talks.part.calls": CallPart,
    "talks.part.trainings": TrainingPart,
}
LEADS = {"meeting": "meetings"}
"""What a reminder names, where that is not the part itself."""
SHOWN = frozenset({
    "meeting", "meeting_item", "sweep", "home_call", "training", "matter", "place", "household", "person",
    "practice", "case",
})  # fmt: skip


class MeetingsScreen(PartedScreen):
    """Four parts."""

    PARTS = PARTS
    SHOWN = SHOWN
    TITLE = "screen.meetings"

    def opened(self, target: object = None) -> None:
        """Up as it was, or where a reminder leads: (part, what)."""
        key, what = target if isinstance(target, tuple) else (target, "")
        super().opened(LEADS.get(str(key), str(key)))
        enter(self.parts[self.bar.up])
        if what:
            self.parts[self.bar.up].lead_to(str(what))
