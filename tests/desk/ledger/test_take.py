"""An import is whole or not there; what it brought can be read back, and nothing is taken twice."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.desk import cases, questions
from app.desk.desk import Desk
from app.desk.ledger.draft import Plan
from app.desk.ledger.known import note_known
from app.desk.ledger.names import names_of
from app.desk.ledger.plan import plan_import
from app.desk.ledger.take import begin_import, imports, take_plan, take_rows
from app.desk.ledger.undo import clear_unfinished, unfinished
from app.records import RECORDS, Case, ImportRow, Mediator, Place
from app.records.field import fields_of, to_json
from app.trouble import Trouble
from tests.desk.ledger.sheets import HEADING, plan, row, sheet
from tests.rooms import SHARED

MORE = ["村居", "调解员", "涉及金额", "协议形式", "协议编号", "履行情况", "回访情况", "回访日期"]
TOLD = [
    "旧军村",
    "孟广田、杜守义",
    "壹万贰仟元整",
    "书面",
    "（2020）柳人调字第1号",
    "已履行",
    "电话回访，满意",
    "2020-04-01",
]


def small() -> Plan:
    """Two cases, the first with everything, and a row that is none."""
    first = [*row(1, "欧阳𬭎"), *TOLD]
    return plan(sheet([*HEADING, *MORE], first, row(2), [3.0, "2020-03-03"]))


def standing(db: Session) -> dict[str, dict[str, Any]]:
    """Everything that stands in the room, field by field."""
    found = {}
    for kind, record in RECORDS.items():
        for thing in db.scalars(select(record).where(record.void.is_(None))):
            values = {n: to_json(f, getattr(thing, n)) for n, f in fields_of(record).items()}
            found[f"{kind} {thing.id}"] = values
    return found


def test_a_case_comes_in_with_everything_its_row_told(desk: Desk) -> None:
    taken = take_plan(desk, small())
    assert taken.tally == {
        "rows": 4,
        "taken": 2,
        "doubtful": 0,
        "refused": 1,
        "skipped": 1,
        "joined": 0,
    }
    case_id = desk.look(questions.by_number, "（2020）柳人调字第1号")
    file = desk.look(questions.case_file, case_id)
    assert (file.case.accepted_on, file.case.amount) == (dt.date(2020, 3, 1), Decimal(12000))
    assert [(p.role, p.name) for p in file.parties] == [
        ("applicant", "欧阳𬭎"),
        ("respondent", "李四海"),
    ]
    assert (file.name_of(file.case.lead_id), file.names_of(file.case.assist_ids)) == (
        "孟广田",
        ["杜守义"],
    )
    assert file.place_path == "旧军村"
    assert file.agreement is not None
    assert (file.agreement.form, file.agreement.number) == ("written", "（2020）柳人调字第1号")
    visit = file.visits[0]
    assert (visit.manner, visit.satisfaction, visit.done_on) == (
        "phone",
        "satisfied",
        dt.date(2020, 4, 1),
    )


def test_every_filled_row_is_kept_as_it_stood(desk: Desk) -> None:
    taken = take_plan(desk, small())

    def rows(db: Session) -> list[ImportRow]:
        return list(
            db.scalars(
                select(ImportRow)
                .where(ImportRow.import_id == taken.import_id)
                .order_by(ImportRow.row)
            )
        )

    kept = desk.look(rows)
    assert [r.verdict for r in kept] == ["skipped", "taken", "taken", "refused"]
    raw = json.loads(kept[1].raw or "")
    assert (raw["涉及金额"], raw["申请人"]) == ("壹万贰仟元整", "欧阳𬭎")
    assert json.loads(kept[3].doubts or "")["reason"] == "ledger.refused.nobody"


def test_known_mediators_are_found_and_unknown_ones_made(desk: Desk) -> None:
    assert take_plan(desk, small()).new_mediators == ["杜守义"]

    def people(db: Session) -> int:
        return (
            db.scalar(select(func.count()).select_from(Mediator).where(Mediator.name == "孟广田"))
            or 0
        )

    assert desk.look(people) == 1


def test_the_same_ledger_is_not_taken_twice(desk: Desk) -> None:
    take_plan(desk, small())
    again = desk.look(note_known, small())
    assert [r.reason for r in again.rows if r.row in (2, 3)] == ["ledger.skipped.already_in"] * 2
    with pytest.raises(Trouble) as caught:
        take_plan(desk, small())
    assert caught.value.key == "ledger.nothing_to_take"


def test_a_ledger_that_grew_brings_only_its_new_rows(desk: Desk) -> None:
    take_plan(desk, plan(sheet(HEADING, row(1), row(2))))
    assert take_plan(desk, plan(sheet(HEADING, row(1), row(2), row(3)))).tally["taken"] == 1
    assert len(desk.look(questions.register)) == 3


def test_a_number_another_case_bears_is_named(desk: Desk) -> None:
    take_plan(desk, small())
    other = plan(sheet([*HEADING, "协议编号"], [*row(9, "王小五"), "（2020）柳人调字第1号"]))
    found = desk.look(note_known, other)
    assert {d.key for d in found.cases[0].doubts} == {"ledger.doubt.number_in_use"}


def test_a_sheet_without_names_says_so(desk: Desk) -> None:
    def told(heading: list[str], cells: list[Any]) -> bool:
        found = desk.look(note_known, plan(sheet(heading, cells)))
        return any(one.key == "ledger.notice.nameless" for one in found.notices)

    assert not told(HEADING, row(3))
    kept = [n for n, name in enumerate(HEADING) if "申请人" not in name]
    assert told([HEADING[n] for n in kept], [row(3)[n] for n in kept])


def test_numbers_of_another_room_are_told_before_anything_comes_in(desk: Desk) -> None:
    def told(*numbers: str) -> list[str]:
        rows = [[*row(n, f"王小{n}"), number] for n, number in enumerate(numbers, 3)]
        made = plan(sheet([*HEADING, "编号"], *rows))
        found = desk.look(note_known, made, desk.shelf.log)
        return [str(one.facts) for one in found.notices if one.key.endswith("others_numbers")]

    assert told("（2026）柳人调字第3号") == []
    (one,) = told("（2026）柳人调字第3号", "（2026）永人调字第1号", "（2026）永人调字第2号")
    assert "'count': '2'" in one
    assert "永人调字第1号" in one


def test_a_case_the_room_has_already_by_another_way_is_named(desk: Desk) -> None:
    on = dt.date(2020, 3, 2)
    case_id = desk.do(cases.register_case, desk.shelf.log, desk.today(), {"accepted_on": on})
    for role, name in (("applicant", "张三丰"), ("respondent", "李四海")):
        desk.do(cases.add_party, case_id, {"role": role, "name": name})
    found = desk.look(note_known, plan(sheet(HEADING, row(1), row(2))))
    assert [{d.key for d in case.doubts} for case in found.cases] == [
        set(),
        {"ledger.doubt.like_existing"},
    ]
    undated = row(2, 受理日期="")
    found = desk.look(note_known, plan(sheet(HEADING, undated)))
    assert {d.key for d in found.cases[0].doubts} == {"ledger.doubt.like_existing"}


def test_an_import_cut_short_is_recognised_and_leaves_nothing(desk: Desk) -> None:
    before = desk.look(standing)
    made = plan(sheet(HEADING, *[row(n) for n in range(1, 29)]))
    import_id, _ = desk.do(begin_import, desk.shelf.log, made, names_of(made))
    desk.do(take_rows, desk.shelf.log, import_id, made.rows[:10])
    assert desk.look(unfinished) == [import_id]
    assert desk.look(imports) == []
    assert clear_unfinished(desk) == 1
    assert desk.look(standing) == before


def test_the_next_import_clears_one_that_was_cut_short(desk: Desk) -> None:
    made = plan(sheet(HEADING, row(1), row(2)))
    import_id, _ = desk.do(begin_import, desk.shelf.log, made, names_of(made))
    desk.do(take_rows, desk.shelf.log, import_id, made.rows)
    take_plan(desk, plan(sheet(HEADING, row(1), row(2))))
    assert len(desk.look(questions.register)) == 2


def test_a_person_may_stop_an_import_on_the_way(desk: Desk) -> None:
    before = desk.look(standing)
    made = plan(sheet(HEADING, *[row(n % 28 + 1, f"张三{chr(0x4E00 + n)}") for n in range(450)]))
    seen: list[tuple[int, int]] = []

    def stop_at_the_third_slice(done: int, whole: int) -> bool:
        seen.append((done, whole))
        return done < 400

    with pytest.raises(Trouble) as caught:
        take_plan(desk, made, stop_at_the_third_slice)
    assert caught.value.key == "ledger.stopped"
    assert seen == [(0, 451), (200, 451), (400, 451)]
    assert desk.look(standing) == before


def test_the_real_ledger_comes_in_and_goes_out_without_a_trace(desk: Desk) -> None:
    from app.desk.ledger.undo import undo_import

    ledger = SHARED / "ledger-2020.xlsx"
    if not ledger.exists():
        pytest.skip("the shared ledger is not here")
    before = desk.look(standing)
    taken = take_plan(desk, plan_import(ledger, today=dt.date(2026, 3, 2)))
    assert taken.new_mediators == ["杜守义", "王玉珍", "张庆云"]

    def count(db: Session) -> tuple[int, int]:
        cases = select(func.count()).select_from(Case).where(Case.void.is_(None))
        places = select(func.count()).select_from(Place).where(Place.void.is_(None))
        return db.scalar(cases) or 0, db.scalar(places) or 0

    assert desk.look(count) == (640, 12)
    done = undo_import(desk, taken.import_id)
    assert (done.removed, done.kept) == (640, [])
    assert desk.look(standing) == before
