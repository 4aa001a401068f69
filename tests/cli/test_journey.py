"""The journey by the command line alone, with a folder that stands for the stick."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from app.main import main
from tests.rooms import PASSWORD, SHARED

ROOT = Path(__file__).resolve().parents[2]
NUMBER = "（2026）刁人调字第1号"
CASE = SHARED / "reference-case.yaml"
LEDGER = SHARED / "ledger-2020.xlsx"

pytestmark = pytest.mark.skipif(not CASE.exists(), reason="the shared reference case is not here")


class Line:
    """One data folder at the command line; the same entrance as the program's, without a new process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *told: str, status: int = 0) -> str:
        out, wrong = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(wrong):
            try:
                answered = main(["--data", str(self.folder), *told])
            except SystemExit as end:
                answered = int(end.code or 0)
        assert answered == status, out.getvalue() + wrong.getvalue()
        return out.getvalue() + wrong.getvalue()

    def ask(self, *told: str, status: int = 0) -> Any:
        """The one JSON object a verb prints."""
        return json.loads(self.run("--json", *told, status=status))


@pytest.fixture(autouse=True, scope="module")
def _signed_in() -> Iterator[None]:
    """The password comes from the environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
        yield


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Line:
    line = Line(tmp_path_factory.mktemp("room") / "data")
    sheet = line.folder.parent / "recovery.pdf"
    line.run("room", "create", "--from", str(CASE), "--recovery-out", str(sheet))
    assert sheet.read_bytes().startswith(b"%PDF-")
    told = line.run("case", "add", "--from", str(CASE)).splitlines()
    assert told == [NUMBER]
    return line


def test_every_derived_value_is_shown_as_worked_out_by_hand(room: Line) -> None:
    found = room.ask("case", "show", NUMBER)["concluded"]
    assert found["tier_due_on"] == "2026-10-09"
    assert found["period_ends_on"] == "2026-10-26"
    assert found["judicial_confirmation_until"] == "2026-11-09"
    assert found["effective_on"] == "2026-10-08"
    assert found["copies"] == 3
    assert found["visits_due"] == ["2026-10-15", "2026-10-20", "2026-11-15"]
    assert [p["age_at_acceptance"] for p in found["parties"]] == [58, 50]


@pytest.mark.parametrize(
    "text", ["cjz", "欧阳", "陈㛃", "𬭎", "0002", "滴水", "刁人调字第1号", "ouyang"]
)
def test_the_case_is_found_by_what_people_remember(room: Line, text: str) -> None:
    assert [line["file_no"] for line in room.ask("case", "list", "--find", text)["cases"]] == [
        NUMBER
    ]


def test_facts_that_contradict_each_other_are_told_at_once(tmp_path: Path) -> None:
    other = Line(tmp_path / "other")
    other.run("room", "create", "--from", str(CASE))
    wrong = CASE.read_text(encoding="utf-8").replace("370181196803154527", "370181196803154528")
    (tmp_path / "c.yaml").write_text(wrong, encoding="utf-8")
    lines = other.run("case", "add", "--from", str(tmp_path / "c.yaml")).splitlines()
    assert lines[0] == NUMBER
    assert any("身份证" in line for line in lines[1:])


def test_a_period_that_runs_backwards_is_refused(room: Line) -> None:
    told = room.ask("split", "--from", "2026-12-31", "--to", "2026-01-01", status=1)
    assert told["refused"] == "cli.period_order"


def test_the_own_fingerprint_can_be_read_out(room: Line) -> None:
    assert re.fullmatch("[A-Z2-7]{4}-[A-Z2-7]{4}", room.ask("room", "fingerprint")["fingerprint"])


def test_a_person_reads_words_no_codes(room: Line) -> None:
    told = room.run("case", "show", NUMBER)
    assert "纠纷类型: 房屋宅基地纠纷" in told
    assert "陈㛃喆：女，1968-03-15 出生，受理时 58 岁" in told
    assert "调解期限到期日: 2026-10-26" in told
    for code in ("applicant", "True", "datetime", "agreed", "judicial_"):
        assert code not in told
    assert not re.search(r"\b[0-9a-f]{32}\b", told)


def test_lists_show_no_whole_name(room: Line) -> None:
    told = room.run("case", "list")
    assert "欧阳某" in told
    assert "欧阳𬭎" not in told


def test_the_split_and_today_answer(room: Line) -> None:
    split = room.ask("split", "--from", "2026-01-01", "--to", "2026-12-31")
    assert (split["total"], split["routes"]["people"]["count"]) == (1, 1)
    assert split["routes"]["people"]["goal"] == 70
    today = room.ask("today", "--on", "2026-10-15")
    assert [v["on"] for v in today["visits"]] == ["2026-10-15", "2026-10-20"]
    assert room.ask("today", "--on", "2028-01-03")["missing_years"] == []


def test_papers_are_written_and_kept(room: Line, tmp_path: Path) -> None:
    for paper in room.ask("paper", "list", NUMBER)["papers"]:
        out = tmp_path / f"{paper['paper']}{paper['number']}.pdf"
        told = room.ask(
            "paper", paper["paper"], NUMBER, "--which", str(paper["number"]), "--out", str(out)
        )
        assert out.read_bytes().startswith(b"%PDF-")
        assert told["missing"] == ""
    kept = room.ask("case", "show", NUMBER)["printed"]
    assert len(kept) == len(list(tmp_path.iterdir()))


def test_the_centre_gets_everything_and_the_receipt_comes_back(room: Line, tmp_path: Path) -> None:
    centre = Line(tmp_path / "centre")
    stick, card = tmp_path / "stick", tmp_path / "card.json"
    stick.mkdir()
    centre.run("centre", "create", "--from", str(CASE))
    spoken = centre.ask("centre", "card", "--out", str(card))["fingerprint"]
    assert room.ask("room", "join", str(card))["fingerprint"] == spoken
    (written,) = room.ask("bundle", "make", str(stick))["written"]
    assert written["entries"] > 0
    (held,) = centre.ask("bundle", "take", str(stick))["taken"]
    assert held["outcome"] == "held"
    assert centre.ask("case", "list")["count"] == 0
    centre.run("centre", "approve", "AAAA-AAAA", status=1)
    (taken,) = centre.ask("centre", "approve", held["fingerprint"])["taken"]
    assert taken["new"] == written["entries"]
    assert centre.ask("case", "show", NUMBER) == room.ask("case", "show", NUMBER)
    centre.run("bundle", "make", str(stick))
    room.run("bundle", "take", str(stick))
    (again,) = room.ask("bundle", "make", str(stick))["written"]
    assert again["entries"] == 0, "the receipt says the centre has everything"
    assert [line["sync"] for line in room.ask("case", "list")["cases"]] == ["reached"]
    assert "已到中心" in room.run("case", "list")
    assert [line["sync"] for line in centre.ask("case", "list")["cases"]] == [None]
    assert room.ask("case", "list", "--only", "not_reached")["count"] == 0
    assert "未到中心：0 件" in room.run("case", "list", "--only", "not_reached")
    assert centre.ask("case", "list", "--only", "not_reached", status=1)["refused"] == (
        "exchange.no_centre"
    )
    assert centre.ask("case", "list", "--only", "to_settle")["count"] == 0


@pytest.mark.skipif(not LEDGER.exists(), reason="the shared ledger is not here")
def test_the_ledger_comes_in_adds_up_and_is_undone(room: Line) -> None:
    before = room.ask("case", "list", "--limit", "5000")
    preview = room.ask("ledger", "import", str(LEDGER), "--preview")
    assert room.ask("case", "list", "--limit", "5000") == before
    tally = preview["tally"]
    assert tally["rows"] == sum(count for name, count in tally.items() if name != "rows") == 665
    for row in preview["rows"]:
        assert row["verdict"] in {"taken", "doubtful"} or row["reason"]
        assert row["verdict"] != "doubtful" or any(
            d["asks"] and d["sentence"] for d in row["doubts"]
        )
    done = room.ask("ledger", "import", str(LEDGER))
    cases = tally["taken"] + tally["doubtful"]
    assert room.ask("case", "list", "--limit", "5000")["count"] == before["count"] + cases
    assert room.ask("ledger", "undo", done["import_id"])["removed"] == cases
    assert room.ask("case", "list", "--limit", "5000") == before
    assert (
        room.ask("ledger", "undo", done["import_id"], status=1)["refused"]
        == "ledger.already_undone"
    )


def test_a_wrong_password_and_a_wrong_use_are_told_apart(
    room: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.run("case", "fly", status=2)
    room.run("case", "show", "（2026）刁人调字第99号", status=1)
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", "falsches Wort")
    assert "密码不对" in room.run("case", "list", status=1)


def test_a_real_process_answers_the_same(room: Line) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "case", "show", NUMBER, "--json", "--data", str(room.folder)],
        capture_output=True, text=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, cwd=ROOT,
        check=True,
    )  # fmt: skip
    assert json.loads(done.stdout) == room.ask("case", "show", NUMBER)
    assert done.stderr == ""


def test_a_folder_without_a_room_says_so(tmp_path: Path) -> None:
    told = Line(tmp_path / "none").ask("case", "list", status=1)
    assert told["refused"] == "shelf.absent"
    assert told["sentence"]
