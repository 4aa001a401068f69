"""Entries of others fold in causes first, in any order of arrival, or are refused with a reason."""

from __future__ import annotations

import gc
import random
import re
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey
from sqlalchemy import select

from app.records import Case, Party
from app.store import absorb, chain, content, journal, rows
from app.store.shelf import Shelf
from app.store.statements import ask
from app.store.tables import entry
from tests.machines import change, entries, register, rows_on, shelf_in, state, take


class Hand:
    """A machine that writes whatever it likes, rightly signed and chained unless told otherwise."""

    def __init__(self) -> None:
        self.key = SigningKey.generate()
        self.written: list[chain.Entry] = []

    def write(self, *ops: Any, **more: Any) -> chain.Entry:
        last = self.written[-1] if self.written else None
        told: dict[str, Any] = {
            "seq": len(self.written) + 1, "prev": last.id if last else None, "see": [],
            "lam": 1 + (last.head.lam if last else 0), "wall": "1970-01-01T00:00:00", "user": "u",
            "verb": "v", "ops": list(ops),
        }  # fmt: skip
        new = chain.write(self.key, **{**told, **more})
        self.written.append(new)
        return new


def insert(row: str = "c1", **fields: Any) -> list[Any]:
    return ["i", "case", row, fields or {"summary": "界址"}]


def update(base: str, value: Any, row: str = "c1", field: str = "summary", op: str = "u") -> Any:
    return [op, "case", row, {field: [[base], value]}]


def states(shelf: Shelf) -> dict[str, int]:
    with shelf.engine.connect() as link:
        return {r.id: r.state for r in link.execute(select(entry.c.id, entry.c.state))}


def rebuilt(shelf: Shelf) -> int:
    with shelf.local_writing() as link:
        return absorb.rebuild(link)


def history(shelf: Shelf, other: Shelf) -> list[chain.Entry]:
    """Two machines' work on the same cases, with parallel edits; everything either wrote."""
    ids = [shelf.write("u", "register", register)[0] for _ in range(3)]
    take(other, entries(shelf))
    for n, case_id in enumerate(ids):
        shelf.write("u", "change", lambda db, i=case_id, n=n: change(db, i, summary=f"甲{n}"))
        other.write("u", "change", lambda db, i=case_id, n=n: change(db, i, summary=f"乙{n}"))
    take(other, entries(shelf))
    other.write("u", "change", lambda db: change(db, ids[0], remark="后来"))
    return entries(other)


@pytest.mark.parametrize("slice_", [1, 2, 500])
def test_any_order_of_arrival_gives_one_state(
    shelf: Shelf, other: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slice_: int
) -> None:
    told = history(shelf, other)
    monkeypatch.setattr(absorb, "SLICE", slice_)
    monkeypatch.setattr(rows, "PART", 2)
    for n in range(4):
        third = shelf_in(tmp_path / f"c{n}")
        random.Random(n).shuffle(told)
        done = take(third, told)
        assert (done.new, done.known, done.waiting, done.refused) == (len(told), 0, 0, [])
        assert state(third) == state(other)
        rebuilt(third)
        assert state(third) == state(other)


def test_each_entry_alone_in_any_order_gives_one_state(
    shelf: Shelf, other: Shelf, tmp_path: Path
) -> None:
    told = history(shelf, other)
    random.Random(5).shuffle(told)
    third = shelf_in(tmp_path / "c")
    for one in told:
        take(third, [one, one])
    assert state(third) == state(other)


def test_what_is_known_changes_nothing(shelf: Shelf, other: Shelf) -> None:
    told = history(shelf, other)
    before = state(other)
    done = take(other, told)
    assert (done.new, done.known, done.touched) == (0, len(told), set())
    assert state(other) == before


def test_an_entry_waits_for_its_log(shelf: Shelf) -> None:
    hand = Hand()
    first, second = hand.write(insert()), hand.write(insert("c2"))
    done = take(shelf, [second])
    assert (done.new, done.waiting, done.touched) == (0, 1, set())
    with shelf.reading() as db:
        assert journal.have(db) == {}  # only what is applied is claimed
        assert list(journal.entries_lacking(db, {})) == []
        assert db.query(Case).count() == 0
    done = take(shelf, [first])
    assert (done.new, done.waiting) == (2, 0)
    assert done.touched == {("case", "c1"), ("case", "c2")}


def test_an_entry_waits_for_what_its_writer_had_seen(shelf: Shelf) -> None:
    one, two = Hand(), Hand()
    first = one.write(insert())
    second = two.write(insert("c2"), see=[first.id], lam=2)
    assert take(shelf, [second]).waiting == 1
    assert take(shelf, [first]).new == 2


