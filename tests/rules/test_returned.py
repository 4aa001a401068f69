"""Of each paper it is said which pages came back, which are missing and which came twice."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.records import Agreement, Case, CaseFile, Printed, Room, Scan
from app.rules.returned import returned, signed_state


def file_with(*pages: tuple[int, str], **more: object) -> CaseFile:
    """An agreement of three pages, printed as `aa`, and pages that came back (page, wording)."""
    made = Agreement(id="g1")
    scans = [
        Scan(id=f"s{n}", paper="agreement", which="g1", page=page, digest=digest or None, signed=more.get("signed"))
        for n, (page, digest) in enumerate(pages)
    ]  # fmt: skip
    prints = [
        Printed(
            paper="agreement", which="g1", digest="aa", pages=3, printed_at=datetime(2026, 10, 8)
        )
    ]
    return CaseFile(Case(), Room(), agreements=[made], scans=scans, printed=prints)


def test_a_page_that_is_not_back_is_named() -> None:
    (one,) = returned(file_with((1, "aa"), (3, "aa")))
    assert (one.pages, one.missing, one.doubled, one.whole) == (3, (2,), {}, False)


def test_a_page_that_came_twice_is_named() -> None:
    (one,) = returned(file_with((1, "aa"), (2, "aa"), (1, "aa"), (3, "aa")))
    assert (one.missing, one.doubled, one.whole) == ((), {1: 2}, True)


def test_a_page_placed_by_hand_counts_with_the_others() -> None:
    (one,) = returned(file_with((1, "aa"), (2, ""), (3, "aa")))
    assert one.whole


def test_pages_of_two_wordings_are_no_whole_paper() -> None:
    file = file_with((1, "aa"), (2, "bb"), (3, "aa"))
    file.printed.append(Printed(paper="agreement", which="g1", digest="bb", pages=2))
    old, new = returned(file)
    assert (old.digest, old.missing, old.older) == ("aa", (2,), True)
    assert (new.digest, new.missing, new.older) == ("bb", (1,), False)


@pytest.mark.parametrize(
    ("file", "state"),
    [
        (file_with(), "none"), (file_with((2, "aa")), "part"),
        (file_with((1, "aa"), (2, "aa"), (3, "aa")), "back"),
        (file_with((1, "aa"), (2, "aa"), (3, "aa"), signed=True), "signed"),
        (file_with((1, "aa"), (2, "aa"), signed=True), "part"),
    ],
)  # fmt: skip
def test_signed_is_what_a_person_confirmed_of_all_pages(file: CaseFile, state: str) -> None:
    assert signed_state(file, "agreement", "g1") == state


def test_what_is_no_paper_of_ours_is_not_counted() -> None:
    file = file_with()
    file.scans.append(Scan(id="x", title="身份证"))
    assert returned(file) == []
