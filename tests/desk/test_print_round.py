"""What nobody printed yet goes out at one press."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from app import clock
from app.desk import cases, print_round, printing, questions
from app.desk.desk import Desk
from app.records import CaseFile
from app.trouble import Trouble
from tests.rooms import moved_room

NOW = datetime(2026, 9, 24, 9, 30)


@pytest.fixture
def desk(tmp_path: Path):
    clock.hold(NOW)
    made = moved_room(tmp_path / "room")
    yield made
    made.close()


@pytest.fixture
def case_id(desk: Desk) -> str:
    made = desk.do(cases.register_case, desk.shelf.log, NOW.date(), {"accepted_on": NOW.date()})
    for role in ("applicant", "respondent"):
        desk.do(cases.add_party, made, {"role": role, "name": role})
    desk.do(
        cases.make_agreement,
        made,
        {"form": "written", "terms": ["各守其界。"], "made_on": NOW.date()},
    )
    return made


def waiting(desk: Desk, case_id: str) -> list[print_round.Line]:
    file: CaseFile = desk.look(questions.case_file, case_id)
    return print_round.waiting(file, printing.paper_list(desk, case_id))


def names(desk: Desk, case_id: str) -> list[str]:
    return [str(line["paper"]) for line in waiting(desk, case_id)]


def quiet(_done: int, _total: int) -> None:
    pass


def test_what_is_for_the_court_or_for_the_end_does_not_wait(desk: Desk, case_id: str) -> None:
    told = names(desk, case_id)
    assert {"application", "acceptance", "identity", "agreement"} <= set(told)
    assert not {"confirmation", "confirmation_list", "closing_report"} & set(told)


def test_each_goes_out_in_its_copies_and_then_waits_no_more(desk: Desk, case_id: str) -> None:
    sent: list[tuple[int, str]] = []
    lines = waiting(desk, case_id)
    count = print_round.print_all(
        desk, case_id, lines, lambda _pdf, copies, title: sent.append((copies, title)), quiet
    )
    assert count == len(sent) == len(lines)
    assert {title.split()[-1]: copies for copies, title in sent}["人民调解协议书"] == 3
    assert names(desk, case_id) == []


def test_what_came_before_the_printer_stopped_counts(desk: Desk, case_id: str) -> None:
    sent: list[str] = []

    def send(_pdf: bytes, _copies: int, title: str) -> None:
        if sent:
            raise Trouble("printing.gone", printer="一楼")
        sent.append(title)

    before = names(desk, case_id)
    with pytest.raises(Trouble):
        print_round.print_all(desk, case_id, waiting(desk, case_id), send, quiet)
    assert names(desk, case_id) == before[1:]
