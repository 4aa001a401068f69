"""Clauses come into an agreement in one step, and out of earlier ones."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from app.desk import cases, clauses, edit, questions
from app.desk.desk import Desk
from app.records import Agreement, CaseFile
from app.trouble import Trouble
from tests.machines import register

ITEM = {"what": "支付修理费", "amount": Decimal(500), "manner": "cash", "due_on": date(2026, 4, 1)}


def file_of(desk: Desk, case_id: str) -> CaseFile:
    return desk.look(questions.case_file, case_id)


def test_clauses_and_promises_come_in_one_step_and_begin_the_agreement(desk: Desk) -> None:
    case_id = desk.do(register)
    desk.do(cases.add_session, case_id, {"at": datetime(2026, 3, 2, 9), "outcome": "agreed"})
    desk.do(clauses.put_clauses, case_id, ["甲。", "乙。"], [ITEM, {"what": "拆墙"}])
    file = file_of(desk, case_id)
    assert file.agreement is not None
    assert (file.agreement.terms, file.agreement.made_on) == (["甲。", "乙。"], date(2026, 3, 2))
    assert [(item.what, item.position) for item in file.items] == [("支付修理费", 1), ("拆墙", 2)]
    assert {item.agreement_id for item in file.items} == {file.agreement.id}


def test_what_stands_is_never_written_over(desk: Desk) -> None:
    case_id = desk.do(register)
    desk.do(cases.make_agreement, case_id, {"terms": ["一。", "二。"]}, [ITEM])
    desk.do(clauses.put_clauses, case_id, ["末。"], [])
    desk.do(clauses.put_clauses, case_id, ["中。"], [], after=1)
    desk.do(clauses.put_clauses, case_id, ["尾。"], [], after=99)
    file = file_of(desk, case_id)
    assert file.agreement is not None
    assert file.agreement.terms == ["一。", "中。", "二。", "末。", "尾。"]
    assert len(file.items) == 1


def test_typed_numbers_go_on_counting(desk: Desk) -> None:
    case_id = desk.do(register)
    desk.do(cases.make_agreement, case_id, {"terms": ["一、拆墙。"]})
    desk.do(clauses.put_clauses, case_id, ["付款。"], [])
    agreement = file_of(desk, case_id).agreement
    assert agreement is not None
    assert agreement.terms == ["一、拆墙。", "二、付款。"]


def test_a_sealed_agreement_takes_nothing_in(desk: Desk) -> None:
    case_id = desk.do(register)
    day = date(2026, 3, 2)
    told = dict.fromkeys(("parties_signed_on", "mediator_signed_on", "sealed_on", "made_on"), day)
    made = desk.do(cases.make_agreement, case_id, {"form": "written", "terms": ["一。"], **told})
    put = clauses.Put(made, ("一。",), ())
    desk.do(cases.seal_agreement, made)
    for act, args in (
        (clauses.put_clauses, (case_id, ["二。"], [])),
        (clauses.take_back, (put, "误放")),
    ):
        with pytest.raises(Trouble) as why:
            desk.do(act, *args)  # type: ignore[arg-type]
        assert why.value.key == "clause.sealed"
    agreement = file_of(desk, case_id).agreement
    assert agreement is not None
    assert agreement.terms == ["一。"]


def test_a_clause_too_long_or_a_bad_promise_brings_nothing_in(desk: Desk) -> None:
    case_id = desk.do(register)
    for texts, items in ((["长" * 2001], [ITEM]), (["短。"], [{"what": "长" * 501}])):
        with pytest.raises(Trouble):
            desk.do(clauses.put_clauses, case_id, texts, items)
    assert file_of(desk, case_id).agreements == []


def test_what_was_put_in_is_taken_back_and_what_was_changed_since_stays(desk: Desk) -> None:
    case_id = desk.do(register)
    desk.do(cases.make_agreement, case_id, {"terms": ["甲。", "己。"]})
    put = desk.do(clauses.put_clauses, case_id, ["甲。", "乙。"], [ITEM])
    desk.do(edit.edit, Agreement, put.agreement_id, {"terms": ["甲。", "己。", "甲。", "乙改。"]})
    desk.do(clauses.take_back, put, "误放")
    desk.do(clauses.take_back, clauses.Put(put.agreement_id, (), put.item_ids), "误放")
    file = file_of(desk, case_id)
    assert file.agreement is not None
    assert file.agreement.terms == ["甲。", "己。", "乙改。"]
    assert file.items == []


def test_earlier_agreements_of_the_same_kind_come_first(desk: Desk) -> None:
    def case(kind: str, day: date, term: str) -> str:
        case_id = desk.do(cases.register_case, desk.shelf.log, day, {"dispute_type": kind})
        desk.do(cases.add_party, case_id, {"name": f"周{term}", "role": "applicant"})
        desk.do(cases.make_agreement, case_id, {"made_on": day, "terms": [term]})
        return case_id

    old = case("02", date(2025, 1, 5), "旧邻里")
    new = case("02", date(2026, 1, 5), "新邻里")
    other = case("10", date(2026, 2, 5), "工资")
    desk.do(cases.register_case, desk.shelf.log, date(2026, 2, 6), {"dispute_type": "02"})
    mine = desk.do(cases.register_case, desk.shelf.log, date(2026, 3, 1), {"dispute_type": "02"})
    desk.indexing.now()

    def found(text: str = "") -> list[str]:
        told = desk.look(clauses.earlier_agreements, file_of(desk, mine), text)
        return [one.case_id for one in told]

    assert found() == [new, old, other]
    assert found("劳动") == [other]
    assert found("周旧邻里") == [old]
    assert found("没有这样的") == []
    (line,) = desk.look(clauses.earlier_agreements, file_of(desk, mine), "10")
    assert (line.clauses, line.first, line.parties) == (1, "工资", ("周工资",))
