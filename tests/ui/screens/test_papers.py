"""Papers: drawn as things stand, printed in their copies, each print kept as it was."""

from __future__ import annotations

import hashlib
import io
import shutil
from datetime import datetime
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QPushButton,
    QSpinBox,
)

from app import clock, words
from app.desk import binding, cases, edit, printing, questions, volumes
from app.records import Case, Printed
from app.trouble import Trouble
from app.words import say

NOW = datetime(2026, 9, 24, 9, 30)


@pytest.fixture
def case_id(desk):
    clock.hold(NOW)
    told = {
        "accepted_on": NOW.date(),
        "dispute_type": "02",
        "source": "applied",
        "summary": "为排水争吵",
    }
    made = desk.do(cases.register_case, desk.shelf.log, NOW.date(), told)
    for role, name in (("applicant", "陈㛃喆"), ("respondent", "欧阳𬭎")):
        desk.do(cases.add_party, made, {"role": role, "name": name})
    desk.do(cases.add_session, made, {"at": NOW, "place": "老孟调解室", "outcome": "adjourned"})
    desk.do(cases.add_session, made, {"at": NOW, "place": "村委会", "outcome": "agreed"})
    return made


def titles(player, name="papers_page.drawable"):
    lines = player.see(QListWidget, name)
    return [lines.item(n).text() for n in range(lines.count())]


def text(pdf):
    return "".join(
        "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages).split()
    )


def file_of(desk, case_id):
    return desk.look(questions.case_file, case_id)


def test_there_is_a_line_for_each_session_and_none_for_what_is_not_there(player, case_id):
    player.frame.go("papers", case_id)
    record = say("paper.record")
    identity = say("paper.identity")
    told = [title for title in titles(player) if title.startswith((identity, record))]
    assert told == [
        say("papers_page.of", title=identity, who="陈㛃喆"),
        say("papers_page.of", title=identity, who="欧阳𬭎"),
        say("papers_page.numbered", title=record, number=1),
        say("papers_page.numbered", title=record, number=2),
    ]
    assert say("paper.evidence") not in titles(player)
    assert say("paper.visit") not in titles(player)


def test_the_paper_asked_for_is_the_one_shown(player, case_id, desk):
    second = file_of(desk, case_id).sessions[1]
    player.frame.go("papers", (case_id, "record", second.id))
    assert "村委会" in text(player.frame.screen_up().view.pdf)
    assert player.see(QListWidget, "papers_page.drawable").hasFocus()


def test_a_print_is_kept_with_its_hash_and_can_be_looked_at_again(player, case_id, desk, tray):
    player.frame.go("papers", (case_id, "acceptance", None))
    player.press("paper_view.print")
    assert player.see(QSpinBox, "print_pane.copies").value() == 3
    player.press("print_pane.print")
    pdf, copies = tray.sheets[0]
    kept = file_of(desk, case_id).printed[0]
    assert (kept.paper, kept.how, kept.copies, copies) == ("acceptance", "printer", 3, 3)
    assert (kept.sha256, kept.by_id) == (hashlib.sha256(pdf).hexdigest(), desk.user)
    line = titles(player, "papers_page.kept")[0]
    assert kept.sha256[:8] in line
    assert "2026-09-24 09:30" in line
    desk.do(edit.edit, Case, case_id, {"summary": "改过的经过"})
    assert "改过的经过" in text(player.frame.screen_up().view.pdf)
    player.see(QListWidget, "papers_page.kept").setCurrentRow(0)
    assert player.frame.screen_up().view.pdf == pdf
    assert "为排水争吵" in text(pdf)


def test_large_type_is_one_tick_away(player, case_id, desk, tray):
    player.frame.go("papers", (case_id, "acceptance", None))
    player.print_it()
    player.see(QCheckBox, "papers_page.large").setChecked(True)
    player.print_it()
    (plain, _), (large, _) = tray.sheets
    assert large != plain
    assert text(large).startswith(text(plain)[:20])


def test_what_only_the_file_keeps_is_printed_once(player, case_id):
    player.frame.go("papers", (case_id, "rights_notice", None))
    player.press("paper_view.print")
    assert player.see(QSpinBox, "print_pane.copies").value() == 1


def test_an_old_print_goes_out_again_as_it_was(player, case_id, desk, tray):
    player.frame.go("papers", case_id)
    player.print_it()
    desk.do(edit.edit, Case, case_id, {"summary": "改过的经过"})
    player.see(QListWidget, "papers_page.kept").setCurrentRow(0)
    player.print_it()
    first, again = file_of(desk, case_id).printed
    assert first.sha256 == again.sha256
    assert tray.sheets[0][0] == tray.sheets[1][0]
    assert printing.snapshot(desk, again.id) == tray.sheets[0][0]


