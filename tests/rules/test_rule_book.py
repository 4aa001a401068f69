"""The book of the 25 rules: data, weighed by a room, never broken by what a newer program wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records import RECORDS, Case, Room
from app.records.field import fields_of
from app.rules.findings import Finding, about
from app.rules.needed import NEEDS
from app.rules.rule_book import (
    CHOICES,
    OFF,
    STOP,
    TOLD,
    WARN,
    Book,
    book_of,
    finding_names,
    lines_of,
    own_weights,
    shipped,
)


def test_the_rules_are_numbered_as_the_review_counts_them():
    assert list(shipped().rules) == list(range(1, 26))
    stopping = {n for n, rule in shipped().rules.items() if rule.severity == STOP}
    assert stopping == {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 24}  # domain 5.3: E


def test_every_needed_field_stands_under_one_rule():
    needed = {
        told.label
        for record in RECORDS.values()
        for told in fields_of(record).values()
        if told.needed_by in {*NEEDS, "agency"}
    }
    under = [name for rule in shipped().rules.values() for name in rule.fields]
    assert sorted(under) == sorted(needed)


def test_a_finding_stands_under_one_rule():
    names = [name for rule in shipped().rules.values() for name in rule.findings]
    assert len(names) + len(shipped().shared) == len(finding_names())


@given(st.dictionaries(st.integers(1, 25), st.sampled_from(CHOICES)))
def test_what_a_room_sets_is_what_it_reads(own):
    book = book_of(Room(dossier_rules=lines_of(own) or None))
    assert {n: book.severity_of(n) for n in own} == own
    assert all(book.severity_of(n) == shipped().severity_of(n) for n in set(book.rules) - set(own))


@given(st.lists(st.text(max_size=12), max_size=5))
def test_lines_nobody_understands_change_nothing(lines):
    assert set(own_weights(lines)) <= set(shipped().rules)


@pytest.mark.parametrize("line", ["26 stop", "0 off", "11 loud", "elf stop", "11", ""])
def test_a_line_of_another_program_is_left_aside(line):
    assert own_weights([line]) == {}


def test_a_fact_only_paper_tells_is_never_a_fault_unless_scans_are_asked_for():
    base = shipped()
    unseen = Finding("unseen", "paper", None, "application", rule=1)
    assert base.weight_of(unseen) == TOLD
    assert Book(base.rules, base.shared, base.thresholds, {1: WARN}).weight_of(unseen) == TOLD
    asking = {**base.thresholds, "ask_for_scans": True}
    assert Book(base.rules, base.shared, asking).weight_of(unseen) == STOP
    assert Book(base.rules, base.shared, asking, {1: OFF}).weight_of(unseen) == OFF


def test_a_room_weighs_all_a_rule_finds():
    base, case = shipped(), Case()
    book = Book(base.rules, base.shared, base.thresholds, {7: WARN, 8: STOP})
    assert book.weight_of(about("date_order", case, "closed_on")) == WARN
    assert book.weight_of(about("lead_not_in_session", case, "lead_id")) == STOP
