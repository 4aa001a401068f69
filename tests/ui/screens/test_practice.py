"""本地做法: chosen from the places, changed figure by figure; what is wrong is named and not kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
)

from app import words
from app.desk import practice
from app.rules import mechanism
from app.rules.mechanism_keys import sections
from app.ui import theme
from app.ui.screens.practice import ROWS, PracticeScreen
from app.ui.screens.practice_parts.section_form import RowsTable
from app.words import say


@pytest.fixture
def screen(player):
    player.frame.go("practice")
    return player.frame.findChild(PracticeScreen)


def way(desk):
    return desk.look(practice.standing, desk.shelf.log)


def line(screen, name):
    found = screen.findChild(QLineEdit, f"practice.{name}")
    assert found is not None, name
    return found


def write(screen, name, text):
    field = line(screen, name)
    field.setText(text)
    field.editingFinished.emit()


def test_a_place_is_read_before_it_is_chosen(player, desk, screen):
    presets = screen.findChild(QComboBox, "practice.presets")
    presets.setCurrentIndex(presets.findData("suoxiyu"))
    assert "每天 2 人" in screen.choosing.told.text()
    assert way(desk).duty.a_day == 1
    player.press("practice.use")
    assert way(desk).duty.a_day == 2
    assert "索溪峪" in screen.choosing.now.text()
    assert line(screen, "duty.a_day").text() == "2"


def test_single_figures_are_changed_and_kept(player, desk, screen):
    write(screen, "duty.a_day", "3")
    write(screen, "visits.after_days", "1，3 7")
    write(screen, "tiers.0.zh", "立等可办")
    write(screen, "tiers.0.hours", "1")
    screen.findChild(QCheckBox, "practice.visits.needed").click()
    screen.findChild(QCheckBox, "practice.duty.days.6").click()
    write(screen, "ticks.know", "家庭情况、生产生活、所盼所求")
    found = way(desk)
    assert dict(found.ticks) == {"know": ("家庭情况", "生产生活", "所盼所求")}
    assert (found.duty.a_day, found.duty.days) == (3, (1, 2, 3, 4, 5, 6))
    assert (found.visits.after_days, found.visits.needed) == ((1, 3, 7), True)
    assert (found.tiers[0].zh, found.tiers[0].hours) == ("立等可办", 1)
    assert say("practice.now_own", name="通用做法") == screen.choosing.now.text()


def test_what_is_wrong_is_named_and_changes_nothing(player, desk, screen):
    before = way(desk)
    write(screen, "split.people", "90")
    assert "三调占比" in player.text("practice.problem")
    write(screen, "split.people", "70")
    assert screen.problem.isHidden()
    write(screen, "tiers.0.hours", "两")
    assert "小时" in player.text("practice.problem")
    assert way(desk) == before


def test_lines_are_added_and_taken_out(player, desk, screen):
    player.press("practice.calls.add")
    assert way(desk).calls[0].every == "month"
    write(screen, "calls.0.on", "12")
    player.press("practice.points.add")
    assert len(way(desk).points) == 3  # nothing is kept of a line nobody wrote in
    write(screen, "points.3.zh", "调解培训一次")
    write(screen, "points.3.points", "4")
    found = way(desk)
    assert (found.calls[0].on, found.points[3].code, found.points[3].points) == (12, "own_1", 4)
    screen.findChild(QToolButton, "practice.calls.0.remove").click()
    assert way(desk).calls == ()


def test_a_file_goes_out_and_comes_in(player, desk, screen, tmp_path: Path):
    write(screen, "duty.a_day", "4")
    file = tmp_path / "way.toml"
    screen.choosing.save(file)
    player.press("practice.use")
    assert way(desk).duty.a_day == 1
    screen.choosing.take(file)
    assert way(desk).duty.a_day == 4
    assert line(screen, "duty.a_day").text() == "4"


def test_weights_hours_and_published_figures_are_changed_on_the_page(player, desk, screen):
    write(screen, "repeats.phone", "50")
    write(screen, "ranking.cases", "10")
    write(screen, "duty.begins", "8：00")
    write(screen, "tiers.0.office", "8:30-12:00，14:00-17:30")
    figures = screen.findChild(QPlainTextEdit, "practice.figures")
    figures.setPlainText("基础网格 = 94\n村里的井：3")
    figures.when_left()
    found = way(desk)
    assert (found.repeats.phone, found.ranking.cases, found.duty.begins) == (50, 10, "08:00")
    assert found.tiers[0].office == ("8:30-12:00", "14:00-17:30")
    assert dict(found.figures) == {"basic_grids": 94, "村里的井": 3}
    assert "110" in screen.sums["repeats"].text()
    figures.setPlainText("井 很多")
    figures.when_left()
    assert "井 很多" in screen.problem.text()
    assert dict(way(desk).figures) == {"basic_grids": 94, "村里的井": 3}


@pytest.mark.parametrize("place", ["units", "sweeps"])
def test_no_choice_of_a_row_is_cut_in_large_english_type(any_type, qapp, shown, place):
    words.speak("en")
    theme.dress(qapp, large=True)
    preset = mechanism.preset("diaozhen")
    table = RowsTable(place, sections()[place], ROWS[place], lambda: None)
    table.load(getattr(preset, place))
    shown(table, 732, 600)
    for box in table.findChildren(QComboBox):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        inside = box.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
        )
        wanted = box.fontMetrics().horizontalAdvance(box.currentText())
        assert wanted <= inside.width(), box.currentText()
