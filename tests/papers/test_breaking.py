"""Where lines end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.papers.breaking import NO_END, NO_START, STRETCH, Line, Piece, atoms_of, lines_of

MARKS = "，。、；：？！）》」”（《「“…—"
PLAIN = "人民调解委员会㛃𬭎墙米"


def lines(
    text: str, width: float, *, justify: bool = True, first: float | None = None
) -> list[Line]:
    (atoms,) = atoms_of([Piece(text)])
    return lines_of(atoms, first or width, width, justify=justify)


def texts(text: str, width: float) -> list[str]:
    return [line.text for line in lines(text, width)]


@st.composite
def chinese(draw: st.DrawFn) -> str:
    """Text as people write it: at most two marks together, numbers and Latin words among it."""
    bits = st.one_of(
        st.text(PLAIN, min_size=1, max_size=9),
        st.tuples(st.sampled_from(PLAIN), st.sampled_from(MARKS), st.sampled_from(PLAIN)).map("".join),
        st.tuples(
            st.sampled_from(PLAIN), st.sampled_from("，。；”）》"), st.sampled_from("（“《、。"),
            st.sampled_from(PLAIN),
        ).map("".join),
        st.sampled_from(["2026年", "10,500.00元", "3.5米", "ABC号", "room-1室", "370181197511020038号"]),
    )  # fmt: skip
    return "".join(draw(st.lists(bits, min_size=1, max_size=25)))


@given(chinese(), st.integers(12, 40))
def test_no_line_begins_or_ends_where_it_must_not(text: str, width: int) -> None:
    found = texts(text, width)
    assert "".join(found) == text
    assert [line for line in found[1:] if line[0] in NO_START] == []
    assert [line for line in found[:-1] if line[-1] in NO_END] == []


@given(chinese(), st.integers(12, 40))
def test_no_line_is_wider_than_the_page_and_all_but_the_last_reach_its_edge(
    text: str, width: int
) -> None:
    found = lines(text, width)
    for line in found:
        assert line.width <= width + 1e-6
        assert line.spread <= STRETCH
    full = [line for line in found[:-1] if line.spread < STRETCH and len(line.atoms) > 1]
    assert [line.width for line in full] == pytest.approx([width] * len(full))


@given(chinese(), st.integers(12, 40))
def test_numbers_and_words_stay_whole(text: str, width: int) -> None:
    for before, after in zip(texts(text, width), texts(text, width)[1:], strict=False):
        assert not (
            before[-1].isascii()
            and before[-1].isalnum()
            and after[0].isascii()
            and after[0].isalnum()
        )


@given(st.text(min_size=1, max_size=120), st.integers(4, 40))
def test_nothing_seen_is_ever_lost(text: str, width: int) -> None:
    paragraphs = atoms_of([Piece(text)])
    for atoms in paragraphs:
        told = "".join(g.char for atom in atoms for g in atom.glyphs if g.ink)
        set_ = lines_of(atoms, width, width, justify=True)
        assert (
            "".join(g.char for line in set_ for a in line.atoms for g in a.glyphs if g.ink) == told
        )


def test_a_comma_that_just_fails_to_fit_is_drawn_in() -> None:
    assert texts("甲乙丙，丁戊己庚，辛", 8.8)[0] == "甲乙丙，丁戊己庚，"


def test_two_marks_together_take_the_room_of_one_and_a_half() -> None:
    (line,) = lines("甲）。乙", 10)
    assert line.places == pytest.approx([0, 1, 1.5, 2.5], abs=0.01)


def test_an_opening_mark_stands_flush_at_the_edge() -> None:
    assert lines("（甲）", 10)[0].places[0] == pytest.approx(-0.5, abs=0.06)


def test_a_word_too_long_for_any_line_is_cut_and_kept_whole_otherwise() -> None:
    cut = texts("甲" + "1" * 30 + "乙", 5)
    assert cut[0] == "甲"
    assert len(cut[1]) > 8
    assert "".join(cut) == "甲" + "1" * 30 + "乙"
    assert texts("甲乙丙丁370181197511020038", 12) == ["甲乙丙丁", "370181197511020038"]


def test_a_dash_and_dots_are_not_torn() -> None:
    for mark in ("——", "……"):
        assert all(not line.startswith(mark[0]) for line in texts(f"甲乙丙{mark}丁", 4))


def test_a_name_in_a_blank_is_not_cut_and_stands_in_its_middle() -> None:
    (atoms,) = atoms_of([Piece("陈㛃喆", ruled=True, blank=6)])
    assert len(atoms) == 1
    assert atoms[0].width == 6


def test_a_last_line_is_not_stretched() -> None:
    found = lines("甲" * 25, 10)
    assert [line.spread for line in found] == [0, 0, 0]
    assert found[-1].width == 5


def test_what_cannot_be_seen_is_left_out() -> None:
    assert texts("甲\u200b\u202e\ufe00乙\x07", 10) == ["甲乙"]
