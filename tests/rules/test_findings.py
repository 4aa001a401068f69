"""Findings weigh what the room's table says and speak both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import words
from app.records import Case
from app.rules import findings
from app.rules.findings import Finding, about, weighed
from app.rules.rule_book import Book, finding_names, shipped

RULES = Path(findings.__file__).parent
NAMED = re.compile(r'(?:about|Finding|_of_volume)\(\s*"(\w+)"|(?:: |\()"(un(?!it_)\w+|page_\w+)"')


def test_the_table_names_every_finding_and_no_other():
    said = {
        name or other
        for path in RULES.glob("*.py")
        for name, other in NAMED.findall(path.read_text("utf-8"))
    }
    assert said == finding_names()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_finding_has_its_sentence(language):
    words.speak(language)
    assert all(words.has(f"finding.{name}") for name in finding_names())


def test_what_stops_comes_first_and_what_is_off_is_silent():
    case, base = Case(), shipped()
    told = [
        about("no_visit", case, "closed_on"),
        about("no_number", case, "file_no"),
        about("identity", case, "line"),
    ]
    book = Book(base.rules, base.shared, base.thresholds, own={15: "off"})
    assert [one.name for one in weighed(told, book)] == ["no_number", "no_visit"]


def test_a_finding_says_its_facts_and_the_names_of_fields():
    finding = Finding("date_order", "case", "1", "accepted_on", {"day": 1}, {"other": "case.line"})
    assert finding.label == "case.accepted_on"
    assert finding.said(lambda key, **facts: f"{key} {facts}" if facts else key.upper()) == (
        "finding.date_order {'day': 1, 'other': 'CASE.LINE'}"
    )
