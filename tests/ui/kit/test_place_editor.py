from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.records import Case
from app.records.field import fields_of
from app.trouble import Trouble
from app.ui.kit.field_form import FieldForm, editor_for
from app.ui.kit.place_editor import PlaceEditor

PLACES = [
    ("s", "刁镇街道"),
    ("sj", "刁镇街道 > 时家村"),
    ("g1", "刁镇街道 > 时家村 > 第1网格"),
    ("lj", "刁镇街道 > 吕家村"),
    ("g2", "刁镇街道 > 吕家村 > 第1网格"),
]


@pytest.fixture
def editor(shown: Any) -> PlaceEditor:
    made = PlaceEditor(fields_of(Case)["place_id"], PLACES)
    made.show_value(None)
    return shown(made, 500, 400)


def test_first_letters_and_enter_choose_a_place(editor: PlaceEditor, hand: Any) -> None:
    hand.type(editor.line, "ljc d1")
    assert editor.line.popup.isVisible()
    hand.press(Qt.Key.Key_Return)
    assert editor.value() == "g2"
    assert editor.line.text() == "刁镇街道 > 吕家村 > 第1网格"


def test_what_fits_several_is_not_guessed(editor: PlaceEditor, hand: Any) -> None:
    hand.type(editor.line, "第1网格")
    with pytest.raises(Trouble, match="2"):
        editor.value()
    hand.retype(editor.line, "xyz")
    with pytest.raises(Trouble):
        editor.value()


def test_every_field_of_a_place_is_picked_so(qapp: Any) -> None:
    assert isinstance(editor_for(fields_of(Case)["place_id"]), PlaceEditor)
    form = FieldForm(Case, ("place_id",), options={"place_id": PLACES})
    form.load(Case(place_id="g1"))
    assert form.editors["place_id"].face() == "刁镇街道 > 时家村 > 第1网格"


def test_it_knows_when_several_are_meant(editor: PlaceEditor, hand: Any) -> None:
    for typed, several in (
        ("第1网格", True),
        ("时家村", False),
        ("sjc d1", False),
        ("没有的村", False),
    ):
        hand.retype(editor.line, typed)
        assert editor.fits_several is several
