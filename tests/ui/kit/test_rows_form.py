"""Several records of one kind beside a form: mark, add, void with a reason."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.records import Party
from app.ui.kit.rows_form import RowsForm
from app.words import say


@pytest.fixture
def rows(shown):
    return shown(RowsForm(Party, ("name", "phone"), title=lambda party: party.name or ""))


def part(rows, kind, name):
    found = rows.findChild(kind, name)
    assert found is not None, name
    return found


def test_the_first_record_stands_in_the_form(rows):
    first, second = Party(name="陈㛃喆"), Party()
    rows.load([first, second])
    assert rows.current == first.id
    assert rows.form.record_id == first.id
    assert [rows.list.item(n).text() for n in range(2)] == ["陈㛃喆", say("kit.row_unnamed")]


def test_a_change_is_told_for_its_record_before_the_next_is_marked(rows, hand):
    first, second = Party(), Party()
    rows.load([first, second])
    told = []
    rows.changed.connect(lambda record_id, changes: told.append((record_id, changes)))
    hand.type(part(rows, QLineEdit, "party.name"), "陈㛃喆")
    assert rows.mark(second.id, "phone")
    assert told == [(first.id, {"name": "陈㛃喆"})]
    hand.type(part(rows, QLineEdit, "party.phone"), "13900000002")
    hand.tab()
    assert told[-1] == (second.id, {"phone": "13900000002"})


def test_a_new_record_gets_the_caret(rows):
    kept = [Party(name="陈㛃喆")]

    def add():
        kept.append(Party())
        rows.load(kept, mark=kept[-1].id)

    rows.add_asked.connect(add)
    rows.load(kept)
    rows.add.click()
    assert rows.current == kept[1].id
    assert part(rows, QLineEdit, "party.name").hasFocus()


def test_removing_asks_for_a_reason_on_the_page(rows, hand):
    party = Party(name="陈㛃喆")
    rows.load([party])
    told = []
    rows.void_asked.connect(lambda record_id, reason: told.append((record_id, reason)))
    part(rows, QPushButton, "party.remove").click()
    part(rows, QPushButton, "party.remove_now").click()
    assert told == []
    hand.type(part(rows, QLineEdit, "party.remove_reason"), "登记重复")
    hand.press(Qt.Key.Key_Return)
    assert told == [(party.id, "登记重复")]
    assert not rows.ask.isVisible()


def test_nothing_yet_says_how_to_begin(rows):
    rows.load([])
    assert rows.empty.isVisible()
    assert not rows.form.isVisible()
    assert rows.current == ""


def test_reloading_keeps_the_mark(rows):
    parties = [Party(name=str(n)) for n in range(3)]
    rows.load(parties)
    rows.mark(parties[2].id)
    rows.load(list(parties))
    assert rows.current == parties[2].id
    rows.load(parties[:2])
    assert rows.current == parties[0].id


@pytest.fixture
def drafts(shown):
    """Rows over their form, where a new row is there with its first fact."""
    made = RowsForm(
        Party, ("name", "phone"), title=lambda party: party.name or "", drafts=True, above=True
    )
    kept = []

    def begin(facts):
        kept.append(Party(**facts))
        made.load(kept)
        made.adopt(kept[-1].id)

    made.begun.connect(begin)
    made.kept = kept
    return shown(made)


def test_an_empty_form_stands_ready_and_makes_nothing(drafts, hand):
    drafts.load([])
    assert drafts.form.isVisible()
    part(drafts, QLineEdit, "party.name").setFocus()
    hand.tab()
    assert drafts.kept == []


def test_the_first_fact_makes_the_row_and_the_form_goes_on_in_it(drafts, hand):
    told = []
    drafts.changed.connect(lambda record_id, changes: told.append((record_id, changes)))
    hand.type(part(drafts, QLineEdit, "party.name"), "陈㛃喆")
    hand.tab()
    assert [party.name for party in drafts.kept] == ["陈㛃喆"]
    assert drafts.current == drafts.kept[0].id
    hand.type(part(drafts, QLineEdit, "party.phone"), "13800000001")
    drafts.settle()
    assert told == [(drafts.kept[0].id, {"phone": "13800000001"})]


def test_a_draft_is_not_lost_when_other_rows_come(drafts, hand):
    drafts.load([Party(name="欧阳𬭎")])
    drafts.add.click()
    hand.type(part(drafts, QLineEdit, "party.name"), "陈㛃喆")
    drafts.load([Party(name="欧阳𬭎"), Party(name="于德福")])
    assert part(drafts, QLineEdit, "party.name").text() == "陈㛃喆"
    assert drafts.current == ""


def test_forgetting_leaves_nothing_of_the_rows_before(drafts, hand):
    drafts.load([Party(name="欧阳𬭎")])
    hand.type(part(drafts, QLineEdit, "party.phone"), "1")
    drafts.forget()
    assert drafts.rows == {}
    assert part(drafts, QLineEdit, "party.phone").text() == ""
    assert drafts.kept == []
