"""What a centre answers to whoever calls: bounded, patient for a while, and telling nobody anything new."""

from __future__ import annotations

import http.client
import io
import logging
import socket
import ssl
import threading
import time
import warnings
from pathlib import Path
from typing import Any

import msgspec
import pytest
from nacl.signing import SigningKey
from pyrage import x25519

from app.centre import impatient
from app.desk import answering as answers
from app.desk.desk import Desk
from app.store import chain, peers
from app.sync import bundle, caller, pack, seal, spool, tls
from tests.machines import register
from tests.online import HOST, Answering, answering


class Client:
    """A room's computer as the line sees it: a key, an address, bundles."""

    def __init__(self, centre: Desk, folder: Path, name: str = "柳林村调解室") -> None:
        self.key, self.identity = SigningKey.generate(), str(x25519.Identity.generate())
        self.log, self.name = chain.log_name(self.key), name
        self._centre, self._folder = centre, folder

    def told(self, *texts: str, to: str = "") -> bytes:
        """A sealed bundle with one entry for each text."""
        entries: list[chain.Entry] = []
        for n, text in enumerate(texts, 1):
            ops = [["i", "case", f"{self.log[:8]}{n}", {"summary": text}]]
            last = entries[-1].id if entries else None
            entries.append(
                chain.write(
                    self.key, seq=n, prev=last, see=[], lam=n, wall="w", user="u", ops=ops, verb="v"
                )
            )
        card = bundle.Card(self.name, peers.ROOM, seal.address(self.identity))
        packed = pack.pack(
            self.key, entries, card=card, room=self.log[:16], to=to or self._centre.shelf.log,
            have={}, scratch=self._folder,
        )  # fmt: skip
        out = io.BytesIO()
        packed.pour(out, seal.address(self._centre.shelf.identity))
        packed.close()
        return out.getvalue()

    def trusted(self) -> Client:
        address = seal.address(self.identity)
        with self._centre.shelf.local_writing() as link:
            peers.meet(link, peers.Peer(self.log, peers.ROOM, self.log[:16], self.name, address))
            peers.trust(link, self.log, "2026-03-02T09:00:00")
        return self


def wire(at: Answering) -> ssl.SSLSocket:
    """A socket to the centre, for whoever does not speak as a client should."""
    plain = socket.create_connection((HOST, at.port), timeout=30)
    return tls.calling(at.pin, _patient()).wrap_socket(plain)


def _patient() -> tls.Patience:
    patience = tls.Patience()
    patience.begin(0, 60, 1)
    return patience


def ask(
    at: Answering, verb: str, path: str, body: Any = None, **more: str
) -> tuple[int, str, bytes]:
    line = http.client.HTTPSConnection(HOST, at.port, context=tls.calling(at.pin, _patient()))
    kinds = {name.replace("_", "-"): value for name, value in more.items()}
    line.request(verb, path, body, kinds)
    answer = line.getresponse()
    told = answer.status, answer.headers.get("content-type", ""), answer.read()
    line.close()
    return told


def word(told: tuple[int, str, bytes]) -> tuple[int, str]:
    assert told[1] == "application/json"
    found = msgspec.json.decode(told[2])
    assert found.keys() == {"word"}
    return told[0], found["word"]


def test_whoever_looks_in_hears_one_sentence(at: Answering) -> None:
    status, kind, body = ask(at, "GET", "/")
    assert (status, kind.split(";")[0]) == (200, "text/plain")
    assert "调解中心" in body.decode()
    assert "刁镇" not in body.decode()


@pytest.mark.parametrize(
    ("verb", "path", "status"),
    [("GET", "/sync", 405), ("POST", "/", 405), ("GET", "/docs", 404), ("DELETE", "/sync", 405)],
)
def test_nothing_else_is_there(at: Answering, verb: str, path: str, status: int) -> None:
    assert word(ask(at, verb, path)) == (status, "refused")


