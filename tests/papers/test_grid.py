"""Tables: the head on every page, rows whole, unless one would fill a page."""

from __future__ import annotations

from app.papers.block import flow
from app.papers.body import small
from app.papers.cells import Cell, Row
from app.papers.grid import MOST, Grid

WIDE, TALL = 400.0, 600.0


def row(*texts: str) -> Row:
    return Row([Cell([small(text)]) for text in texts])


def grid(*rows: Row) -> Grid:
    return Grid(row("名称", "内容"), list(rows))


def pages_of(told: Grid) -> list[list[str]]:
    return [
        [text for block, _ in page.placed for text in block.texts()]
        for page in flow([told], WIDE, TALL)
    ]


def test_the_head_stands_on_every_page_and_no_row_twice() -> None:
    pages = pages_of(grid(*(row(f"第{n}件", "墙" * 40) for n in range(40))))
    assert len(pages) > 1
    assert all(page[:2] == ["名称", "内容"] for page in pages)
    rows = [text for page in pages for text in page[2::2]]
    assert rows == [f"第{n}件" for n in range(40)]


def test_a_row_that_fits_on_a_page_is_not_cut() -> None:
    first, second = row("甲", "墙" * 220), row("乙", "水" * 220)
    assert first.height(WIDE) <= MOST
    assert [page[2] for page in pages_of(grid(first, second))] == ["甲", "乙"]


def test_a_row_no_page_could_hold_goes_on_overleaf() -> None:
    tall = row("甲", "墙" * 800)
    assert tall.height(WIDE) > TALL
    pages = flow([grid(tall)], WIDE, TALL)
    assert len(pages) == 2
    assert all(page.used <= TALL for page in pages)
    drawn = [
        line.text
        for page in pages
        for block, _ in page.placed
        if isinstance(block, Grid)
        for one in block.rows
        for part in one.cells[1].blocks
        for line in part.lines(one.widths(WIDE)[1] - 10)  # type: ignore[attr-defined]
    ]
    assert "".join(drawn) == "墙" * 800


def test_a_list_is_ruled_to_the_end_of_its_last_page() -> None:
    empty = row("", "")
    empty.least = 29
    told = Grid(row("名称", "内容"), [row(f"第{n}件", "") for n in range(30)], empty, fills=True)
    *others, last = flow([told], WIDE, TALL)
    assert others
    ((block, _),) = last.placed
    assert isinstance(block, Grid)
    assert TALL - 29 <= block.height(WIDE) <= TALL