def test_a_saved_file_is_kept_as_well(player, case_id, desk, tmp_path):
    player.frame.go("papers", case_id)
    player.frame.screen_up().view.save_paper(tmp_path / "登记表.pdf")
    kept = file_of(desk, case_id).printed[0]
    assert (kept.how, kept.copies) == ("file", 1)
    assert hashlib.sha256((tmp_path / "登记表.pdf").read_bytes()).hexdigest() == kept.sha256


def test_a_change_elsewhere_leaves_the_chosen_paper_up(player, case_id, desk):
    second = file_of(desk, case_id).sessions[1]
    player.frame.go("papers", (case_id, "record", second.id))
    before = len(titles(player))
    desk.do(cases.add_session, case_id, {"at": NOW, "place": "镇政府"})
    assert len(titles(player)) == before + 1
    assert "村委会" in text(player.frame.screen_up().view.pdf)


def test_one_goes_back_to_the_case(player, case_id):
    player.frame.go("papers", case_id)
    player.press("papers_page.back")
    assert player.frame.up == "case"
    assert player.frame.screen_up().standing() == case_id


def test_papers_open_from_the_case_by_key(player, case_id):
    player.frame.go("case", case_id)
    player.key(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert player.frame.up == "papers"


@pytest.mark.parametrize("language", words.languages())
def test_the_screen_opens_in_every_language(player, case_id, language):
    words.speak(language)
    player.frame.go("papers", case_id)
    assert [one for one in player.frame.findChildren(QLabel) if one.isVisible() and one.text()]


def test_a_print_that_is_not_on_this_computer_says_so_and_shows_nothing_else(player, case_id, desk):
    player.frame.go("papers", case_id)
    player.print_it()
    shutil.rmtree(desk.data.attachments)
    player.see(QListWidget, "papers_page.kept").setCurrentRow(0)
    assert player.frame.notices.texts()[-1] == say("attachment.absent")
    assert player.frame.screen_up().view.pdf == b""
    assert not player.see(QPushButton, "paper_view.print").isEnabled()


def test_a_print_of_a_newer_version_is_listed_by_its_key(player, case_id, desk):
    told = {"case_id": case_id, "paper": "volume_cover", "printed_at": NOW, "sha256": "ab" * 32}
    desk.do(edit.add, Printed, told)
    player.frame.go("papers", case_id)
    assert "volume_cover" in titles(player, "papers_page.kept")[0]


def test_a_saved_paper_is_proposed_with_its_case_number_and_title(player, case_id, monkeypatch):
    asked = []

    def answer(_parent, _title, place, _kinds):
        asked.append(Path(place))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    player.frame.go("papers", (case_id, "acceptance", None))
    player.press("paper_view.save")
    (place,) = asked
    assert place.is_absolute()
    assert place.name == f"（2026）柳人调字第1号 {say('paper.acceptance')}.pdf"


def test_the_papers_of_several_sessions_have_names_of_their_own(
    player, case_id, monkeypatch, tmp_path
):
    asked = []

    def answer(_parent, _title, place, _kinds):
        asked.append(Path(place).name)
        return str(tmp_path / Path(place).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    player.frame.go("papers", case_id)
    record = say("paper.record")
    lines = player.see(QListWidget, "papers_page.drawable")
    for row in [n for n, title in enumerate(titles(player)) if title.startswith(record)]:
        lines.setCurrentRow(row)
        player.press("paper_view.save")
    assert len({*asked}) == len([*tmp_path.glob("*.pdf")]) == 2
    assert all(
        say("papers_page.numbered", title=record, number=n)[:-1] in asked[n - 1] for n in (1, 2)
    )
    kept = player.see(QListWidget, "papers_page.kept")
    numbers = [title.split("）")[0][-1] for title in titles(player, "papers_page.kept")]
    assert sorted(numbers) == ["1", "2"]
    kept.setCurrentRow(numbers.index("2"))
    player.press("paper_view.save")
    assert asked[2] == asked[1]


def test_one_press_binds_the_whole_case_and_its_print_is_noted(player, desk, case_id, tray):
    player.frame.go("papers", case_id)
    player.press("binding.bind")
    assert player.see(QListWidget, "papers_page.drawable").currentItem() is None
    player.print_it()
    shown, _ = tray.sheets[-1]
    assert text(shown).startswith("人民调解委员会") or "调解卷宗" in text(shown)
    assert file_of(desk, case_id).volumes == []  # the case is open: it was only shown
    desk.do(edit.edit, Case, case_id, {"closed_on": NOW.date(), "retention": "long"})
    player.press("binding.bind")
    player.print_it()
    (volume,) = file_of(desk, case_id).volumes
    assert hashlib.sha256(tray.sheets[-1][0]).hexdigest() == volume.sha256
    told = {(one.paper, one.which, one.sha256) for one in file_of(desk, case_id).printed}
    assert told == {("volume", None, None), ("volume", volume.id, volume.sha256)}
    assert titles(player, "papers_page.kept")[0].startswith(say("record.volume"))


def test_a_volume_bound_before_is_opened_from_the_paperwork_and_printed(
    player, desk, case_id, tray
):
    desk.do(edit.edit, Case, case_id, {"closed_on": NOW.date(), "retention": "long"})
    binding.bind(desk, case_id, io.BytesIO())
    (volume,) = file_of(desk, case_id).volumes
    player.frame.go("case", (case_id, "volume", volume.id, "told"))
    assert volumes.in_words(volume) == player.text("volumes.state")
    desk.do(edit.edit, Case, case_id, {"summary": "为排水争吵，又起争执"})
    player.frame.go("case", (case_id, "volume", volume.id, "told"))
    assert player.text("volumes.since").startswith("装订以后又改过1处")
    player.press("volumes.open")
    assert titles(player, "papers_page.kept") == [volumes.in_words(volume)]
    player.print_it()
    assert hashlib.sha256(tray.sheets[-1][0]).hexdigest() == volume.sha256
    player.frame.go("papers", case_id)
    player.see(QListWidget, "papers_page.kept").setCurrentRow(0)
    player.print_it()
    assert tray.sheets[-1][0] == tray.sheets[-2][0]


def test_tab_through_the_old_prints_leaves_the_paper_that_is_looked_at(player, case_id, desk, tray):
    player.frame.go("papers", (case_id, "acceptance", None))
    player.print_it()
    player.frame.go("papers", (case_id, "application", None))
    player.see(QListWidget, "papers_page.kept").setFocus(Qt.FocusReason.TabFocusReason)
    player.key(Qt.Key.Key_Tab)
    player.print_it()
    printed = {one.paper for one in file_of(desk, case_id).printed}
    assert printed == {"acceptance", "application"}


def test_for_whom_and_which_pages_stand_in_the_log(player, case_id, desk, tray):
    player.frame.go("papers", (case_id, "record", None))
    player.press("paper_view.print")
    player.see(QComboBox, "print_pane.whom").setCurrentText("欧阳𬭎")
    player.write("print_pane.pages", "1")
    player.press("print_pane.print")
    (kept,) = file_of(desk, case_id).printed
    assert (kept.for_whom, kept.sheets, kept.redacted) == ("欧阳𬭎", "1", None)
    (line,) = titles(player, "papers_page.kept")
    assert say("print_log.for", whom="欧阳𬭎") in line
    assert say("print_log.sheets", pages="1") in line


def test_one_press_makes_a_copy_for_teaching(player, case_id, desk, tray):
    player.frame.go("papers", (case_id, "acceptance", None))
    player.see(QCheckBox, "teaching.switch").setChecked(True)
    view = player.frame.screen_up().view
    assert "陈㛃喆" not in text(view.pdf)
    assert "陈某" in text(view.pdf)
    assert say("teaching.made") in player.text("papers_page.told")
    assert "1号" not in view.name
    player.print_it()
    assert file_of(desk, case_id).printed[0].redacted
    assert say("teaching.switch") in titles(player, "papers_page.kept")[0]
    player.press("binding.bind")
    assert "陈㛃喆" not in text(view.pdf)
    assert len(pypdf.PdfReader(io.BytesIO(view.pdf)).outline) > 3
    player.see(QCheckBox, "teaching.switch").setChecked(False)  # the volume with its persons again
    assert "陈㛃喆" in text(view.pdf)


def test_what_the_printer_did_not_take_is_not_in_the_log(player, case_id, desk, tray, monkeypatch):
    def off(*_told):
        raise Trouble("printing.silent", printer="一楼打印机")

    monkeypatch.setattr(tray, "send", off)
    player.frame.go("papers", (case_id, "acceptance", None))
    player.print_it()
    assert player.text("print_pane.told") == str(Trouble("printing.silent", printer="一楼打印机"))
    assert file_of(desk, case_id).printed == []
    assert player.see(QPushButton, "print_pane.save").isVisible()


def test_an_application_after_its_term_says_so_before_it_is_printed(desk, player, case_id):
    day = NOW.date()
    signs = ("made_on", "parties_signed_on", "mediator_signed_on", "sealed_on")
    told = {"terms": ["互不追究。"], "form": "written", **dict.fromkeys(signs, day)}
    desk.do(cases.make_agreement, case_id, told)
    clock.hold(datetime(2026, 11, 22, 9, 30))
    player.frame.go("papers", (case_id, "confirmation", None))
    over = say("finding.confirmation_over", day="2026-10-26")
    assert over in player.text("papers_page.told")
