"""导出 in the ledger screen: a sheet is chosen, written, and what changed since is told."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QComboBox

from app.desk import edit, questions, sheet_formats
from app.desk.desk import Desk
from app.desk.ledger.take import take_plan
from app.records import Case
from app.words import say
from tests.desk.ledger.test_take import small
from tests.desk.test_sheet_formats import ANHUI
from tests.player import Player


def test_a_sheet_goes_out_and_changes_since_are_told(
    player: Player, desk: Desk, tmp_path: Path
) -> None:
    take_plan(desk, small())
    player.frame.go("ledger")
    card = player.frame.screen_up().export
    box = card.findChild(QComboBox, "ledger_screen.export_kind")
    box.setCurrentIndex(box.findData("x25"))
    assert not card.changed.isEnabled()
    assert card.told.text() == say("ledger_screen.export_never")
    card.write(tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].max_row == 4
    case_id = desk.look(questions.by_number, "（2020）柳人调字第1号")
    desk.do(edit.edit, Case, case_id, {"deaths": True})
    card.opened()
    assert "这台电脑" in card.told.text()
    card.changed.setChecked(True)
    card.write(tmp_path / "changed.xlsx")
    assert openpyxl.load_workbook(tmp_path / "changed.xlsx").worksheets[0].max_row == 3
    desk.do(edit.edit, Case, case_id, {"deaths": False})
    screen = player.frame.screen_up()
    screen.look_at(tmp_path / "changed.xlsx")
    told = [screen.doubts.item(n).text() for n in range(screen.doubts.count())]
    assert any("有无死亡（表里“有”，本室“无”）" in one for one in told)


def test_a_sheet_of_our_own_says_that_it_is_on_this_computer_alone(
    player: Player, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "anhui.toml").write_text(ANHUI, encoding="utf-8")
    sheet_formats.take(desk, tmp_path / "anhui.toml")
    player.frame.go("ledger")
    box = player.frame.screen_up().export.findChild(QComboBox, "ledger_screen.export_kind")
    names = [box.itemText(n) for n in range(box.count())]
    assert "皖表（只在这台电脑）" in names
    assert sum("只在这台电脑" in one for one in names) == 1
