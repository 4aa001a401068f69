"""Texts of a case with their fields."""

from __future__ import annotations

from app.rules.case_texts import agreed_texts, all_texts


def test_what_binds_is_told_apart_from_what_was_recorded(reference):
    agreed = {(record.kind(), name) for record, name, _ in agreed_texts(reference)}
    assert agreed == {("agreement", "terms"), ("performance_item", "what")}
    every = {(record.kind(), name) for record, name, _ in all_texts(reference)}
    assert every - agreed == {
        ("case", "summary"), ("case", "requests"), ("inquiry", "finding"), ("visit", "note"),
    }  # fmt: skip


def test_without_an_agreement_nothing_binds(told):
    assert list(agreed_texts(told(""))) == []
