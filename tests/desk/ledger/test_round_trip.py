"""What goes out as a sheet comes in elsewhere and goes out again with the same cells; nothing is doubled."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.codes import code_list
from app.desk.desk import Desk
from app.desk.edit import checked
from app.desk.ledger.export import export
from app.desk.ledger.known import note_known
from app.desk.ledger.plan import plan_import
from app.desk.ledger.take import take_plan
from app.desk.room import own_room
from app.records import Agreement, Case, MediationSession, Mediator, Party, Place, Visit
from app.rules.sheet_facts import FACTS
from app.rules.sheet_format import shipped
from tests.rooms import moved_room

TODAY = dt.date(2026, 3, 2)
PEOPLE = st.sampled_from(
    ["欧阳𬭎", "李四海", "赵小三", "王·买买提", "旧军村建筑有限公司", "陈㛃喆"]
)
DAYS = st.dates(dt.date(2025, 1, 1), dt.date(2026, 3, 1))
TEXT = st.sampled_from(
    ["两家因滴水沟争吵", "=1+1 起因", "第一行\n第二行", "屋檐伸出半米，说是“老规矩”"]
)
MONEY = st.decimals(min_value=0, max_value=10**9, places=2)


def code(codes: str) -> st.SearchStrategy[str]:
    return st.sampled_from([line.code for line in code_list(codes) if line.active])


def maybe(told: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | told


CASES = st.fixed_dictionaries(
    {
        "accepted_on": DAYS, "happened_on": maybe(DAYS), "source": maybe(code("source")),
        "dispute_type": code("dispute_type"), "difficulty": maybe(code("difficulty")),
        "route": maybe(code("route")), "summary": maybe(TEXT), "amount": maybe(MONEY),
        "deaths": maybe(st.booleans()), "migrants": maybe(st.booleans()),
        "special_groups": maybe(st.lists(code("special_group"), min_size=1, max_size=3, unique=True)),
        "forecast": maybe(code("forecast")), "prevented": maybe(code("prevented")),
        "attribute": maybe(st.sampled_from(["民间纠纷", "涉法"])), "confirmation": maybe(code("confirmation")),
        "people_count": maybe(st.integers(1, 400)), "closed_on": maybe(DAYS),
        "performance_told": maybe(code("performance")), "remark": maybe(TEXT),
    }
)  # fmt: skip
WORK = st.fixed_dictionaries(
    {
        "sides": st.lists(
            st.tuples(st.sampled_from(["applicant", "respondent", "third"]), PEOPLE,
                      maybe(st.just("13800000001")), maybe(st.just("旧军村3号"))),
            min_size=2, max_size=5, unique_by=lambda one: one[1],
        ),
        "agreed": st.booleans(), "form": code("agreement_form"), "made_on": DAYS, "session": maybe(DAYS),
        "number": maybe(st.just("柳人调协字〔2026〕第7号")), "terms": maybe(st.just(["一、拆除", "二、赔偿"])),
        "visit": maybe(st.tuples(DAYS, code("satisfaction"), code("visit_manner"), maybe(TEXT))),
        "hands": st.lists(st.integers(0, 2), max_size=3, unique=True), "place": st.booleans(),
    }
)  # fmt: skip


def fill(db: Session, log: str, told: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Cases as a room would have them, straight into its records."""
    room = own_room(db, log)
    staff = list(db.scalars(select(Mediator.id).order_by(Mediator.position)))
    village = Place(room_id=room.id, name="旧军村")
    db.add(village)
    for number, (case, work) in enumerate(told, 1):
        hands = [staff[n] for n in work["hands"]]
        made = Case(
            room_id=room.id, file_no=f"柳人调〔2026〕{number}号", place_id=village.id if work["place"] else None,
            lead_id=hands[0] if hands else None, assist_ids=hands[1:] or None,
            accepted_by_id=hands[-1] if hands else None, **checked(Case, case),
        )  # fmt: skip
        db.add(made)
        for place, (role, name, phone, address) in enumerate(work["sides"], 1):
            db.add(
                Party(
                    case_id=made.id,
                    position=place,
                    role=role,
                    name=name,
                    phone=phone,
                    address=address,
                )
            )
        if work["session"]:
            at = dt.datetime.combine(work["session"], dt.time(9, 30))
            db.add(MediationSession(case_id=made.id, number=1, at=at))
        if work["agreed"]:
            db.add(
                Agreement(
                    case_id=made.id, form=work["form"], made_on=work["made_on"], number=work["number"],
                    terms=work["terms"],
                )
            )  # fmt: skip
        if work["visit"]:
            on, pleased, manner, note = work["visit"]
            db.add(
                Visit(case_id=made.id, done_on=on, satisfaction=pleased, manner=manner, note=note)
            )


def cells(path: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    found = [tuple(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return found


def carried(kind: str) -> list[int]:
    """The columns that bring a fact of the case in again."""
    columns = shipped()[kind].column
    return [n for n, one in enumerate(columns) if one.fact and FACTS[one.fact].take]


@pytest.mark.parametrize("kind", ["x25", "ajbl", "fq18", "nm", "ours"])
@settings(max_examples=3)
@given(told=st.lists(st.tuples(CASES, WORK), min_size=4, max_size=10))
def test_out_in_and_out_again_gives_the_same_cells(
    tmp_path_factory: pytest.TempPathFactory, kind: str, told: list[Any]
) -> None:
    clock.hold(dt.datetime(2026, 3, 2, 9, 0))
    folder = tmp_path_factory.mktemp("round")
    here = moved_room(folder / "here")
    here.do(fill, here.shelf.log, told)
    export(here, folder / "one.xlsx", kind)
    here.close()
    there = moved_room(folder / "there")
    plan = plan_import(folder / "one.xlsx", today=TODAY)
    assert len(plan.cases) == len(told), [row.reason for row in plan.rows]
    take_plan(there, plan)
    export(there, folder / "two.xlsx", kind)
    first, second = cells(folder / "one.xlsx"), cells(folder / "two.xlsx")
    assert len(first) == len(second)
    for before, after in zip(first, second, strict=True):
        assert [before[n] for n in carried(kind)] == [after[n] for n in carried(kind)]
    _again(there, folder / "one.xlsx")
    there.close()


def _again(desk: Desk, path: Path) -> None:
    """The same file once more, and what this room wrote itself: nothing is doubled."""
    count = desk.look(lambda db: db.scalar(select(func.count()).select_from(Case)))
    for name in (path, path.with_name("two.xlsx")):
        plan = desk.look(note_known, plan_import(name, today=TODAY))
        assert plan.cases == []
        reasons = {row.reason for row in plan.rows if "number" in row.facts}
        assert reasons <= {"ledger.skipped.known_number"}, [row.facts for row in plan.rows]
    assert desk.look(lambda db: db.scalar(select(func.count()).select_from(Case))) == count
