"""Lists that are printed: shown as lines, or written to a file by the ending of its name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.desk import list_log, listing_sheet
from app.desk import room as rooms
from app.desk.desk import Desk
from app.rules.listing import Column, Listing
from app.trouble import Trouble
from app.words import say


def lines(listing: Listing) -> list[str]:
    """The title, the headings and every row, a tabulator between cells."""
    heads = [_heading(one) for one in listing.columns]
    rows = [*listing.rows, *([listing.total] if listing.total else [])]
    told = ["\t".join("" if cell is None else str(cell) for cell in row) for row in rows]
    return [listing.title, "\t".join(heads), *told]


def _heading(column: Column) -> str:
    """The headings above a column stand before its own: 热线 件数(件)."""
    told = " ".join([*column.groups, column.label])
    return f"{told}({column.unit})" if column.unit else told


def written(desk: Desk, listing: Listing, out: str | None) -> list[str]:
    """Where it was written; without a file, the list itself."""
    if not out:
        return lines(listing)
    path = Path(out)
    if path.suffix.lower() == ".xlsx":
        listing_sheet.write(listing, path)
        list_log.keep(desk, listing, list_log.EXCEL)
    elif path.suffix.lower() == ".pdf":
        list_log.keep(desk, listing, list_log.PDF, pdf=_draw(desk, listing, path))
    else:
        raise Trouble("listed.ending", file=path.name)
    return [say("listed.written", title=listing.title, file=str(path))]


def _draw(desk: Desk, listing: Listing, path: Path) -> bytes:
    from app.papers.listing import draw

    content = draw(listing, desk.look(rooms.own_room, desk.shelf.log))
    try:
        path.write_bytes(content)
    except OSError as why:
        raise Trouble("cli.cannot_write", file=str(path)) from why
    return content


def facts(listing: Listing) -> dict[str, Any]:
    """The same for a program."""
    return {
        "title": listing.title,
        "columns": [column.label for column in listing.columns],
        "groups": [list(column.groups) for column in listing.columns],
        "rows": [list(row) for row in listing.rows],
        "total": list(listing.total) if listing.total else None,
        "below": listing.below,
    }
