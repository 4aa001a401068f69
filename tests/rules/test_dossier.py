"""The 25 rules: each finds its own fault in a case that was well, and nothing once it is switched off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from app import holidays
from app.records import (
    Agency,
    CaseFile,
    Notice,
    Party,
    Performance,
    Scan,
    Service,
    Volume,
)
from app.rules.beside import NOTHING, Beside
from app.rules.completeness import Meter, Standing, meter
from app.rules.dossier import RULES
from app.rules.lengths import shipped as lengths
from app.rules.rule_book import OFF, STOP, TOLD, WARN, shipped
from tests.rules.looking import TODAY

Spoil = Callable[[CaseFile], object]


def measured(case_file: CaseFile, beside: Beside = NOTHING) -> Meter:
    return meter(case_file, TODAY, holidays.load(), lengths(), beside)


def standing(case_file: CaseFile, number: int, beside: Beside = NOTHING) -> Standing:
    return measured(case_file, beside).standings[number - 1]


def put(kind: str, /, **values: object) -> Spoil:
    """Change fields of the case, its agreement, its first party, item, session or visit."""

    def change(case_file: CaseFile) -> None:
        of = {
            "case": case_file.case,
            "agreement": case_file.agreements[-1],
            "party": case_file.parties[0],
            "item": case_file.items[0],
            "session": case_file.sessions[-1],
            "visit": case_file.visits[0],
        }
        for field, value in values.items():
            setattr(of[kind], field, value)

    return change


def terms(text: str) -> Spoil:
    return put("agreement", terms=[text])


def scanned(paper: str, *, signed: bool | None) -> Spoil:
    return lambda file: file.scans.append(Scan(paper=paper, page=1, signed=signed))


def by_agent(case_file: CaseFile) -> None:
    party = case_file.parties[0].id
    case_file.agencies.append(Agency(party_id=party, name="于德福", powers=["apply"], signs=True))


def paid_unproved(case_file: CaseFile) -> None:
    done = Performance(item_id=case_file.items[1].id, done_on=date(2026, 10, 15), complete=True)
    case_file.performances.append(done)


def served_late(case_file: CaseFile) -> None:
    late = Service(paper="权利义务告知书", served_at=datetime(2026, 10, 9, 9))
    case_file.services.append(late)


def two_pages_wanting(case_file: CaseFile) -> None:
    case_file.scans += [Scan(paper="agreement", page=page, signed=True) for page in (1, 4)]


def of_another_room(case_file: CaseFile) -> None:
    case_file.case.room_id = "here"
    for one in case_file.mediators.values():
        one.room_id = "there"


FAULTS: dict[tuple[int, str], Spoil] = {
    (1, "unsigned"): scanned("acceptance", signed=False),
    (1, "two_parties"): lambda file: file.parties.pop(),
    (2, "rights_not_told"): lambda file: [setattr(s, "rights_told", False) for s in file.sessions],
    (2, "rights_late"): served_late,
    (3, "missing"): put("party", id_number=None),
    (4, "no_session"): lambda file: file.sessions.clear(),
    (5, "no_agreement"): put(
        "agreement", made_on=None, parties_signed_on=None, mediator_signed_on=None, sealed_on=None
    ),
    (6, "missing"): put("agreement", sealed_on=None),
    (6, "unsigned"): scanned("agreement", signed=False),
    (7, "date_order"): put("visit", done_on=date(2026, 9, 1)),
    (8, "no_number"): put("case", file_no=None),
    (9, "agent_without_power"): by_agent,
    (10, "copies_too_few"): put("agreement", copies=2),
    (11, "over_period"): put("agreement", made_on=date(2026, 11, 10)),
    (12, "no_visit"): lambda file: file.visits.clear(),
    (13, "vague"): terms("欧阳𬭎尽快付清10500元。"),
    (13, "no_such_day"): terms("欧阳𬭎于2026年11月31日前付清10500元。"),
    (13, "day_before_agreement"): put("item", due_on=date(2026, 10, 1)),
    (13, "item_without_amount"): put("item", what="支付误工费"),
    (14, "amount_words"): terms("补偿人民币壹万零伍佰元整（¥15,000.00）"),
    (14, "instalments_sum"): terms("补偿共计10500元，分三期付清，每期3000元。"),
    (15, "sex_differs"): put("party", sex="1"),
    (16, "forbidden"): terms("双方自愿离婚。"),
    (17, "no_proof"): paid_unproved,
    (18, "wrong_character"): terms("欧阳𬭎向陈㛃喆道欠。"),
    (18, "confused_term"): terms("欧阳𬭎先付订金10500元。"),
    (18, "mixed_terms"): terms("赔偿10500元，补偿款当面付清。"),
    (19, "mediator_not_listed"): of_another_room,
    (21, "page_missing"): two_pages_wanting,
    (22, "minor_without_guardian"): lambda file: file.parties.append(
        Party(name="小明", role="third", birth_on=date(2015, 3, 1))
    ),
    (23, "mediator_is_party"): put("party", name="杜守义"),
    (23, "related_unsettled"): put("case", related=True),
    (24, "fee_asked"): terms("双方各付调解费200元。"),
    (25, "risk_not_reported"): put("case", risk="high"),
}
OTHERS = Beside(same_text={}, same_number=1)


@pytest.mark.parametrize(
    ("rule", "spoil"), FAULTS.items(), ids=[f"{n}-{name}" for n, name in FAULTS]
)
def test_a_fault_is_found_under_its_rule_and_only_while_the_rule_is_on(reference, rule, spoil):
    number, name = rule
    assert standing(reference, number).state not in (STOP, WARN)
    spoil(reference)
    found = standing(reference, number)
    assert found.state in (STOP, WARN)
    assert name in [one.name for one in found.findings]
    reference.room.dossier_rules = [f"{number} off"]
    off = standing(reference, number)
    assert (off.state, off.findings) == (OFF, ())


def test_every_rule_but_those_of_other_cases_has_its_fault_above():
    assert {number for number, _ in FAULTS} | {20} == set(shipped().rules) == set(RULES)


@pytest.mark.parametrize("name", ["same_text", "same_minute", "same_page"])
def test_what_stands_in_other_cases_is_told_under_rule_20(reference, name):
    reference.scans.append(Scan(paper="agreement", page=1, signed=True))
    scan, session, case = reference.scans[0], reference.sessions[0], reference.case
    seen = {
        "same_text": Beside(same_text={(case.id, "summary"): 3}),
        "same_minute": Beside(same_minute={session.id: "（2026）刁人调字第9号"}),
        "same_page": Beside(same_page={scan.id: "（2026）刁人调字第9号"}),
    }[name]
    assert standing(reference, 20).state == "good"
    found = standing(reference, 20, seen)
    assert (found.state, [one.name for one in found.findings]) == (WARN, [name])
    reference.room.dossier_rules = ["20 off"]
    assert standing(reference, 20, seen).state == OFF


def test_a_number_of_two_cases_holds_up_closing(reference):
    assert standing(reference, 8, OTHERS).state == STOP


def test_the_reference_case_has_no_fault_and_says_what_only_paper_can_tell(reference):
    found = measured(reference)
    assert (found.count(STOP), found.count(WARN)) == (0, 0)
    assert found.asked == 25
    unseen = {one.rule.number for one in found.standings if one.state == TOLD}
    assert unseen == {1, 2, 3, 4, 6, 17, 19, 21, 23}


def test_who_looked_through_the_paper_file_saw_the_signatures(reference):
    """检查人, 检查日期 of the volume."""
    reference.case.related = False
    for one in reference.mediators.values():
        one.appointed_on = date(2025, 1, 1)
    seen = Volume(made_on=date(2026, 11, 18), checked_by="王玉珍", checked_on=date(2026, 11, 18))
    seen.bound_at = datetime(2026, 11, 18, 10)
    reference.volumes.append(seen)
    assert measured(reference).good == 25


def test_a_signed_page_speaks_for_its_paper(reference):
    for paper in ("application", "rights_notice", "identity"):
        reference.scans.append(Scan(paper=paper, page=1, signed=True))
    assert {number for number in (1, 2, 3) if standing(reference, number).state != "good"} == set()


def test_a_page_nobody_has_looked_at_is_not_taken_as_signed(reference):
    reference.scans.append(Scan(paper="application", page=1))
    (found,) = standing(reference, 1).findings
    assert (found.name, found.severity) == ("unconfirmed", TOLD)


def test_a_longer_period_wants_its_consent_in_the_file(reference):
    reference.case.extended_until = date(2026, 11, 24)
    assert [one.name for one in standing(reference, 11).findings] == ["extension_unproved"]
    reference.notices.append(Notice(notice_kind="extension"))
    assert standing(reference, 11).findings == ()


def test_a_new_case_is_measured_by_what_closing_it_asks(told):
    case_file = told("2026-11-17 受理 张三 李四")
    found = measured(case_file)
    assert found.good < 12
    assert found.count(STOP) > 3
    assert found.count("later") == 9


def test_a_room_may_let_a_warning_stop(reference):
    reference.visits.clear()
    reference.room.dossier_rules = ["12 stop"]
    assert standing(reference, 12).state == STOP


def test_an_item_kept_by_a_visit_is_no_fault(reference):
    assert [one.severity for one in standing(reference, 17).findings] == [TOLD, TOLD]
