"""A person closes a conflict by naming every head; what was not named stays open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.records import Agreement, Case
from app.store import absorb, chain, heads, journal
from app.store.shelf import Shelf
from app.trouble import Trouble
from tests.machines import change, entries, register, rows_on, shelf_in, state, take


def settle(db: Session, case_id: str, name: str, value: Any, **beside: Any) -> None:
    case = db.get(Case, case_id)
    assert case is not None
    heads.settle(db, case, name, value)
    for more, told in beside.items():
        setattr(case, more, told)


def last_op(shelf: Shelf) -> Any:
    (op,) = chain.content(entries(shelf)[-1]).ops
    return op


def further(shelf: Shelf, case_id: str) -> list[tuple[str, Any]]:
    with shelf.reading() as db:
        return [(h["field"], h["value"]) for h in journal.conflicts(db, "case", case_id)]


def parted(shelf: Shelf, other: Shelf, one: Any, two: Any, name: str = "summary") -> str:
    """A case whose field got a value on each of two machines; `shelf` knows both."""
    case_id, _ = shelf.write("u", "register", register)
    take(other, entries(shelf))
    shelf.write("u", "change", lambda db: change(db, case_id, **{name: one}))
    other.write("u", "change", lambda db: change(db, case_id, **{name: two}))
    take(shelf, entries(other))
    return case_id


def agree(shelf: Shelf, other: Shelf) -> None:
    """The same state on both, and the same again from the journal alone."""
    take(other, entries(shelf))
    take(shelf, entries(other))
    assert state(shelf) == state(other)
    with shelf.engine.connect() as link:
        before = rows_on(link)
    with shelf.local_writing() as link:
        absorb.rebuild(link)
    with shelf.engine.connect() as link:
        assert rows_on(link) == before


@pytest.mark.parametrize("value", ["甲说", "乙说", "两边都对"])
def test_a_closing_names_every_head_and_leaves_one_value(
    shelf: Shelf, other: Shelf, value: str
) -> None:
    case_id = parted(shelf, other, "甲说", "乙说")
    shelf.write("u", "close", lambda db: settle(db, case_id, "summary", value))
    letter, _, _, told = last_op(shelf)
    assert letter == "r"
    assert told["summary"][1] == value
    assert set(told["summary"][0]) == {
        e.id for e in entries(shelf) if e.head.seq and e.head.lam == 2
    }
    assert further(shelf, case_id) == []
    agree(shelf, other)
    assert further(other, case_id) == []


def test_a_closing_beside_ordinary_edits_is_one_op(shelf: Shelf, other: Shelf) -> None:
    case_id = parted(shelf, other, "甲说", "乙说")
    both = partial(settle, case_id=case_id, name="summary", value="两边都对", remark="当面核对过")
    shelf.write("u", "close", both)
    letter, _, _, told = last_op(shelf)
    assert letter == "r"
    assert (len(told["summary"][0]), len(told["remark"][0])) == (2, 1)
    agree(shelf, other)


def test_a_closing_before_and_after_a_flush_is_the_same(shelf: Shelf, other: Shelf) -> None:
    case_id = parted(shelf, other, "甲说", "乙说")

    def act(db: Session) -> None:
        change(db, case_id, summary="先改", remark="一")
        db.flush()
        settle(db, case_id, "summary", "后定")
        db.flush()
        change(db, case_id, remark="二")

    shelf.write("u", "act", act)
    letter, _, _, told = last_op(shelf)
    assert letter == "r"
    assert len(told["summary"][0]) == 2
    assert told["remark"][1] == "二"
    agree(shelf, other)
    assert further(shelf, case_id) == []


def test_a_head_that_was_not_named_stays_open(shelf: Shelf, other: Shelf, tmp_path: Path) -> None:
    case_id = parted(shelf, other, "甲说", "乙说")
    third = shelf_in(tmp_path / "c")
    take(third, entries(shelf)[:1])
    third.write("u", "change", lambda db: change(db, case_id, summary="丙说"))
    shelf.write("u", "close", lambda db: settle(db, case_id, "summary", "两边都对"))
    take(shelf, entries(third))
    assert further(shelf, case_id) == [("summary", "丙说")]
    agree(shelf, other)
    shelf.write("u", "close", lambda db: settle(db, case_id, "summary", "丙说"))
    assert further(shelf, case_id) == []
    agree(shelf, other)


def test_a_case_told_twice_the_same_collapses_with_the_next_real_edit(
    shelf: Shelf, other: Shelf
) -> None:
    """Taking in writes nothing (sync specification 3.5.1); the edit names both, for both were seen."""
    case_id = parted(shelf, other, "同一句话", "同一句话 ")
    assert len(further(shelf, case_id)) == 1
    shelf.write("u", "change", lambda db: change(db, case_id, remark="旁的"))
    assert len(further(shelf, case_id)) == 1
    shelf.write("u", "change", lambda db: change(db, case_id, summary="改了"))
    assert len(last_op(shelf)[3]["summary"][0]) == 2
    assert further(shelf, case_id) == []
    agree(shelf, other)


def test_an_ordinary_edit_names_nothing_that_reads_otherwise(shelf: Shelf, other: Shelf) -> None:
    case_id = parted(shelf, other, "甲说", "乙说")
    shelf.write("u", "change", lambda db: change(db, case_id, summary="改了"))
    assert len(last_op(shelf)[3]["summary"][0]) == 1
    assert len(further(shelf, case_id)) == 1

    def through_theirs(db: Session) -> None:
        change(db, case_id, summary=further(shelf, case_id)[0][1])
        db.flush()
        change(db, case_id, summary="又改了")

    shelf.write("u", "change", through_theirs)
    assert len(further(shelf, case_id)) == 1
    agree(shelf, other)


def test_a_value_without_a_conflict_can_be_confirmed(shelf: Shelf, other: Shelf) -> None:
    case_id, _ = shelf.write("u", "register", register)
    shelf.write("u", "close", lambda db: settle(db, case_id, "summary", "为滴水檐争吵"))
    assert last_op(shelf)[0] == "r"
    agree(shelf, other)


def test_signed_content_has_no_closing(shelf: Shelf, other: Shelf) -> None:
    def draft(db: Session) -> str:
        agreement = Agreement(terms=["一"])
        db.add(agreement)
        return agreement.id

    def sign(db: Session) -> None:
        agreement = db.get(Agreement, agreement_id)
        assert agreement is not None
        agreement.freeze()

    def edit(db: Session) -> None:
        agreement = db.get(Agreement, agreement_id)
        assert agreement is not None
        agreement.terms = ["二"]

    def close(db: Session) -> None:
        agreement = db.get(Agreement, agreement_id)
        assert agreement is not None
        heads.settle(db, agreement, "terms", ["二"])

    agreement_id, _ = shelf.write("u", "draft", draft)
    take(other, entries(shelf))
    shelf.write("u", "sign", sign)
    other.write("u", "edit", edit)
    take(shelf, entries(other))
    with pytest.raises(Trouble) as why:
        shelf.write("u", "close", close)
    assert why.value.key == "conflict.frozen"
    with shelf.reading() as db:
        assert len(journal.conflicts(db, "agreement", agreement_id)) == 1


def test_a_signing_takes_what_reads_the_same_with_it(shelf: Shelf, other: Shelf) -> None:
    def sign(db: Session) -> None:
        case = db.get(Case, case_id)
        assert case is not None
        case.freeze()

    case_id = parted(shelf, other, "同一句话", "同一句话 ")
    shelf.write("u", "sign", sign)
    assert further(shelf, case_id) == []
    agree(shelf, other)


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["edit", "edit", "close", "take", "take"]),
        st.sampled_from(["summary", "remark"]),
        st.sampled_from(["甲", "乙", "丙", "甲 "]),
        st.integers(0, 2),
    ),
    min_size=4,
    max_size=14,
)


@given(STEPS)
@settings(
    max_examples=12, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_three_machines_end_in_one_state_and_nothing_goes_unnamed(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, str, str, int]]
) -> None:
    """Invariants I2, I3, I4: edits and closings anywhere, delivered in any order."""
    folder = tmp_path_factory.mktemp("three")
    machines = [shelf_in(folder / name) for name in "abc"]
    case_id, _ = machines[0].write("u", "register", register)
    for one in machines[1:]:
        take(one, entries(machines[0]))
    for at, what, name, value, whence in steps:
        shelf = machines[at]
        if what == "edit":
            told: dict[str, Any] = {name: value}
            shelf.write("u", "change", partial(change, case_id=case_id, **told))
        elif what == "close":
            shelf.write("u", "close", partial(settle, case_id=case_id, name=name, value=value))
        else:
            take(shelf, entries(machines[whence])[::-1])
    for _ in range(2):
        for one in machines:
            for two in machines:
                take(one, entries(two))
    first = state(machines[0])
    assert all(state(one) == first for one in machines)
    _nothing_unnamed(machines[0], case_id)
    with machines[1].local_writing() as link:
        absorb.rebuild(link)
    assert state(machines[1]) == first
    for one in machines:
        one.close()


def _nothing_unnamed(shelf: Shelf, case_id: str) -> None:
    """What the entries alone say is open is what the file shows."""
    said: dict[str, set[str]] = {"summary": set(), "remark": set()}
    named: dict[str, set[str]] = {"summary": set(), "remark": set()}
    for one in entries(shelf):
        for letter, _, row, told in chain.content(one).ops:
            for name in said if row == case_id else ():
                if letter == "i":
                    said[name].add(one.id)
                elif name in told:
                    said[name].add(one.id)
                    named[name].update(told[name][0])
    with shelf.reading() as db:
        case = db.get(Case, case_id)
        assert case is not None
        beside = journal.conflicts(db, "case", case_id)
        for name, versions in said.items():
            here = {heads.shown(case, name), *(h["version"] for h in beside if h["field"] == name)}
            assert here == versions - named[name]
