"""Answering rooms over HTTPS until somebody says stop: socket, certificate, server."""

from __future__ import annotations

import signal
import socket
import ssl
import sys
import threading
from asyncio.sslproto import SSLProtocol
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from app.centre.copyist import Copyist
from app.centre.door import application
from app.centre.entrance import Bounds
from app.centre.impatient import Impatient
from app.desk import certificate, shown
from app.desk.desk import Desk
from app.sync import tls
from app.trouble import Trouble

LONGEST_HEAD = 16 * 1024
QUEUE = 2048  # connections that wait to be looked at
OPEN_FILES = 8192
RECORD = 32 * 1024  # bytes read of a connection at once; one record of TLS has 16 KiB
ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104  compared, not bound


class Server(uvicorn.Server):
    """Stops quietly: a person who pressed Ctrl+C, or a system that shuts down, is not answered with an error."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {told: signal.signal(told, self.handle_exit) for told in _stops()}
        try:
            yield
        finally:
            for told, handler in before.items():
                signal.signal(told, handler)


def _stops() -> list[signal.Signals]:
    return [signal.SIGINT, signal.SIGTERM]


def listen(host: str, port: int) -> socket.socket:
    """The place to answer at; taken by another program: a sentence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    place = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there the option would let two programs share it
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind((host, port))
    except (OSError, OverflowError) as why:
        place.close()
        raise Trouble("line.port_taken", host=host, port=port) from why
    return place


def context(desk: Desk, names: list[str], given: tuple[Path, Path] | None) -> ssl.SSLContext:
    """With the certificate that was given (PEM: certificate, key), else with this machine's own; cards name it then."""
    shown.keep(desk, given[0] if given else None)
    if given is None:
        desk.data.spool.mkdir(parents=True, exist_ok=True, mode=0o700)
        return certificate.own(desk, names).context(desk.data.spool)
    try:
        return tls.answering(str(given[0]), str(given[1]))
    except (OSError, ssl.SSLError) as why:
        raise Trouble("line.bad_certificate", name=given[0].name) from why


def server(desk: Desk, tls_context: ssl.SSLContext, **more: Any) -> Server:
    """The server, not yet running."""
    SSLProtocol.max_size = RECORD  # type: ignore[attr-defined]  # of its own it keeps 256 KiB for every connection
    return Server(
        uvicorn.Config(
            application(desk, Bounds(**more)), http=Impatient, ws="none", lifespan="off", loop="asyncio",
            log_config=None, access_log=False, server_header=False, backlog=QUEUE,
            h11_max_incomplete_event_size=LONGEST_HEAD, timeout_keep_alive=15,
            timeout_graceful_shutdown=20, ssl_context_factory=lambda _config, _default: tls_context,
        )
    )  # fmt: skip


def serve(
    desk: Desk,
    host: str,
    port: int,
    names: list[str],
    given: tuple[Path, Path] | None,
    ready: Callable[[str, list[str]], object],
    **more: Any,
) -> str:
    """Answer until told to stop; `ready` hears the address as soon as whoever calls is heard, and
    why rooms may hang up all the same.

    `more`: bounds other than the usual ones, by their names (see `entrance.Bounds`).
    """
    _allow_many()
    names = names or [socket.gethostname()]
    with listen(host, port) as place:
        tls_context = context(desk, [*names, host] if host not in ANYWHERE else names, given)
        running = server(desk, tls_context, **more)
        place.listen(QUEUE)
        url = f"https://{names[0]}:{place.getsockname()[1]}"
        ready(url, shown.doubts(desk))
        with Copyist(desk):
            running.run(sockets=[place])
    return url


def _allow_many() -> None:
    """Every connection is an open file, and systems begin with few."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
