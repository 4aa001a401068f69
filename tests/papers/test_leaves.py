"""Which pages of a paper are bound: what was signed stands instead of its print, nothing is lost."""

from __future__ import annotations

from datetime import datetime

import pytest

from app.papers.leaves import Laid, Leaf, lay
from app.papers.page_code import PageCode
from app.papers.wording import official
from app.records import Scan

DIGEST = "1a2b3c4d"


def scan(
    name: str,
    page: int | None = 1,
    *,
    signed: bool = True,
    digest: str | None = DIGEST,
    **told: object,
) -> Scan:
    return Scan(
        id=name, page=page, signed=signed, digest=digest, came_at=datetime(2026, 11, 1), **told
    )


def order(laid: Laid) -> list[int | str]:
    """Each leaf: the page of the print, or the name of the scanned one."""
    return [leaf.page if leaf.scan is None else leaf.scan.id for leaf in laid.leaves]


def bound(pages: int, *scans: Scan) -> tuple[list[int | str], str, int]:
    laid = lay(pages, DIGEST, scans)
    return order(laid), laid.remark, laid.doubled


def remark(place: str, **facts: object) -> str:
    return official("contents", place, **facts)


def test_what_did_not_come_back_is_bound_as_printed() -> None:
    assert bound(3) == ([1, 2, 3], "", 0)


def test_signed_pages_stand_instead_of_their_prints_in_whatever_order_they_came() -> None:
    assert bound(3, scan("c", 3), scan("a", 1), scan("b", 2)) == (
        ["a", "b", "c"],
        remark("scanned"),
        0,
    )


def test_pages_that_are_lacking_between_signed_ones_are_bound_as_printed_and_named() -> None:
    told = bound(4, scan("a", 1), scan("d", 4))
    assert told == (["a", 2, 3, "d"], remark("partly", pages="2、3"), 0)


def test_pages_beyond_the_end_of_the_paper_follow_it() -> None:
    told = bound(2, scan("a", 1), scan("b", 2), scan("c", 3), scan("d", 4))
    assert told == (["a", "b", "c", "d"], remark("scanned"), 0)


def test_of_a_page_that_came_twice_the_later_one_is_bound_and_the_other_counted() -> None:
    assert bound(1, scan("old"), scan("new")) == (["new"], remark("scanned"), 1)


def test_a_later_page_nobody_has_looked_at_does_not_push_out_a_signed_one() -> None:
    assert bound(1, scan("signed"), scan("later", signed=False)) == (
        ["signed"],
        remark("scanned"),
        1,
    )


def test_a_page_nobody_has_confirmed_follows_the_print() -> None:
    assert bound(2, scan("seen", 1, signed=False)) == ([1, 2, "seen"], remark("both"), 0)


def test_confirmed_and_unconfirmed_pages_of_one_paper_are_told_apart() -> None:
    told = bound(3, scan("a", 1), scan("b", 2, signed=False))
    assert told == (["a", 2, 3, "b"], remark("partly", pages="2、3"), 0)


def test_what_was_signed_under_other_words_stands_first_and_the_print_follows_whole() -> None:
    told = bound(2, scan("a", 1, digest="ffffffff"), scan("b", 2, digest="ffffffff"))
    assert told == (["a", "b", 1, 2], remark("other_text"), 0)


def test_what_was_written_by_hand_on_a_blank_form_is_no_other_text() -> None:
    code = PageCode("0123abcd", "K1", "record", "ffffffff", blank=True).on(1).text()
    told = bound(1, scan("hand", 1, digest="ffffffff", code=code))
    assert told == (["hand", 1], remark("by_hand"), 0)


def test_of_a_thing_that_has_no_print_every_page_is_bound() -> None:
    pages = [scan(name, None, signed=False, digest=None) for name in ("front", "back")]
    assert bound(0, *pages) == (["front", "back"], remark("material"), 0)
    assert bound(0) == ([], "", 0)


@pytest.mark.parametrize("count", range(1, 5))
def test_no_scanned_page_is_bound_twice_and_none_is_lost(count: int) -> None:
    for signed in range(2**count):
        scans = [scan(f"s{n}", n + 1, signed=bool(signed >> n & 1)) for n in range(count)]
        told = order(lay(3, DIGEST, tuple(scans)))
        assert sorted(name for name in told if isinstance(name, str)) == [one.id for one in scans]


def coded(page: int, digest: str, *, blank: bool) -> Scan:
    mark = "+" if blank else ""
    code = f"MR1;0123abcd;（2026）某人调字第7号;record;{page};{mark}{digest}"
    return Scan(page=page, digest=digest, signed=True, code=code)


def test_a_record_written_by_hand_is_bound_before_what_was_typed_from_it() -> None:
    pages = (coded(1, "bbbb", blank=True), coded(2, "bbbb", blank=True))
    laid = lay(1, "aaaa", pages)
    assert laid.leaves == [Leaf(scan=pages[0]), Leaf(scan=pages[1]), Leaf(page=1)]
    assert laid.remark == remark("by_hand")


def test_a_print_that_says_something_else_is_told_as_such() -> None:
    assert lay(1, "aaaa", (coded(1, "bbbb", blank=False),)).remark == remark("other_text")
