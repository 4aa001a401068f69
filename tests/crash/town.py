"""What the deeds with bundles start from: a room with some years of work, a centre, a stick."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.desk.desk import Desk
from app.paths import DataDir
from app.store import absorb, search
from app.store.shelf import Shelf
from tests.machines import SECRET, desk_in, register, rows_on
from tests.town import enrol

USER = "u"


def found(folder: Path) -> tuple[Desk, Desk, Path]:
    """A room and its centre, enrolled, and an empty stick."""
    usb = folder / "usb"
    usb.mkdir()
    room, centre = desk_in(folder / "room"), desk_in(folder / "centre", "刁镇综治中心", centre=True)
    enrol(room, centre, usb, receipt=True)
    clear(usb)
    return room, centre, usb


def a_room(folder: Path, cases: int, made: Callable[[Path], Desk] = desk_in) -> Desk:
    """A room with so many cases."""
    desk = made(folder)
    for n in range(cases):
        desk.do(register, f"第{n}件纠纷")
    return desk


def as_it_was(folder: Path, name: str = "room", before: str = "as-it-was") -> None:
    """A folder stands again as it stood before the deed."""
    shutil.rmtree(folder / name, ignore_errors=True)
    shutil.copytree(folder / before, folder / name)


def clear(usb: Path) -> None:
    for path in (usb / "ZJ").iterdir():
        path.unlink()


def at_desk(folder: Path) -> Desk:
    """Open a place as the program would."""
    return Desk(Shelf.open(folder / "room.db", SECRET), DataDir(folder), USER)


def open_again(folder: Path) -> Desk:
    """Open a place after the kill; the file must be whole."""
    desk = at_desk(folder)
    with desk.shelf.engine.connect() as link:
        assert link.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert link.exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
    return desk


def is_fold(desk: Desk) -> bool:
    """Whether the rows are what the journal tells (invariant I4); the file is left as it was."""

    return _unchanged_by(desk, rows_on, absorb.rebuild)


def is_indexed(desk: Desk) -> bool:
    """Whether the index holds what a new one would hold; what was due is brought up first."""
    while desk.shelf.index_some():
        pass
    return _unchanged_by(desk, _index, search.rebuild)


def _unchanged_by(
    desk: Desk, seen: Callable[[Connection], Any], made_again: Callable[[Connection], Any]
) -> bool:
    class Undo(Exception):
        pass

    same = False
    try:
        with desk.shelf.local_writing() as link:
            before = seen(link)
            made_again(link)
            same = seen(link) == before
            raise Undo
    except Undo:
        return same


def _index(link: Connection) -> list[tuple[Any, ...]]:
    """Every word at its place, by case."""
    link.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.seen USING fts5vocab(main, search_word, instance)"
    )
    rows = link.exec_driver_sql(
        "SELECT c.case_id, s.offset, s.term FROM temp.seen AS s LEFT JOIN search_case AS c ON c.n = s.doc"
        " UNION ALL SELECT case_id, -1, '' FROM search_case ORDER BY 1, 2, 3"
    )
    return [tuple(row) for row in rows]
