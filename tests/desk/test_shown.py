"""The card and the certificate of the service: the same, or it is said before any room stands before a closed door."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.desk import address, certificate, enrolment, line, shown
from app.desk.desk import Desk
from app.main import main
from app.sync import cards
from app.trouble import Trouble
from tests.machines import desk_in
from tests.online import HOST, answering, centre_in, join, room_in
from tests.rooms import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
URL = "https://centre.example:8443"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate of the centre's own making, and its key."""
    made = certificate.make([HOST])
    told = tmp_path / "c.pem", tmp_path / "k.pem"
    told[0].write_text(made.pem + certificate.make(["other"]).pem)  # and the rest of its chain
    told[1].write_text(made.key)
    return told


def calls(room: Desk) -> str:
    """What comes of a call of a room."""
    try:
        return line.sync_now(room, wait=lambda _: None).outcome
    except Trouble as why:
        return why.key


def test_a_room_gets_through_to_a_certificate_of_a_file_with_the_next_card(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    centre, room = centre_in(tmp_path / "centre"), room_in(tmp_path / "room")
    with answering(centre) as at:
        join(room, centre, at, tmp_path)
        assert calls(room) == line.HELD
        assert shown.doubts(centre) == []
    with answering(centre, at.port, files):
        assert "拿着旧名片的调解室连不上" in shown.doubts(centre)[0]
        assert calls(room) == "line.wrong_certificate"
        join(room, centre, at, tmp_path)
        assert calls(room) == line.HELD
        assert shown.doubts(centre) == []
        assert "c.pem" in centre.look(address.now).sentence()
    with answering(centre, at.port):  # its own again
        assert shown.doubts(centre)
        join(room, centre, at, tmp_path)
        assert calls(room) == line.HELD
    for desk in (centre, room):
        desk.close()


def test_a_card_may_name_the_certificate_before_anything_is_answered(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    centre, room = centre_in(tmp_path / "centre"), room_in(tmp_path / "room")
    with answering(centre, given=files) as at:
        pass
    enrolment.centre_card(centre, tmp_path / "card.json", at.url, shows=files[0])
    enrolment.join(room, tmp_path / "card.json")
    with answering(centre, at.port, files):
        assert calls(room) == line.HELD
        assert shown.doubts(centre) == []
    for desk in (centre, room):
        desk.close()


def test_a_certificate_that_signs_itself_is_not_everybodys(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    centre = desk_in(tmp_path / "centre", "综治中心", centre=True)
    shown.keep(centre, files[0])
    enrolment.centre_card(centre, tmp_path / "card.json", URL, public=True)
    assert cards.load(tmp_path / "card.json").pin == ""
    assert "自己签的" in centre.look(address.now).sentence()
    assert "自己签的" in shown.doubts(centre)[0]
    enrolment.centre_card(centre, tmp_path / "card.json", shows=files[0])
    assert cards.load(tmp_path / "card.json").pin == shown.read(files[0]).pin
    assert shown.doubts(centre) == []
    centre.close()


def test_what_is_said_once_to_be_everybodys_stays_so(tmp_path: Path) -> None:
    centre = desk_in(tmp_path / "centre", "综治中心", centre=True)
    enrolment.centre_card(centre, tmp_path / "card.json", URL)
    enrolment.centre_card(centre, tmp_path / "card.json", public=True)
    enrolment.centre_card(centre, tmp_path / "card.json")
    assert cards.load(tmp_path / "card.json").pin == ""
    centre.close()


def test_a_file_without_a_certificate_is_said(tmp_path: Path, files: tuple[Path, Path]) -> None:
    for file in (files[1], tmp_path / "nothing.pem"):
        with pytest.raises(Trouble) as why:
            shown.read(file)
        assert why.value.key == "line.no_certificate"


@pytest.mark.slow
def test_the_service_says_as_it_starts_that_rooms_with_the_last_card_hang_up(
    tmp_path: Path, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    (tmp_path / "CENTRE.yaml").write_text("room:\n  centre: 刁镇综治中心\n", encoding="utf-8")
    here = ["--data", str(tmp_path / "centre"), "centre"]
    assert main([*here, "create", "--from", str(tmp_path / "CENTRE.yaml")]) == 0
    assert main([*here, "card", "--out", str(tmp_path / "card.json"), "--url", URL]) == 0
    given = ["--certificate", str(files[0]), "--key", str(files[1])]
    told = [sys.executable, "-m", "app", *here, "serve", "--host", HOST, "--port", "0", *given]
    with subprocess.Popen(told, cwd=ROOT, env=os.environ.copy(), stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        said = [running.stderr.readline().decode() for _ in range(2)]
        running.terminate()
        running.stderr.read()
    assert "等候" in said[0]
    assert "centre card" in said[1]
