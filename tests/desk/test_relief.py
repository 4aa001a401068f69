"""A mediator leaves: his open cases go to another, each named, in one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app import words
from app.desk import cases, questions, relief, relief_due
from app.desk.concluded import conclude
from app.desk.desk import Desk
from app.desk.questions import case_file, case_files
from app.desk.room import mediators, own_room
from app.desk.today import lengths_of, today
from app.records import Case, Mediator
from app.rules.lengths import shipped
from app.rules.sheet_facts import FACTS, Line
from app.rules.sheet_format import shipped as shipped_sheets
from app.trouble import Trouble
from tests.rooms import moved_room

LEAVES = dt.date(2026, 5, 1)


def three_cases(desk: Desk) -> None:
    """One settled and waiting for its visit, one at the table, one closed."""
    for number, more in enumerate(({}, {}, {"closed_on": dt.date(2026, 4, 1)}), 1):
        facts = {"accepted_on": dt.date(2026, 3, number), "lead_id": desk.user, **more}
        case = desk.do(cases.register_case, desk.shelf.log, dt.date(2026, 3, number), facts)
        desk.do(cases.add_party, case, {"name": f"当事人{number}", "role": "applicant"})
        if number == 1:
            made = {"form": "oral", "made_on": dt.date(2026, 4, 28), "terms": ["各退一步"]}
            desk.do(cases.make_agreement, case, made)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    here = moved_room(tmp_path / "room", fill=three_cases)
    yield here
    here.close()


def cells(desk: Desk, *asked: str) -> list[tuple[Any, ...]]:
    """What a sheet for another system says of every case, by fact."""
    files = desk.look(
        lambda db: case_files(db, list(db.scalars(select(Case).order_by(Case.accepted_on))))
    )
    return [tuple(FACTS[one].told(Line(file, LEAVES)) for one in asked) for file in files]


def people(desk: Desk) -> tuple[Mediator, Mediator]:
    found = desk.look(mediators, desk.look(own_room, desk.shelf.log).id)
    return found[0], found[1]


def test_a_sheet_for_another_system_names_who_settled_a_case_and_may_name_the_heir(
    desk: Desk,
) -> None:
    leaver, heir = people(desk)
    named = [f.case.id for f in desk.look(relief.open_cases, desk.shelf.log, leaver.id, LEAVES)]
    desk.do(relief.hand_over, desk.shelf.log, LEAVES, leaver.id, heir.id, named)
    leads = [
        column.fact for column in shipped_sheets()["x25"].column if column.heading == "主办调解员"
    ]
    settled, at_the_table, closed = cells(desk, *leads, "heir")
    assert settled == (leaver.name, heir.name)
    assert at_the_table == (heir.name, "")
    assert closed == (leaver.name, "")


def test_what_is_settled_keeps_its_mediator_and_the_heir_visits(desk: Desk) -> None:
    leaver, heir = people(desk)
    log = desk.shelf.log
    settled, open_one = desk.look(relief.open_cases, log, leaver.id, LEAVES)
    named = [settled.case.id, open_one.case.id]
    told = desk.do(relief.hand_over, log, LEAVES, leaver.id, heir.id, named, "退休")
    assert desk.look(case_file, named[0]).case.lead_id == leaver.id
    assert desk.look(case_file, named[1]).case.lead_id == heir.id
    assert people(desk)[0].left_on == LEAVES
    assert desk.look(relief.open_cases, log, leaver.id, LEAVES) == []
    assert len(desk.look(relief.open_cases, log, heir.id, LEAVES)) == 2
    page = desk.look(today, dt.date(2026, 5, 5), desk.calendar(), lengths_of(desk))
    assert [errand.facts["who"] for errand in page.visits] == [heir.name]
    desk.do(cases.record_visit, named[0], {"done_on": dt.date(2026, 5, 5)})
    assert desk.look(case_file, named[0]).visits[0].by_id == heir.id
    listing = desk.look(relief.listing, told, shipped())
    assert [row[2] for row in listing.rows] == ["当事人1", "当事人2"]
    assert [one.id for one in desk.look(relief.reliefs, log)] == [told]
    words.speak("en")
    try:
        assert desk.look(relief.listing, told, shipped()) == listing
    finally:
        words.speak("zh_CN")


def test_who_took_a_settled_case_over_is_named_and_it_goes_once(desk: Desk) -> None:
    leaver, heir = people(desk)
    log = desk.shelf.log
    settled, open_one = (f.case.id for f in desk.look(relief.open_cases, log, leaver.id, LEAVES))
    desk.do(relief.hand_over, log, LEAVES, leaver.id, heir.id, [settled, open_one])
    file = desk.look(case_file, settled)
    told = conclude(file, desk.calendar(), lengths_of(desk), LEAVES)
    assert told["taken_over_by"] == heir.name
    lines = desk.look(questions.register)
    assert desk.look(relief.heirs, lines, LEAVES) == {settled: heir.name}
    for day in (LEAVES, LEAVES - dt.timedelta(days=3)):
        with pytest.raises(Trouble) as trouble:
            desk.do(relief.hand_over, log, day, leaver.id, heir.id, [settled])
        assert trouble.value.key == "relief.not_his"
    with pytest.raises(Trouble) as trouble:
        desk.do(relief.hand_over, log, LEAVES, leaver.id, heir.id, [])
    assert trouble.value.key == "relief.again"


def test_who_left_open_cases_behind_is_told(desk: Desk) -> None:
    leaver, heir = people(desk)
    log = desk.shelf.log
    assert desk.look(relief.left_behind, log, LEAVES) == []
    one, other = (f.case.id for f in desk.look(relief.open_cases, log, leaver.id, LEAVES))
    desk.do(relief.hand_over, log, LEAVES, leaver.id, heir.id, [one])
    ((who, count),) = desk.look(relief.left_behind, log, LEAVES)
    assert (who.id, count) == (leaver.id, 1)
    (told,) = desk.look(relief_due.reminders, log, LEAVES, desk.calendar())
    assert (told.screen, told.target, told.late) == ("relief", leaver.id, True)
    assert f"{leaver.name} 已经离任" in told.sentence()
    desk.do(relief.hand_over, log, LEAVES, leaver.id, heir.id, [other])
    assert desk.look(relief.left_behind, log, LEAVES) == []


@pytest.mark.parametrize(
    ("to", "cases_named", "key"),
    [
        ("himself", [], "relief.himself"),
        ("heir", ["f" * 32], "relief.not_his"),
        ("stranger", [], "edit.absent"),
        ("gone", [], "relief.has_left"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, to: str, cases_named: list[str], key: str) -> None:
    leaver, heir = people(desk)
    log = desk.shelf.log
    chosen = {"himself": leaver.id, "heir": heir.id, "stranger": "0" * 32, "gone": heir.id}[to]
    if to == "gone":
        desk.do(relief.hand_over, log, LEAVES, heir.id, leaver.id, [])
    with pytest.raises(Trouble) as trouble:
        desk.do(relief.hand_over, log, LEAVES, leaver.id, chosen, cases_named)
    assert trouble.value.key == key
