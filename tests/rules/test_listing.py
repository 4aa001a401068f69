"""A table has a cell for every column, or it is none."""

from __future__ import annotations

import pytest

from app.rules.listing import Column, Listing


def test_a_row_with_a_cell_too_few_is_our_fault() -> None:
    columns = [Column("编号"), Column("件数", unit="件")]
    Listing("台账", columns, [("一", 1)], total=("合计", 1))
    with pytest.raises(ValueError, match="台账: 1 cells for 2 columns"):
        Listing("台账", columns, [("一",)])
    with pytest.raises(ValueError, match="台账"):
        Listing("台账", columns, [], total=("合计",))
