"""Volumes bound before are told and opened as they were; how sheets are printed is this computer's own choice."""

from __future__ import annotations

import hashlib
import io
from datetime import date, datetime

import pikepdf
import pytest

from app import clock
from app.desk import binding, questions, volumes
from app.desk.desk import Desk
from app.desk.edit import edit
from app.papers import picked
from app.papers.volume import two_sided
from app.records import Case, CaseFile
from app.settings import Settings
from app.trouble import Trouble
from tests.desk.printed import a_case


@pytest.fixture
def case_id(desk: Desk) -> str:
    made = a_case(desk, clauses=1)
    desk.do(edit, Case, made, {"closed_on": date(2026, 10, 8), "retention": "long"})
    return made


def bound(desk: Desk, case_id: str, **told: bool) -> bytes:
    out = io.BytesIO()
    binding.bind(desk, case_id, out, **told)
    return out.getvalue()


def file_of(desk: Desk, case_id: str) -> CaseFile:
    found: CaseFile = desk.look(questions.case_file, case_id)
    return found


def pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as book:
        return len(book.pages)


def test_earlier_volumes_are_told_newest_first_and_opened_as_they_were(
    desk: Desk, case_id: str
) -> None:
    first = bound(desk, case_id)
    clock.hold(datetime(2026, 10, 9, 15, 20))
    desk.do(edit, Case, case_id, {"summary": "为排水争吵，又起争执"})
    second = bound(desk, case_id)
    file = file_of(desk, case_id)
    found = volumes.bound_of(file)
    assert [volumes.opened(desk, file, one.id)[0] for one in found] == [second, first]
    told = volumes.in_words(found[0])
    assert "2026-10-09 15:20" in told
    assert f"卷内 {found[0].pages} 页" in told
    assert hashlib.sha256(second).hexdigest()[:8] in told
    with pytest.raises(Trouble):
        volumes.opened(desk, file, "nothing")


def test_a_volume_is_bound_as_this_computer_prints(desk: Desk, case_id: str) -> None:
    assert volumes.is_two_sided(desk) == two_sided()
    volumes.choose_sides(desk, two_sided=True)
    both = pages(bound(desk, case_id))
    volumes.choose_sides(desk, two_sided=False)
    one = pages(bound(desk, case_id))
    assert one < both
    assert not Settings.load(desk.data.settings).bind_sides - 1
    assert pages(bound(desk, case_id, two_sided=True)) == both


def test_a_volume_has_one_count_of_pages_in_words(desk: Desk, case_id: str) -> None:
    out = io.BytesIO()
    made = binding.bind(desk, case_id, out, two_sided=True)
    numbers = picked.said(out.getvalue())
    assert (made.pages, made.sides) == (max(numbers), len(numbers))
    told = volumes.count_in_words(numbers)
    assert told == volumes.pages_in_words(made.pages, made.sides)
    assert f"卷内 {made.pages} 页" in told
    assert f"共 {pages(out.getvalue())} 面" in told
    assert volumes.count_in_words([1, 2, 3]) == "共 3 页"
    assert f"从 1 到 {made.pages}" in volumes.range_in_words(made.pages)
