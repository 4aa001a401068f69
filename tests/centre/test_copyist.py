"""A centre that answers rooms copies itself beside it, whoever calls; how it went is told in its log."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

from app.centre.copyist import Copyist
from app.desk import copies, copy_rhythm
from app.desk.desk import Desk
from app.sync import caller
from tests.machines import register
from tests.online import answering
from tests.rooms import make_room, some_room


@pytest.fixture(params=["file", "server"])
def centre(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    database = request.getfixturevalue("database") if request.param == "server" else ""
    told = some_room(committee="刁镇综治中心", short_name="", is_centre=True, database=database)
    return make_room(tmp_path / "centre", told)


def until_done(one: Copyist) -> None:
    while one._process is not None:
        time.sleep(0.05)
        one.look()


def test_it_copies_after_many_changes_and_rests_before_the_next(
    centre: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "centre")
    monkeypatch.setattr(copy_rhythm, "MANY", 2)
    one = Copyist(centre)
    one.look()
    assert one._process is None, "one change may wait"
    centre.do(register)
    one.look()
    assert one._process is not None
    centre.do(register)  # nobody is kept waiting
    until_done(one)
    (copy,) = copies.found(centre.data.backups).standing
    assert copy.path.name in caplog.text
    for _ in range(3):
        centre.do(register)
    one.look()
    assert one._process is None, "not one copy upon the other"
    monkeypatch.setattr(copy_rhythm, "REST", 0)
    one.look()
    until_done(one)
    assert len(copies.found(centre.data.backups).standing) == 2
    centre.close()


def test_a_copy_that_fails_is_told_and_tried_again_later(
    centre: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(copy_rhythm, "MANY", 1)
    centre.data.backups.write_text("in the way")
    one = Copyist(centre)
    one.look()
    until_done(one)
    assert "本机自动备份没有做成" in caplog.text
    one.look()
    assert one._process is None, "not every minute"
    centre.data.backups.unlink()
    monkeypatch.setattr(copy_rhythm, "AGAIN", 0)
    one.look()
    until_done(one)
    assert len(copies.found(centre.data.backups).standing) == 1
    centre.close()


def test_it_looks_as_long_as_the_centre_answers(
    centre: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_rhythm, "MANY", 1)
    with Copyist(centre, every=0.05) as one, answering(centre) as at:
        while not copies.found(centre.data.backups).standing:
            with at.caller() as line:
                assert line.send(b"?") == caller.Reply(word="refused")
    assert not one._thread.is_alive()
    until_done(one)
    centre.close()


def test_a_server_that_is_away_is_told_and_asked_again(
    database: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from tests.servers import said

    told = some_room(committee="刁镇综治中心", short_name="", is_centre=True, database=database)
    centre = make_room(tmp_path / "centre", told)
    name = centre.shelf.engine.url.database
    centre.shelf.engine.dispose()
    said(
        database.replace(f"/{name}?", "/postgres?"), f'ALTER DATABASE "{name}" RENAME TO "{name}x"'
    )
    with Copyist(centre, every=0.01) as one:
        while caplog.text.count("服务器上没有这个数据库") < 2:
            time.sleep(0.01)
        assert one._thread.is_alive()
    centre.close()
