"""Today, the split, ledger in, exchange and settings: the real window on a real room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPushButton, QWidget

from app import clock, words
from app.desk import cases, demo, enrolment, overview, questions
from app.desk.desk import Desk
from app.ui import theme
from app.ui.frame import RoomFrame
from app.ui.jobs import InlineJobs
from app.ui.screens import SCREENS
from app.ui.screens.split import period
from app.words import say
from tests.rooms import PASSWORD, SHARED, make_room, moved_room, some_room

Open = Callable[..., RoomFrame]


@pytest.fixture
def window(qtbot: Any, qapp: Any) -> Open:
    theme.dress(qapp)

    def show(desk: Desk) -> RoomFrame:
        frame = RoomFrame(desk, InlineJobs(), SCREENS)
        qtbot.addWidget(frame)
        frame.resize(1366, 768)
        frame.show()
        return frame

    return show


def part(frame: QWidget, kind: type, name: str) -> Any:
    found = frame.findChildren(kind, name)
    assert found, name
    return found[-1]


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Desk]:
    clock.hold(datetime(2026, 11, 20, 9, 0))
    desk = moved_room(tmp_path / "filled", demo.fresh(), demo.fill)
    yield desk
    desk.close()


def test_today_shows_what_is_due_and_leads_into_the_case(
    filled: Desk, window: Open, qtbot: Any
) -> None:
    frame = window(filled)
    frame.go("today")
    for group in ("visits", "promises", "no_next_step"):
        lines = part(frame, QListWidget, f"today.{group}")
        assert lines.count() > 1, group
    visits = part(frame, QListWidget, "today.visits")
    errand = visits.item(0).data(Qt.ItemDataRole.UserRole)
    gone: list[tuple[str, Any]] = []
    frame.go = lambda key, target=None: gone.append((key, target))  # type: ignore[method-assign]
    visits.setCurrentRow(0)
    visits.setFocus()
    qtbot.keyClick(visits, Qt.Key.Key_Return)
    assert gone == [("case", (errand.case_id, "visit", None, "done_on"))]


def test_names_on_the_opening_screen_are_masked(filled: Desk, window: Open) -> None:
    frame = window(filled)
    frame.go("today")
    names = {n for line in filled.look(questions.register) for n in line.parties if len(n) > 1}
    shown = "".join(
        lines.item(n).text()
        for lines in frame.findChildren(QListWidget)
        for n in range(lines.count())
    )
    assert shown
    assert not [name for name in names if name in shown]


def test_a_new_case_appears_on_today_at_once(desk: Desk, window: Open) -> None:
    frame = window(desk)
    frame.go("today")
    lines = part(frame, QListWidget, "today.no_next_step")
    assert not lines.item(0).flags() & Qt.ItemFlag.ItemIsEnabled
    desk.do(cases.register_case, desk.shelf.log, desk.today(), {"summary": "争路"})
    assert "柳人调字第1号" in lines.item(0).text()


def test_the_split_draws_figures_and_lists_the_cases_behind_them(
    filled: Desk, window: Open, qtbot: Any
) -> None:
    frame = window(filled)
    frame.go("split")
    picture = part(frame, QWidget, "split.picture")
    assert picture.split.total == 40
    assert next(picture.figure(key) for key in picture.lines()).startswith("27 件")
    lines = part(frame, QListWidget, "split.cases")
    assert lines.count() == 27
    picture.setFocus()
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    assert lines.count() == picture.split.counts["administrative"]
    box = part(frame, QComboBox, "split.period")
    box.setCurrentIndex(box.findData("last_year"))
    assert picture.split.total == 0
    assert "目标 70%" in picture.accessibleDescription()


def test_any_days_may_be_chosen(filled: Desk, window: Open, qtbot: Any) -> None:
    frame = window(filled)
    frame.go("split")
    box = part(frame, QComboBox, "split.period")
    box.setCurrentIndex(box.findData("chosen"))
    picture = part(frame, QWidget, "split.picture")
    assert picture.split.total == 40
    first, last = (part(frame, QLineEdit, f"split.{name}") for name in ("since", "until"))
    days = sorted(line.accepted_on for line in filled.look(questions.register) if line.accepted_on)
    first.setText(days[10].isoformat())
    last.setText(days[20].isoformat())
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Return)
    assert picture.split.total == sum(days[10] <= day <= days[20] for day in days)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("year", date(2026, 1, 1), date(2026, 12, 31)), ("half", date(2026, 7, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31)), ("month", date(2026, 11, 1), date(2026, 11, 30)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)), ("ever", None, None),
    ],
)  # fmt: skip
def test_a_period_holds_whole_months(name: str, first: date | None, last: date | None) -> None:
    assert period(name, date(2026, 11, 20)) == (first, last)


def test_a_ledger_is_looked_at_taken_in_and_undone(desk: Desk, window: Open, qtbot: Any) -> None:
    ledger = SHARED / "ledger-2020.xlsx"
    if not ledger.exists():
        pytest.skip("the shared ledger is not here")
    before = desk.look(questions.register)
    frame = window(desk)
    frame.go("ledger")
    screen: Any = frame.screen_up()
    screen.look_at(ledger)
    assert desk.look(questions.register) == before, "a preview keeps nothing"
    box = part(frame, QComboBox, "ledger_screen.column.2020年台账.D")
    assert box.currentData() == "applicant.name"
    qtbot.mouseClick(part(frame, QPushButton, "ledger_screen.take"), Qt.MouseButton.LeftButton)
    assert len(desk.look(questions.register, limit=1000)) == 640
    assert part(frame, QPushButton, "notice.action").text() == say("ledger_screen.undo")
    frame.go("today")
    assert frame.notices.texts() == [], "no stray click on another screen undoes it all"
    frame.go("ledger")
    qtbot.mouseClick(part(frame, QPushButton, "ledger_screen.undo"), Qt.MouseButton.LeftButton)
    assert desk.look(questions.register, limit=1000) == before


def test_a_column_corrected_by_hand_is_previewed_again(desk: Desk, window: Open) -> None:
    ledger = SHARED / "ledger-2020.xlsx"
    if not ledger.exists():
        pytest.skip("the shared ledger is not here")
    frame = window(desk)
    frame.go("ledger")
    screen: Any = frame.screen_up()
    screen.look_at(ledger)
    screen._correct("2020年台账", "T", "case.result_reason")
    box = part(frame, QComboBox, "ledger_screen.column.2020年台账.T")
    assert box.currentData() == "case.result_reason"


def test_another_centre_is_joined_after_a_question_on_the_page(
    desk: Desk, tmp_path: Path, window: Open, qtbot: Any
) -> None:
    cards = []
    for name in ("柳林镇中心", "官庄镇中心"):
        centre = make_room(tmp_path / name, some_room(committee=name, room_name="", is_centre=True))
        cards.append(tmp_path / f"{name}.json")
        enrolment.centre_card(centre, cards[-1])
        centre.close()
    frame = window(desk)
    frame.go("exchange")
    screen: Any = frame.screen_up()
    screen.join(cards[0])
    assert screen.knowing.asked.isHidden()

    def answer(key: str) -> str:
        screen.join(cards[1])
        assert "离开" in part(frame, QLabel, "exchange_screen.leave").text()
        qtbot.mouseClick(part(frame, QPushButton, key), Qt.MouseButton.LeftButton)
        assert screen.knowing.asked.isHidden()
        return overview.overview(desk).places[0].name

    assert answer("card.leave_no") == "柳林镇中心"
    assert answer("card.leave_yes") == "官庄镇中心"


def test_a_room_meets_its_centre_over_a_stick(
    desk: Desk, tmp_path: Path, window: Open, qtbot: Any
) -> None:
    centre = make_room(tmp_path / "centre", some_room(committee="柳林镇中心", is_centre=True))
    desk.do(cases.register_case, desk.shelf.log, desk.today(), {"summary": "争水"})
    stick = tmp_path / "stick"
    stick.mkdir()
    enrolment.centre_card(centre, stick / "card.json")
    mine, theirs = window(desk), window(centre)
    for frame in (mine, theirs):
        frame.go("exchange")
        part(frame, QLineEdit, "exchange_screen.folder").setText(str(stick))
    mine.screen_up().join(stick / "card.json")  # type: ignore[union-attr]
    qtbot.mouseClick(part(mine, QPushButton, "exchange_screen.meet"), Qt.MouseButton.LeftButton)
    assert part(mine, QLabel, "exchange_screen.result").text() == say(
        "sync_page.on_its_way", names="老孟调解室"
    )
    told = [one.text() for one in mine.findChildren(QLabel, "sync_page.told")]
    assert any("加了锁的备份" in one for one in told)
    assert len([*(stick / "ZJ").glob("*.ZJK")]) == 1
    qtbot.mouseClick(part(theirs, QPushButton, "exchange_screen.take"), Qt.MouseButton.LeftButton)
    assert centre.look(questions.register) == []
    fingerprint = enrolment.own_fingerprint(desk)
    part(theirs, QLineEdit, "exchange_screen.fingerprint").setText(fingerprint.lower())
    qtbot.mouseClick(
        part(theirs, QPushButton, "exchange_screen.approve"), Qt.MouseButton.LeftButton
    )
    assert [line.summary for line in centre.look(questions.register)] == ["争水"]
    qtbot.mouseClick(part(theirs, QPushButton, "exchange_screen.meet"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(part(mine, QPushButton, "exchange_screen.meet"), Qt.MouseButton.LeftButton)
    (place,) = overview.overview(desk).places
    assert place.receipt_at
    assert place.to_send == 0
    centre.close()


def test_a_stick_that_is_not_there_is_said_and_changes_nothing(
    desk: Desk, window: Open, qtbot: Any
) -> None:
    frame = window(desk)
    frame.go("exchange")
    part(frame, QLineEdit, "exchange_screen.folder").setText("/no/such/stick")
    qtbot.mouseClick(part(frame, QPushButton, "exchange_screen.take"), Qt.MouseButton.LeftButton)
    assert "stick" in part(frame, QLabel, "sync_page.told").text()
    assert overview.overview(desk).places == []


def test_settings_keep_what_is_left_and_give_a_password(
    desk: Desk, window: Open, qtbot: Any
) -> None:
    from app.desk import room

    frame = window(desk)
    frame.go("settings")
    line = part(frame, QLineEdit, "room.phone")
    line.setFocus()
    line.setText("0000-1234567")
    line.editingFinished.emit()
    frame.settle()
    assert desk.look(room.own_room, desk.shelf.log).phone == "0000-1234567"
    person = part(frame, QComboBox, "settings_screen.person")
    person.setCurrentIndex(1)
    for name, text in (("mine", PASSWORD), ("fresh", "苗家的新密码"), ("again", "苗家的新密码")):
        part(frame, QLineEdit, f"settings_screen.{name}").setText(text)
    qtbot.mouseClick(part(frame, QPushButton, "settings_screen.give"), Qt.MouseButton.LeftButton)
    room.sign_in(desk.data, "苗秀兰", "苗家的新密码").close()
    assert part(frame, QLineEdit, "settings_screen.fresh").text() == ""


def test_the_form_of_numbers_is_told_with_a_live_example(desk: Desk, window: Open) -> None:
    clock.hold(datetime(2026, 9, 24, 9, 30))
    frame = window(desk)
    frame.go("settings")
    told = part(frame, QLabel, "settings_screen.pattern_told")
    assert "（2026）柳人调字第1号" in told.text()
    part(frame, QLineEdit, "room.number_pattern").setText("{short}〔{year}〕{series}{serial:03d}号")
    assert "柳人调〔2026〕001号" in told.text()
    part(frame, QLineEdit, "room.number_pattern").setText("{short}{serial}号")
    assert told.text() == say("numbering.token_missing")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("large", [False, True], ids=["plain", "large"])
def test_every_language_stands_whole_in_the_box_and_in_its_list(
    desk: Desk, window: Open, qapp: Any, any_type: None, language: str, large: bool
) -> None:
    words.speak(language)
    frame = window(desk)
    theme.dress(qapp, large=large)
    frame.go("settings")
    box = part(frame, QComboBox, "settings_screen.language")
    qapp.processEvents()
    widest = max(box.fontMetrics().horizontalAdvance(box.itemText(n)) for n in range(2))
    assert box.width() >= widest + 60, "the arrow and the edges beside the name"
    box.showPopup()
    qapp.processEvents()
    lines = box.view()
    last = lines.visualRect(box.model().index(1, 0))
    assert lines.viewport().rect().contains(last), (lines.viewport().rect(), last)
    assert last.height() >= theme.TARGET - 4
    box.hidePopup()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_screen_opens_in_every_language(filled: Desk, window: Open, language: str) -> None:
    words.speak(language)
    frame = window(filled)
    for entrance in SCREENS:
        if entrance.in_navigation:
            frame.go(entrance.key)
            assert frame.up == entrance.key


def test_an_import_cut_short_is_said_on_today_and_undone(
    desk: Desk, window: Open, qtbot: Any
) -> None:
    from app.records import Case, Import

    def begin(db: Any) -> None:
        half = Import(file_name="旧台账.xlsx")
        db.add(half)
        db.add(Case(summary="半截", import_id=half.id, room_id="r"))

    desk.do(begin)
    frame = window(desk)
    frame.go("today")
    assert "没有做完" in frame.screen_up().warnings.text()  # type: ignore[union-attr]
    frame.go("ledger")
    qtbot.mouseClick(part(frame, QPushButton, "ledger_screen.undo"), Qt.MouseButton.LeftButton)
    frame.go("today")
    assert "没有做完" not in frame.screen_up().warnings.text()  # type: ignore[union-attr]


def test_looking_at_the_first_case_of_the_day_changes_nothing(desk: Desk, window: Open) -> None:
    from app.desk import intake, told
    from app.store import journal
    from tests.rooms import reference

    case = told.case_told(reference())
    for part_ in (case.inquiries, case.sessions, case.visits):
        part_.clear()
    case.case.pop("lead", None)
    case_id = intake.take_case(desk, case)
    before = desk.look(journal.have)
    place = desk.look(questions.case_file, case_id).place_path
    assert place
    frame = window(desk)
    frame.go("case", case_id)
    page_: Any = frame.screen_up()
    for key in ("parties", "agreement", "performance", "closing"):
        page_.turn(key)
    frame.go("today")
    assert desk.look(questions.case_file, case_id).place_path == place
    assert desk.look(journal.have) == before, "not one entry was written"
