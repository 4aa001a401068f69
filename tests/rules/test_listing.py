"""A listing is a table: every row has a cell for every column."""

from __future__ import annotations

import pytest

from app.rules.listing import Column, Listing


def test_a_row_with_a_missing_cell_is_refused():
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Listing("表", [Column("一"), Column("二")], [("x",)])