def test_a_known_room_is_answered_with_a_bundle_for_it_alone(
    centre: Desk, at: Answering, tmp_path: Path
) -> None:
    one = Client(centre, tmp_path).trusted()
    with at.caller() as line:
        reply = line.send(one.told("为滴水檐争吵"))
    sink = io.BytesIO()
    seal.unseal(io.BytesIO(reply.bundle), sink, one.identity)
    assert sink.getvalue()[:4] == bundle.MAGIC
    assert not list((tmp_path / "centre" / "spool").glob("*.*"))


def test_every_reason_to_refuse_is_one_word(centre: Desk, at: Answering, tmp_path: Path) -> None:
    one = Client(centre, tmp_path).trusted()
    whole = one.told("为滴水檐争吵")
    strange = [
        b"", b"hello", bytes(5000), whole[:-1], whole + b"x", whole[:300] + b"\0" + whole[301:],
        one.told("给别处的", to="another"),
    ]  # fmt: skip
    for told in strange:
        assert word(ask(at, "POST", "/sync", told, content_type=caller.BUNDLE)) == (400, "refused")
    with centre.shelf.reading() as db:
        assert peers.exchanges(db, 99) == []  # anybody could fill the list
    assert not list((tmp_path / "centre" / "spool").glob("*.*"))


def test_a_stranger_is_held_once_and_a_flood_of_them_is_not(
    centre: Desk, at: Answering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "MOST_HELD_AT_ALL", 3)
    with at.caller() as line:
        for n in range(3):
            one = Client(centre, tmp_path, f"第{n}村")
            assert line.send(one.told("x")).word == "held"
            assert line.send(one.told("x", "y")).word == "held"
        assert line.send(Client(centre, tmp_path).told("x")).word == "too_many_held"
        assert line.send(one.told("x", "y", "z")).word == "held"
    assert len(list((tmp_path / "centre" / "spool" / "held").iterdir())) == 3
    with centre.shelf.reading() as db:
        assert len(peers.known(db)) == 3


def test_too_much_is_cut_off_before_it_is_read(centre: Desk, tmp_path: Path) -> None:
    with answering(centre, most=10_000) as at:
        told = {"content_type": caller.BUNDLE}
        assert word(ask(at, "POST", "/sync", bytes(10_001), **told)) == (413, "too_large")
        endless = (bytes(1000) for _ in range(11))
        assert word(ask(at, "POST", "/sync", endless, **told)) == (413, "too_large")
        assert word(ask(at, "POST", "/sync", b"x")) == (415, "refused")
    assert not list((tmp_path / "centre" / "spool").glob("*.*"))


def test_an_answer_that_would_be_too_long_says_there_is_more(centre: Desk, tmp_path: Path) -> None:
    one = Client(centre, tmp_path).trusted()
    with answering(centre, most=12_000) as at, at.caller() as line:
        line.send(one.told("为滴水檐争吵"))
        for n in range(40):
            centre.do_in(one.log[:16], register, f"第{n}件" + "批" * n)
        reply = line.send(one.told("为滴水檐争吵"))
    assert len(reply.bundle) <= 12_000
    sink = io.BytesIO()
    seal.unseal(io.BytesIO(reply.bundle), sink, one.identity)
    assert b'"more":true' in sink.getvalue()


