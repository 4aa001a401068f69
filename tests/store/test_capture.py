"""What a session writes is one signed entry and the very rows it tells of."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.records import Agreement, Case, Import
from app.store import absorb, capture, chain
from app.store.shelf import Shelf
from tests.machines import entries, rows_on


def ops(entry: chain.Entry) -> list[Any]:
    return chain.content(entry).ops


def test_several_flushes_are_one_op_a_record(shelf: Shelf) -> None:
    def act(db: Session) -> None:
        case = Case(summary="一")
        db.add(case)
        db.flush()
        case.summary = "二"
        db.flush()
        case.remark = "三"

    shelf.write("u", "act", act)
    (entry,) = entries(shelf)
    ((op, kind, _, told),) = ops(entry)
    assert (op, kind, told) == ("i", "case", {"summary": "二", "remark": "三"})


def test_a_record_made_and_changed_before_any_flush_is_one_insert(shelf: Shelf) -> None:
    def act(db: Session) -> None:
        case = Case(summary="一")
        db.add(case)
        capture._collect(db)
        case.summary = "二"

    shelf.write("u", "act", act)
    assert [op[0] for op in ops(entries(shelf)[0])] == ["i"]
    assert ops(entries(shelf)[0])[0][3] == {"summary": "二"}


def test_a_row_keeps_what_its_entry_tells(shelf: Shelf) -> None:
    """Seconds of a moment and the third place of an amount are not carried, so they are not kept either."""

    def act(db: Session) -> None:
        db.add(Import(taken_at=datetime(2026, 3, 2, 9, 0, 59)))
        db.add(Case(amount=Decimal("1.005")))

    shelf.write("u", "act", act)
    before = _rows(shelf)
    with shelf.local_writing() as link:
        absorb.rebuild(link)
    assert _rows(shelf) == before


def test_a_value_no_other_machine_would_take_is_never_signed(shelf: Shelf) -> None:
    for wrong in ({"summary": "a\0b"}, {"summary": 5}, {"told_routes": 1}, {"requests": ["\0"]}):
        with pytest.raises((ValueError, TypeError)):
            shelf.write("u", "register", lambda db, wrong=wrong: db.add(Case(**wrong)))
    assert entries(shelf) == []


def test_a_signed_agreement_stands_whole_in_its_entry(shelf: Shelf) -> None:
    def draft(db: Session) -> str:
        agreement = Agreement(terms=["一", "二"])
        db.add(agreement)
        return agreement.id

    def sign(db: Session) -> None:
        agreement = db.get(Agreement, agreement_id)
        assert agreement is not None
        agreement.number = "柳人调〔2026〕1号"
        db.flush()
        agreement.copies = 3
        agreement.freeze()

    agreement_id, _ = shelf.write("u", "draft", draft)
    shelf.write("u", "sign", sign)
    drafted, signed = entries(shelf)
    ((op, _, _, told),) = ops(signed)
    assert op == "z"
    assert told["terms"] == [[drafted.id], ["一", "二"]]
    assert told["copies"] == [[drafted.id], 3]
    assert "facts" in told
    with shelf.reading() as db:
        agreement = db.get(Agreement, agreement_id)
        assert agreement is not None
        assert agreement.frozen == signed.id
    before = _rows(shelf)
    with shelf.local_writing() as link:
        absorb.rebuild(link)
    assert _rows(shelf) == before

    def change_terms(db: Session) -> None:
        signed_one = db.get(Agreement, agreement_id)
        assert signed_one is not None
        signed_one.terms = ["三"]

    def sign_again(db: Session) -> None:
        signed_one = db.get(Agreement, agreement_id)
        assert signed_one is not None
        signed_one.freeze()

    for act in (change_terms, sign_again):
        with pytest.raises(capture.BulkRefused, match="does not change"):
            shelf.write("u", "act", act)


def test_what_is_made_is_signed_in_a_later_transaction(shelf: Shelf) -> None:
    def act(db: Session) -> None:
        agreement = Agreement(terms=["一"])
        db.add(agreement)
        db.flush()
        agreement.freeze()

    with pytest.raises(capture.BulkRefused, match="own"):
        shelf.write("u", "act", act)


def _rows(shelf: Shelf) -> Any:
    with shelf.engine.connect() as link:
        return rows_on(link)
