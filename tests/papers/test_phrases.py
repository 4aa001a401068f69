"""Facts as forms write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from app.papers import phrases
from app.records import Agreement, Case, CaseFile, Party, PerformanceItem, Room


def text(pieces: list[phrases.Piece]) -> str:
    return "".join(piece.text or "_" for piece in pieces)


def test_days_and_moments_are_in_arabic_figures() -> None:
    assert text(phrases.day_pieces(date(2026, 10, 8))) == "2026年10月8日"
    assert text(phrases.moment_pieces(datetime(2026, 9, 28, 9, 5))) == "2026年9月28日9时05分"


def test_an_unknown_day_leaves_places_to_write_it() -> None:
    assert text(phrases.day_pieces(None)) == "_年_月_日"
    assert text(phrases.moment_pieces(None)) == "_年_月_日_时_分"


@pytest.mark.parametrize(
    ("number", "sign"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")]
)
def test_clauses_are_numbered_in_chinese(number: int, sign: str) -> None:
    assert phrases.numeral(number) == sign


def test_money_is_said_twice() -> None:
    assert phrases.money(Decimal(10500)) == "人民币壹万零伍佰元整（¥10,500.00）"


def test_sex_and_age_follow_from_the_number_unless_it_fails() -> None:
    party = Party(id_number="370181196803154527", sex="1", age_told=70)
    assert phrases.sex(party) == "女"
    assert phrases.age(party, date(2026, 3, 14)) == "57"
    assert phrases.age(party, date(2026, 3, 15)) == "58"
    wrong = Party(id_number="370181196803154528", sex="1", age_told=70)
    assert (phrases.sex(wrong), phrases.age(wrong, date(2026, 3, 15))) == ("男", "70")


def test_without_a_day_no_age_is_guessed() -> None:
    assert phrases.age(Party(birth_on=date(1968, 3, 15)), None) == ""


def test_a_dispute_is_named_by_both_sides_and_its_kind() -> None:
    file = CaseFile(
        case=Case(dispute_type="02"), room=Room(),
        parties=[Party(role="applicant", name="张某"), Party(role="respondent", name="李某")],
    )  # fmt: skip
    assert phrases.dispute(file) == "张某与李某邻里纠纷"
    file.parties += [Party(role="applicant", name=f"张{i}") for i in range(4)]
    assert phrases.dispute(file) == "张某等5人与李某邻里纠纷"


def test_a_promise_says_who_what_how_much_how_and_by_when() -> None:
    party = Party(id="p", name="欧阳𬭎")
    item = PerformanceItem(
        party_id="p", what="支付第一期补偿款", amount=Decimal(5500), manner="cash", due_on=date(2026, 10, 15)
    )  # fmt: skip
    file = CaseFile(case=Case(), room=Room(), parties=[party], items=[item])
    told = "欧阳𬭎：支付第一期补偿款，人民币伍仟伍佰元整（¥5,500.00），现金，于2026年10月15日前（含当日）履行"
    assert phrases.item_words(file, item) == told
    assert phrases.manner(file, Agreement()) == [f"（1）{told}。"]
    assert phrases.manner(file, Agreement(manner="当场付清。")) == ["当场付清。"]


def test_clauses_with_typed_numbers_are_not_numbered_again() -> None:
    assert phrases.numbered(["拆墙。", "付款。"]) == ["一、拆墙。", "二、付款。"]
    assert phrases.numbered(["一、拆墙。", "二、付款。"]) == ["一、拆墙。", "二、付款。"]