def test_an_entry_waits_for_the_version_it_supersedes(shelf: Shelf, other: Shelf) -> None:
    """Though its writer does not own up to having seen it: or arrival would decide what is shown."""
    one, two = Hand(), Hand()
    first = one.write(insert())
    edit = one.write(update(first.id, "甲"))
    two.write(insert("c2"))
    two.write(insert("c3"))
    sly = two.write(update(edit.id, "乙"))
    take(shelf, [*two.written, first])
    assert states(shelf)[sly.id] == journal.WAITING
    take(shelf, [edit])
    take(other, [*one.written, *two.written])
    assert states(shelf)[sly.id] == journal.APPLIED
    assert state(shelf) == state(other)
    rebuilt(shelf)
    assert state(shelf) == state(other)


def test_a_version_that_cannot_have_been_seen_is_refused(shelf: Shelf) -> None:
    one, two = Hand(), Hand()
    one.write(insert())
    late = one.write(update(one.written[0].id, "甲"))
    sly = two.write(update(late.id, "乙"))  # its Lamport number is not above what it claims to know
    done = take(shelf, [*one.written, sly])
    assert done.refused == [(sly.id, "order")]
    assert sly.id not in states(shelf)


@pytest.mark.parametrize("lam", [1, 3, 2**52])
def test_nobody_pushes_the_order_ahead(shelf: Shelf, lam: int) -> None:
    hand = Hand()
    first = hand.write(insert())
    wrong = hand.write(update(first.id, "乙"), lam=lam)
    after = hand.write(update(wrong.id, "丙"))
    done = take(shelf, hand.written)
    assert done.refused == [(wrong.id, "order")]
    assert (done.new, done.waiting) == (1, 1)  # what hangs on it waits, and is shown as waiting
    assert states(shelf) == {first.id: journal.APPLIED, after.id: journal.WAITING}


def test_a_chain_that_jumps_or_crosses_is_refused(shelf: Shelf) -> None:
    one, two = Hand(), Hand()
    first = one.write(insert())
    gap = one.write(insert("c2"), seq=3)
    crossed = two.write(insert("c3"), seq=2, prev=first.id, lam=2)
    done = take(shelf, [first, gap, crossed])
    assert set(done.refused) == {(gap.id, "chain"), (crossed.id, "chain")}
    assert done.new == 1


def test_an_entry_does_not_see_its_own_log(shelf: Shelf) -> None:
    hand = Hand()
    first = hand.write(insert())
    wrong = hand.write(insert("c2"), see=[first.id])
    assert take(shelf, hand.written).refused == [(wrong.id, "chain")]


def test_what_waited_and_proves_wrong_is_dropped(shelf: Shelf) -> None:
    one, two = Hand(), Hand()
    first = one.write(insert())
    wrong = two.write(insert("c2"), see=[first.id], lam=7)
    assert take(shelf, [wrong]).waiting == 1
    done = take(shelf, [first])
    assert done.refused == [(wrong.id, "order")]
    assert (done.new, done.waiting) == (1, 0)
    assert wrong.id not in states(shelf)


def test_one_wrong_log_stops_no_other(shelf: Shelf) -> None:
    one, two = Hand(), Hand()
    one.write(insert(summary=5))
    two.write(insert("c2"))
    done = take(shelf, [*one.written, *two.written])
    assert done.refused == [(one.written[0].id, "content")]
    assert done.new == 1


@pytest.mark.parametrize(
    "op",
    [
        insert(summary=5), insert(summary="a\0b"), insert(accepted_on="2026-02-30"),
        insert(accepted_on="20260302"), insert(accepted_on="2026-W10-1"), insert(amount="1.5"),
        insert(amount="1e3"), insert(amount="NaN"), insert(amount=1), insert(amount="-0.00"),
        insert(told_routes=1), insert(requests="x"), insert(requests=["x", 1]), insert(requests={}),
        insert(""), insert("x" * 65), insert("a\nb"), insert("号"),
        ["u", "case", "c1", {"summary": "x"}], ["u", "case", "c1", {"summary": [["a"]]}],
        ["u", "case", "c1", {"summary": ["a", "x"]}], ["u", "case", "c1", {"summary": [[1], "x"]}],
        ["u", "case", "c1", {"summary": [[], 5]}], ["z", "case", "c1", {"summary": [[], 5]}],
        ["r", "case", "c1", {"later": "x"}],
        ["i", "import", "c1", {"taken_at": "2026-03-02T09:00:30"}],
        ["i", "import", "c1", {"taken_at": "2026-03-02T09:00+08:00"}],
        ["i", "party", "c1", {"position": 2**31}], ["i", "party", "c1", {"position": True}],
    ],
    ids=str,
)  # fmt: skip
def test_a_value_of_foreign_form_is_refused_and_changes_nothing(shelf: Shelf, op: Any) -> None:
    shelf.write("u", "register", register)
    before = state(shelf)
    hand = Hand()
    wrong = hand.write(op)
    done = take(shelf, hand.written)
    assert done.refused == [(wrong.id, "content")]
    assert state(shelf) == before


