"""What was typed of a person, beside what the card says."""

from __future__ import annotations

from datetime import date

import pytest

from app.records import Case, CaseFile, Party, Room
from app.rules.party_check import age_of, birth_of, card_agrees, card_of, guarded, sex_of

CARD = "370181196803154527"
DAY = date(2026, 9, 24)


def party_findings(case_file, lengths):
    return [*card_agrees(case_file), *guarded(case_file, lengths)]


def said(lengths, **facts):
    case_file = CaseFile(Case(accepted_on=DAY), Room(), parties=[Party(name="陈㛃喆", **facts)])
    return [(one.name, one.field) for one in party_findings(case_file, lengths)]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, []),
        ({"id_number": CARD, "sex": "2", "birth_on": date(1968, 3, 15), "age_told": 58}, []),
        ({"id_number": CARD, "sex": "1"}, [("sex_differs", "sex")]),
        ({"id_number": CARD, "birth_on": date(1968, 3, 16)}, [("birth_differs", "birth_on")]),
        ({"id_number": CARD, "age_told": 59}, []),
        ({"id_number": CARD, "age_told": 60}, [("age_differs", "age_told")]),
        ({"birth_on": date(1968, 3, 15), "age_told": 56}, [("age_differs", "age_told")]),
        ({"id_number": CARD[:-1] + "8"}, [("identity", "id_number")]),
        ({"id_number": CARD[:-1] + "8", "id_accepted": True, "sex": "1"}, []),
        ({"id_number": "E12345678", "id_type": "passport", "sex": "1"}, []),
        ({"credit_code": "91350100M000100Y43", "party_kind": "company"}, []),
        ({"credit_code": "91350100M000100Y42"}, [("identity", "credit_code")]),
        ({"birth_on": date(2008, 9, 25)}, [("minor_without_guardian", "guardian")]),
        ({"birth_on": date(2008, 9, 24)}, []),
        ({"birth_on": date(2015, 1, 1), "guardian": "陈父"}, []),
        ({"age_told": 12}, [("minor_without_guardian", "guardian")]),
        ({"age_told": 12, "party_kind": "company"}, []),
    ],
)
def test_card_and_words_agree_or_it_is_said(lengths, facts, found):
    assert said(lengths, **facts) == found


def test_each_finding_names_the_person(lengths):
    typed = {"sex": "1", "birth_on": date(1968, 3, 16), "age_told": 80}
    party = Party(name="陈㛃喆", id_number=CARD, **typed)
    child = Party(name="陈小喆", age_told=9, id_number="12")
    case_file = CaseFile(Case(accepted_on=DAY), Room(), parties=[party, child])
    found = party_findings(case_file, lengths)
    assert [one.facts["who"] for one in found] == ["陈㛃喆"] * 3 + ["陈小喆"] * 2


def test_a_wrong_number_says_why(lengths):
    party = Party(name="陈㛃喆", id_number=CARD[:-1] + "8")
    (found,) = party_findings(CaseFile(Case(), Room(), parties=[party]), lengths)
    assert found.names == {"reason": "identity.check"}
    assert CARD[:6] not in str(found.facts)


def test_the_card_tells_before_what_was_typed():
    party = Party(id_number=CARD, sex="1", birth_on=date(1990, 1, 1), age_told=3)
    assert (sex_of(party), birth_of(party), age_of(party, DAY)) == ("2", date(1968, 3, 15), 58)


def test_without_a_card_what_was_typed_stands():
    party = Party(sex="1", birth_on=date(1990, 1, 1))
    assert (sex_of(party), birth_of(party), age_of(party, DAY)) == ("1", date(1990, 1, 1), 36)
    assert age_of(Party(age_told=40), DAY) == 40
    assert age_of(Party(birth_on=date(1990, 1, 1)), None) is None
    assert card_of(Party(id_number="12")) is None
