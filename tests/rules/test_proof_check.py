"""Paid money has its receipt."""

from __future__ import annotations

from datetime import date

from app.records import Performance, Scan
from app.rules.proof_check import proved


def names(case_file):
    return [one.name for one in proved(case_file, ("receipt",))]


def test_money_told_by_a_visit_wants_a_look_and_money_told_by_hand_a_proof(reference):
    assert names(reference) == ["proof_unseen", "proof_unseen"]
    done = Performance(item_id=reference.items[1].id, done_on=date(2026, 10, 15), complete=True)
    reference.performances.append(done)
    assert names(reference) == ["no_proof", "proof_unseen"]
    done.proof = "收条"
    assert names(reference) == ["proof_unseen"]
    reference.scans.append(Scan(paper="receipt", page=1))
    assert names(reference) == []
