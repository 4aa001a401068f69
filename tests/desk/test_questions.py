"""The register of very many cases: a page of it and its count are read from indexes alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.desk import questions
from app.desk.desk import Desk
from app.records import Case
from app.trouble import Trouble
from tests.machines import desk_in

DAYS = (None, dt.date(2026, 3, 2), dt.date(2026, 3, 1), None, dt.date(2026, 3, 2))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = desk_in(Path(tmp_path_factory.mktemp("room")) / "room")
    desk.do(_fill)
    yield desk
    desk.close()


def _fill(db: Session) -> None:
    numbers = ("1", "2", "3", None, None)
    db.add_all(
        Case(id=f"{n:08x}{'0' * 24}", accepted_on=day, file_no=numbers[n], summary="争水")
        for n, day in enumerate(DAYS)
    )
    db.add(Case(id="f" * 32, accepted_on=DAYS[1], void="重复"))


def _plans(desk: Desk, *asked: Callable[[Session], object]) -> str:
    """How the database finds what these questions ask."""
    sent: list[tuple[str, Any]] = []

    def note(_link: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        sent.append((statement, values))

    event.listen(desk.shelf.engine, "before_cursor_execute", note)
    for question in asked:
        desk.look(question)
    event.remove(desk.shelf.engine, "before_cursor_execute", note)
    with desk.shelf.engine.connect() as link:
        told = [link.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}", values) for one, values in sent]
        return "\n".join(row[3] for rows in told for row in rows)


def test_a_page_of_the_register_sorts_nothing(desk: Desk) -> None:
    first, then, *_ = _plans(desk, lambda db: questions.register(db, limit=2)).splitlines()
    assert first == "SCAN case USING INDEX ix_case_register"
    assert "party" in then  # their names, and no sorting of cases before


def test_a_count_of_the_register_reads_no_case(desk: Desk) -> None:
    plans = _plans(desk, questions.how_many).splitlines()
    assert plans
    assert all("COVERING INDEX" in one for one in plans)


def test_the_newest_come_first_and_what_has_no_day_before_them(desk: Desk) -> None:
    found = [int(one.id[:8], 16) for one in desk.look(questions.register)]
    assert found == [0, 3, 1, 4, 2]
    assert [int(one.id[:8], 16) for one in desk.look(questions.register, limit=2, start=2)] == [
        1,
        4,
    ]
    assert desk.look(questions.how_many) == len(found)


def test_the_first_eight_digits_find_a_case(desk: Desk) -> None:
    assert desk.look(questions.by_number, "00000003") == f"00000003{'0' * 24}"
    assert desk.look(questions.by_number, " 00000003000 ") == f"00000003{'0' * 24}"
    for wrong in ("00000009", "fffffffff", "张三张三张三张三", "%%%%%%%%"):
        with pytest.raises(Trouble):
            desk.look(questions.by_number, wrong)
    assert "SEARCH case USING" in _plans(desk, lambda db: questions.by_number(db, "00000003"))
