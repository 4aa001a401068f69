"""Clauses of an earlier case come into another one; what was of that case alone does not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.records import Agreement, Case, CaseFile, Mediator, Party, PerformanceItem, Place, Room
from app.rules.clause_book import by_key
from app.rules.clauses import fill
from app.rules.earlier_clauses import adapted, turned

OLD = Agreement(
    form="written",
    made_on=date(2025, 5, 6),
    number="（2025）柳人调字第7号",
    terms=[
        (
            "一、陈大山应当于2025年6月1日前，以银行转账方式一次付给吴小河修理费人民币壹万零伍佰元整（¥10,500.00）"
            "（收款账户：农商行6222 0210 0112 3344）。"
        ),
        "二、陈大山拆除柳林村3组12号东侧矮墙4米，由高德才和网格员孙玉梅到场查看，电话13800138000。",
        "三、若陈大山逾期，吴小河可以持本协议（（2025）柳人调字第7号）向章丘区人民法院申请支付令。",
    ],
)


def old_case() -> CaseFile:
    pusher = Mediator(name="孟广田")
    parties = [
        Party(
            role="applicant", name="吴小河", id_number="370181196803152271",
            address="山东省柳林市青石镇柳林村3组14号", phone="13800138000",
        ),
        Party(role="respondent", name="陈大山", address="山东省柳林市青石镇柳林村3组12号"),
    ]  # fmt: skip
    item = PerformanceItem(
        agreement_id=OLD.id, party_id=parties[1].id, what="支付修理费10,500元", amount=Decimal(10500),
        manner="bank", due_on=date(2025, 6, 1),
    )  # fmt: skip
    case = Case(
        dispute_type="02",
        file_no="（2025）柳人调字第7号",
        court="章丘区人民法院",
        lead_id=pusher.id,
    )
    return CaseFile(
        case, Room(), parties=parties, agreements=[OLD], items=[item],
        mediators={pusher.id: pusher}, places=[Place(name="柳林村")],
    )  # fmt: skip


def new_case(*more: Party) -> CaseFile:
    parties = [
        Party(role="applicant", name="陈大"), Party(role="respondent", name="三亚顺达公司"), *more,
    ]  # fmt: skip
    return CaseFile(Case(dispute_type="02"), Room(), parties=parties)


def test_the_parties_change_places_with_those_of_the_same_role() -> None:
    first = adapted(old_case(), OLD, new_case()).clauses[0]
    assert first.before == OLD.terms[0]  # type: ignore[index]
    assert first.after == (
        "三亚顺达公司应当于____前，以银行转账方式一次付给陈大修理费____元（收款账户：农商行____ ____ ____ ____）。"
    )


def test_nothing_of_the_earlier_case_is_left() -> None:
    told = "".join(pair.after for pair in adapted(old_case(), OLD, new_case()).clauses)
    for leak in (
        "吴小河", "陈大山", "高德才", "孙玉梅", "柳林村", "章丘", "柳人调", "10,500", "壹万", "2025", "6222", "138",
        "12号", "4米",
    ):  # fmt: skip
        assert leak not in told, leak
    assert not any(character.isdecimal() for character in told)
    assert "网格员____到场查看" in told


def test_a_promise_comes_without_its_sum_and_its_day() -> None:
    new = new_case()
    assert adapted(old_case(), OLD, new).items == (
        {"party_id": new.parties[1].id, "what": "支付修理费____元", "manner": "bank"},
    )


def test_where_a_role_has_several_a_person_says_who() -> None:
    found = adapted(old_case(), OLD, new_case(Party(role="respondent", name="钱二")))
    assert found.clauses[0].after.startswith("____应当于____前，以银行转账方式一次付给陈大修理费")
    assert "party_id" not in found.items[0]


def test_the_village_of_both_cases_stays() -> None:
    new = new_case()
    new.places = [Place(name="柳林村")]
    assert "拆除柳林村____组____东侧矮墙" in adapted(old_case(), OLD, new).clauses[1].after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("二〇二五年十月三日前付清三千五百元", "____前付清____元"),
        ("10月8日付5000元（大写：伍仟元整），余款5千元", "____付____元，余款____元"),
        ("车牌鲁A12345，面积二亩，由王大妮负责", "车牌____，面积____亩，由____负责"),
        ("张某与李某某，欧阳春，一次付清", "____与____，____，一次付清"),
        (
            "双方于生效之日起三十日内，任何一方方可申请",
            "双方于生效之日起三十日内，任何一方方可申请",
        ),
        ("身份证37018119680315227X", "身份证____"),
    ],
)
def test_days_sums_numbers_and_strangers_are_blanks(text: str, after: str) -> None:
    assert turned(text, {}) == after


def test_our_own_parties_are_no_strangers() -> None:
    assert turned("由吴小河付给", {"吴小河": "王大妮"}) == "由王大妮付给"
    assert (
        turned("吴小河自愿补偿陈大山", {"吴小河": "单长林", "陈大山": "沈桂芳"})
        == "单长林自愿补偿沈桂芳"
    )


NAMES = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


@settings(max_examples=30)
@given(
    who=st.lists(NAMES, min_size=2, max_size=2, unique=True),
    amount=st.decimals("0.01", "9999999.99", places=2),
    day=st.dates(date(2000, 1, 1), date(2040, 12, 31)),
)
def test_no_name_day_or_sum_survives_whatever_they_are(
    who: list[str], amount: Decimal, day: date
) -> None:
    parties = [
        Party(role=role, name=name)
        for role, name in zip(("applicant", "respondent"), who, strict=True)
    ]
    pay = by_key("common-pay")
    assert pay is not None
    told = {
        "付款人": who[1],
        "收款人": who[0],
        "金额": amount,
        "付款日": day,
        "方式": "cash",
        "款项": "货款",
    }
    agreement = Agreement(terms=[fill(pay, told, parties).text])
    old = CaseFile(Case(), Room(), parties=parties, agreements=[agreement])
    now = [Party(role="applicant", name="A"), Party(role="respondent", name="B")]
    (pair,) = adapted(old, agreement, CaseFile(Case(), Room(), parties=now)).clauses
    assert not [name for name in who if name in pair.after]
    assert not set("0123456789壹贰叁肆伍陆柒捌玖拾佰仟") & set(pair.after)
    assert pair.after.startswith("B")
