"""What a step cannot be left without."""

from __future__ import annotations

from app.records import Agency
from app.rules.needed import missing


def labels(case_file, need):
    return {one.label for one in missing(case_file, need)}


def test_an_agent_is_asked_about_once_there_is_an_agreement(reference):
    reference.agencies.append(Agency(name="于德福"))
    assert labels(reference, "session") == set()
    assert labels(reference, "closing") == {"agency.party_id", "agency.powers"}


def test_a_finished_case_misses_nothing(reference):
    assert labels(reference, "closing") == set()