def test_one_row_stands_once_in_an_entry(shelf: Shelf) -> None:
    hand = Hand()
    wrong = hand.write(insert(), insert())
    assert take(shelf, hand.written).refused == [(wrong.id, "content")]


def test_a_body_that_is_none_is_refused(shelf: Shelf) -> None:
    import hashlib

    import msgspec

    key, body = SigningKey.generate(), b'{"not": "a body"}'
    told = msgspec.json.encode([
        chain.log_name(key), 1, None, [], 1, "w", "u", 1, chain.b64(hashlib.sha256(body).digest())
    ])  # fmt: skip
    wrong = chain.read(told, body, key.sign(chain.DOMAIN + told).signature)
    assert take(shelf, [wrong]).refused == [(wrong.id, "content")]


def test_unknown_kinds_fields_and_ops_are_kept_and_carried_on(shelf: Shelf, other: Shelf) -> None:
    hand = Hand()
    hand.write(["i", "drone", "d1", {"height": 3}], insert())
    hand.write(insert("c2", summary="知道的", later={"any": ["shape"]}))
    hand.write(["j", "case", "c1", {"summary": "x"}])
    done = take(shelf, hand.written)
    assert (done.new, done.refused) == (3, [])
    assert set(states(shelf).values()) == {journal.PARTLY}
    with shelf.reading() as db:
        assert {c.summary for c in db.query(Case)} == {"界址", "知道的"}
    assert [e.body for e in entries(shelf)] == [e.body for e in hand.written]
    take(other, entries(shelf))
    assert state(shelf) == state(other)


