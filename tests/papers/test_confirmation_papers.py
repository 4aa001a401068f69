"""What goes to the court: the joint application in its two forms, and the list of what goes with it."""

from __future__ import annotations

from datetime import date

from app.papers import paper
from app.records import Agency, Agreement, Party
from tests.papers.stories import noticed, said, sealed


def test_two_people_apply_together(full):
    sealed(full).case.court = "济南市章丘区人民法院"
    full.case.confirmation_applied_on = date(2026, 10, 20)
    told = said("confirmation", full)
    assert "申请人：陈㛃喆，女，汉族，1968年3月15日出生，身份证号码：370181196803154527" in told
    assert "请求人民法院依法确认申请人陈㛃喆、欧阳𬭎于2026年10月8日" in told
    assert (
        "刁镇街道人民调解委员会主持下达成的人民调解协议（编号：（2026）刁人调字第1号）有效" in told
    )
    assert "该协议自2026年10月8日起生效" in told
    assert "此致济南市章丘区人民法院" in told
    assert "申请日期：2026年10月20日" in told
    assert told.count("指印") >= 2


def test_a_unit_applies_by_its_representative_with_its_code(full):
    full.parties[1] = Party(
        id="p1", role="respondent", party_kind="company", name="旧军村股份经济合作社",
        credit_code="N2370181MF1234567X", legal_representative="王𬱖", address="旧军村", phone="13900000002",
    )  # fmt: skip
    told = said("confirmation", full)
    assert (
        "申请人：旧军村股份经济合作社，统一社会信用代码：N2370181MF1234567X，住所：旧军村" in told
    )
    assert "法定代表人（负责人）：王𬱖。" in told
    assert "旧军村股份经济合作社，／" not in told


def test_who_acts_for_a_party_stands_beneath_it_with_his_power(full):
    full.agencies = [
        Agency(party_id="p1", name="周正", agent_kind="lawyer", powers=["sign"]),
        Agency(party_id="p0", name="陈平", agent_kind="relative", powers=["receive"]),
    ]
    told = said("confirmation", full)
    assert "委托代理人：周正，律师，特别授权。" in told
    assert "委托代理人：陈平，近亲属，一般授权。" in told
    assert told.index("陈平") < told.index("申请人：欧阳𬭎") < told.index("周正")


def test_an_oral_agreement_has_no_application(full):
    full.agreements = [Agreement(id="o", form="oral")]
    assert paper("confirmation").choices(full) == []
    assert paper("confirmation_list").choices(full) == []


def test_the_list_says_what_is_there_and_what_is_lacking(full):
    before = said("confirmation_list", sealed(full))
    assert "调解组织主持调解的证明加盖人民调解委员会印章待补" in before
    noticed(full, "certificate")
    after = said("confirmation_list", full)
    assert "调解组织主持调解的证明加盖人民调解委员会印章有" in after
    assert "财产时提供按需" in after
