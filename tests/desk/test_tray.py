"""待归档: a person places what the program did not know; nothing is lost, nothing guessed."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest

from app import clock
from app.desk import edit, printing, questions, scan_folder, scanning, signed_pages, tray
from app.desk.came_back import came_back
from app.desk.desk import Desk
from app.records import Agreement, Case, Scan
from app.trouble import Trouble
from app.words import say
from tests.desk.printed import NOW, a_case, photo, printed, something_else


def waiting(desk: Desk) -> list[Scan]:
    return desk.look(tray.in_tray, desk.shelf.log)


def test_a_page_is_placed_by_hand_turned_and_taken_back(desk: Desk) -> None:
    case_id = a_case(desk)
    scanning.take(desk, something_else(), "x.pdf")
    one = waiting(desk)[0].id
    desk.do(tray.turn_scan, one)
    desk.do(tray.place_scan, one, case_id, title="身份证")
    assert not waiting(desk)
    (scan,) = desk.look(questions.case_file, case_id).scans
    assert (scan.title, scan.turned, scan.placed_by, scan.doubt) == ("身份证", 90, "hand", None)
    desk.do(tray.back_to_tray, one)
    assert [s.id for s in waiting(desk)] == [one]


def test_a_page_thrown_out_needs_a_reason_and_does_not_come_again(
    desk: Desk, tmp_path: Path
) -> None:
    content = something_else()
    scanning.take(desk, content, "x.pdf")
    one = waiting(desk)[0].id
    with pytest.raises(Trouble):
        desk.do(tray.drop_scan, one, " ")
    desk.do(tray.drop_scan, one, "扫重了")
    (tmp_path / "again.pdf").write_bytes(content)
    assert not scan_folder.take_folder(desk, tmp_path).taken
    assert not waiting(desk)


def test_of_several_papers_one_must_be_named(desk: Desk) -> None:
    from app.desk import cases

    case_id = a_case(desk)
    desk.do(cases.make_agreement, case_id, {"terms": ["另一份。"]})
    scanning.take(desk, something_else(), "x.pdf")
    with pytest.raises(Trouble) as caught:
        desk.do(tray.place_scan, waiting(desk)[0].id, case_id, paper="agreement", page=1)
    assert caught.value.key == "scans.say_which"


def test_what_waited_for_its_case_is_filed_once_the_case_is_there(desk: Desk) -> None:
    sheet = printed(desk, case_id := a_case(desk))[0]
    number = desk.look(questions.case_file, case_id).case.file_no
    desk.do(edit.edit, Case, case_id, {"file_no": "（2026）另号"})
    scanning.take(desk, photo(sheet), "a.jpg")
    assert tray.file_again(desk) == 0
    desk.do(edit.edit, Case, case_id, {"file_no": number})
    assert tray.file_again(desk) == 1
    assert not waiting(desk)


def test_signatures_are_confirmed_of_whole_papers_and_days_only_proposed(desk: Desk) -> None:
    case_id = a_case(desk, clauses=1)
    sheets = printed(desk, case_id)
    code = sheets[0].text.split(";")[-1]
    which = desk.look(questions.case_file, case_id).agreements[0].id
    scanning.take(desk, photo(sheets[0]), "1.jpg")
    if len(sheets) > 1:
        with pytest.raises(Trouble) as caught:
            desk.do(signed_pages.confirm_signed, case_id, "agreement", which, code)
        title = say("paper.agreement")
        assert say("scans.page_missing", title=title, page="2") in str(caught.value)
    for number, sheet in enumerate(sheets[1:], 2):
        scanning.take(desk, photo(sheet), f"{number}.jpg")
    proposed = desk.do(signed_pages.confirm_signed, case_id, "agreement", which, code)
    file = desk.look(questions.case_file, case_id)
    assert all(scan.signed for scan in file.scans)
    assert proposed is not None
    assert proposed.day == file.agreements[0].made_on
    assert file.agreements[0].parties_signed_on is None


def test_the_scan_folder_gives_what_is_new_and_settled(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "old.pdf").write_bytes(something_else(2))
    assert scan_folder.choose(desk, tmp_path) == 1
    now = [time.time()]
    watch = scan_folder.FolderWatch(desk, clock=lambda: now[0])
    fresh = tmp_path / "new.pdf"
    fresh.write_bytes(something_else()[:100])
    assert watch.settled() == []
    fresh.write_bytes(something_else())
    assert watch.settled() == []  # it grew since
    now[0] += 10
    ready = watch.settled()
    assert [path.name for path, _ in ready] == ["new.pdf"]
    brought = watch.take(ready)
    assert (len(brought.taken), brought.waiting) == (1, 1)
    assert fresh.exists()
    now[0] += 10
    assert watch.settled() == []
    assert scan_folder.FolderWatch(desk).settled() == []  # the next day


def test_a_file_that_is_refused_is_told_once(desk: Desk, tmp_path: Path) -> None:
    scan_folder.choose(desk, tmp_path)
    (tmp_path / "letter.docx").write_bytes(b"PK\x03\x04" + bytes(200))
    os.utime(tmp_path / "letter.docx", (1, 1))
    watch = scan_folder.FolderWatch(desk)
    watch.settled()
    brought = watch.take(watch.settled())
    assert [(name, why.key) for name, why in brought.refused] == [
        ("letter.docx", "scans.unknown_kind")
    ]
    watch.settled()
    assert watch.settled() == []


def test_a_folder_that_is_gone_brings_nothing(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    scan_folder.choose(desk, folder)
    folder.rmdir()
    assert scan_folder.FolderWatch(desk).settled() == []


def without_code(desk: Desk, name: str) -> str:
    """A page whose code nobody can read waits in the tray."""
    scanning.take(desk, something_else(len(name)), name)
    return waiting(desk)[0].id


def test_a_page_placed_by_hand_is_no_whole_paper_where_drawing_gives_more(desk: Desk) -> None:
    """Nothing of it was printed here, and yet the signatures on its last page are not seen."""
    case_id = a_case(desk)
    desk.do(tray.place_scan, without_code(desk, "x"), case_id, paper="record", page=1)
    (one,) = came_back(desk.look(questions.case_file, case_id))
    assert (one.whole, one.missing[0]) == (False, 2)
    with pytest.raises(Trouble, match=say("paper.record")):
        desk.do(signed_pages.confirm_signed, case_id, "record", one.which, one.digest)


def test_a_paper_printed_without_naming_its_only_entry_stays_one(desk: Desk) -> None:
    case_id = a_case(desk)
    draft = printing.draft(desk, case_id, "record")
    printing.keep(desk, draft, "file", 1)
    sheets = printed(desk, case_id, "record", kept=False)
    desk.do(tray.place_scan, without_code(desk, "x"), case_id, paper="record", page=1)
    scanning.take(desk, photo(sheets[0]), "1.jpg")
    file = desk.look(questions.case_file, case_id)
    (one,) = came_back(file)
    assert (one.which, one.doubled, one.whole) == (file.sessions[0].id, {1: 2}, False)
    assert {scan.which for scan in file.scans} == {file.sessions[0].id}


def test_rows_that_name_no_entry_belong_to_the_only_one(desk: Desk) -> None:
    """As they were written before."""
    case_id = a_case(desk)
    sheets = printed(desk, case_id, "record")
    scanning.take(desk, photo(sheets[0]), "1.jpg")
    desk.do(tray.place_scan, without_code(desk, "x"), case_id, paper="record", page=1)
    file = desk.look(questions.case_file, case_id)
    file.scans[0].which = None
    assert [one.doubled for one in came_back(file)] == [{1: 2}]


def test_a_print_in_another_size_makes_no_older_wording(desk: Desk) -> None:
    case_id = a_case(desk, clauses=2)
    sheet = printed(desk, case_id)[0]
    which = desk.look(questions.case_file, case_id).agreements[0].id
    clock.hold(NOW + timedelta(minutes=1))  # prints are told apart by the minute
    printing.keep(desk, printing.draft(desk, case_id, "agreement", which, large=True), "file", 1)
    scanning.take(desk, photo(sheet), "1.jpg")
    assert [one.older for one in came_back(desk.look(questions.case_file, case_id))] == [False]
    desk.do(edit.edit, Agreement, which, {"terms": ["一句话。"]})
    assert [one.older for one in came_back(desk.look(questions.case_file, case_id))] == [True]


def test_a_page_beyond_the_paper_is_refused_and_waits_on(desk: Desk) -> None:
    case_id = a_case(desk, clauses=2)
    draft = printing.draft(desk, case_id, "agreement", large=True)
    one = without_code(desk, "x")
    with pytest.raises(Trouble) as caught:
        desk.do(tray.place_scan, one, case_id, paper="agreement", page=draft.drawn.pages + 1)
    assert caught.value.key == "scans.no_such_page"
    assert caught.value.facts["most"] == draft.drawn.pages
    assert [scan.id for scan in waiting(desk)] == [one]
    desk.do(tray.place_scan, one, case_id, paper="agreement", page=draft.drawn.pages)
    assert not waiting(desk)
