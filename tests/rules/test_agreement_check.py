"""Sums of an agreement: words, figures and promises are one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.records import Agreement, CaseFile, PerformanceItem
from app.rules.agreement_check import (
    clear_promises,
    enough_copies,
    promised_sum,
    sums_named,
    words_and_figures,
)
from app.rules.findings import Finding


def agreement_findings(case_file: CaseFile) -> list[Finding]:
    every = (enough_copies, words_and_figures, clear_promises, promised_sum)
    return [one for rule in every for one in rule(case_file)]


def said(case_file: CaseFile) -> list[str]:
    return [one.name for one in agreement_findings(case_file)]


def test_the_reference_agreement_adds_up(reference):
    assert said(reference) == []
    assert sums_named(reference.agreement.terms) == [Decimal(10500)]


def test_words_and_figures_that_differ_are_told(reference):
    reference.agreement.terms = ["补偿人民币壹万零伍佰元整（¥15,000.00）"]
    found = list(agreement_findings(reference))
    assert [one.name for one in found] == ["amount_words"]
    assert found[0].facts == {"words": "壹万零伍佰元整", "figures": "15,000.00"}


@pytest.mark.parametrize(
    "term",
    ["壹万零伍佰元整（¥10,500.00）", "壹万零伍佰元整(小写：10500元)", "壹万零伍佰元（人民币10500.00元）",
     "壹万零伍佰元整，即1.05万元"],
)  # fmt: skip
def test_the_same_sum_in_any_dress_is_one_sum(reference, term):
    reference.agreement.terms = [term]
    assert said(reference) == []


def test_promises_that_do_not_add_up_to_any_named_sum_are_told(reference):
    reference.items[1].amount = Decimal(5000)
    (found,) = agreement_findings(reference)
    assert found.name == "amount_sum"
    assert found.facts == {"promised": "10,000.00", "named": "10,500.00"}


def test_promises_may_be_the_sum_of_what_is_named(reference):
    reference.agreement.terms = ["付医药费5500元", "付误工费伍仟元"]
    assert sums_named(reference.agreement.terms) == [Decimal(5500), Decimal(5000)]
    assert said(reference) == []


def test_a_penalty_beside_two_payments_is_no_promise(reference):
    reference.agreement.terms = ["付医药费5500元", "付误工费5000元", "违约的付违约金800元"]
    assert said(reference) == []
    reference.agreement.terms = ["付医药费5250元", "付误工费5250元", "违约的付违约金800元"]
    assert said(reference) == []
    reference.agreement.terms = ["付医药费5500元", "付误工费4900元", "违约的付违约金800元"]
    assert said(reference) == ["amount_sum"]


def test_terms_without_sums_say_nothing_of_sums(reference):
    reference.agreement.terms = ["分两期付清", "共3人参加"]
    assert said(reference) == []


def test_without_terms_there_is_nothing_to_compare(reference):
    reference.agreement.terms = None
    assert said(reference) == []


def test_a_sum_needs_a_manner_of_payment(reference):
    reference.items[2].manner = None
    (found,) = agreement_findings(reference)
    assert (found.name, found.record_id, found.field) == (
        "item_without_manner", reference.items[2].id, "manner",
    )  # fmt: skip
    assert found.facts == {"what": "支付第二期补偿款"}


def test_an_agreement_lists_its_promises(told):
    assert said(told("2026-03-02 协议")) == ["no_items"]


def test_without_an_agreement_there_is_nothing_to_say(told):
    assert said(told("")) == []


def test_deeds_alone_name_no_sum(told):
    case_file = told("2026-03-02 协议\n2026-03-20 应履行 李四")
    case_file.agreements[0].terms = ["如违约付500元"]
    assert said(case_file) == []


def test_each_party_gets_a_copy_and_one_is_kept(reference):
    reference.agreement.copies = 2
    (found,) = agreement_findings(reference)
    assert (found.name, found.facts) == ("copies_too_few", {"told": 2, "least": 3})
    reference.agreement.copies = 3
    assert said(reference) == []


def test_only_the_standing_promises_count(reference):
    later = Agreement(terms=["补偿300元"])
    reference.agreements.append(later)
    reference.items.append(
        PerformanceItem(agreement_id=later.id, amount=Decimal(300), manner="cash")
    )
    assert said(reference) == []