def test_an_upgrade_understands_what_was_kept(
    shelf: Shelf, other: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    other.write("u", "register", register)
    fewer = {kind: record for kind, record in content.RECORDS.items() if kind != "party"}
    with monkeypatch.context() as older:
        older.setattr(content, "RECORDS", fewer)
        take(shelf, entries(other))
        assert set(states(shelf).values()) == {journal.PARTLY}
        with shelf.reading() as db:
            assert db.query(Party).count() == 0
    rebuilt(shelf)
    assert state(shelf) == state(other)


def test_an_entry_for_a_newer_program_waits_for_it_with_all_that_hangs_on_it(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand()
    hand.write(insert())
    hand.write(update(hand.written[0].id, "新"), schema=chain.SCHEMA + 1)
    hand.write(insert("c2"))
    done = take(shelf, hand.written)
    assert (done.new, done.waiting, done.refused) == (1, 2, [])
    monkeypatch.setattr(chain, "SCHEMA", chain.SCHEMA + 1)
    assert rebuilt(shelf) == 3
    assert set(states(shelf).values()) == {journal.APPLIED}
    with shelf.reading() as db:
        assert {c.summary for c in db.query(Case)} == {"新", "界址"}


def test_a_freeze_of_an_older_program_is_taken_as_it_is(shelf: Shelf) -> None:
    """It cannot name a field that came later; refusing it would refuse every old agreement."""
    hand = Hand()
    first = hand.write(insert())
    hand.write(update(first.id, "签字", op="z"))
    assert take(shelf, hand.written).refused == []
    rebuilt(shelf)
    with shelf.reading() as db:
        case = db.get(Case, "c1")
        assert case is not None
        assert (case.summary, case.frozen) == ("签字", hand.written[-1].id)


def test_signed_content_stays_whatever_arrives_later(shelf: Shelf, other: Shelf) -> None:
    one, two = Hand(), Hand()
    first = one.write(insert())
    signed = one.write(update(first.id, "签字", op="z"))
    early = two.write(update(first.id, "旁改"), see=[first.id], lam=2)
    late = two.write(update(signed.id, "后改"), see=[signed.id], lam=3)
    take(shelf, [first, signed])
    take(shelf, [early])
    take(shelf, [late])
    take(other, [first, early])
    take(other, [signed, late])
    assert state(shelf) == state(other)
    with shelf.reading() as db:
        case = db.get(Case, "c1")
        assert case is not None
        assert case.summary == "签字"
        assert [c["value"] for c in journal.conflicts(db, "case", "c1")] == ["旁改", "后改"]


def test_a_person_closes_a_conflict_for_every_machine(shelf: Shelf, other: Shelf) -> None:
    one, two, three = Hand(), Hand(), Hand()
    first = one.write(insert())
    here = one.write(update(first.id, "甲"))
    there = two.write(update(first.id, "乙"), see=[first.id], lam=2)
    close = ["r", "case", "c1", {"summary": [[here.id, there.id], "都对"]}]
    closed = three.write(close, see=[here.id, there.id], lam=3)
    take(shelf, [first, here])
    take(shelf, [there])
    with shelf.reading() as db:
        assert len(journal.conflicts(db, "case", "c1")) == 1
    take(shelf, [closed])
    take(other, [closed, there, here, first])
    assert state(shelf) == state(other)
    with shelf.reading() as db:
        assert journal.conflicts(db, "case", "c1") == []


def test_two_inserts_of_one_identity_leave_one_state(shelf: Shelf, other: Shelf) -> None:
    one, two = Hand(), Hand()
    told = [one.write(insert(summary="甲")), two.write(insert(summary="乙", remark="旁"))]
    take(shelf, told[:1])
    take(shelf, told[1:])
    take(other, told[1:])
    take(other, told[:1])
    assert state(shelf) == state(other)


def test_a_forked_log_keeps_both_ends(shelf: Shelf) -> None:
    hand = Hand()
    first = hand.write(insert())
    left = hand.write(insert("c2"))
    hand.written.pop()
    right = hand.write(insert("c3"))
    take(shelf, [first, left])
    take(shelf, [right])
    with shelf.reading() as db:
        have = journal.have(db)[chain.log_name(hand.key)]
    assert sorted(id_ for _, id_ in have) == sorted([left.id, right.id])


def test_either_database_takes_in_hands_on_and_makes_again(
    either: Shelf, shelf: Shelf, other: Shelf, tmp_path: Path
) -> None:
    """What lies in them differs in form; what they hand on is the same, byte for byte."""
    told = history(shelf, other)
    random.Random(2).shuffle(told)
    assert take(either, told).refused == []
    either.write("u", "register", register)
    with either.reading() as db:
        (case_id,) = [c.id for c in db.query(Case) if c.summary and c.remark]
        assert journal.conflicts(db, "case", case_id) != []
        assert journal.count_lacking(db, shelf.log, [(1, "unknown")]) == journal.count(
            db, shelf.log
        )
    either.write("u", "change", lambda db: change(db, case_id, summary="再说", amount=None))
    assert take(either, told).new == 0
    third, fourth = shelf_in(tmp_path / "c"), shelf_in(tmp_path / "d")
    take(third, entries(either))
    assert rebuilt(either) == len(told) + 2
    take(fourth, entries(either))
    assert state(third) == state(fourth)
    with either.reading() as db, third.reading() as db3:
        assert journal.have(db) == journal.have(db3)
        mine = {c.id: (c.summary, c.remark, c.v) for c in db.query(Case)}
        assert mine == {c.id: (c.summary, c.remark, c.v) for c in db3.query(Case)}
        assert journal.conflicts(db, "case", case_id) == journal.conflicts(db3, "case", case_id)


def test_nothing_at_all_is_taken_quietly(shelf: Shelf) -> None:
    assert take(shelf, []) == absorb.Absorbed()


def test_a_transaction_that_fails_afterwards_leaves_nothing(shelf: Shelf) -> None:
    hand = Hand()
    hand.write(insert())
    before = state(shelf)

    def fail(link: Any, done: Any) -> None:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        shelf.take(hand.written, fail)
    assert state(shelf) == before


def test_long_entries_are_folded_a_few_at_a_time(
    shelf: Shelf, other: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = history(shelf, other)
    monkeypatch.setattr(absorb, "LONGEST_PORTION", 1)
    take(shelf, told)
    assert state(shelf) == state(other)


@pytest.mark.parametrize("was", [True, False])
def test_the_collector_is_left_as_it_was(was: bool) -> None:
    before = gc.isenabled()
    (gc.enable if was else gc.disable)()
    try:
        with absorb.collector_at_rest():
            assert not gc.isenabled()
        assert gc.isenabled() is was
    finally:
        (gc.enable if before else gc.disable)()


def test_rebuilding_in_slices_gives_the_same_rows(
    shelf: Shelf, other: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = history(shelf, other)
    with other.engine.connect() as link:
        before = rows_on(link)
    monkeypatch.setattr(absorb, "SLICE", 2)
    assert rebuilt(other) == len(told)
    with other.engine.connect() as link:
        assert rows_on(link) == before


def test_taking_in_walks_through_no_table_that_grows(shelf: Shelf, other: Shelf) -> None:
    case_id, _ = shelf.write("u", "register", register)
    shelf.write("u", "change", lambda db: change(db, case_id, summary="甲"))
    asked: list[str] = []
    with other.local_writing() as link:
        driver: Any = link.connection.driver_connection
        driver.set_trace_callback(asked.append)
        absorb.absorb(link, entries(shelf))
        driver.set_trace_callback(None)
        plans = [ask(link, f"EXPLAIN QUERY PLAN {told}") for told in asked]
    steps = {step[-1] for plan in plans for step in plan}
    assert any("SEARCH entry" in step for step in steps)
    assert not [step for step in steps if re.match(r"SCAN (entry|case|party|blob)\b", step)]
