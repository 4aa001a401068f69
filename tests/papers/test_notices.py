"""Each notice says to whom, what and why, and who signs for it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.codes import code_list
from app.papers import paper
from app.records import Performance, Service
from tests.papers.stories import AT, noticed, pages, plain, said

PAPER_OF = {one.code: one.facts["paper"] for one in code_list("notice_kind")}


@pytest.mark.parametrize("kind", PAPER_OF)
def test_every_kind_of_notice_has_its_paper_and_no_other(full, kind):
    made = noticed(full, kind)
    assert paper(PAPER_OF[kind]).choices(full) == [made.id]
    others = [name for other, name in PAPER_OF.items() if other != kind]
    assert all(paper(name).choices(full) == [] for name in others)
    assert said(PAPER_OF[kind], full, made.id)


def test_who_is_not_taken_in_hears_why_and_where_to_go(full):
    noticed(full, "refusal", told="权属尚未确定，由人民政府处理。", go_to="镇政府自然资源所")
    told = said("refusal", full)
    assert "权属尚未确定，由人民政府处理。" in told
    assert "建议向镇政府自然资源所提出。" in told
    assert "依法向人民法院提起诉讼。" in told
    assert "陈㛃喆：" in told
    assert "欧阳𬭎：" not in told


def test_a_summons_has_time_place_and_what_to_bring(full):
    noticed(full, "summons", at=AT, place="旧军村村委会二楼", bring=["宅基地使用证", "照片"])
    told = said("summons", full)
    assert "2026年9月28日14时30分在旧军村村委会二楼进行调解" in told
    assert "1.宅基地使用证2.照片" in told
    assert "杜守义0531-83800000" in told


def test_without_a_list_the_form_says_what_to_bring(full):
    noticed(full, "summons", at=AT)
    assert "身份证件" in said("summons", full)


def test_a_notice_to_one_party_goes_to_that_one_alone(full):
    noticed(full, "summons", party_ids=["p1"])
    told = said("summons", full)
    assert "欧阳𬭎：" in told
    assert "陈㛃喆、欧阳𬭎：" not in told


def test_an_invitation_goes_to_somebody_who_is_no_party(full):
    noticed(full, "invitation", to_name="刘春梅", at=AT, place="老杜调解室")
    told = said("invitation", full)
    assert "刘春梅：" in told
    assert "请予保密" in told
    assert "签收人" not in told


def test_all_parties_sign_for_a_longer_period(full):
    noticed(full, "extension", told="等待测量结果。", until=date(2026, 11, 25))
    told = said("extension", full)
    assert "延长至2026年11月25日" in told
    assert "申请人陈㛃喆" in told
    assert "被申请人欧阳𬭎" in told
    assert told.count("指印") >= 2


def test_the_day_of_a_longer_period_is_not_written_twice(full):
    full.case.extended_until = date(2026, 12, 1)
    noticed(full, "extension")
    assert "延长至2026年12月1日" in said("extension", full)


def test_the_end_of_mediation_tells_the_three_ways(full):
    full.case.ended_on = date(2026, 10, 9)
    noticed(full, "ending", told="分歧过大。")
    told = said("ending", full)
    assert "经2次调解" in told
    assert "于2026年10月9日终止调解" in told
    for way in ("仲裁：", "行政：", "司法："):
        assert way in told
    assert "十五日" not in told
    full.case.dispute_type = "10"
    assert "十五日内未达成协议的，可以依法申请仲裁" in said("ending", full)


def test_only_what_is_still_owed_by_the_one_who_is_urged_is_listed(full):
    full.visits.clear()
    first = full.items[1]
    full.performances = [Performance(item_id=first.id, complete=True, done_on=date(2026, 10, 15))]
    noticed(full, "urging", party_ids=["p1"], until=date(2026, 11, 25))
    told = said("urging", full)
    assert "支付第二期补偿款" in told
    assert "支付第一期补偿款" not in told
    assert "拆除东侧矮墙" not in told
    assert "请于2026年11月25日前履行完毕" in told


def test_a_part_that_was_paid_stands_beside_the_sum(full):
    full.visits.clear()
    item = full.items[1]
    full.performances = [Performance(item_id=item.id, amount=2000, done_on=date(2026, 10, 15))]
    noticed(full, "urging", party_ids=["p1"])
    assert "5,500.002,000.00" in said("urging", full)


def test_the_certificate_says_who_presided_and_what_came_of_it(full):
    (agreement,) = full.agreements
    agreement.parties_signed_on = agreement.mediator_signed_on = date(2026, 10, 8)
    agreement.sealed_on = date(2026, 10, 9)
    noticed(full, "certificate", to_name="济南市章丘区人民法院")
    told = said("certificate", full)
    assert "指派人民调解员杜守义主持调解" in told
    assert "自2026年10月9日起生效" in told
    assert "济南市章丘区人民法院" in told


def test_what_a_person_typed_is_never_a_place_of_the_form(full):
    noticed(full, "refusal", told="{day} {0} %s <b>", go_to="{who}所")
    told = said("refusal", full)
    assert plain("{day} {0} %s <b>") in told
    assert "{who}所" in told


def test_a_service_names_paper_receiver_and_who_took_it(full):
    full.services = [Service(
        id="s", paper="调解通知书", number="第3号", receiver="欧阳𬭎", taken_by="欧阳春", taken_as="父子",
        manner="left", place="旧军村28号", served_at=datetime(2026, 9, 25, 10, 5), by_id="m0", witness="刘春梅",
        remark="本人外出",
    )]  # fmt: skip
    told = said("service", full)
    for fact in (
        "调解通知书第3号", "欧阳𬭎", "欧阳春", "与受送达人的关系：父子", "留置送达", "旧军村28号",
        "2026年9月25日10时05分", "杜守义", "刘春梅", "本人外出",
    ):  # fmt: skip
        assert fact in told


@pytest.mark.parametrize("kind", PAPER_OF)
def test_a_notice_of_an_ordinary_case_is_one_page(full, kind):
    noticed(full, kind, told="理由是这样的。", at=AT, place="老杜调解室", until=date(2026, 11, 25))
    assert len(pages(PAPER_OF[kind], full)) == 1
