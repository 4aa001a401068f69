"""Who comes in while others drag: real sockets, hundreds of them, and a room that has something to say."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import sys
import threading
import time

import pytest

from app.centre import impatient
from app.centre.entrance import address_of
from app.desk.desk import Desk
from app.sync import caller, tls
from tests.online import HOST, Answering, answering, work_for

HEAD = f"POST /sync HTTP/1.1\r\nHost: x\r\nContent-Type: {caller.BUNDLE}\r\n"
BODY = b"?" * 4000  # no bundle: one word, as soon as it is here whole
SERVED = caller.Reply(word="refused")
OTHER = "127.0.0.2"
elsewhere = pytest.mark.skipif(sys.platform == "darwin", reason="its loopback is one address")


class Slow:
    """Many calls from one address that each say a byte now and then, and call again when they are sent away."""

    def __init__(self, at: Answering, count: int, address: str = HOST, every: float = 0.5) -> None:
        self._at, self._address, self._every = at, address, every
        self._context = tls.calling(at.pin, _patient())
        self._over = threading.Event()
        self.said: list[bytes] = []
        self._calls = [self._call() for _ in range(count)]
        self._thread = threading.Thread(target=self._drip)
        self._thread.start()

    def __enter__(self) -> Slow:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        for one in self._calls:
            one.close()

    def _call(self) -> ssl.SSLSocket:
        near = socket.create_connection((HOST, self._at.port), 30, (self._address, 0))
        wire = self._context.wrap_socket(near)
        wire.sendall(f"{HEAD}Content-Length: 100000\r\n\r\n".encode())
        return wire

    def _drip(self) -> None:
        while not self._over.wait(self._every):
            for n, one in enumerate(self._calls):
                told = _heard(one)
                if told is None:
                    with contextlib.suppress(OSError):
                        one.sendall(b"x")
                    continue
                self.said.append(told)
                one.close()
                self._calls[n] = self._call()


def _heard(wire: ssl.SSLSocket) -> bytes | None:
    """What the other side said; None: nothing yet (what TLS says for itself is nothing)."""
    if not select.select([wire], [], [], 0)[0]:
        return None
    wire.setblocking(False)
    try:
        return wire.recv(100)
    except ssl.SSLWantReadError:
        return None
    except OSError:
        return b""
    finally:
        wire.setblocking(True)


def _patient() -> tls.Patience:
    patience = tls.Patience()
    patience.begin(0, 60, 1)
    return patience


def served(at: Answering) -> float:
    """Seconds until a call is answered that comes again whenever it is told to."""
    began = time.monotonic()
    with at.caller() as line:
        for _ in range(50):
            if (reply := line.send(BODY)).word != "busy":
                break
            time.sleep(0.1)
    assert reply == SERVED
    return time.monotonic() - began


def test_a_room_is_served_while_two_hundred_drag_behind_its_own_address(centre: Desk) -> None:
    bounds = {"places": 40, "per_address": 10, "drags": 0.3, "grace": 60.0}
    with answering(centre, **bounds) as at, Slow(at, 200) as slow:
        time.sleep(1)
        took = [served(at) for _ in range(5)]
        assert sum(took) < 10, took
    assert any(one.startswith(b"HTTP/1.1 503") for one in slow.said)


def heard_meanwhile(centre: Desk, times: int, bounds: dict[str, float]) -> list[caller.Reply]:
    """What a room hears while sixteen calls from another address drag on."""
    with answering(centre, **bounds) as at, Slow(at, 16, OTHER):
        time.sleep(1)
        with at.caller() as line:
            return [line.send(BODY) for _ in range(times)]


@elsewhere
def test_one_address_does_not_fill_the_house(centre: Desk) -> None:
    """Not even where its calls keep the pace."""
    bounds = {"places": 12, "per_address": 8, "slowest": 1, "queue": 0.0}
    assert heard_meanwhile(centre, 5, bounds) == [SERVED] * 5


@elsewhere
def test_a_full_house_makes_room_for_who_keeps_the_pace(centre: Desk) -> None:
    bounds = {"places": 8, "per_address": 8, "drags": 0.3, "grace": 60.0}
    assert heard_meanwhile(centre, 3, bounds) == [SERVED] * 3


def test_more_than_a_share_is_told_at_once_to_come_again(centre: Desk) -> None:
    with answering(centre, per_address=3) as at, Slow(at, 3, every=60):
        time.sleep(0.5)
        with at.caller() as line:
            reply = line.send(BODY)
    assert (reply.word, 2 <= reply.wait <= 9) == ("busy", True)


@pytest.mark.parametrize("head", ["Content-Length: 120000000", "Transfer-Encoding: chunked"])
def test_a_body_without_measure_is_refused_at_once_and_the_connection_ends(
    centre: Desk, head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside others who fill the house, too, and however long it would go on."""
    monkeypatch.setattr(impatient, "LINGER", 0.3)
    bounds = {"most": 100_000, "places": 10, "per_address": 10, "drags": 0.3}
    with answering(centre, **bounds) as at, Slow(at, 30):
        time.sleep(1)
        for _ in range(50):
            if not (said := heard_without_measure(at, head)).startswith(b"HTTP/1.1 503"):
                break  # nobody dragged for long enough just then: it comes again
        assert said.startswith(b"HTTP/1.1 413")


def heard_without_measure(at: Answering, head: str) -> bytes:
    """What it is told who sends on and on; whoever may not come in then finds the connection ended."""
    near = socket.create_connection((HOST, at.port), 30)
    with tls.calling(at.pin, _patient()).wrap_socket(near) as wire:
        wire.sendall(f"{HEAD}{head}\r\n\r\n".encode())
        part = b"10000\r\n" + bytes(0x10000) + b"\r\n"
        for _ in range(3):
            wire.sendall(part)
        said = wire.recv(1000)
        with pytest.raises(OSError):  # noqa: PT011  each system says it in its own way
            _without_end(wire, part)
    return said


def _without_end(wire: ssl.SSLSocket, part: bytes) -> None:
    while True:
        wire.sendall(part)


@pytest.mark.parametrize("asked", [True, False])
def test_who_asks_for_it_hears_that_the_answer_is_being_made(
    centre: Desk, monkeypatch: pytest.MonkeyPatch, *, asked: bool
) -> None:
    monkeypatch.setattr(impatient, "SIGN", 0.1)
    work_for(0.5, monkeypatch)
    more = f"{caller.ASKS_FOR_SIGNS}: 20\r\n" if asked else ""
    with answering(centre) as at:
        near = socket.create_connection((HOST, at.port), 30)
        with tls.calling(at.pin, _patient()).wrap_socket(near) as wire:
            wire.sendall(f"{HEAD}{more}Content-Length: 1\r\n\r\n?".encode())
            said = [wire.recv(1000)]
            while not any(b"HTTP/1.1 400" in one for one in said):
                said.append(wire.recv(1000))
    assert (b"HTTP/1.1 102" in b"".join(said)) is asked


def test_an_address_is_what_one_network_has() -> None:
    assert address_of("10.0.0.7") == address_of("::ffff:10.0.0.7") == "10.0.0.7"
    assert address_of("2001:db8::1") == address_of("2001:db8::2:1") != address_of("2001:db8:0:1::1")
    assert address_of("fe80::1%eth0") == address_of("fe80::2%eth0")
    assert address_of("") == ""
