"""`sync now` says how far it is, beside its answer; `centre serve` takes its bounds from the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from app.cli.verbs import parser
from app.desk import enrolment, line
from app.main import main
from app.sync import caller
from app.trouble import Trouble
from tests.machines import register
from tests.online import Proxy, answering, centre_in
from tests.rooms import PASSWORD, moved_room


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Proxy]]:
    """A room that its centre approved, and a proxy on the way that passes on no more than it is told."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    centre, proxy = centre_in(tmp_path / "centre"), Proxy()
    desk = moved_room(tmp_path / "room")
    with answering(centre) as at:
        enrolment.centre_card(centre, tmp_path / "card.json", at.url)
        enrolment.join(desk, tmp_path / "card.json")
        desk.settings.proxy = proxy.address
        desk.settings.save(desk.data.settings)
        line.sync_now(desk)
        enrolment.approve(centre, enrolment.own_fingerprint(desk))
        desk.do(register)
        desk.close()
        yield tmp_path / "room", proxy
    proxy.close()
    centre.close()


def run(folder: Path, *told: str) -> tuple[int, str, str]:
    out, beside = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(beside):
        status = main(["--data", str(folder), *told])
    return status, out.getvalue(), beside.getvalue()


def test_an_exchange_says_how_far_it_is_beside_its_answer(room: tuple[Path, Proxy]) -> None:
    status, out, beside = run(room[0], "sync", "now")
    assert (status, out.count("\n")) == (0, 1)
    first, *more = beside.splitlines()
    assert "20 秒" in first
    assert "大约 2 分钟" in first
    assert more[0].startswith("第 1 趟：已送出")


def test_a_program_reads_one_object_and_nothing_beside(room: tuple[Path, Proxy]) -> None:
    status, out, beside = run(room[0], "--json", "sync", "now")
    assert (status, json.loads(out)["outcome"], beside) == (0, "agreed", "")


def test_a_dead_line_is_told_try_by_try(
    room: tuple[Path, Proxy], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caller, "SILENT", 0.3)
    monkeypatch.setattr(line, "pause", lambda tried: 0.01)
    room[1].most = 1900
    status, out, beside = run(room[0], "sync", "now")
    assert (status, out) == (1, "")
    assert [f"第 {n} 次" in beside for n in (2, 3, 4, 5)] == [True, True, True, False]
    assert "线路像是断了" in beside.splitlines()[-1]


def test_a_centre_takes_its_bounds_from_the_command_line() -> None:
    told = parser().parse_args(["centre", "serve", "--per-address", "100", "--slowest", "200"])
    assert (told.per_address, told.slowest) == (100, 200)
    with pytest.raises(Trouble):
        parser().parse_args(["centre", "serve", "--per-address", "0"])
