"""A centre whose PostgreSQL server falls while rooms call: they are told to come again, and nothing is lost."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.desk import enrolment, line
from app.main import main
from app.trouble import Trouble
from tests import servers
from tests.machines import register
from tests.online import answering, centre_on, join, room_in
from tests.rooms import PASSWORD


@pytest.fixture(scope="module")
def fragile() -> Iterator[Any]:
    """A server that may fall without hurting other tests."""
    with servers.started() as running:
        yield running
        servers.again(running)


@pytest.fixture
def own_server(fragile: Any) -> Any:
    """The same, and it stands."""
    servers.again(fragile)
    return fragile


@pytest.mark.slow
def test_a_room_is_told_to_come_again_while_the_database_of_its_centre_is_away(
    own_server: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    centre = centre_on(servers.shelf_on(own_server.get_uri()), tmp_path / "centre")
    room = room_in(tmp_path / "room")
    told: list[str] = []
    pauses = iter((lambda: None, lambda: servers.again(own_server)))

    def hear(key: str, facts: dict[str, object]) -> None:
        told.append(str(facts.get("why", key)))

    caplog.set_level(logging.INFO, "centre")
    with answering(centre) as at:
        join(room, centre, at, tmp_path)
        line.sync_now(room)
        enrolment.approve(centre, enrolment.own_fingerprint(room))
        room.do(register, "为滴水檐争吵")
        servers.stop(own_server)
        with pytest.raises(Trouble) as why:
            line.sync_now(room, wait=lambda _: None, tell=hear)
        assert why.value.key == "line.away"
        assert [one[:7] for one in told[1:]] == ["中心暂时不能收"] * (line.TRIES - 1)
        said = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
        assert "连不上数据库服务器" in said[0] or "连接断了" in said[0]
        assert "连不上数据库服务器" in said[-1]

        done = line.sync_now(room, wait=lambda _: next(pauses)(), tell=hear)
        assert (done.outcome, done.lacking) == (line.AGREED, 0)
    centre.close()
    room.close()


@pytest.mark.slow
def test_the_examination_says_that_the_database_server_is_away(
    own_server: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    (tmp_path / "CENTRE.yaml").write_text("room:\n  centre: 刁镇综治中心\n", encoding="utf-8")
    here = ["--json", "--data", str(tmp_path / "centre")]
    address = servers.new_database(own_server.get_uri())
    assert (
        main(
            [
                *here,
                "centre",
                "create",
                "--from",
                str(tmp_path / "CENTRE.yaml"),
                "--database",
                address,
            ]
        )
        == 0
    )
    servers.stop(own_server)
    capsys.readouterr()
    assert main([*here, "doctor"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["lines"]
    assert (found["key"], found["told"][:9]) == ("file", "连不上数据库服务器")
