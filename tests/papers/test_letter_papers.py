"""Letters of the room: what an organ reads of a matter, as GB/T 9704 lays a letter out."""

from __future__ import annotations

import io
from datetime import date

import pytest

from app.papers import paper, style
from app.papers.reply import composed
from app.papers.sheet import LETTER
from app.papers.signing import MM
from app.records import Letter, Performance
from tests.papers.stories import answered, handed_over, pages, said


def test_a_page_of_a_letter_holds_22_lines_of_28_characters():
    assert LETTER.wide == pytest.approx(156 * MM)
    assert LETTER.tall == pytest.approx(225 * MM)
    assert int(LETTER.wide // style.LETTER.size) == 27 or LETTER.wide / style.LETTER.size > 27.5
    assert int(LETTER.tall // style.LETTER.leading) == 22


def test_a_reply_tells_which_letter_the_course_and_the_result(full):
    handed_over(full)
    answered(full)
    full.performances = [
        Performance(
            item_id=full.items[0].id, complete=True, done_on=date(2026, 10, 10), proof="照片"
        )
    ]
    told = said("reply", full)
    assert "你单位2026年9月22日（2026）鲁0114诉前调1234号《委派调解函》收悉" in told
    assert "我会于2026年9月23日签收" in told
    assert "2026年9月28日在老杜调解室进行第1次调解，未达成一致。" in told
    assert "当事人于2026年10月8日达成人民调解协议（编号：（2026）刁人调字第1号）" in told
    assert "双方就此事再无其他争议。" in told
    assert "2026年10月10日已履行" in told
    assert "1.人民调解协议书1份2.履行凭证复印件1份" in told


def failed(case_file):
    case_file.agreements.clear()
    case_file.items.clear()
    case_file.case.ended_on = date(2026, 10, 9)
    case_file.case.result_reason = "对通道宽度分歧过大。"
    case_file.case.told_routes = True


def test_a_court_hears_of_a_failure_what_the_rules_ask(full):
    failed(full)
    handed_over(full)
    answered(full, conduct="被申请人两次无故不到场。", points="现场已经测量。")
    told = said("reply", full)
    assert "于2026年10月9日终止调解，并已告知" in told
    assert "对通道宽度分歧过大。" in told
    assert "三、导致其他当事人诉讼成本增加的行为被申请人两次无故不到场。" in told
    assert "四、提请法院注意的其他情况现场已经测量。" in told
    assert "妥协" in told
    assert "终止调解告知书1份" in told


def test_others_than_a_court_are_not_told_of_costs(full):
    failed(full)
    handed_over(full, "police")
    answered(full)
    told = said("reply", full)
    assert "诉讼成本" not in told
    assert "《委托人民调解书》" in told


def test_the_telling_of_the_ways_is_claimed_only_where_it_was_done(full):
    failed(full)
    full.case.told_routes = None
    handed_over(full)
    answered(full)
    assert "并已告知" not in said("reply", full)


def test_a_matter_that_goes_on_is_told_as_it_stands(full):
    full.agreements.clear()
    full.items.clear()
    full.sessions.pop()
    full.case.extended_until = date(2026, 11, 25)
    handed_over(full)
    answered(full)
    told = said("reply", full)
    assert "延长至2026年11月25日" in told
    assert "调解仍在进行" in told
    assert "附件" not in told


def test_what_is_not_taken_goes_back_with_the_reason(full):
    handed_over(full)
    answered(full, "declined", told="被申请人明确拒绝调解。")
    told = said("reply", full)
    assert "不接受委托复函" in told
    assert "被申请人明确拒绝调解。" in told
    assert "调解结果" not in told


def test_what_a_mediator_wrote_stands_instead_of_what_follows_from_the_case(full):
    handed_over(full)
    answered(full, told="双方已经自行和解。")
    told = said("reply", full)
    assert "双方已经自行和解。" in told
    assert "调解经过" not in told


@pytest.mark.parametrize("way", [failed, lambda _case_file: None], ids=["failed", "agreed"])
def test_the_text_that_was_copied_prints_as_it_was(full, way):
    """照抄到正文再改: until somebody changes a word the paper is the same, headings and all."""
    way(full)
    handed_over(full)
    letter = answered(full)
    before = drawn_as(full)
    letter.told = composed(full, letter)
    assert drawn_as(full) == before
    letter.told = letter.told.replace("二、调解结果", "二、调解的结果")
    assert "二、调解的结果" in said("reply", full)


def test_a_place_to_write_on_is_copied_as_one(full):
    failed(full)
    full.case.result_reason = None
    handed_over(full)
    assert "原因：________" in composed(full, answered(full))


def drawn_as(case_file):
    out = io.BytesIO()
    return paper("reply").draw(case_file, out).sha256


def sent(case_file, **told):
    values = {
        "letter_kind": "transfer", "organ": "刁镇派出所", "dated_on": date(2026, 9, 25), **told,
    }  # fmt: skip
    case_file.letters.append(Letter(id="out", direction="out", **values))


def test_a_transfer_carries_its_receipt_to_cut_off(full):
    sent(full, told="涉嫌违反治安管理", enclosures=["现场照片3张"])
    last = "".join(pages("transfer", full)[-1].extract_text().split())
    cut = last.index("沿此线裁下")
    assert "你会2026年9月25日移送的" in last[cut:]
    assert "接收人（签名）" in last[cut:]
    told = said("transfer", full)
    assert "因涉嫌违反治安管理，现将该纠纷的情况" in told
    assert "1.现场照片3张" in told
    assert "刁镇派出所：" in told


def test_letters_are_drawn_for_their_own_papers(full):
    handed_over(full)
    answered(full)
    sent(full)
    assert paper("reply").choices(full) == ["reply"]
    assert paper("transfer").choices(full) == ["out"]


def test_a_risk_is_reported_with_what_was_done_and_a_receipt(full):
    full.case.risk = "high"
    sent(
        full, letter_kind="risk", told="被申请人扬言动手，已两次推搡。", enclosures=["现场照片2张"]
    )
    told = said("risk_report", full)
    assert "刁镇派出所：" in told
    assert "第二十五条" in told
    assert "风险程度：高。被申请人扬言动手，已两次推搡。" in told
    assert "2026年9月28日在老杜调解室调解一次。" in told
    assert "1.现场照片2张" in told
    assert "你会2026年9月25日关于陈㛃喆与欧阳𬭎房屋宅基地纠纷激化风险的报告" in told


def test_a_plain_letter_says_what_the_mediator_wrote(full):
    sent(
        full, letter_kind="other_out", told="请协助提供宅基地登记资料。", number="刁调函〔2026〕3号"
    )
    told = said("letter_out", full)
    assert "刁调函〔2026〕3号" in told
    assert "请协助提供宅基地登记资料。特此函达。" in told
    assert "回执" not in told


def test_the_room_signs_for_what_came(full):
    came = handed_over(full)
    came.enclosures = ["起诉状副本1份", "送达地址确认书"]
    told = said("letter_receipt", full, "came")
    assert "济南市章丘区人民法院：" in told
    assert "你单位2026年9月22日（2026）鲁0114诉前调1234号《委派调解函》及所附材料" in told
    assert "我会已于2026年9月23日收到" in told
    assert "1.起诉状副本1份2.送达地址确认书" in told
    assert "√接受，由人民调解员杜守义办理" in told
    answered(full, "declined")
    told = said("letter_receipt", full, "came")
    assert "√不接受" in told
    assert "√接受" not in told


def test_a_letter_that_wants_nothing_is_only_signed_for(full):
    handed_over(full, "other_in")
    told = said("letter_receipt", full, "came")
    assert "来函及所附材料" in told
    assert "不接受" not in told
    assert paper("letter_receipt").choices(full) == ["came"]


@pytest.mark.parametrize("paper", ["reply", "closing_report"])
def test_the_day_of_a_visit_is_not_given_out_for_the_day_of_performance(full, paper):
    handed_over(full)
    answered(full)
    full.performances.clear()
    told = said(paper, full)
    assert told.count("经2026年11月17日回访，已履行") == len(full.items)
    assert "11月17日履行" not in told
