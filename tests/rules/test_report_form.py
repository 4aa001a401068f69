"""What a form says as data is understood, and nonsense is not."""

from __future__ import annotations

import pytest

from app.rules.report_form import _meant, form, holds


def test_codes_are_concluded_from_the_lists():
    told = form("situation")
    assert told.column("agreed").when == {"result": ("agreed",)}
    assert "hotline_12345" in told.column("referred_other").when["source"]
    assert told.column("performed").when["performance"] == ("on_the_spot", "performed")


def test_a_condition_holds_where_every_field_says_one_of_its_codes():
    assert holds({"a": (1, 2), "b": ("x",)}, {"a": 2, "b": "x"})
    assert not holds({"a": (1, 2), "b": ("x",)}, {"a": 2, "b": "y"})
    assert holds({}, {})


def test_a_word_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="@nothing"):
        _meant("@nothing")
