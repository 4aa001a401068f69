"""Centres that really answer: uvicorn and TLS on the loopback, in a thread of the test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from app.centre import serve
from app.desk import answering as answers
from app.desk import certificate, enrolment
from app.desk.desk import Desk
from app.settings import Settings
from app.store.shelf import Shelf
from app.sync import caller
from app.sync.stick import Carried
from tests.machines import desk_in, desk_on

HOST = "127.0.0.1"


@dataclass
class Answering:
    """A centre that answers now."""

    url: str
    port: int
    pin: str

    def caller(self, **more: Any) -> caller.Caller:
        return caller.Caller(self.url, more.get("pin", self.pin), more.get("proxy", caller.NONE))


@contextmanager
def answering(
    centre: Desk, port: int = 0, given: tuple[Path, Path] | None = None, **more: Any
) -> Iterator[Answering]:
    """The centre answers until the block ends, perhaps with a certificate that was given."""
    place = serve.listen(HOST, port)
    place.listen(serve.QUEUE)
    made = certificate.own(centre, [HOST])
    running = serve.server(centre, serve.context(centre, [HOST], given), **more)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [place]})
    thread.start()
    port = place.getsockname()[1]
    try:
        yield Answering(f"https://{HOST}:{port}", port, made.pin)
    finally:
        running.should_exit = True
        thread.join()
        place.close()


def work_for(seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every centre of this test takes so long for every answer."""
    work = answers.Answering.answer

    def long(self: answers.Answering, carried: Carried) -> answers.Answered:
        time.sleep(seconds)
        return work(self, carried)

    monkeypatch.setattr(answers.Answering, "answer", long)


def centre_in(folder: Path, name: str = "刁镇综治中心") -> Desk:
    return _direct(desk_in(folder, name, centre=True))


def centre_on(shelf: Shelf, folder: Path) -> Desk:
    """A centre whose database lies on a server."""
    return _direct(desk_on(shelf, folder, "刁镇综治中心", centre=True))


def room_in(folder: Path, name: str = "柳林村调解室") -> Desk:
    return _direct(desk_in(folder, name))


def _direct(desk: Desk) -> Desk:
    """Whatever proxy this computer knows stays out of the tests."""
    desk.settings = replace(Settings(), proxy=caller.NONE)
    return desk


def join(room: Desk, centre: Desk, at: Answering, folder: Path) -> None:
    """Enrolment by the card alone; the spoken fingerprint comes later."""
    enrolment.centre_card(centre, folder / "card.json", at.url)
    enrolment.join(room, folder / "card.json")


class Relay:
    """Passes bytes on to a port of this computer and breaks off after so many, in one direction or the other."""

    def __init__(self, to: int, *, up: int | None = None, down: int | None = None) -> None:
        self._to = to
        self.up, self.down = up, down
        self.moved = {"up": 0, "down": 0}
        self._place = socket.create_server((HOST, 0))
        self.port = self._place.getsockname()[1]
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}"

    def close(self) -> None:
        self._place.close()
        self.cut()

    def cut(self) -> None:
        """Every connection ends now, as when somebody pulls the plug."""
        with self._lock:
            for one in self._open:
                _shut(one)
            self._open.clear()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._place.accept()
            except OSError:
                return
            far = socket.create_connection((HOST, self._to))
            with self._lock:
                self._open += [near, far]
            for way, from_, to in (("up", near, far), ("down", far, near)):
                told = (way, from_, to)
                threading.Thread(target=self._pass_on, args=told, daemon=True).start()

    def _pass_on(self, way: str, from_: socket.socket, to: socket.socket) -> None:
        try:
            while part := from_.recv(65536):
                most = self.up if way == "up" else self.down
                left = None if most is None else most - self.moved[way]
                part = part if left is None else part[:left]
                self.moved[way] += len(part)
                to.sendall(part)
                if left is not None and len(part) >= left:
                    self.cut()
                    return
            to.shutdown(socket.SHUT_WR)
        except OSError:
            return


def _shut(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


class Port:
    """A port of this computer; whoever calls is served in a thread of its own."""

    def __init__(self) -> None:
        self._place = socket.create_server((HOST, 0))
        self.address = f"{HOST}:{self._place.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._place.close()

    def _serve(self, near: socket.socket) -> None:
        raise NotImplementedError

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._place.accept()
                threading.Thread(target=self._serve, args=(near,), daemon=True).start()


class Proxy(Port):
    """An ordinary forward proxy: CONNECT, and nothing else. After `most` bytes up it passes no more on."""

    def __init__(self, *, refuses: bool = False, most: int | None = None) -> None:
        self.asked: list[str] = []
        self.most = most
        self._refuses = refuses
        super().__init__()

    def _serve(self, near: socket.socket) -> None:
        with suppress(OSError), near:
            head = b""
            while b"\r\n\r\n" not in head:
                head += near.recv(4096)
            verb, target, _ = head.split(b" ", 2)
            self.asked.append(f"{verb.decode()} {target.decode()}")
            if self._refuses:
                near.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                return
            host, _, port = target.decode().partition(":")
            with socket.create_connection((host, int(port))) as far:
                near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                back = threading.Thread(target=_copy, args=(far, near), daemon=True)
                back.start()
                _copy(near, far, self.most)
                back.join()


def _copy(from_: socket.socket, to: socket.socket, most: int | None = None) -> None:
    passed = 0
    with suppress(OSError):
        while part := from_.recv(65536):
            to.sendall(part if most is None else part[: max(most - passed, 0)])
            passed += len(part)
        to.shutdown(socket.SHUT_WR)


class Impostor(Port):
    """Something at the other end that is no centre: reads a request, then says what it was told to say."""

    def __init__(self, folder: Path, *told: bytes, pause: float = 0, tls: bool = True) -> None:
        made = certificate.make([HOST])
        folder.mkdir(exist_ok=True)
        self.pin = made.pin
        self._context = made.context(folder) if tls else None
        self._told, self._pause = told, pause
        self._over = threading.Event()
        super().__init__()
        self.url = f"https://{self.address}"

    def close(self) -> None:
        self._over.set()
        super().close()

    def _serve(self, near: socket.socket) -> None:
        with suppress(OSError), near:
            wire = (
                near if self._context is None else self._context.wrap_socket(near, server_side=True)
            )
            with wire:
                wire.recv(65536)
                for part in self._told:
                    wire.sendall(part)
                    self._over.wait(self._pause)
                wire.shutdown(socket.SHUT_WR)
                while wire.recv(65536):
                    pass
