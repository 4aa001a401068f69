"""What drives a hard case on lies under it."""

from __future__ import annotations

import pytest

from app.records import RECORDS
from app.records.field import above


@pytest.mark.parametrize(
    "kind", ["consultation", "escalation", "leader_case", "exemption", "reopening", "assistance"]
)
def test_it_lies_under_its_case(kind: str) -> None:
    assert above(RECORDS[kind])["case_id"] == "case"


@pytest.mark.parametrize("kind", ["leader_post", "leader_progress"])
def test_people_and_progress_lie_under_their_named_leader_case(kind: str) -> None:
    assert above(RECORDS[kind]) == {"leader_case_id": "leader_case"}
