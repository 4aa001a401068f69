"""A room and a centre by the command line alone: over TLS on the loopback and over a folder that stands for the
stick. What serves and what speaks to it are programs of their own; the rest is asked in this process. Cases are
compared field by field as `case show --json` tells them on both sides.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from app.main import main
from tests.rooms import PASSWORD, hasten

ROOT = Path(__file__).resolve().parents[2]
ROOM = """
room:
  committee: 柳林镇人民调解委员会
  short_name: 柳人调
  room_name: 老孟调解室
  mediators: [孟广田 (主任), 苗秀兰]
  centre: 柳林镇社会治理综合服务中心
"""
CASE = """
case:
  type: 邻里纠纷
  accepted_on: 2026-03-0{n}
  summary: 第{n}件，为滴水檐争吵㛃𬭎
parties:
  - role: 申请人
    name: 陈㛃喆
    sex: 女
  - role: 被申请人
    name: 欧阳𬭎
    sex: 男
requests: [留出通风排水通道, 承担菜棚修理费]
inquiry:
  at: 2026-03-09 09:00
  place: 两家之间现场
  by: 孟广田
  finding: 两墙相距18厘米
sessions:
  - at: 2026-03-10 14:30
    place: 老孟调解室
    mediators: [孟广田, 苗秀兰]
    outcome: 达成协议
agreement:
  form: 书面
  made_on: 2026-03-10
  terms: [被申请人留出60厘米通道, 被申请人付修理费600元]
  performance:
    - who: 欧阳𬭎
      what: 付修理费
      amount: 600
      by: 2026-03-20
"""


class Program:
    """One data folder and the command line at it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def command(self, *told: str) -> list[str]:
        return [sys.executable, "-m", "app", "--data", str(self.folder), "--json", *told]

    def ask(self, *told: str, status: int = 0) -> Any:
        """The one JSON object a verb prints, read in this process."""
        line = self.command(*told)[3:]
        with pytest.MonkeyPatch.context() as here, redirect_stdout(io.StringIO()) as out:
            for name, value in _surroundings().items():
                here.setenv(name, value)
            assert main(line) == status, out.getvalue()
        return json.loads(out.getvalue())

    def start(self, *told: str, status: int = 0) -> Any:
        """The same by a process of its own, as a person's computer does it."""
        done = subprocess.run(
            self.command(*told), cwd=ROOT, env=_surroundings(), capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == status, done.stdout + done.stderr
        return json.loads(done.stdout)

    def enter(self, n: int) -> str:
        """Another case; its number."""
        source = self.folder.with_suffix(".yaml")
        source.write_text(CASE.format(n=n), encoding="utf-8")
        return str(self.ask("case", "add", "--from", str(source))["file_no"])

    @contextmanager
    def serving(self, url: str = ":0") -> Iterator[str]:
        """`centre serve` on a free port, or where it answered before; the address it answers at."""
        port = url.rpartition(":")[2]
        at = ("--host", "127.0.0.1", "--port", port, "--name", "127.0.0.1")
        process = subprocess.Popen(
            self.command("centre", "serve", *at), cwd=ROOT, env=_surroundings(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        assert process.stderr is not None
        told = ""
        try:
            while (found := re.search(r"https://127\.0\.0\.1:\d+", told)) is None:
                line = process.stderr.readline()
                assert line, told
                told += line
            yield found.group()
        finally:
            process.send_signal(signal.SIGTERM)
            out, rest = process.communicate()
        assert process.returncode == 0, told + rest
        assert json.loads(out)["url"] == found.group()
        for secret in ("陈㛃喆", "欧阳𬭎", "滴水檐", PASSWORD, "Traceback"):
            assert secret not in told + rest


def _surroundings() -> dict[str, str]:
    return {**os.environ, "MEDIATION_ROOM_PASSWORD": PASSWORD, "NO_PROXY": "*", "LC_ALL": "C.UTF-8"}


def same(room: Program, centre: Program, number: str) -> None:
    """Field by field, and what the rules conclude from it."""
    mine = room.ask("case", "show", number)
    assert mine["case"]["summary"]
    assert centre.ask("case", "show", number) == mine


@pytest.mark.slow  # seven starts of the program
@pytest.mark.skipif(sys.platform == "win32", reason="a polite end is asked for by a signal")
def test_two_programs_agree_over_the_line_and_over_the_stick(tmp_path: Path) -> None:
    room, centre = Program(tmp_path / "room"), Program(tmp_path / "centre")
    stick, card = tmp_path / "stick", str(tmp_path / "card.json")
    stick.mkdir()
    told = tmp_path / "told.yaml"
    told.write_text(ROOM, encoding="utf-8")
    room.start("room", "create", "--from", str(told))
    hasten(room.folder)
    centre.ask("centre", "create", "--from", str(told))
    first = room.enter(1)

    with centre.serving() as url:
        spoken = centre.ask("centre", "card", "--out", card, "--url", url)["fingerprint"]
        assert room.ask("room", "join", card)["fingerprint"] == spoken
        held = room.start("sync", "now", status=1)
        assert held["outcome"] == "held"
        (taken,) = centre.ask("centre", "approve", held["fingerprint"])["taken"]
        assert taken["new"] > 0
        by_line = room.start("sync", "now")
        assert (by_line["outcome"], by_line["between"]["same"]) == ("agreed", True)
        assert by_line["between"]["counts"][0] == by_line["between"]["counts"][1]
        same(room, centre, first)

    second = room.enter(2)
    assert room.ask("sync", "now", status=1)["refused"] == "line.offline"
    (written,) = room.ask("bundle", "make", str(stick))["written"]
    assert written["entries"] > 0
    (taken,) = centre.ask("bundle", "take", str(stick))["taken"]
    assert (taken["outcome"], taken["new"]) == ("taken", written["entries"])
    same(room, centre, second)

    third = room.enter(3)
    with (
        centre.serving() as url
    ):  # another port: the new card says where, and it is the same centre
        centre.ask("centre", "card", "--out", card, "--url", url)
        room.ask("room", "join", card)
        both = room.start("sync", "now")
        assert (both["outcome"], both["between"]["same"]) == ("agreed", True)
        again = room.start("sync", "now")
        assert (again["rounds"], again["sent"], again["new"]) == (1, 0, 0)
        same(room, centre, third)
    assert centre.ask("case", "list")["count"] == 3
