"""Two have-vectors are the same only end by end, and only over the logs both sides may see."""

from __future__ import annotations

from app.desk import agreed
from app.desk.agreed import Ends

OURS: Ends = {"a": [(3, "a3")], "b": [(5, "b5")]}


def test_the_same_ends_agree() -> None:
    found = agreed.between(OURS, {"b": [(5, "b5")], "a": [(3, "a3")]}, ["b", "a"])
    assert found.same
    assert found.counts == (8, 8)
    assert found.digest == found.theirs


def test_fewer_entries_do_not_agree() -> None:
    found = agreed.between(OURS, {"a": [(3, "a3")], "b": [(4, "b4")]}, OURS)
    assert not found.same
    assert found.counts == (8, 7)


def test_the_same_count_of_other_entries_does_not_agree() -> None:
    found = agreed.between(OURS, {"a": [(3, "a3")], "b": [(5, "other")]}, OURS)
    assert found.counts == (8, 8)
    assert not found.same


def test_a_branch_more_does_not_agree() -> None:
    assert not agreed.between(OURS, {**OURS, "a": [(3, "a3"), (3, "x3")]}, OURS).same
    branches: Ends = {"a": [(3, "a3"), (3, "x3")]}
    assert agreed.between(branches, {"a": [(3, "x3"), (3, "a3")]}, ["a"]).same


def test_logs_out_of_scope_do_not_count() -> None:
    assert agreed.between(OURS, {"a": [(3, "a3")]}, ["a"]).same
    assert agreed.between(OURS, {}, ["c"]).same


def test_a_log_without_ends_is_a_log_nobody_began() -> None:
    assert agreed.between({"a": []}, {}, ["a"]).same


def test_a_digest_is_read_out_in_two_groups() -> None:
    found = agreed.between(OURS, OURS, OURS)
    assert len(found.digest) == 16
    assert agreed.spoken(found.digest) == f"{found.digest[:4]}-{found.digest[4:8]}"
