"""Every clause that ships: blanks that are told once, promises that name them, and nothing a reviewer objects to."""

from __future__ import annotations

from datetime import date

import pytest

from app.codes import code_list
from app.records import Agreement, Case, CaseFile, Party, PerformanceItem, Room
from app.rules import (
    clause_book,
    clauses,
)
from app.rules.clause_book import BLANK, KINDS, Template, book, books, by_key, offered
from tests.rules.looking import found

COMMON_KINDS = ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "13", "14", "15")
SAID = {
    "money": "12000", "day": "2026-12-01", "count": "3", "text": "某物", "place": "村东头", "manner": "现金",
    "party": "钱二", "other": "赵一",
}  # fmt: skip
REVIEW = (13, 14, 16, 18, 24)
"""The rules a reviewer reads the words of an agreement by."""

ALL = offered(None)


@pytest.fixture
def case_file() -> CaseFile:
    """Two people, no agreement yet."""
    parties = [Party(name="赵一", role="applicant"), Party(name="钱二", role="respondent")]
    return CaseFile(Case(dispute_type="02"), Room(), parties=parties)


def filled(template: Template, case_file: CaseFile) -> clauses.Filled:
    """Every blank with something in it, the parties by role, each sum another one."""
    told = clauses.defaults(template, case_file)
    for number, one in enumerate(template.blanks, 1):
        said = str(1000 * number) if one.kind == "money" else SAID[one.kind]
        told.setdefault(one.name, said)
    return clauses.fill(template, told, case_file.parties)


def test_every_kind_of_dispute_has_its_clauses() -> None:
    assert set(books()) == {line.code for line in code_list("dispute_type").active()} | {"common"}
    assert all(len(book(name)) >= 3 for name in books())
    assert all(len(book(name)) >= 6 for name in COMMON_KINDS)


def test_no_two_clauses_have_one_key_or_one_text() -> None:
    assert len({one.key for one in ALL}) == len({one.text for one in ALL}) == len(ALL)
    for name in books():
        assert len({one.name for one in book(name)}) == len(book(name))


@pytest.mark.parametrize("name", books())
def test_a_clause_is_told_whole(name: str) -> None:
    for template in book(name):
        told_whole(template)


def told_whole(template: Template) -> None:
    named = {match["name"] for match in BLANK.finditer(template.text)}
    named |= {match["name"] for one in template.promises for match in BLANK.finditer(one.what)}
    named |= {x for one in template.promises for x in (one.party, one.amount, one.due) if x}
    assert named == {one.name for one in template.blanks}
    assert {one.kind for one in template.blanks} <= set(KINDS)
    manners = {one.manner for one in template.promises if one.manner} - named
    assert all(manner in code_list("payment_manner") for manner in manners)
    assert "\n" not in template.text
    assert template.text.endswith("。")


@pytest.mark.parametrize("name", books())
def test_no_reviewer_objects_to_a_clause(name: str, case_file: CaseFile) -> None:
    for template in book(name):
        case_file.agreements.clear()
        unobjected(template, case_file)


def unobjected(template: Template, case_file: CaseFile) -> None:
    done = filled(template, case_file)
    assert (done.missing, done.doubts) == ((), ())
    agreement = Agreement(form="written", made_on=date(2026, 11, 1), terms=[done.text])
    case_file.agreements.append(agreement)
    case_file.items = [PerformanceItem(agreement_id=agreement.id, **item) for item in done.items]
    objections = [one for one in found(case_file, *REVIEW) if one.name != "no_items"]
    assert not objections, (template.key, objections)


@pytest.mark.parametrize("name", books())
def test_nor_to_a_whole_book_in_one_agreement(name: str, case_file: CaseFile) -> None:
    """But for 赔偿 beside 补偿, of which a person takes one."""
    done = [filled(template, case_file) for template in (*book(name), *book("common"))]
    agreement = Agreement(
        form="written", made_on=date(2026, 11, 1), terms=[one.text for one in done]
    )
    case_file.agreements.append(agreement)
    case_file.items = [
        PerformanceItem(agreement_id=agreement.id, **item) for one in done for item in one.items
    ]
    assert {one.name for one in found(case_file, *REVIEW)} <= {"mixed_terms"}


def test_the_clauses_of_the_case_come_first_then_what_fits_all() -> None:
    keys = [one.book for one in offered("02")]
    assert list(dict.fromkeys(keys))[:2] == ["02", "common"]
    assert set(keys) == set(books())
    assert offered(None)[0].book == "common"
    assert offered("no such kind")[0].book == "common"


def test_a_clause_is_found_by_its_key() -> None:
    drain = by_key("02-drain")
    assert drain is not None
    assert "排水沟" in drain.text
    assert by_key("02-no") is None
    assert by_key("../codes-x") is None


def test_a_blank_knows_its_kind_and_what_stands_there_first() -> None:
    paid = by_key("common-paid")
    assert paid is not None
    assert paid.blank("方式") == clause_book.Blank("方式", "manner", "cash")
    assert paid.blank("没有的") is None
