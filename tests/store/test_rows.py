"""Rows are fetched a slice at a time and written back once."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import event, select

from app.records import Case
from app.store import rows
from app.store.tables import head
from tests.machines import change, entries, register, shelf_in, state, take


def test_a_slice_costs_a_few_statements_however_many_rows(tmp_path: Path) -> None:
    one, other = shelf_in(tmp_path / "a"), shelf_in(tmp_path / "b")
    for _ in range(60):
        one.write("u", "register", register)
    asked: list[str] = []
    event.listen(other.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    with other.engine.execution_options(writing=True).begin() as link:
        from app.store import absorb

        absorb.absorb(link, entries(one))
    assert len(asked) < 20
    assert state(one) == state(other)


def test_a_fetched_row_is_written_back_as_it_was(tmp_path: Path) -> None:
    one, other = shelf_in(tmp_path / "a"), shelf_in(tmp_path / "b")
    case_id, _ = one.write("u", "register", register)
    take(other, entries(one))
    one.write("u", "change", lambda db: change(db, case_id, summary="甲", remark="甲"))
    other.write("u", "change", lambda db: change(db, case_id, summary="乙", remark="乙"))
    take(one, entries(other))
    before = state(one)
    with one.local_writing() as link:
        mine = rows.Rows(link)
        mine.fetch([("case", case_id), ("drone", "d1"), ("case", "absent")])
        row = mine.row("case", case_id)
        assert set(row.heads) == {"summary", "remark"}
        row.changed.add("summary")
        mine.write_back()
        assert row.changed == set()
        assert mine.lam_of(row.version("summary")) == 2
        assert mine.lam_of("nobody's") == 0
    assert state(one) == before


def test_a_closed_conflict_leaves_no_head(tmp_path: Path) -> None:
    one, other = shelf_in(tmp_path / "a"), shelf_in(tmp_path / "b")
    case_id, _ = one.write("u", "register", register)
    take(other, entries(one))
    one.write("u", "change", lambda db: change(db, case_id, summary="甲"))
    other.write("u", "change", lambda db: change(db, case_id, summary="乙"))
    take(one, entries(other))
    with one.local_writing() as link:
        mine = rows.Rows(link)
        mine.fetch([("case", case_id)])
        row = mine.row("case", case_id)
        row.heads["summary"] = []
        row.changed.add("summary")
        mine.write_back()
        assert link.execute(select(head)).all() == []
    with one.reading() as db:
        assert db.get(Case, case_id) is not None
