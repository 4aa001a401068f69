"""A template becomes a clause and its promises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.records import Case, CaseFile, Party, Room
from app.rules.clause_book import Template, by_key
from app.rules.clauses import bear_numbers, continued, defaults, fill, numbered
from app.words import say

ZHAO, QIAN = Party(name="赵一", role="applicant"), Party(name="钱二", role="respondent")
SUN = Party(name="孙三", role="respondent")


@pytest.fixture
def pay() -> Template:
    found = by_key("common-pay")
    assert found is not None
    return found


def case_of(*parties: Party) -> CaseFile:
    return CaseFile(Case(), Room(), parties=list(parties))


def test_a_clause_says_who_what_how_much_how_and_by_when(pay: Template) -> None:
    told = {
        **defaults(pay, case_of(ZHAO, QIAN)),
        "款项": "医疗费", "金额": "10500", "付款日": "2026-12-01", "方式": "cash",
    }  # fmt: skip
    done = fill(pay, told, [ZHAO, QIAN])
    assert done.text == (
        "钱二应当于2026年12月1日前，以现金方式一次付给赵一医疗费人民币壹万零伍佰元整（¥10,500.00）。"
    )
    assert done.items == (
        {
            "party_id": QIAN.id, "what": "支付医疗费", "amount": Decimal(10500), "manner": "cash",
            "due_on": date(2026, 12, 1),
        },
    )  # fmt: skip
    assert (done.missing, done.doubts) == ((), ())


def test_what_is_missing_is_a_blank_to_write_on(pay: Template) -> None:
    done = fill(pay, {"收款人": "赵一"}, [ZHAO, QIAN])
    assert done.text == "____应当于____前，以____方式一次付给赵一________。"
    assert done.missing == ("付款人", "付款日", "方式", "款项", "金额")
    assert done.items == ({"what": "支付____"},)


def test_a_piece_in_brackets_comes_with_what_belongs_in_it(pay: Template) -> None:
    assert "收款账户" not in fill(pay, {}, []).text
    assert "（收款账户：农商行 6222）" in fill(pay, {"收款账户": "农商行 6222"}, []).text


def test_what_cannot_be_read_is_kept_as_typed_and_makes_no_figure(pay: Template) -> None:
    done = fill(pay, {"金额": "五千上下", "付款日": "年底"}, [])
    assert "五千上下" in done.text
    assert "年底" in done.text
    assert {(one.blank, one.name) for one in done.doubts} == {
        ("金额", "bad_money"),
        ("付款日", "bad_day"),
    }
    assert set(done.unread) == {"金额", "付款日"}
    assert not {"amount", "due_on"} & done.items[0].keys()
    assert all(one.said(say) for one in done.doubts)


def test_a_stranger_and_one_who_pays_himself_are_said(pay: Template) -> None:
    done = fill(pay, {"付款人": "周九", "收款人": "周九"}, [ZHAO, QIAN])
    assert [one.name for one in done.doubts] == ["no_party", "no_party", "same_side"]
    assert done.unread == ()
    assert "party_id" not in done.items[0]
    assert all("周九" in one.said(say) or "收款人" in one.said(say) for one in done.doubts)


def test_a_blank_the_clause_does_not_have_is_said(pay: Template) -> None:
    (doubt,) = fill(pay, {"付款人": "钱二", "利息": "3"}, [QIAN]).doubts
    assert (doubt.blank, doubt.name) == ("利息", "no_such_blank")
    assert "利息" in doubt.said(say)


def test_several_people_promise_together(pay: Template) -> None:
    done = fill(pay, {"付款人": "钱二、孙三", "款项": "修理费"}, [ZHAO, QIAN, SUN])
    assert done.items[0]["party_id"] == QIAN.id
    assert done.items[0]["what"] == "与孙三共同支付修理费"


def test_the_parties_stand_there_by_role_where_it_is_plain_who(pay: Template) -> None:
    assert defaults(pay, case_of(ZHAO, QIAN)) == {
        "付款人": "钱二",
        "收款人": "赵一",
        "款项": "款项",
    }
    assert "付款人" not in defaults(pay, case_of(ZHAO, QIAN, SUN))
    assert "付款人" not in defaults(pay, None)


def test_copies_are_counted_for_the_parties_of_the_case() -> None:
    copies = by_key("common-copies")
    assert copies is not None
    assert defaults(copies, case_of(ZHAO, QIAN, SUN)) == {"几份": "4"}
    assert defaults(copies, None) == {}


def test_a_name_with_braces_is_a_name(pay: Template) -> None:
    assert fill(pay, {"付款人": "{金额}"}, []).text.startswith("{金额}应当")


def test_clauses_go_on_counting_where_the_standing_ones_end() -> None:
    assert numbered([], ["甲。"]) == ["甲。"]
    assert numbered(["一句。", " "], ["甲。", "乙。"]) == ["二、甲。", "三、乙。"]


def test_numbers_are_typed_only_behind_typed_ones() -> None:
    assert continued(["拆墙。", "付款。"], ["甲。"]) == ["甲。"]
    assert continued(["一、拆墙。", "二、付款。"], ["甲。"]) == ["三、甲。"]
    assert continued([], ["甲。"]) == ["甲。"]
    assert bear_numbers(["1. 拆墙。", "（二）付款。", "３、道歉。"])
    assert not bear_numbers(["3.5米宽的路归双方走。"])
    assert not bear_numbers(["一、拆墙。", "付款。"])
