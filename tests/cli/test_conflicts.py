"""What two sides wrote differently, settled by the command line alone."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.desk import questions
from app.desk.room import sign_in
from app.main import main
from app.paths import DataDir
from app.records import Agreement
from tests.machines import change, entries, register, shelf_in, take
from tests.rooms import PASSWORD, make_room

NUMBER = "柳人调〔2026〕1号"


def ask(folder: Path, *told: str, status: int = 0) -> Any:
    """The one JSON object a verb prints."""
    return json.loads(run(folder, "--json", *told, status=status))


def run(folder: Path, *told: str, status: int = 0) -> str:
    out, wrong = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(wrong):
        answered = main(["--data", str(folder), *told])
    assert answered == status, out.getvalue() + wrong.getvalue()
    return out.getvalue() + wrong.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A room in which two computers wrote one field without each other."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk, other = make_room(tmp_path / "room"), shelf_in(tmp_path / "other")
    case_id = desk.do(register, file_no=NUMBER)
    take(other, entries(desk.shelf))
    desk.do(change, case_id, summary="甲说")
    other.write("", "change", partial(change, case_id=case_id, summary="乙说"))
    take(desk.shelf, entries(other))
    desk.close()
    other.close()
    return tmp_path / "room"


def test_a_conflict_is_listed_taken_and_told_for_ever(folder: Path) -> None:
    listed = ask(folder, "conflict", "list", "--case", NUMBER)
    assert listed["count"] == 1
    (told,) = listed["conflicts"]
    assert told["sort"] == "two_values"
    assert {value["words"] for value in told["values"]} == {"甲说", "乙说"}
    number = next(value["take"] for value in told["values"] if value["words"] == "乙说")
    closed = ask(folder, "conflict", "close", told["place"], "--take", str(number))
    assert closed["value"] == "乙说"
    assert ask(folder, "conflict", "list")["count"] == 0
    (story,) = ask(folder, "case", "history", NUMBER, "--field", "summary")["stories"]
    assert [value["settled"] for value in story["values"]] == [False, False, False, True]
    assert story["values"][-1]["stands"]
    assert "核对后定的" in run(folder, "case", "history", NUMBER)


def test_a_text_of_ones_own_settles_too(folder: Path) -> None:
    lines = run(folder, "conflict", "list")
    assert "甲说" in lines
    assert "两边写得不一样" in lines
    place = next(line.strip() for line in lines.splitlines() if "/summary" in line)
    assert "都对" in run(folder, "conflict", "close", place, "--value", "都对")
    assert "没有改动过" in run(folder, "case", "history", NUMBER, "--field", "remark")


def test_what_is_not_sealed_is_decided_and_not_merely_seen(folder: Path) -> None:
    (told,) = ask(folder, "conflict", "list")["conflicts"]
    assert told["seen"] == []
    refused = ask(folder, "conflict", "seen", told["place"], status=1)
    assert refused["refused"] == "conflict.not_late"


def test_what_came_after_a_seal_is_seen_and_stays_under_its_case(folder: Path) -> None:
    desk, other = sign_in(DataDir(folder), "孟广田", PASSWORD), shelf_in(folder.parent / "third")
    case_id = desk.look(questions.by_number, NUMBER)

    def draft(db: Session) -> str:
        agreement = Agreement(case_id=case_id)
        db.add(agreement)
        return agreement.id

    agreement_id = desk.do(draft)
    take(other, entries(desk.shelf))

    def seal(db: Session) -> None:
        agreement = db.get(Agreement, agreement_id)
        assert agreement is not None
        agreement.freeze()

    def alter(db: Session) -> None:
        agreement = db.get(Agreement, agreement_id)
        assert agreement is not None
        agreement.terms = ["另一份"]

    desk.do(seal)
    other.write("", "alter", alter)
    take(desk.shelf, entries(other))
    desk.close()
    other.close()
    place = f"agreement/{agreement_id}/terms"
    assert place in run(folder, "conflict", "list")
    (hand,) = ask(folder, "conflict", "seen", place)["seen"]
    assert "孟广田" in hand
    assert place not in run(folder, "conflict", "list")
    assert f"已看过：{hand}" in run(folder, "conflict", "list", "--case", NUMBER)


@pytest.mark.parametrize(
    ("place", "key"),
    [("nonsense", "conflict.no_such_place"), ("case/x/summary", "conflict.none")],
)
def test_what_is_not_there_is_refused_with_a_sentence(folder: Path, place: str, key: str) -> None:
    assert ask(folder, "conflict", "close", place, "--take", "1", status=1)["refused"] == key


def test_a_value_that_is_not_listed_is_refused(folder: Path) -> None:
    (told,) = ask(folder, "conflict", "list")["conflicts"]
    refused = ask(folder, "conflict", "close", told["place"], "--take", "9", status=1)
    assert refused["refused"] == "conflict.no_such_value"
