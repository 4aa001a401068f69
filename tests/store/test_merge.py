"""A row is the same whatever the order of arrival, and nothing in it is silently overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.store.merge import Head, Row, fold

KNOWN = {"summary", "phone", "remark"}


@dataclass(frozen=True)
class Op:
    """One op of an entry, with the Lamport number its place in the past gives it."""

    version: str
    lam: int
    name: str
    told: Any


def folded(ops: list[Op]) -> Row:
    row = Row("case", "c1")
    lams = {op.version: op.lam for op in ops}
    for op in ops:
        fold(row, op.name, op.told, op.version, op.lam, KNOWN, lams.__getitem__)
    return row


def seen(row: Row) -> dict[str, Any]:
    """All a row holds, in one order."""
    further = {
        name: sorted((h.version, h.lam, h.value, h.frozen) for h in heads)
        for name, heads in row.heads.items()
        if heads
    }
    return {
        "values": {name: row.values.get(name) for name in KNOWN},
        "versions": row.versions,
        "further": further,
        "freezes": row.freezes,
    }


def all_heads(row: Row, name: str) -> set[str]:
    return {row.version(name), *(h.version for h in row.heads.get(name, []))} - {""}


def an_insert(version: str = "a", lam: int = 1, **told: Any) -> Op:
    return Op(version, lam, "i", told or {"summary": "界址"})


def an_update(version: str, lam: int, bases: list[str], value: Any, name: str = "summary") -> Op:
    return Op(version, lam, "u", {name: [bases, value]})


def test_an_update_replaces_what_it_saw() -> None:
    row = folded([an_insert(), an_update("b", 2, ["a"], "界墙")])
    assert row.values["summary"] == "界墙"
    assert row.versions == {"*": "a", "summary": "b"}
    assert seen(row)["further"] == {}


def test_two_parallel_updates_are_both_kept() -> None:
    row = folded([an_insert(), an_update("b", 2, ["a"], "甲说"), an_update("c", 2, ["a"], "乙说")])
    assert row.values["summary"] == "乙说"  # the higher (lam, id) is shown
    assert row.heads["summary"] == [Head("b", 2, "甲说")]


def test_an_ordinary_edit_leaves_a_conflict_open() -> None:
    ops = [an_insert(), an_update("b", 2, ["a"], "甲说"), an_update("c", 2, ["a"], "乙说")]
    row = folded([*ops, an_update("d", 3, ["c"], "再改")])
    assert row.values["summary"] == "再改"
    assert [h.version for h in row.heads["summary"]] == ["b"]


def test_a_person_closes_a_conflict_by_naming_every_head() -> None:
    ops = [an_insert(), an_update("b", 2, ["a"], "甲说"), an_update("c", 2, ["a"], "乙说")]
    row = folded([*ops, Op("d", 3, "r", {"summary": [["b", "c"], "都对"]})])
    assert row.values["summary"] == "都对"
    assert seen(row)["further"] == {}


def frozen(version: str = "z", lam: int = 2, bases: str = "a") -> Op:
    told = {name: [[bases], "签字" if name == "summary" else None] for name in KNOWN}
    return Op(version, lam, "z", told)


def test_signed_content_never_changes_and_later_words_stand_beside() -> None:
    later = an_update("y", 9, ["z"], "改口")
    row = folded([an_insert(), frozen(), later])
    assert row.values["summary"] == "签字"
    assert row.freezes == ["z"]
    assert row.heads["summary"] == [Head("y", 9, "改口")]
    row = folded([an_insert(), frozen(), later, an_update("x", 10, ["y", "z"], "再改口")])
    assert row.values["summary"] == "签字"
    assert row.heads["summary"] == [Head("x", 10, "再改口")]


def test_a_parallel_edit_stands_beside_signed_content_from_either_side() -> None:
    edit = an_update("y", 2, ["a"], "改口")
    one, other = folded([an_insert(), frozen(), edit]), folded([an_insert(), edit, frozen()])
    assert seen(one) == seen(other)
    assert one.values["summary"] == "签字"


def test_two_parallel_signings_are_both_kept() -> None:
    row = folded([an_insert(), frozen("y"), frozen("z")])
    assert row.freezes == ["y", "z"]
    assert row.version("summary") == "z"
    assert row.heads["summary"] == [Head("y", 2, "签字", frozen=True)]


def test_two_inserts_of_one_identity_are_both_kept_from_either_side() -> None:
    one = an_insert("a", 1, summary="甲的", phone="1")
    two = an_insert("b", 1, summary="乙的")
    row = folded([one, two])
    assert seen(row) == seen(folded([two, one]))
    assert row.versions == {"*": "a", "summary": "b", "phone": "b", "remark": "b"}
    assert row.heads["phone"] == [Head("a", 1, "1")]


def test_an_update_without_its_insert_is_kept_until_the_insert_comes() -> None:
    update, insert = an_update("b", 5, [], "先到"), an_insert("a", 1, summary="后到", phone="1")
    row = folded([update])
    assert row.versions == {"summary": "b"}
    assert seen(folded([update, insert])) == seen(folded([insert, update]))


def test_unknown_fields_are_told_and_left_in_the_journal() -> None:
    row = Row("case", "c1")
    assert fold(row, "i", {"summary": "x"}, "a", 1, KNOWN, {}.__getitem__)
    assert not fold(row, "u", {"later": [["a"], 1]}, "b", 2, KNOWN, {}.__getitem__)
    assert not fold(Row("case", "c2"), "i", {"later": 1}, "c", 2, KNOWN, {}.__getitem__)
    assert "later" not in row.values
    assert row.versions == {"*": "a"}


def test_a_freeze_without_a_field_that_came_later_still_stands() -> None:
    row = folded([an_insert(), Op("z", 2, "z", {"summary": [["a"], "签字"]})])
    assert row.values["summary"] == "签字"
    assert row.freezes == ["z"]
    assert row.version("phone") == "a"


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Op], list[Op]]:
    """The same ops in two orders, each version before whatever supersedes it."""
    ops: list[Op] = []
    for n in range(draw(st.integers(2, 8))):
        name = draw(st.sampled_from("iuuuurz")) if n else "i"
        version = draw(st.sampled_from("abcdefgh")) + str(n)
        told: Any = {}
        lam = 1
        for field in draw(st.sets(st.sampled_from(sorted(KNOWN)), min_size=1)):
            value = f"{version} {field}"
            bases = (
                draw(st.lists(st.sampled_from(ops), unique_by=lambda op: op.version, max_size=3))
                if ops
                else []
            )
            if name != "i":
                lam = max([lam, *(1 + base.lam for base in bases)])
                told[field] = [[base.version for base in bases], value]
            else:
                told[field] = value
        lam += draw(st.integers(0, 3))
        ops.append(Op(version, lam, name, told))
    return ops, in_another_order(draw, ops)


def in_another_order(draw: st.DrawFn, ops: list[Op]) -> list[Op]:
    left, done = list(ops), []
    while left:
        ready = [op for op in left if bases_of(op) <= {one.version for one in done}]
        chosen = draw(st.sampled_from(ready))
        left.remove(chosen)
        done.append(chosen)
    return done


def bases_of(op: Op, field: str = "") -> set[str]:
    if op.name == "i":
        return set()
    return {base for name, (bases, _) in op.told.items() if field in {"", name} for base in bases}


@given(histories())
@settings(max_examples=300, deadline=None)
def test_the_order_of_arrival_does_not_matter(told: tuple[list[Op], list[Op]]) -> None:
    one, other = told
    assert seen(folded(one)) == seen(folded(other))


@given(histories())
@settings(max_examples=300, deadline=None)
def test_a_value_disappears_only_if_somebody_saw_it(told: tuple[list[Op], list[Op]]) -> None:
    """Invariant I2, told by the set of ops alone."""
    ops, _ = told
    row = folded(ops)
    for field in KNOWN:
        said = {op.version for op in ops if op.name == "i" or field in op.told}
        signed = {op.version for op in ops if op.name == "z" and field in op.told}
        seen_by_others = set().union(*(bases_of(op, field) for op in ops))
        assert all_heads(row, field) == said - (seen_by_others - signed)


@pytest.mark.parametrize("name", ["u", "r"])
def test_a_second_base_that_is_gone_already_changes_nothing(name: str) -> None:
    closing = Op("c", 3, name, {"summary": [["a", "b"], "y"]})
    row = folded([an_insert(), an_update("b", 2, ["a"], "x"), closing])
    assert all_heads(row, "summary") == {"c"}
