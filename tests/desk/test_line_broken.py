"""The line breaks, lies, drags or leads elsewhere: each has its sentence, and nothing is half done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.centre import impatient
from app.desk import enrolment, line
from app.desk.desk import Desk
from app.records import Case, Party
from app.store import peers
from app.sync import caller
from app.trouble import Trouble
from app.words import say
from tests.machines import change, register, state
from tests.online import (
    Answering,
    Impostor,
    Proxy,
    Relay,
    answering,
    centre_in,
    join,
    room_in,
    work_for,
)

HTML = b"<html><body>Please log in</body></html>"


def http(head: str, body: bytes = b"", **more: str) -> bytes:
    told = {"Content-Length": str(len(body)), "Connection": "close", **more}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {head}\r\n{lines}\r\n".encode() + body


@pytest.fixture(scope="module")
def one_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Desk, Answering]]:
    """A room and its centre that know each other and agree."""
    folder = tmp_path_factory.mktemp("town")
    room, centre = room_in(folder / "room"), centre_in(folder / "centre")
    with answering(centre) as at:
        join(room, centre, at, folder)
        sync(room)
        enrolment.approve(centre, enrolment.own_fingerprint(room))
        assert sync(room).outcome == line.AGREED
        yield room, centre, at
    room.close()
    centre.close()


@pytest.fixture
def town(one_town: tuple[Desk, Desk, Answering]) -> tuple[Desk, Desk, Answering]:
    """The same town for every test: the room calls its own centre, on the straight way."""
    room, _, at = one_town
    lead(room, at.url, at.pin)
    room.settings.proxy = caller.NONE
    return one_town


def sync(room: Desk, **more: Any) -> line.Synced:
    return line.sync_now(room, wait=lambda seconds: None, **more)


def lead(room: Desk, url: str, pin: str) -> None:
    """From now on the room calls there."""
    with room.shelf.local_writing() as link:
        (centre,) = peers.known(link)
        told = (centre.log, centre.role, centre.room, centre.name, centre.recipient)
        peers.meet(link, peers.Peer(*told, url=url, pin=pin))


def held(desk: Desk) -> tuple[set[str], set[str]]:
    """Every case with its remark, and each must have both its parties."""
    with desk.shelf.reading() as db:
        cases = db.query(Case).all()
        for case in cases:
            assert db.query(Party).where(Party.case_id == case.id).count() == 2
        return {c.summary or "" for c in cases}, {c.remark for c in cases if c.remark}


@pytest.mark.parametrize("way", ["up", "down"])
def test_wherever_the_line_is_cut_all_or_nothing_arrived_and_the_next_try_finishes(
    town: tuple[Desk, Desk, Answering], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, centre, at = town
    monkeypatch.setattr(line, "TRIES", 1)
    first = room.do(register, "第0件")
    sync(room)
    keys: set[str] = set()
    step = most = 0
    while True:
        before = held(centre)[0], held(room)[1]
        room.do(register, f"{way}{most}")
        centre.do(change, first, remark=f"{way}{most}")
        wire = Relay(at.port, **{way: most})
        lead(room, wire.url, at.pin)
        key = trouble_of(room)
        wire.close()
        assert held(centre)[0] in (before[0], held(room)[0])
        assert held(room)[1] in (before[1], held(centre)[1])
        lead(room, at.url, at.pin)
        assert sync(room).outcome == line.AGREED
        assert held(room) == held(centre)
        if not key:
            break
        keys.add(key)
        step, most = step + 1, most + 260
    assert step > 8
    assert keys <= {"line.cut", "line.offline", "line.not_tls"}


def trouble_of(room: Desk) -> str:
    try:
        sync(room)
    except Trouble as why:
        return why.key
    return ""


ANSWERS = {
    "a login page": ([http("200 OK", HTML, Content_Type="text/html")], "line.not_a_centre"),
    "a login page elsewhere": (
        [http("302 Found", Location="https://portal.example/")], "line.redirected",
    ),
    "a kept redirect": (
        [http("308 Permanent Redirect", Location="https://portal.example/")], "line.redirected",
    ),
    "a fault": ([http("500 Internal Server Error", b"sorry")], "line.centre_fails"),
    "another bundle": (
        [http("200 OK", b"ZJB1" * 99, Content_Type=caller.BUNDLE)], "line.bad_answer",
    ),
    "an empty bundle": ([http("200 OK", b"", Content_Type=caller.BUNDLE)], "line.refused"),
    "far too much": (
        [http("200 OK", bytes(caller.LARGEST + 1), Content_Type=caller.BUNDLE)], "line.too_much",
    ),
    "a bomb": (
        [http("200 OK", b"\x1f\x8b", Content_Type=caller.BUNDLE, Content_Encoding="gzip")],
        "line.not_a_centre",
    ),
    "half an answer": (
        [http("200 OK", b"abc", Content_Type=caller.BUNDLE, Content_Length="99")], "line.cut",
    ),
    "nothing": ([b""], "line.cut"),
    "another protocol": ([b"220 mail.example ESMTP\r\n"], "line.cut"),
    "a word nobody knows": (
        [http("400 Bad Request", b'{"word":"xyz"}', Content_Type="application/json")],
        "line.refused",
    ),
    "no word": (
        [http("400 Bad Request", b"[[[[", Content_Type="application/json")], "line.not_a_centre",
    ),
    "an older centre": (
        [http("400 Bad Request", b'{"word":"newer"}', Content_Type="application/json")],
        "line.centre_older",
    ),
    "come again": ([http("503 Busy", Retry_After="999999")], "line.busy"),
    "come again, sometime": ([http("503 Busy", Retry_After="tomorrow")], "line.busy"),
    "not found": ([http("404 Not Found", HTML, Content_Type="text/html")], "line.not_a_centre"),
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_every_strange_answer_has_its_sentence_and_changes_nothing(
    town: tuple[Desk, Desk, Answering], tmp_path: Path, name: str
) -> None:
    room, _, _ = town
    told, key = ANSWERS[name]
    room.do(register, "留在本机")
    before = state(room.shelf)
    other = Impostor(tmp_path / "other", *told)
    lead(room, other.url, other.pin)
    waits: list[float] = []
    with pytest.raises(Trouble) as raised:
        line.sync_now(room, wait=waits.append)
    other.close()
    assert raised.value.key == key
    assert str(raised.value)
    assert state(room.shelf) == before
    assert all(0 < seconds <= caller.LONGEST_WAIT + line.LONGEST for seconds in waits)
    assert not list(room.data.spool.glob("*.in"))


def test_whoever_sends_a_byte_a_minute_is_not_waited_for(
    town: tuple[Desk, Desk, Answering], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, _, _ = town
    monkeypatch.setattr(caller, "FIRST", 0.3)
    monkeypatch.setattr(caller, "SLOWEST", 10**6)
    monkeypatch.setattr(line, "TRIES", 1)
    told = http("200 OK", bytes(200), Content_Type=caller.BUNDLE)
    other = Impostor(tmp_path / "other", *(told[n : n + 1] for n in range(len(told))), pause=0.05)
    lead(room, other.url, other.pin)
    with pytest.raises(Trouble) as raised:
        sync(room)
    other.close()
    assert raised.value.key == "line.slow"


def test_a_line_that_dies_silently_is_told_soon_and_how_far_it_is_meanwhile(
    town: tuple[Desk, Desk, Answering], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy on the way takes every byte and passes no more on: nobody hears of a break."""
    room, centre, _ = town
    monkeypatch.setattr(caller, "SILENT", 0.3)
    proxy = Proxy(most=1900)
    room.settings.proxy = proxy.address
    room.do(register, "卡在路上")
    before = held(centre)
    said: list[tuple[str, dict[str, object]]] = []
    with pytest.raises(Trouble) as raised:
        line.sync_now(
            room, wait=lambda seconds: None, tell=lambda key, facts: said.append((key, facts))
        )
    proxy.close()
    assert raised.value.key == "line.silent"
    assert held(centre) == before
    assert [key for key, _ in said] == ["line.calls", *["line.again"] * (line.TRIES - 1)]
    assert [facts["tried"] for _, facts in said[1:]] == [2, 3, 4]
    assert all("{" not in say(key, **facts) for key, facts in said)
    assert len(proxy.asked) == line.TRIES
    room.settings.proxy = caller.NONE
    assert sync(room).outcome == line.AGREED


