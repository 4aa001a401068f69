from __future__ import annotations

import datetime as dt

import pytest

from app.desk import demo_grid, grid, grid_registers
from app.desk.desk import Desk
from app.records import masks

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    demo_grid.fill(desk)
    return desk


def test_the_registers_of_the_grid_hold_every_line(filled: Desk) -> None:
    log = filled.shelf.log
    tree = filled.look(grid.tree, log)
    grids = filled.look(grid_registers.grid_listing, log, TODAY)
    assert len(grids.rows) == len(tree)
    assert any(row[4] for row in grids.rows), "heads of grids are named"
    village = filled.look(grid.by_words, log, "上河村")
    homes = filled.look(grid_registers.household_listing, log, village)
    counted = next(row[5] for row in grids.rows if str(row[1]).endswith("上河村"))
    assert len(homes.rows) == counted
    whole = filled.look(grid_registers.household_listing, log, village, whole=True)
    for hidden, told in zip(homes.rows, whole.rows, strict=True):
        assert hidden[:3] == told[:3]
        assert hidden[3] == masks.masked_name(str(told[3]))
        assert hidden[5:7] == (
            masks.masked_phone(str(told[5])), masks.masked_address(str(told[6]))
        )  # fmt: skip
    assert any(hidden[3] != told[3] for hidden, told in zip(homes.rows, whole.rows, strict=True))
    people = filled.look(grid_registers.people_listing, log, TODAY, village)
    assert {row[2] for row in people.rows} >= {"网格长", "专职网格员"}
    assert all("上河村" in str(row[3]) for row in people.rows)
    assert len(filled.look(grid_registers.unit_listing, log).rows) == 3


def test_the_sample_grid_can_be_filled_into_a_room_that_has_one(filled: Desk) -> None:
    before = len(filled.look(grid.tree, filled.shelf.log))
    filled.do(demo_grid.fill_places, filled.shelf.log)
    assert len(filled.look(grid.tree, filled.shelf.log)) == before
