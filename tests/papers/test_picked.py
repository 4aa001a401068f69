"""Which pages go to the printer: as a person names them, by the numbers that stand on them."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.papers.picked import UNCOUNTED, WHITE, numbers, pick, say_numbers
from app.trouble import Trouble


def pdf(told: list[int] | None = None, count: int = 5) -> bytes:
    """Pages that are told apart by how wide they are: 101, 102 …"""
    made = pikepdf.new()
    for page in range(1, (len(told) if told else count) + 1):
        made.add_blank_page(page_size=(100 + page, 200))
    if told:
        say_numbers(made, told)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def places(content: bytes) -> list[int]:
    """Which pages are in it, 1 the first; what was put between is as wide as the page after it."""
    with pikepdf.open(io.BytesIO(content)) as told:
        return [int(page.mediabox[2]) - 100 for page in told.pages]


VOLUME = [UNCOUNTED, WHITE, UNCOUNTED, WHITE, 1, 2, 3, WHITE, 4, WHITE, UNCOUNTED]


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("", []),
        ("2", [2]),
        ("1-3,5", [1, 2, 3, 5]),
        ("第１－３页，5、2", [1, 2, 3, 5]),
        ("1至3；9", [1, 2, 3, 9]),
    ],
)
def test_pages_are_named_as_people_write_them(told: str, meant: list[int]) -> None:
    assert numbers(told) == meant


@pytest.mark.parametrize("told", ["3-1", "0", "一", "1-2-3", "-2", "99999", "1.5"])
def test_what_is_no_page_is_said(told: str) -> None:
    with pytest.raises(Trouble) as why:
        numbers(told)
    assert why.value.key == "printing.pages_unclear"


def test_some_pages_of_a_paper() -> None:
    assert places(pick(pdf(), [2, 3, 5], two_sided=True)) == [2, 3, 5]
    assert pick(pdf(), [], two_sided=False) == pdf()


def test_a_page_that_is_not_there_is_said() -> None:
    with pytest.raises(Trouble) as why:
        pick(pdf(), [2, 6, 7, 9], two_sided=False)
    assert (why.value.facts["pages"], why.value.facts["last"]) == ("6-7、9", 5)


def test_a_volume_is_named_by_the_numbers_on_its_pages() -> None:
    assert places(pick(pdf(VOLUME), [1, 4], two_sided=False)) == [5, 9]


def test_on_one_side_nothing_white_is_printed() -> None:
    assert places(pick(pdf(VOLUME), [], two_sided=False)) == [1, 3, 5, 6, 7, 9, 11]
    assert pick(pdf(VOLUME), [], two_sided=True) == pdf(VOLUME)


def test_a_page_of_a_volume_keeps_its_side_of_the_sheet() -> None:
    assert places(pick(pdf(VOLUME), [2, 3, 4], two_sided=True)) == [
        6,
        6,
        7,
        9,
        9,
    ]  # 2 is a back, 4 a front


def test_cover_list_and_back_have_no_number() -> None:
    with pytest.raises(Trouble) as why:
        pick(pdf(VOLUME), [5], two_sided=True)
    assert why.value.facts["last"] == 4
