"""Which pages are bound: what was written by hand stands before the print that was typed from it."""

from __future__ import annotations

from app.papers.leaves import Leaf, lay
from app.papers.wording import official
from app.records import Scan

NUMBER = "（2026）某人调字第7号"


def scan(page: int, digest: str, *, blank: bool) -> Scan:
    mark = "+" if blank else ""
    code = f"MR1;0123abcd;{NUMBER};record;{page};{mark}{digest}"
    return Scan(page=page, digest=digest, signed=True, code=code)


def test_a_record_written_by_hand_is_bound_before_what_was_typed_from_it() -> None:
    pages = (scan(1, "bbbb", blank=True), scan(2, "bbbb", blank=True))
    laid = lay(1, "aaaa", pages)
    assert laid.leaves == [Leaf(scan=pages[0]), Leaf(scan=pages[1]), Leaf(page=1)]
    assert laid.remark == official("contents", "by_hand")


def test_a_print_that_says_something_else_is_told_as_such() -> None:
    laid = lay(1, "aaaa", (scan(1, "bbbb", blank=False),))
    assert laid.remark == official("contents", "other_text")
