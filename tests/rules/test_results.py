"""The result of a case, concluded."""

from __future__ import annotations

import pytest

from app.records import Case, CaseFile, MediationSession, Room
from app.rules.results import is_open, is_success, result_of


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("2026-03-01 受理 张三 李四", "ongoing"),
        ("2026-03-02 调解 未达成一致", "ongoing"),
        ("2026-03-02 调解 达成协议", "agreed"),
        ("2026-03-02 调解 终止调解", "not_agreed"),
        ("2026-03-02 协议", "agreed"),
        ("2026-03-02 未签协议", "agreed"),
        ("2026-03-02 未签协议\n2026-03-09 终止", "not_agreed"),
        ("2026-03-02 协议\n2026-03-09 终止", "agreed"),
        ("2026-03-09 终止", "not_agreed"),
    ],
)
def test_the_result_follows_from_what_was_done(told, text, result):
    assert result_of(told(text)) == result


@pytest.mark.parametrize(
    ("named", "result"),
    [
        ("withdrawn", "withdrawn"),
        ("agreed", "not_agreed"),
        ("ongoing", "not_agreed"),
        (None, "not_agreed"),
    ],
)
def test_an_ended_case_keeps_the_failure_that_was_named(told, named, result):
    case_file = told("2026-03-09 终止")
    case_file.case.result = named
    assert result_of(case_file) == result


def test_a_ledger_tells_the_result_where_nothing_else_does():
    assert result_of(CaseFile(Case(result="agreed"), Room())) == "agreed"
    sat = MediationSession(outcome="agreed")
    assert result_of(CaseFile(Case(result="not_agreed"), Room(), sessions=[sat])) == "agreed"


def test_a_result_of_a_newer_version_is_neither_success_nor_open():
    assert not is_success("galactic")
    assert not is_open("galactic")
    assert is_success("agreed")
    assert is_open("ongoing")
