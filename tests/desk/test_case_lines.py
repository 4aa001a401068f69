"""What reports count follows every change, of this desk and of others, and can always be made again."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text

from app.desk import case_lines
from app.desk.edit import add, edit, void
from app.desk.room import own_room
from app.records import (
    Agreement,
    Case,
    Escalation,
    MediationSession,
    Party,
    PerformanceItem,
    Room,
    Visit,
)
from app.rules.case_line import CaseLine
from app.store import case_lines as stored
from tests.machines import desk_in, register


@pytest.fixture
def desk(tmp_path):
    told = desk_in(tmp_path / "room")
    yield told
    told.close()


def row(desk, case_id):
    case_lines.bring_up(desk)
    with desk.shelf.reading() as db:
        rows = list(stored.standing(db.connection(), [case_id]))
    return dict(zip(stored.NAMES, rows[0], strict=True)) if rows else None


def test_every_field_of_a_line_has_its_column():
    assert {field.name for field in dataclasses.fields(CaseLine)} == set(stored.NAMES)


def test_a_case_is_counted_as_its_records_say(desk):
    case_id = desk.do(
        register, accepted_on=date(2026, 3, 2), source="own", dispute_type="02", difficulty="major"
    )
    agreement = desk.do(
        add, Agreement, {"case_id": case_id, "form": "written", "made_on": date(2026, 3, 5)}
    )
    told = {
        "case_id": case_id,
        "agreement_id": agreement,
        "amount": Decimal("300.50"),
        "due_on": date(2026, 4, 1),
    }
    desk.do(add, PerformanceItem, told)
    desk.do(
        add,
        Visit,
        {"case_id": case_id, "done_on": date(2026, 3, 20), "satisfaction": "fair", "relapse": True},
    )
    found = row(desk, case_id)
    assert (found["result"], found["form"], found["performance"]) == (
        "agreed",
        "written",
        "not_due",
    )
    assert (found["amount"], found["parties"], found["knotty"], found["relapse"]) == (
        30050,
        2,
        1,
        1,
    )
    assert found["accepted_on"] == date(2026, 3, 2).toordinal()
    assert found["mediated_on"] == date(2026, 3, 5).toordinal()
    assert found["due_on"] == date(2026, 4, 1).toordinal()
    assert (found["satisfaction"], found["visits"]) == ("fair", 1)


@pytest.mark.parametrize(("record", "told", "name", "value"), [
    (Party, {"name": "第三人"}, "parties", 3),
    (MediationSession, {"at": datetime(2026, 5, 1, 9, 0), "outcome": "agreed"}, "result", "agreed"),
    (Visit, {"done_on": date(2026, 5, 1)}, "visits", 1),
])  # fmt: skip
def test_a_record_of_a_case_changes_what_is_counted(desk, record, told, name, value):
    case_id = desk.do(register)
    assert row(desk, case_id)[name] != value
    desk.do(add, record, {"case_id": case_id, **told})
    assert row(desk, case_id)[name] == value


def test_a_void_case_is_no_longer_counted(desk):
    case_id = desk.do(register)
    assert row(desk, case_id)
    desk.do(void, Case, case_id, "登记错了")
    assert row(desk, case_id) is None


def test_only_what_changed_is_counted_anew(desk):
    ids = [desk.do(register) for _ in range(3)]
    assert case_lines.bring_up(desk) == 3
    assert case_lines.bring_up(desk) == 0
    desk.do(edit, Case, ids[1], {"source": "own"})
    assert case_lines.bring_up(desk) == 1


def test_counting_stopped_in_the_middle_goes_on(desk, monkeypatch):
    monkeypatch.setattr(case_lines, "AT_ONCE", 2)
    for _ in range(5):
        desk.do(register)

    class StopError(Exception):
        pass

    def stop(done, total):
        assert total == 5
        if done >= 2:
            raise StopError

    with pytest.raises(StopError):
        case_lines.bring_up(desk, stop)
    assert case_lines.bring_up(desk) == 3
    assert case_lines.differing(desk, 100) == (5, 0)


def test_a_wrong_count_is_found_and_made_again(desk):
    case_id = desk.do(register)
    row(desk, case_id)
    with desk.shelf.local_writing() as link:
        link.execute(text("UPDATE case_line SET parties = 9"))
    assert case_lines.differing(desk, 100) == (1, 1)
    case_lines.count_anew(desk)
    assert row(desk, case_id)["parties"] == 2
    assert case_lines.differing(desk, 100) == (1, 0)


def test_a_case_of_which_nothing_is_known_is_counted_as_that(desk):
    case_id = desk.do(add, Case, {})
    found = row(desk, case_id)
    assert found["source"] == ""
    assert found["accepted_on"] is None


def test_the_level_follows_what_went_up_and_what_kind_of_room_it_is(desk):
    room_id = desk.look(own_room, desk.shelf.log).id
    told = {"accepted_on": date(2026, 3, 2), "result": "agreed", "room_id": room_id}
    case_id = desk.do(register, **told)
    assert row(desk, case_id)["solved_at"] == "village"
    desk.do(edit, Room, room_id, {"committee_kind": "township"})
    assert row(desk, case_id)["solved_at"] == "street"
    up = {"case_id": case_id, "to_level": "district", "on_day": date(2026, 3, 9)}
    desk.do(add, Escalation, up)
    assert row(desk, case_id)["solved_at"] == "district"
