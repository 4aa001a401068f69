"""Centres that really answer: uvicorn and TLS on the loopback, in a thread of the test."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.centre import serve
from app.desk import certificate, enrolment
from app.desk.desk import Desk
from app.settings import Settings
from app.sync import caller
from tests.machines import desk_in

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
def answering(centre: Desk, port: int = 0, **more: Any) -> Iterator[Answering]:
    """The centre answers until the block ends."""
    place = serve.listen(HOST, port)
    place.listen(serve.QUEUE)
    made = certificate.own(centre, [HOST])
    running = serve.server(centre, serve.context(centre, [HOST], None), **more)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [place]})
    thread.start()
    port = place.getsockname()[1]
    try:
        yield Answering(f"https://{HOST}:{port}", port, made.pin)
    finally:
        running.should_exit = True
        thread.join()
        place.close()


def centre_in(folder: Path, name: str = "刁镇综治中心") -> Desk:
    return _direct(desk_in(folder, name, centre=True))


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


@contextmanager
def relay(to: int, **more: Any) -> Iterator[Relay]:
    """A wire between: see `Relay`."""
    wire = Relay(to, **more)
    try:
        yield wire
    finally:
        wire.close()


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
