"""Who is told nothing of other cases finds nothing in them."""

from __future__ import annotations

from app.rules.beside import NOTHING, Beside


def test_nothing_is_nothing():
    assert Beside() == NOTHING
    assert NOTHING.same_number == len(NOTHING.same_text) == 0
