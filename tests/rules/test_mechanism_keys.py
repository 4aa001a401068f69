"""Every key of a mechanism is known by its path."""

from __future__ import annotations

from app.rules.mechanism import CODES, Duty, Tier
from app.rules.mechanism_keys import codes_of, paths, sections


def test_sections_alone_and_in_lists_are_found() -> None:
    assert sections()["duty"] is Duty
    assert sections()["tiers"] is Tier
    assert sections()["slogan"] is None


def test_wherever_codes_stand_there_is_a_key() -> None:
    assert set(CODES) <= set(paths())
    assert codes_of("duty.joint") == "unit_kind"
    assert codes_of("duty.a_day") == ""
