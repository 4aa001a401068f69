"""空白表: a reserved number is for one case only, and what was written by hand finds its way back."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import select

from app import clock
from app.desk import blank_forms, cases, edit, questions, reserved, scanning, tray
from app.desk import room as rooms
from app.desk.blank_forms import Sets
from app.desk.desk import Desk
from app.papers import blank
from app.papers.page_code import PageCode
from app.records import BlankForm, Case, Workstation
from app.rules.returned import returned
from app.trouble import Trouble
from app.words import say
from tests.desk.printed import photo
from tests.scans.degraded import Sheet

NOW = datetime(2026, 10, 8, 9, 30)
FEW = ("acceptance", "record")


@pytest.fixture(autouse=True)
def _held() -> None:
    clock.hold(NOW)


def sets(desk: Desk, count: int = 1, papers: tuple[str, ...] = FEW) -> Sets:
    made = blank_forms.make(desk, count, papers)
    blank_forms.left(desk, made)
    return made


def case(desk: Desk, **told: object) -> str:
    return desk.do(cases.register_case, desk.shelf.log, NOW.date(), told)


def number_of(desk: Desk, case_id: str) -> str:
    return desk.look(questions.case_file, case_id).case.file_no or ""


def state(desk: Desk, number: str) -> str:
    return desk.look(reserved.one, desk.shelf.log, number).state


def sheets(desk: Desk, made: Sets, paper: str) -> list[bytes]:
    """The pages of one paper as they come back by telephone."""
    room = desk.look(rooms.own_room, desk.shelf.log)
    before, found = 0, []
    for laid in blank.lay_set(room, made.numbers[0], made.papers):
        code = PageCode(room.id[:8], made.numbers[0], paper, laid.digest, blank=True)
        if laid.sheet.paper == paper:
            found = [
                Sheet(made.pdf, before + n, code.on(n).text()) for n in range(1, laid.pages + 1)
            ]
        before += laid.pages
    return [photo(sheet) for sheet in found]


def test_a_reserved_number_is_given_to_no_other_case(desk: Desk) -> None:
    made = sets(desk, 3)
    assert number_of(desk, case(desk)) not in made.numbers
    assert not set(sets(desk, 2).numbers) & set(made.numbers)


def test_another_computer_of_the_room_reserves_in_its_own_series(desk: Desk) -> None:
    own = sets(desk).numbers

    def another_letter(db: object) -> None:
        station = db.query(Workstation).one()  # type: ignore[attr-defined]
        station.letter = "B"

    desk.do(another_letter)
    assert "B1" in sets(desk).numbers[0]
    assert "B" not in own[0]


def test_the_case_registered_under_it_gets_exactly_that_number(desk: Desk) -> None:
    made = sets(desk)
    case_id = case(desk, file_no=made.numbers[0])
    assert number_of(desk, case_id) == made.numbers[0]
    known = desk.look(reserved.one, desk.shelf.log, made.numbers[0])
    assert (known.state, known.case_id, known.papers) == (reserved.USED, case_id, FEW)
    with pytest.raises(Trouble) as caught:
        case(desk, file_no=made.numbers[0])
    assert caught.value.key == "case.number_used"


def test_a_case_that_was_a_mistake_gives_the_number_back(desk: Desk) -> None:
    made = sets(desk)
    wrong = case(desk, file_no=made.numbers[0])
    desk.do(edit.void, Case, wrong, "登记错了")
    assert state(desk, made.numbers[0]) == reserved.WAITING
    assert case(desk, file_no=made.numbers[0])


def test_a_spoiled_number_stays_out_of_use(desk: Desk) -> None:
    made = sets(desk, 2)
    with pytest.raises(Trouble):
        desk.do(reserved.spoil_number, desk.shelf.log, made.numbers[1], " ")
    desk.do(reserved.spoil_number, desk.shelf.log, made.numbers[1], "弄湿了")
    with pytest.raises(Trouble) as caught:
        case(desk, file_no=made.numbers[1])
    assert "弄湿了" in str(caught.value)
    assert number_of(desk, case(desk)) not in made.numbers


def test_what_was_never_printed_can_be_given_back(desk: Desk) -> None:
    made = blank_forms.make(desk, 2, FEW)
    assert state(desk, made.numbers[0]) == reserved.UNPRINTED
    desk.do(reserved.give_back, desk.shelf.log, made.numbers)
    assert not desk.look(reserved.register, desk.shelf.log)
    assert sets(desk, 2).numbers == made.numbers
    with pytest.raises(Trouble) as caught:
        desk.do(reserved.give_back, desk.shelf.log, made.numbers)
    assert caught.value.key == "blank.printed"


def test_forms_that_lie_about_for_long_are_told_of(desk: Desk) -> None:
    made = sets(desk, 2)
    case(desk, file_no=made.numbers[0])
    days = reserved.remind_days()
    clock.hold(datetime(2026, 10, 8 + 1, 9, 30))
    assert not desk.look(reserved.old, desk.shelf.log, clock.today())
    late = date.fromordinal(NOW.date().toordinal() + days + 1)
    assert [one.number for one in desk.look(reserved.old, desk.shelf.log, late)] == [
        made.numbers[1]
    ]


def test_a_number_is_named_whole_or_by_its_figure(desk: Desk) -> None:
    made = sets(desk, 2)
    for told in (made.numbers[1], made.numbers[1].replace("（", "("), "2", "2号"):
        assert desk.look(reserved.one, desk.shelf.log, told).number == made.numbers[1]
    for told in ("", "9", "号"):
        with pytest.raises(Trouble):
            desk.look(reserved.one, desk.shelf.log, told)


def test_only_what_can_be_written_by_hand_is_printed_blank(desk: Desk) -> None:
    for papers, count in ((("reply",), 1), (FEW, 0), (FEW, 51)):
        with pytest.raises(Trouble):
            blank_forms.make(desk, count, papers)
    assert not desk.look(reserved.register, desk.shelf.log)


def test_printed_on_both_sides_each_paper_begins_on_its_own_sheet(desk: Desk) -> None:
    made = blank_forms.make(desk, 1, FEW, two_sided=True)
    with pikepdf.open(io.BytesIO(made.pdf)) as book:
        assert len(book.pages) == 2 + 2
    assert made.pages == 3


def test_a_set_is_drawn_again_as_it_was(desk: Desk) -> None:
    made = sets(desk)
    assert blank_forms.again(desk, made.numbers[0]).pdf == made.pdf
    case(desk, file_no=made.numbers[0])
    with pytest.raises(Trouble):
        blank_forms.again(desk, made.numbers[0])


def test_every_page_says_its_number(desk: Desk) -> None:
    made = sets(desk, 2)
    book = pypdfium2.PdfDocument(made.pdf)
    texts = [page.get_textpage().get_text_range() for page in book]
    assert all(made.numbers[place * 2 // len(texts)] in text for place, text in enumerate(texts))


def test_a_page_that_comes_back_waits_for_its_case_and_for_what_is_on_it(desk: Desk) -> None:
    made = sets(desk)
    first, second = sheets(desk, made, "record")
    scanning.take(desk, first, "1.jpg")
    (waits,) = desk.look(tray.in_tray, desk.shelf.log)
    assert waits.doubt == "blank"
    assert say("scans.doubt.blank", number=made.numbers[0]).startswith(
        f"这是预留号 {made.numbers[0]} 的空白表，先按这个号登记案件"
    )
    assert tray.file_again(desk) == 0
    case_id = case(desk, file_no=made.numbers[0])
    assert tray.file_again(desk) == 0
    session = desk.do(cases.add_session, case_id, {"record": "录入的记录。"})
    assert tray.file_again(desk) == 1
    scanning.take(desk, second, "2.jpg")
    assert not desk.look(tray.in_tray, desk.shelf.log)
    (came,) = returned(desk.look(questions.case_file, case_id))
    assert (came.which, came.pages, came.back, came.missing, came.older) == (
        session, 2, (1, 2), (), False,
    )  # fmt: skip


def test_a_page_of_a_spoiled_number_says_so(desk: Desk) -> None:
    made = sets(desk)
    desk.do(reserved.spoil_number, desk.shelf.log, made.numbers[0], "写坏了")
    scanning.take(desk, sheets(desk, made, "acceptance")[0], "1.jpg")
    assert desk.look(tray.in_tray, desk.shelf.log)[0].doubt == "blank_spoiled"


def test_forms_heard_of_after_the_case_was_registered_are_its_forms_too(desk: Desk) -> None:
    """Another computer of the room reserved the number; its bundle came later."""
    made = sets(desk)

    def unheard_of(db: Any) -> None:
        for form in db.scalars(select(BlankForm)):
            form.case_id = None

    case_id = case(desk, file_no=made.numbers[0])
    desk.do(unheard_of)
    file = desk.look(questions.case_file, case_id)
    assert {form.paper for form in file.blanks} == set(FEW)
    assert state(desk, made.numbers[0]) == reserved.USED
    desk.do(edit.edit, Case, case_id, {"file_no": "（2026）另号"})
    assert not desk.look(questions.case_file, case_id).blanks
