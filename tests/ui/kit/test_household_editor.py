"""A household is found while one types, and is read when the caret comes."""

from __future__ import annotations

import pytest

from app.desk import cases, edit, grid_changes, households
from app.records import Party
from app.ui.kit import household_editor
from app.ui.kit.field_form import FieldForm


@pytest.fixture
def home(desk):
    log = desk.shelf.log
    place = desk.do(grid_changes.add_place, log, {"name": "一网格"})
    desk.do(households.add_household, log, {"place_id": place, "number": "9号", "head": "柳桂芳"})
    told = {"place_id": place, "number": "10号", "head": "孟广田"}
    return desk.do(households.add_household, log, told)


def test_a_party_gets_its_household_by_first_letters(desk, home, shown, hand, held_clock):
    case = desk.do(cases.register_case, desk.shelf.log, desk.today(), {})
    party = desk.do(cases.add_party, case, {"name": "孟小田"})
    form = FieldForm(Party, ("name", "household_id"))
    household_editor.ask(form, desk)
    kept = []
    form.left.connect(kept.append)
    shown(form)
    form.load(desk.look(edit.get, Party, party))
    line = form.editors["household_id"].input
    hand.type(line, "mgt")
    hand.tab()
    assert kept[-1] == {"household_id": home}
    desk.do(edit.edit, Party, party, kept[-1])
    fresh = FieldForm(Party, ("name", "household_id"))
    household_editor.ask(fresh, desk)
    shown(fresh)
    fresh.load(desk.look(edit.get, Party, party))
    assert fresh.editors["household_id"].input.text() == "一网格 > 10号 孟广田"
