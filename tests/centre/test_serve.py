"""The server itself: what a connection costs while nobody speaks on it."""

from __future__ import annotations

import contextlib
import socket
import tracemalloc
from pathlib import Path

from app.sync import caller, tls
from tests.online import HOST, answering, centre_in

GUESTS, EACH = 100, 64 * 1024


def test_a_guest_who_is_silent_costs_little_memory(tmp_path: Path) -> None:
    centre = centre_in(tmp_path / "centre")
    with answering(centre) as at, contextlib.ExitStack() as guests:
        context = tls.calling(at.pin, tls.Patience())

        def come() -> None:
            near = guests.enter_context(socket.create_connection((HOST, at.port)))
            wire = guests.enter_context(context.wrap_socket(near))
            wire.sendall(b"POST /sync HTTP/1.1\r\n")

        come()  # the first one finds everything still to be loaded
        tracemalloc.start()
        try:
            for _ in range(GUESTS):
                come()
            with at.caller() as line:
                assert line.send(b"?") == caller.Reply(word="refused")
            taken, _ = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    centre.close()
    assert taken < GUESTS * EACH
