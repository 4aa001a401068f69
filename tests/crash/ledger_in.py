"""Ledger in and out again: an import is whole, or it is recognised and leaves as if it had never come."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.desk.ledger import take, undo
from app.desk.ledger.draft import Plan
from app.desk.ledger.take import imports, take_plan
from app.desk.ledger.undo import clear_unfinished, undo_import
from app.records import ImportRow
from tests.crash import town
from tests.desk.ledger.sheets import HEADING, plan, row, sheet
from tests.desk.ledger.test_take import standing

OLD, ROWS, SLICE = 8, 150, 25
shared: dict[str, Any] = {}


def a_plan() -> Plan:
    return plan(sheet(HEADING, *[row(n % 28 + 1, f"张三{chr(0x4E00 + n)}") for n in range(ROWS)]))


def prepare(folder: Path) -> None:
    """A room with a few cases, and a ledger that is read already; small slices, so that many can be cut off."""
    take.SLICE = undo.SLICE = SLICE
    desk = town.a_room(folder / "as-it-was", OLD)
    shared["plan"], shared["before"] = a_plan(), desk.look(standing)
    desk.close()


def begin(folder: Path) -> None:
    town.as_it_was(folder)


def act(folder: Path, told: Callable[[str], object]) -> None:
    desk = town.at_desk(folder / "room")
    taken = take_plan(desk, shared["plan"])
    told("taken")
    told("undoing")
    undo_import(desk, taken.import_id)
    told("undone")


def check(folder: Path, acknowledged: list[str]) -> None:
    desk = town.open_again(folder / "room")
    assert town.is_fold(desk)
    assert town.is_indexed(desk)
    whole = bool(desk.look(imports))
    assert whole or acknowledged != ["taken"], "it was shown as taken"
    assert not whole or "undone" not in acknowledged, "it was shown as undone"
    assert clear_unfinished(desk) in ((0,) if whole else (0, 1))
    if whole:
        assert desk.look(lambda db: db.query(ImportRow).count()) == ROWS + 1
        undo_import(desk, desk.look(imports)[0].id)
    assert desk.look(standing) == shared["before"]
    take_plan(desk, shared["plan"])  # and it comes in again as if nothing had been
    assert len(desk.look(imports)) == 1
    assert town.is_indexed(desk)
    desk.close()