def test_who_says_nothing_or_says_it_slowly_is_not_waited_for(
    centre: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(impatient, "PATIENCE", 0.3)
    with answering(centre, silence=0.3) as at:
        with wire(at) as silent:
            assert silent.recv(100) == b""
        with wire(at) as slow:
            slow.sendall(b"POST /sync HTTP/1.1\r\n")
            assert slow.recv(100) == b""
        head = f"POST /sync HTTP/1.1\r\nHost: x\r\nContent-Type: {caller.BUNDLE}\r\n"
        with wire(at) as stopped:
            stopped.sendall(f"{head}Content-Length: 99\r\n\r\nabc".encode())
            assert stopped.recv(100).startswith(b"HTTP/1.1 408")
    assert not list((tmp_path / "centre" / "spool").glob("*.*"))


def test_who_drips_is_not_waited_for_either(centre: Desk) -> None:
    head = f"POST /sync HTTP/1.1\r\nHost: x\r\nContent-Type: {caller.BUNDLE}\r\n"
    with answering(centre, grace=0.1, slowest=10**6) as at, wire(at) as drip:
        drip.sendall(f"{head}Content-Length: 99\r\n\r\n".encode())
        for _ in range(4):
            drip.sendall(b"x")
            time.sleep(0.02)
        assert drip.recv(100).startswith(b"HTTP/1.1 408")


def test_a_head_without_end_is_refused(at: Answering) -> None:
    with wire(at) as long:
        try:
            long.sendall(b"POST /sync HTTP/1.1\r\nX: " + b"x" * 70_000)
            reply = long.recv(100)
        except (ssl.SSLError, ConnectionError):
            reply = b""  # hung up on before its last piece was sent: the refusal went past it
    assert not reply or reply.startswith(b"HTTP/1.1 4")


def test_old_tls_is_not_spoken(at: Answering) -> None:
    context = tls.calling(at.pin, _patient())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it is old is the point
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection((HOST, at.port), timeout=30) as plain,
        pytest.raises(ssl.SSLError),
    ):
        context.wrap_socket(plain)


def test_a_full_house_asks_to_come_again_and_not_all_at_once(centre: Desk, tmp_path: Path) -> None:
    with answering(centre, places=3, queue=0.5) as at, at.caller() as line:
        busy = _Guests(at)
        for _ in range(3):
            busy.hold()
        reply = line.send(Client(centre, tmp_path).told("x"))
        assert (reply.word, 2 <= reply.wait <= 9) == ("busy", True)
        busy.let_go()
        while line.send(b"?").word == "busy":  # until they are known to be gone
            pass
        assert line.send(Client(centre, tmp_path).told("x")).word == "held"


class _Guests:
    """Calls that begin and do not go on."""

    def __init__(self, at: Answering) -> None:
        self._at = at
        self._open: list[ssl.SSLSocket] = []

    def hold(self) -> None:
        one = wire(self._at)
        head = f"POST /sync HTTP/1.1\r\nHost: x\r\nContent-Type: {caller.BUNDLE}\r\n"
        one.sendall(f"{head}Expect: 100-continue\r\nContent-Length: 9\r\n\r\n".encode())
        assert one.recv(100).startswith(b"HTTP/1.1 100")  # its turn came
        self._open.append(one)

    def let_go(self) -> None:
        for one in self._open:
            one.close()


def test_sixty_rooms_at_once_are_all_served(
    centre: Desk, at: Answering, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    rooms = [Client(centre, tmp_path, f"第{n}村").trusted() for n in range(60)]
    replies: dict[str, caller.Reply] = {}
    together = threading.Barrier(len(rooms))

    def call(one: Client) -> None:
        with at.caller() as line:
            told = one.told("陈㛃喆与欧阳𬭎争吵", "又一件")
            together.wait()
            replies[one.log] = line.send(told)

    threads = [threading.Thread(target=call, args=(one,)) for one in rooms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in rooms:
        seal.unseal(io.BytesIO(replies[one.log].bundle), io.BytesIO(), one.identity)
    assert len(replies) == 60
    assert "陈㛃喆" not in caplog.text
    assert centre.look(lambda db: db.connection().exec_driver_sql(COUNT).scalar()) == 120


COUNT = "SELECT count(*) FROM entry WHERE log IN (SELECT log FROM peer)"


def test_a_fault_of_our_own_is_no_word_about_us(
    at: Answering, centre: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("陈㛃喆")

    monkeypatch.setattr(answers.Answering, "answer", break_down)
    status, _, body = ask(at, "POST", "/sync", b"x", content_type=caller.BUNDLE)
    assert status == 500
    assert "陈" not in body.decode()
