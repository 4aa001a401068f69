"""教学用隐名本: nothing that tells who somebody is survives, and what the dispute is about does."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.records import (
    Agreement,
    Case,
    CaseFile,
    Evidence,
    Inquiry,
    Mediator,
    Party,
    Place,
    Room,
    Scan,
)
from app.records.field import fields_of
from app.rules.party_check import age_of, sex_of
from app.rules.redaction import redacted

DAY = date(2026, 9, 24)


def file(**told: Any) -> CaseFile:
    """Two neighbours of a village."""
    made = {
        "case": Case(id="c1", file_no="（2026）柳人调字第12号", accepted_on=DAY, summary=told.pop("summary", "")),
        "room": Room(committee="旧军村人民调解委员会", room_name="老杜调解室"),
        "parties": [
            Party(
                id="p1", role="applicant", name="陈㛃喆", id_number="370181196803154527", phone="13800000001",
                address="济南市章丘区刁镇街道旧军村27号",
            ),
            Party(id="p2", role="respondent", name="张三丰", birth_on=date(1975, 11, 2), address="旧军村28号"),
        ],
        "mediators": {"m1": Mediator(id="m1", name="杜守义", phone="13900000009")},
        "places": [Place(name="刁镇街道"), Place(name="旧军村")],
    }  # fmt: skip
    return CaseFile(**{**made, **told})


def said(told: CaseFile) -> str:
    """Every text of a case file."""
    records = [told.case, told.room, *told.mediators.values()]
    for part in fields(CaseFile):
        if isinstance(getattr(told, part.name), list):
            records += getattr(told, part.name)
    return "\n".join(
        str(getattr(record, name)) for record in records for name in fields_of(type(record))
    )


def test_names_are_the_same_in_fields_and_texts() -> None:
    made = redacted(file(summary="陈㛃喆说张三丰堵了水。㛃喆家在旧军村，三丰不认。")).file
    assert [one.name for one in made.parties] == ["陈某", "张某"]
    assert made.case.summary == "陈某说张某堵了水。陈某家在某村，张某不认。"
    assert made.room.committee == "某村人民调解委员会"
    assert made.redacted


def test_a_name_of_one_character_is_hidden_in_its_own_field_alone() -> None:
    told = file(summary="王家的水渠", parties=[Party(id="p1", role="applicant", name="王")])
    made = redacted(told).file
    assert (made.parties[0].name, made.case.summary) == ("王某", "王家的水渠")


def test_sex_and_age_stay_though_the_number_goes() -> None:
    before, after = file().parties[0], redacted(file()).file.parties[0]
    assert (sex_of(after), age_of(after, DAY)) == (sex_of(before), age_of(before, DAY)) == ("2", 58)
    assert after.id_number == after.phone == "××××"
    assert after.address == "济南市章丘区××××"
    assert redacted(file()).file.parties[1].birth_on is None


def test_the_case_itself_stays_as_it_was() -> None:
    told = file(summary="陈㛃喆说")
    before = said(told)
    redacted(told)
    assert said(told) == before


def test_who_acts_for_the_room_is_named_unless_that_is_asked_for() -> None:
    told = file(summary="杜守义到场")
    assert redacted(told).file.case.summary == "杜守义到场"
    made = redacted(told, officials=True)
    assert (made.file.case.summary, made.file.mediators["m1"].name) == ("杜某到场", "杜某")
    assert "杜守义" in made.secrets
    assert made.file.mediators["m1"].phone == "××××"


def test_a_mediator_who_shares_a_given_name_with_a_party_is_still_named() -> None:
    told = file(
        summary="李建国说王建国不认，建国才认。",
        parties=[Party(id="p1", role="applicant", name="王建国")],
        mediators={"m1": Mediator(id="m1", name="李建国")},
    )
    made = redacted(told)
    assert made.file.case.summary.startswith("李建国说王某不认")
    assert not [secret for secret in made.secrets if secret in "李建国"]


def test_whoever_is_named_anywhere_is_taken_out_everywhere() -> None:
    told = file(
        summary="于德福看见了，周立新也在。",
        inquiries=[
            Inquiry(
                asked="旧军村村民 于德福",
                invited=["民警 周立新"],
                finding="问：你叫什么？\n答：我叫于 德 福。",
            )
        ],
        evidence=[Evidence(name="周立新的证言", provider="周立新")],
    )
    made = redacted(told).file
    assert made.case.summary == "于某看见了，周某也在。"
    assert made.inquiries[0].finding == "问：你叫什么？\n答：我叫于某。"
    assert (made.evidence[0].name, made.evidence[0].provider) == ("周某的证言", "周某")
    assert made.inquiries[0].invited == ["民警 周某"]


def test_the_number_of_the_file_goes_wherever_it_stands() -> None:
    made = redacted(
        file(summary="见（2026）柳人调字第12号卷", agreements=[Agreement(number="旧式12")])
    ).file
    assert (made.case.file_no, made.case.summary) == (
        "（2026）柳人调字第××号",
        "见（2026）柳人调字第××号卷",
    )
    assert made.agreements[0].number == "旧式××"


def test_scanned_pages_are_left_out_and_counted() -> None:
    made = redacted(file(scans=[Scan(paper="application", title="身份证"), Scan()]))
    assert (made.file.scans, made.left_out) == ([], 2)
    assert [one.paper for one in made.file.printed] == [
        "application"
    ]  # the paper is made all the same


def test_a_case_of_which_nothing_is_known_has_nothing_to_hide() -> None:
    made = redacted(CaseFile(case=Case(), room=Room()))
    assert made.secrets == ()


def kin(summary: str) -> str:
    """A text of a case of two of one family name, as the copy for teaching says it."""
    parties = [
        Party(
            id="p1", role="applicant", name="苗长林", birth_on=date(1956, 7, 15), phone="66123",
            address="济南市章丘区刁镇街道旧军村27号",
        ),
        Party(id="p2", role="respondent", name="苗三千", address="28号"),
    ]  # fmt: skip
    return redacted(file(summary=summary, parties=parties)).file.case.summary or ""


def test_two_of_one_family_name_do_not_run_into_a_sum() -> None:
    assert kin("赔偿长林500元，付苗三千3000元") == "赔偿苗某甲500元，付苗某乙3000元"


@pytest.mark.parametrize(
    "told",
    [
        "99010119560715001X", "99010119560715001x", "990101195607150010", "990101 19560715 001X",
        "990101-1956-0715-001X", "9901 0119 5607 1500 1X", "990101１９５６0715001Ｘ",
        "9 9 0 1 0 1 1 9 5 6 0 7 1 5 0 0 1 X",
    ],
)  # fmt: skip
def test_the_number_of_a_card_goes_wholly_though_the_birthday_is_known(told: str) -> None:
    assert kin(f"他说身份证号{told}，请记下") == "他说身份证号××××，请记下"


def test_townships_and_their_stations_go_from_a_text_and_districts_stay() -> None:
    assert kin("报刁镇派出所，到刁镇街道，再到章丘区法院") == "报某派出所，到某街道，再到章丘区法院"


@pytest.mark.parametrize(
    ("committee", "left"),
    [
        ("柳林镇人民调解委员会", "某镇人民调解委员会"),
        ("章丘区绣惠街道东关社区人民调解委员会", "章丘区某街道某社区人民调解委员会"),
        ("人民调解委员会", "人民调解委员会"),
    ],
)
def test_the_committee_itself_stands_in_some_township(committee: str, left: str) -> None:
    made = redacted(file(room=Room(committee=committee), places=[], parties=[])).file
    assert made.room.committee == left


FIGURES = (
    "500元", "66123元", "¥66123", "661230元", "6.66123万元", "19560715元", "三千元", "10月28号前", "2026年5月1日",
    "2026-10-08", "12.5亩", "3次", "1,500.00元", "119560715元",
)  # fmt: skip
WHO = ("", "长林", "苗长林", "苗三千", "旧军村", "刁镇街道", "给", "，")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(FIGURES)), min_size=1, max_size=4))
def test_no_figure_is_changed(told: list[tuple[str, str]]) -> None:
    made = kin("；".join(who + figure for who, figure in told))
    for (who, figure), part in zip(told, made.split("；"), strict=True):
        assert part.endswith(figure)
        assert re.findall("[0-9]+", part) == re.findall("[0-9]+", who + figure)


GAPS = st.sampled_from(["", " ", "-"])


@settings(max_examples=40)
@given(
    before=st.text("他说在和于是我家的墙，。、 \n12", max_size=12),
    after=st.text("他说在和于是我家的墙，。、 \n12", max_size=12),
    what=st.sampled_from(["陈㛃喆", "张三丰", "旧军村27号", "370181196803154527", "旧军村"]),
)
@example(before="1", after="2", what="陈㛃喆")
def test_what_is_known_of_a_person_is_found_wherever_it_stands(
    before: str, after: str, what: str
) -> None:
    if what[0].isdigit():  # a longer number is another number
        before, after = before + "，", "，" + after
    made = redacted(file(summary=f"{before}{what}{after}"))
    assert what not in said(made.file)
    assert not [secret for secret in made.secrets if secret in said(made.file)]
