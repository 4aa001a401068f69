"""Every paper, usual and in large type, from four case files: all of it comes back, and nothing lies on anything.

Two of them are extreme: a crowd with long texts, and one with every field at its limit. Of these the everyday
run draws a few by its seed; `python -m tests.papers.whole` draws all.
"""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from app.papers import PAPERS
from app.records import CaseFile
from tests.papers.carried import CARRIED, carried
from tests.papers.layout import Sheets, faults, lacking, laid
from tests.papers.stories import EXTREMES, rich

A_FEW = 3
sizes = pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
by_key = pytest.mark.parametrize("key", [paper.key for paper in PAPERS])


def test_of_every_paper_it_is_known_what_it_carries() -> None:
    assert [paper.key for paper in PAPERS if paper.key not in CARRIED] == []


@sizes
@by_key
def test_a_paper_of_a_whole_case_says_all_and_keeps_to_its_lines(
    key: str, full: CaseFile, *, large: bool
) -> None:
    _holds(Sheets("full", key, None, large), rich(full))


@by_key
def test_a_paper_of_a_case_just_begun_keeps_to_its_lines(key: str, bare: CaseFile) -> None:
    _holds(Sheets("bare", key, None, large=True), bare)


def every() -> list[Sheets]:
    """Every paper of both extremes, for each of its entries, in both sizes."""
    found = []
    for story, made in EXTREMES.items():
        file = made()
        for paper in PAPERS:
            choices: Iterable[str | None] = paper.choices(file) or [None]
            found += [
                Sheets(story, paper.key, which, large)
                for which in choices
                for large in (False, True)
            ]
    return found


def test_a_few_papers_of_the_extremes_say_all_and_keep_to_their_lines() -> None:
    for one in random.sample(every(), A_FEW):
        _holds(one, EXTREMES[one.story]())


def _holds(one: Sheets, file: CaseFile) -> None:
    drawn, leaves = laid(one, file)
    assert drawn.missing == ""
    assert faults(leaves, one.key) == [], one
    assert lacking(carried(one.key, file, one.which), leaves, one.key) == [], one
