"""What comes back from the scanner lies where its code says, or in the tray; its original never changes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app import clock
from app.desk import edit, questions, scanning, tray
from app.desk.desk import Desk
from app.papers import page_code
from app.records import Agreement, Case, Room, Scan
from app.rules.returned import returned
from app.trouble import Trouble
from tests.desk.printed import NOW, a_case, photo, printed, scanned, something_else


def scans(desk: Desk, case_id: str) -> list[Scan]:
    return desk.look(questions.case_file, case_id).scans


def waiting(desk: Desk) -> list[Scan]:
    return desk.look(tray.in_tray, desk.shelf.log)


def test_a_pile_of_two_papers_files_itself(desk: Desk) -> None:
    case_id = a_case(desk)
    agreement, record = printed(desk, case_id), printed(desk, case_id, "record")
    pile = scanned([agreement[1], record[0], agreement[0]])
    taken = scanning.take(desk, pile, "scan0001.pdf")
    assert [page.place.doubt for page in taken.pages] == ["", "", ""]
    file = desk.look(questions.case_file, case_id)
    assert {(s.sheet, s.paper, s.which, s.page) for s in file.scans} == {
        (1, "agreement", file.agreements[0].id, 2),
        (2, "record", file.sessions[0].id, 1),
        (3, "agreement", file.agreements[0].id, 1),
    }
    assert {s.sha256 for s in file.scans} == {hashlib.sha256(pile).hexdigest()}
    assert scanning.original(desk, file.scans[0].id) == ("scan0001.pdf", pile)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_sheet_that_lay_askew_is_shown_upright(desk: Desk, turned: int) -> None:
    sheet = printed(desk, case_id := a_case(desk))[0]
    scanning.take(desk, photo(sheet, turned=turned), "a.jpg")
    assert scans(desk, case_id)[0].turned == turned  # rotated counter-clockwise, shown clockwise


def test_the_same_file_is_kept_once(desk: Desk) -> None:
    content = photo(printed(desk, case_id := a_case(desk))[0])
    scanning.take(desk, content, "a.jpg")
    assert scanning.take(desk, content, "copy of a.jpg").again
    assert len(scans(desk, case_id)) == 1


def test_a_page_without_a_code_waits_in_the_tray(desk: Desk) -> None:
    scanning.take(desk, something_else(2), "x.pdf")
    assert [(one.sheet, one.doubt, one.case_id) for one in waiting(desk)] == [
        (1, "no_code", None), (2, "no_code", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"room": "00000000"}, "other_room"), ({"room": ""}, "other_room"), ({"room": "%"}, "other_room"),
        ({"file_no": "柳人调〔2020〕1号"}, "no_case"), ({"file_no": ""}, "no_case"), ({"paper": "poem"}, "no_paper"),
        ({"page": 99}, "no_page"), ({"page": 0}, "no_page"),
    ],
)  # fmt: skip
def test_what_does_not_exist_here_is_not_filed(
    desk: Desk, changes: dict[str, object], doubt: str
) -> None:
    from app.desk.page_place import place_of

    sheet = printed(desk, a_case(desk))[0]
    code = page_code.read(sheet.text)
    assert code is not None
    assert not desk.look(place_of, [[sheet.text]]).doubt
    told = replace(code, **changes).text()  # type: ignore[arg-type]
    assert desk.look(place_of, [[told]]).doubt == doubt


def test_two_sheets_on_one_glass_are_not_filed(desk: Desk) -> None:
    from app.desk.page_place import place_of

    one, two = printed(desk, a_case(desk))[:2]
    assert desk.look(place_of, [[one.text], [two.text]]).doubt == "several_codes"


def test_a_number_that_two_cases_bear_files_nothing(desk: Desk) -> None:
    sheet = printed(desk, case_id := a_case(desk))[0]
    other = a_case(desk)
    number = desk.look(questions.case_file, case_id).case.file_no
    desk.do(edit.edit, Case, other, {"file_no": number})
    scanning.take(desk, photo(sheet), "a.jpg")
    assert [one.doubt for one in waiting(desk)] == ["no_case"]


def test_a_page_of_another_case_is_not_filed_under_the_chosen_one(desk: Desk) -> None:
    sheet = printed(desk, a_case(desk))[0]
    other = a_case(desk)
    scanning.take(desk, photo(sheet), "a.jpg", case_id=other)
    assert [one.doubt for one in waiting(desk)] == ["other_case"]
    assert not scans(desk, other)


def test_an_identity_card_is_added_to_a_case_under_its_title(desk: Desk) -> None:
    case_id = a_case(desk)
    scanning.take(desk, something_else(), "x.pdf", case_id=case_id, title="身份证")
    assert [(s.title, s.paper, s.placed_by) for s in scans(desk, case_id)] == [
        ("身份证", None, "hand")
    ]


def test_a_recording_is_kept_with_its_case(desk: Desk, tmp_path: Path) -> None:
    case_id = a_case(desk)
    path = tmp_path / "谈话.mp3"
    path.write_bytes(b"ID3\x04" + bytes(5000))
    scanning.take_file(desk, path, case_id=case_id)
    one = scans(desk, case_id)[0]
    assert (one.title, one.type, one.sheet) == ("谈话", "audio/mpeg", None)
    assert scanning.original(desk, one.id)[1] == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"MZ" + bytes(100), "scans.unknown_kind"), (b"", "scans.unknown_kind"),
        (b"%PDF-1.7\nnothing", "scans.unreadable"), (b"\xff\xd8\xff\xe0" + bytes(200), "scans.unreadable"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_refused_and_leaves_nothing(
    desk: Desk, content: bytes, key: str
) -> None:
    with pytest.raises(Trouble) as caught:
        scanning.take(desk, content, "x")
    assert caught.value.key == key
    assert not waiting(desk)
    assert not list(desk.data.attachments.rglob("*.age"))


def test_a_paper_that_was_changed_after_printing_still_finds_its_place(desk: Desk) -> None:
    case_id = a_case(desk)
    sheet = printed(desk, case_id)[0]
    file = desk.look(questions.case_file, case_id)
    desk.do(edit.edit, Agreement, file.agreements[0].id, {"terms": ["一句话。"]})
    clock.hold(NOW + timedelta(minutes=1))  # prints are told apart by the minute
    printed(desk, case_id)
    scanning.take(desk, photo(sheet), "a.jpg")
    assert [one.older for one in returned(desk.look(questions.case_file, case_id))] == [True]


def test_what_nobody_printed_here_is_known_by_what_it_says(desk: Desk) -> None:
    """Bound volumes and papers of another computer leave no print behind."""
    sheet = printed(desk, case_id := a_case(desk), kept=False)[0]
    scanning.take(desk, photo(sheet), "a.jpg")
    assert len(scans(desk, case_id)) == 1


def test_of_two_agreements_the_one_that_was_printed_is_meant(desk: Desk) -> None:
    from app.desk import cases

    case_id = a_case(desk)
    sheet = printed(desk, case_id)[0]
    first = desk.look(questions.case_file, case_id).agreements[0].id
    desk.do(cases.make_agreement, case_id, {"terms": ["另一份。"]})
    scanning.take(desk, photo(sheet), "a.jpg")
    assert scans(desk, case_id)[0].which == first


def test_where_several_could_be_meant_a_person_says_which(desk: Desk) -> None:
    from app.desk import cases
    from app.desk.page_place import place_of

    case_id = a_case(desk)
    code = page_code.read(printed(desk, case_id)[0].text)
    assert code is not None
    desk.do(cases.make_agreement, case_id, {"terms": ["另一份。"]})
    unknown = replace(code, digest="00000000").text()
    assert desk.look(place_of, [[unknown]]).doubt == "which_unknown"


def test_the_room_of_the_code_is_the_room_of_the_case(desk: Desk) -> None:
    """The number alone says nothing at a centre, where every room has a first case."""
    from app.desk.page_place import place_of

    sheet = printed(desk, a_case(desk))[0]
    other = Room(committee="别的调委会")
    code = page_code.read(sheet.text)
    assert code is not None

    def add(db: object) -> None:
        db.add(other)  # type: ignore[attr-defined]

    desk.do(add)
    told = replace(code, room=other.id[:8]).text()
    assert desk.look(place_of, [[told]]).doubt == "no_case"
