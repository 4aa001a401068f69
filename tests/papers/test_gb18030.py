"""GB 18030-2022: every character of its three levels prints; `python -m tests.coverage_gb18030` draws them all."""

from __future__ import annotations

import random

import pytest

from app.papers.fonts import CHAINS, glyph
from tests.papers import gb18030 as told


def test_the_sets_have_the_sizes_the_standard_is_quoted_with() -> None:
    assert len(told.official_list()) == len(set(told.official_list())) == 8105
    assert len(told.level_1()) == 27584
    assert len(told.level_2()) == 27584 + 196
    assert len(told.level_3()) == 88115
    assert len(told.level_3() - set(told.span(*told.KANGXI)) - set(told.radicals())) == 87887
    assert told.level_1() < told.level_2() < told.level_3()


@pytest.mark.parametrize("hand", CHAINS)
def test_every_character_of_the_official_list_prints_in_every_hand(hand: str) -> None:
    assert [char for char in told.official_list() if glyph(char, hand).face is None] == []


def test_characters_of_level_3_print() -> None:
    """Every eighth, another one each time."""
    some = sorted(told.level_3())[random.randrange(8) :: 8]
    assert [char for char in some if glyph(char).face is None] == []


def test_of_letters_and_marks_one_is_left_as_a_blank() -> None:
    assert [char for char in told.signs() if not char.isspace() and glyph(char).face is None] == [
        "≒"
    ]


def test_scripts_that_must_be_shaped_are_left_to_the_hand() -> None:
    """Letters of Arabic, Tibetan, Mongolian standing apart would be wrong; Yi syllables need no shaping."""
    count = {
        name: told.faces(char for ends in blocks for char in told.span(*ends))
        for name, blocks in told.MINORITIES.items()
    }
    drawn = {
        name: many.total() - many[None] for name, many in count.items() if many.total() > many[None]
    }
    assert drawn == {"朝鲜文": 93, "彝文": 1165}
