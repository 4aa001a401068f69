"""A centre on a server by the command line alone: made, joined, served to several programs at once, looked over."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from app.main import main
from tests.machines import register
from tests.rooms import PASSWORD, make_room, some_room
from tests.servers import new_database

ROOT = Path(__file__).resolve().parents[2]
ROOMS = 2
OTHER = "postgresql://centre:very-secret@127.0.0.1:1/nowhere"


@pytest.fixture(autouse=True)
def _signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)


def run(folder: Path, *told: str) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        status = main(["--data", str(folder), *told])
    return status, out.getvalue()


def ask(folder: Path, *told: str) -> Any:
    status, out = run(folder, "--json", *told)
    assert status == 0, out
    return json.loads(out)


def created(folder: Path, address: str) -> tuple[int, str]:
    (folder.parent / "CENTRE.yaml").write_text(
        "room:\n  centre: 刁镇社会治理综合服务中心\n", encoding="utf-8"
    )
    told = ("centre", "create", "--from", str(folder.parent / "CENTRE.yaml"))
    return run(folder, *told, "--database", address)


@pytest.mark.slow
def test_a_centre_on_a_server_from_creation_to_restore(
    postgres: str, database: str, tmp_path: Path
) -> None:
    centre, usb = tmp_path / "centre", tmp_path / "usb"
    usb.mkdir()
    status, told = created(centre, database)
    assert (status, "刁镇" in told) == (0, True)
    assert created(centre, database)[0] == 1  # the folder has its centre
    ask(centre, "centre", "card", "--out", str(usb / "card.json"))

    rooms = []
    for n in range(ROOMS):
        desk = make_room(tmp_path / f"room{n}", some_room(short_name=f"{n}人调"))
        desk.do(register)
        desk.close()
        (usb / f"{n}").mkdir()
        joined = ask(tmp_path / f"room{n}", "room", "join", str(usb / "card.json"))
        ask(tmp_path / f"room{n}", "bundle", "make", str(usb / f"{n}"))
        rooms.append(joined["own_fingerprint"])
    for n in range(ROOMS):
        ask(centre, "bundle", "take", str(usb / f"{n}"))
        ask(tmp_path / f"room{n}", "bundle", "make", str(usb / f"{n}"))
    for fingerprint in rooms:
        ask(centre, "centre", "approve", fingerprint)

    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "app", "--data", str(centre), "--json", "bundle", "take", str(usb / f"{n}")],
            cwd=ROOT, env=os.environ.copy(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for n in range(ROOMS)
    ]  # fmt: skip
    for one in programs:
        out, err = one.communicate()
        assert one.returncode == 0, err.decode()
        assert {told["outcome"] for told in json.loads(out)["taken"]} <= {"taken", "known"}
    assert ask(centre, "case", "list", "--find", "陈㛃喆")["count"] == ROOMS

    found = ask(centre, "doctor")
    assert found["well"], found
    made = ask(centre, "backup", "make", str(usb))
    again = tmp_path / "again"
    restored = new_database(postgres)
    status, told = run(again, "backup", "restore", str(usb / made["file"]), "--database", restored)
    assert status == 0, told
    assert "逐行核对" in told
    assert ask(again, "case", "list")["count"] == ROOMS
    assert ask(again, "centre", "address", restored)["address"].startswith("postgresql://")


def test_a_server_that_is_away_is_one_sentence_without_the_password(tmp_path: Path) -> None:
    for told in (
        created(tmp_path / "centre", OTHER),
        created(tmp_path / "centre", OTHER.replace("postgresql", "mysql")),
    ):
        assert told[0] == 1
        assert "very-secret" not in told[1]
        assert len(told[1].splitlines()) == 1
    assert "连不上数据库服务器" in created(tmp_path / "centre", OTHER)[1]
