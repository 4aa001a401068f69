"""A way of working is found by its name, by what it is called and by its place."""

from __future__ import annotations

import pytest

from app.rules import preset_names
from app.rules.mechanism import presets
from app.trouble import Trouble


def test_every_way_is_found_by_its_name_and_its_place() -> None:
    for name, way in presets().items():
        for told in filter(None, (name, way.name, way.place)):
            assert preset_names.called(f" {told} ") == name


def test_the_beginning_of_a_place_is_enough() -> None:
    assert preset_names.called("刁镇") == "diaozhen"


@pytest.mark.parametrize("told", ["", "刁", "某镇"])
def test_a_place_that_is_none_is_told_the_ways_there_are(told: str) -> None:
    with pytest.raises(Trouble) as trouble:
        preset_names.called(told)
    assert "刁镇做法（diaozhen）" in str(trouble.value)
