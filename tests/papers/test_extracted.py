"""Of every paper each entered fact can be copied out exact, whichever program reads the file."""

from __future__ import annotations

import pytest

from app.papers import PAPERS
from app.records import CaseFile
from tests.papers.carried import carried
from tests.papers.extracted import READERS, comes_back, drawn, is_here, pages
from tests.papers.stories import rich


@pytest.mark.parametrize("reader", READERS)
def test_every_fact_of_the_reference_case_comes_back(reader: str, full: CaseFile) -> None:
    if not is_here(reader):
        pytest.skip(f"{READERS[reader][0]} is not installed")
    file = rich(full)
    pdf, places = drawn(file, [(paper.key, None) for paper in PAPERS])
    told = pages(reader, pdf)
    lacking = [
        (paper.key, fact)
        for paper, place in zip(PAPERS, places, strict=True)
        for fact in carried(paper.key, file)
        if not comes_back(fact, [told[page] for page in place])
    ]
    assert lacking == []


def test_what_is_torn_apart_has_not_come_back() -> None:
    assert comes_back("甲乙丙丁戊己庚辛", ["一\n甲乙丙\n丁戊", "己庚辛\n二"])
    assert comes_back("Ab cd 甲", ["Ab\ncd 甲"])
    assert not comes_back("甲乙丙丁戊己庚辛", ["甲乙丙 丁戊己庚辛"])
    assert not comes_back("甲乙丙丁戊己庚辛", ["甲乙丙丁\n标签\n戊己庚辛"])
    assert not comes_back("甲乙丙丁", ["甲甲乙乙丙丙丁丁"])
    assert not comes_back("甲乙丙丁戊己庚辛", ["甲乙丙丁" + "一" * 400, "戊己庚辛"])
