"""Words an agreement had better not hold, and plain clauses that must never be blamed."""

from __future__ import annotations

import pytest

from app.records import Agreement, Case, CaseFile, Party, Room
from app.rules.wording_check import blanks_left, forbidden_words, no_fee, right_words, vague_words


def agreed(*terms: str, party: str = "张三") -> CaseFile:
    return CaseFile(
        Case(), Room(), parties=[Party(name=party)], agreements=[Agreement(terms=list(terms))]
    )


def names(case_file: CaseFile) -> list[str]:
    every = (vague_words, forbidden_words, right_words, no_fee)
    return [one.name for rule in every for one in rule(case_file)]


def test_a_line_nobody_wrote_on_is_told_with_what_stands_around_it() -> None:
    case_file = agreed("钱二应当于____前，付给赵一修理费500元。", "双方不再争吵。")
    (told,) = blanks_left(case_file)
    assert (told.name, told.field, told.facts["text"]) == (
        "blank_left",
        "terms",
        "钱二应当于____前，付给赵一修理",
    )
    assert not list(blanks_left(agreed("付给a_b 500元。")))


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("张三尽快付清欠款", "vague"), ("张三给予李四适当补偿", "vague"), ("付若干元", "vague"),
        ("视情况再付", "vague"), ("待张三经济好转后付清", "vague"), ("年底左右付清", "vague"),
        ("余款双方再议", "vague"), ("张三尽量修好", "vague"), ("承担相应费用", "vague"),
        ("双方自愿离婚", "forbidden"), ("确认双方夫妻关系无效", "forbidden"), ("解除收养关系", "forbidden"),
        ("确认该房屋所有权归张三", "forbidden"), ("该宅基地归李四所有", "forbidden"),
        ("逾期一天罚款100元", "forbidden"), ("同意将其拘留三天", "forbidden"), ("扣留李四的身份证", "forbidden"),
        ("李四放弃向法院起诉的权利", "forbidden"), ("双方不得再上访", "forbidden"),
        ("不追究张三的刑事责任", "forbidden"), ("李四不得再婚", "forbidden"),
        ("张三付订金500元", "confused_term"), ("张三抚养母亲", "confused_term"), ("张三赡养孩子", "confused_term"),
        ("双方享有权力", "confused_term"), ("法人代表签字", "confused_term"), ("被告付款", "confused_term"),
        ("经调委会裁决", "confused_term"), ("逾期付滞纳金", "confused_term"), ("俺付钱", "confused_term"),
        ("不得影响彩光", "wrong_character"), ("张三瞻养母亲", "wrong_character"), ("当面道欠", "wrong_character"),
        ("双方各付调解费100元", "fee_asked"), ("给调解员辛苦费200元", "fee_asked"),
    ],
)  # fmt: skip
def test_a_word_that_does_not_do_is_named(term, name):
    assert name in names(agreed(term))


@pytest.mark.parametrize(
    "term",
    ["张三于2026年12月1日前以现金付清人民币伍仟元整（¥5,000.00）", "双方就此事再无其他争议",
     "李四不再追究张三的民事责任",
     "双方离婚后，孩子由张三抚养，李四每月付抚养费800元", "张三自愿补偿李四误工费3000元", "左右两侧各留60厘米通道",
     "由村委会丈量，按承包合同面积重新立界石", "两家之间留出滴水距离，双方均不得堵占", "张三将土地归还李四",
     "每人每月五日前各付母亲赡养费人民币300元", "母亲看病的自付部分由二人平均承担", "张三当面向李四赔礼道歉",
     "李四被告知有关规定", "一方不履行的，另一方可以向人民法院起诉", "双方可以在三十日内共同申请司法确认",
     "退还押金2000元", "张三不得在夹道堆放杂物", "人民调解不收费，调解费用由财政承担", "安装排水槽并保持通风采光",
     "张三配合李四办理房产过户手续", "医疗费按发票由张三承担", "违约的，按每日50元支付违约金"],
)  # fmt: skip
def test_a_plain_clause_is_never_blamed(term):
    assert names(agreed(term)) == []


def test_a_name_is_not_misspelt():
    assert names(agreed("意务民于2026年12月1日前付清500元", party="意务民")) == []


def test_the_reference_case_is_well_written(reference):
    assert names(reference) == []


def test_two_words_for_one_payment_are_told(reference):
    reference.agreement.terms = [*reference.agreement.terms, "赔偿款付到陈㛃喆的账户。"]
    assert names(reference) == ["mixed_terms"]
