"""What the case knows already stands in a new notice by itself."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from app.records import (
    Agreement,
    Case,
    CaseFile,
    MediationSession,
    Mediator,
    Party,
    PerformanceItem,
    Room,
)
from app.rules import foreseen

TODAY = date(2026, 3, 2)
LATER = datetime(2026, 3, 9, 14, 30)


@pytest.fixture
def file() -> CaseFile:
    return CaseFile(
        Case(lead_id="m", result_reason="一方拒绝", extended_until=date(2026, 5, 1), court="章丘区人民法院"),
        Room(room_name="老孟调解室", address="柳林村", phone="0531-8000000"),
        parties=[Party(id="a", name="甲"), Party(id="b", name="乙")],
        sessions=[
            MediationSession(at=datetime(2026, 3, 1, 9), outcome="adjourned", place="旧处"),
            MediationSession(at=datetime(2026, 4, 1, 9), place="远处"),
            MediationSession(at=LATER, place="村委会", invited=["网格员", "族长"]),
        ],
        mediators={"m": Mediator(id="m", name="孟广田")},
    )  # fmt: skip


def test_a_summons_names_the_next_session_that_is_fixed(file):
    told = foreseen.notice(file, "summons", TODAY)
    assert (told["at"], told["place"]) == (LATER, "村委会")
    assert told["contact"] == "孟广田 0531-8000000"
    assert told["made_on"] == TODAY


def test_without_a_fixed_session_it_names_the_room(file):
    file.sessions.clear()
    told = foreseen.notice(file, "summons", TODAY)
    assert "at" not in told
    assert told["place"] == "柳林村 老孟调解室"


def test_each_kind_takes_what_is_its_own(file):
    assert foreseen.notice(file, "invitation", TODAY)["to_name"] == "网格员、族长"
    assert foreseen.notice(file, "extension", TODAY)["until"] == date(2026, 5, 1)
    assert foreseen.notice(file, "ending", TODAY)["told"] == "一方拒绝"
    assert foreseen.notice(file, "certificate", TODAY)["to_name"] == "章丘区人民法院"
    assert "place" not in foreseen.notice(file, "refusal", TODAY)


def test_nothing_is_filled_in_that_the_kind_does_not_show(file):
    assert set(foreseen.notice(file, "extension", TODAY)) == {"made_on", "until"}


def test_only_who_owes_something_is_urged(file):
    file.agreements = [Agreement(id="x", form="written")]
    file.items = [PerformanceItem(agreement_id="x", party_id="b", what=w) for w in ("钱", "墙")]
    assert foreseen.notice(file, "urging", TODAY)["party_ids"] == ["b"]


def test_a_letter_that_came_is_signed_for_today_and_one_sent_is_dated_today():
    assert foreseen.letter("court_assign", TODAY) == {"direction": "in", "received_on": TODAY}
    assert foreseen.letter("transfer", TODAY) == {"direction": "out", "dated_on": TODAY}
    assert foreseen.letter(None, TODAY) == {}


def test_nothing_is_foreseen_of_nothing():
    bare = CaseFile(Case(), Room())
    assert foreseen.notice(bare, None, TODAY) == {"made_on": TODAY}
    assert foreseen.service(bare) == {}