def test_a_centre_that_works_for_long_is_not_taken_for_a_dead_line(
    town: tuple[Desk, Desk, Answering], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, _, _ = town
    monkeypatch.setattr(caller, "SILENT", 0.6)
    monkeypatch.setattr(impatient, "SIGN", 0.1)
    work_for(1.5, monkeypatch)
    room.do(register, "中心很忙")
    monkeypatch.setattr(line, "TRIES", 1)
    assert sync(room).outcome == line.AGREED


def test_a_centre_that_found_us_slow_is_called_again(
    town: tuple[Desk, Desk, Answering], tmp_path: Path
) -> None:
    room, _, _ = town
    other = Impostor(
        tmp_path / "other", http("408 Slow", b'{"word":"slow"}', Content_Type="application/json")
    )
    lead(room, other.url, other.pin)
    waits: list[float] = []
    with pytest.raises(Trouble) as raised:
        line.sync_now(room, wait=waits.append)
    other.close()
    assert raised.value.key == "line.slow"
    assert len(waits) == line.TRIES - 1


def test_another_certificate_than_the_cards_is_refused_before_anything_is_said(
    town: tuple[Desk, Desk, Answering], tmp_path: Path
) -> None:
    room, _, at = town
    other = Impostor(tmp_path / "other", http("200 OK"))
    lead(room, other.url, at.pin)
    with pytest.raises(Trouble) as raised:
        sync(room)
    other.close()
    assert raised.value.key == "line.wrong_certificate"
    assert "名片" in str(raised.value)


def test_without_a_pin_only_a_certificate_that_can_be_checked_counts(
    town: tuple[Desk, Desk, Answering],
) -> None:
    room, _, at = town
    lead(room, at.url, "")
    with pytest.raises(Trouble) as raised:
        sync(room)
    assert raised.value.key == "line.certificate"


def test_what_does_not_speak_tls_is_told(
    town: tuple[Desk, Desk, Answering], tmp_path: Path
) -> None:
    room, _, at = town
    other = Impostor(tmp_path / "other", http("200 OK", HTML), tls=False)
    lead(room, other.url, at.pin)
    with pytest.raises(Trouble) as raised:
        sync(room)
    other.close()
    assert raised.value.key == "line.not_tls"


def test_the_answer_of_another_place_is_not_the_centres(
    town: tuple[Desk, Desk, Answering], tmp_path: Path
) -> None:
    room, _, _ = town
    stranger = centre_in(tmp_path / "elsewhere", "外镇综治中心")
    with answering(stranger) as at:
        lead(room, at.url, at.pin)
        room.do(register, "只给自己的中心")
        with pytest.raises(Trouble) as raised:
            sync(room)
    assert (
        raised.value.key == "line.refused"
    )  # it was sealed to the centre, so it could not be read
    stranger.close()


def test_nobody_there_is_tried_four_times_later_each_time(
    town: tuple[Desk, Desk, Answering],
) -> None:
    room, _, at = town
    lead(room, "https://127.0.0.1:9", at.pin)
    waits: list[float] = []
    with pytest.raises(Trouble) as raised:
        line.sync_now(room, wait=waits.append)
    assert raised.value.key == "line.offline"
    assert len(waits) == line.TRIES - 1
    for tried, seconds in enumerate(waits):
        assert 2**tried / 2 <= seconds <= 2**tried


def test_an_ordinary_proxy_of_the_settings_is_used(
    town: tuple[Desk, Desk, Answering],
) -> None:
    room, centre, at = town
    proxy = Proxy()
    room.settings.proxy = proxy.address
    room.do(register, "经代理")
    assert sync(room).outcome == line.AGREED
    proxy.close()
    assert proxy.asked == [f"CONNECT 127.0.0.1:{at.port}"]
    assert held(centre) == held(room)


def test_the_proxy_of_the_surroundings_is_used_where_none_is_set(
    town: tuple[Desk, Desk, Answering], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, _, at = town
    proxy = Proxy()
    for name in ("no_proxy", "NO_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.address}")
    room.settings.proxy = ""
    assert sync(room).outcome == line.AGREED
    assert proxy.asked == [f"CONNECT 127.0.0.1:{at.port}"]
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert sync(room).outcome == line.AGREED
    assert len(proxy.asked) == 1
    proxy.close()


def test_a_proxy_that_refuses_and_one_nobody_can_use_are_told(
    town: tuple[Desk, Desk, Answering],
) -> None:
    room, _, _ = town
    proxy = Proxy(refuses=True)
    for told, key in (
        (proxy.address, "line.proxy"), ("socks5://127.0.0.1:1", "line.proxy_kind"),
        ("http://[", "line.proxy_kind"),
    ):  # fmt: skip
        room.settings.proxy = told
        with pytest.raises(Trouble) as raised:
            sync(room)
        assert raised.value.key == key
    proxy.close()
