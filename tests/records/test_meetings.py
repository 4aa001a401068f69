"""Topics lie under their meeting and name what was talked over."""

from __future__ import annotations

from app.records import MeetingItem
from app.records.field import above


def test_a_topic_lies_under_its_meeting_and_names_its_case_or_matter() -> None:
    assert above(MeetingItem) == {
        "meeting_id": "meeting", "case_id": "case", "matter_id": "matter",
    }  # fmt: skip
