"""The register as a workbook: fixed columns, text that stays text, and a way back in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from app.desk import list_log
from app.desk.desk import Desk
from app.desk.ledger.export import export
from app.desk.ledger.plan import plan_import
from app.desk.ledger.scope import Scope
from app.desk.ledger.take import take_plan
from app.trouble import Trouble
from tests.desk.ledger.sheets import HEADING, TODAY, plan, row, sheet
from tests.desk.ledger.test_take import MORE, TOLD, small


def rows(path: Path) -> list[tuple[object, ...]]:
    found = openpyxl.load_workbook(path, read_only=True)
    told = list(found.worksheets[0].iter_rows(values_only=True))
    found.close()
    return told


@pytest.mark.parametrize(
    ("kind", "first", "width"), [("x25", 2, 25), ("ajbl", 1, 28), ("ours", 2, 27)]
)
def test_a_sheet_has_its_columns_and_every_case(
    desk: Desk, tmp_path: Path, kind: str, first: int, width: int
) -> None:
    take_plan(desk, small())
    assert export(desk, tmp_path / "out.xlsx", kind).count == 2
    told = rows(tmp_path / "out.xlsx")
    assert len(told) == first + 2
    assert sum(cell is not None for cell in told[first - 1]) == width


def test_the_provincial_sheet_carries_what_the_case_says(desk: Desk, tmp_path: Path) -> None:
    take_plan(desk, small())
    export(desk, tmp_path / "out.xlsx", "x25")
    told = rows(tmp_path / "out.xlsx")
    case = dict(zip(told[1], told[2], strict=False))  # empty cells at the end are not there
    assert case["当事人"] == "申请人：欧阳𬭎；被申请人：李四海"
    assert (case["调解协议金(元)"], case["协议形式"], case["主办调解员"]) == (
        12000,
        "书面协议",
        "孟广田",
    )
    assert case["有无死亡"] is None  # what we do not know is not invented


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", '=HYPERLINK("x")'], ids=range(5)
)
def test_what_begins_like_a_formula_goes_out_as_text(desk: Desk, tmp_path: Path, text: str) -> None:
    take_plan(desk, plan(sheet([*HEADING, "备注"], [*row(1), text])))
    export(desk, tmp_path / "out.xlsx", "ours")
    sheet_ = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    cell = sheet_.cell(3, 27)
    assert (cell.value, cell.data_type) == (text, "s")


def test_characters_a_workbook_cannot_hold_are_left_out(desk: Desk, tmp_path: Path) -> None:
    take_plan(desk, plan(sheet([*HEADING, "备注"], [*row(1), "上\x07下"])))
    export(desk, tmp_path / "out.xlsx", "ours")
    assert rows(tmp_path / "out.xlsx")[2][26] == "上下"


def test_our_own_sheet_comes_back_as_the_same_cases(desk: Desk, tmp_path: Path) -> None:
    original = plan(sheet([*HEADING, *MORE], [*row(1, "欧阳𬭎"), *TOLD], [*row(2), *[None] * 8]))
    wanted = [case.draft for case in original.cases]
    take_plan(desk, original)
    export(desk, tmp_path / "out.xlsx", "ours")
    back = [case.draft for case in plan_import(tmp_path / "out.xlsx", today=TODAY).cases]
    for was, now in zip(wanted, back, strict=True):
        assert was is not None
        assert now is not None
        assert (now.case, now.parties, now.agreement) == (was.case, was.parties, was.agreement)
        assert (now.lead, now.assistants, now.place) == (was.lead, was.assistants, was.place)


def test_a_file_that_is_there_is_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_bytes(b"mine")
    with pytest.raises(Trouble) as caught:
        export(desk, tmp_path / "out.xlsx", "ours")
    assert caught.value.key == "ledger.export_exists"
    assert (tmp_path / "out.xlsx").read_bytes() == b"mine"


def test_an_unknown_kind_and_a_place_that_is_not_there_have_their_sentences(
    desk: Desk, tmp_path: Path
) -> None:
    for path, kind, key in (
        (tmp_path / "a.xlsx", "x26", "ledger.export_kind"),
        (tmp_path / "no" / "a.xlsx", "ours", "ledger.export_failed"),
    ):
        with pytest.raises(Trouble) as caught:
            export(desk, path, kind)
        assert caught.value.key == key
        assert str(caught.value)


def test_that_a_sheet_went_out_is_kept_without_its_cells(desk: Desk, tmp_path: Path) -> None:
    take_plan(desk, small())
    export(desk, tmp_path / "a.xlsx", "x25", Scope(since=dt.date(2020, 1, 1)))
    (one,) = desk.look(list_log.lines, desk.shelf.log, None, None)
    assert (one.title, one.period, one.how, one.lines) == (
        "省级25列案件表", "2020-01-01至", "excel", 2,
    )  # fmt: skip
