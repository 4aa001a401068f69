"""A mechanism goes out as a file and comes back the same; what is not one is refused by its line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules import mechanism
from app.rules.mechanism_file import MOST_BYTES, read, written
from app.trouble import Trouble


@pytest.mark.parametrize("name", mechanism.presets())
def test_what_is_written_is_read_again_the_same(name: str) -> None:
    way = mechanism.preset(name)
    assert read(written(way).encode()) == way


def test_what_a_place_has_not_stays_away() -> None:
    """Without its empty list the file would get the usual sweeps back."""
    way = mechanism.read({"name": "一处", "tiers": [{"code": "simple", "hours": 1}]})
    assert read(written(way).encode()) == way


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_any_words_come_back_or_are_refused(slogan: str, teams: list[str]) -> None:
    told = {"slogan": slogan, "teams": teams, "ticks": {"know": teams}}
    try:
        way = mechanism.read(told)
    except Trouble:
        assert any(unicodedata.category(c) in {"Cc", "Cs"} for c in slogan + "".join(teams))
        return
    again = read(written(way).encode())
    assert (again.slogan, again.teams, dict(again.ticks)) == (way.slogan, way.teams, way.ticks)


def test_a_left_out_section_is_the_usual_one() -> None:
    way = read("name = '本地'\n[duty]\na_day = 2\n".encode())
    assert way.duty.a_day == 2
    assert way.tiers == mechanism.preset(mechanism.USUAL).tiers


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"name = ", "practice.not_toml"),
        (b"\xff\xfe\x00", "practice.not_toml"),
        (b"name = " + b"[" * 20000, "practice.not_toml"),
        (b"name = " + b"9" * 6000, "practice.not_toml"),
        (b"#" * (MOST_BYTES + 1), "practice.too_large"),
        (b"a.a.a.a.a.a.a.a.a = 1", "practice.wrong_value"),
        (b"when = 2026-01-01", "practice.wrong_value"),
        (b"[duty]\nwho = 1", "practice.unknown_key"),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(Trouble) as trouble:
        read(data)
    assert trouble.value.key == key


def test_the_line_that_cannot_be_read_is_named() -> None:
    with pytest.raises(Trouble) as trouble:
        read("name = '一'\nlines = [\n\n]]".encode())
    assert trouble.value.facts["line"] == "4"
