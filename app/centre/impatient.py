"""A connection that must say what it wants: the server itself would wait for a request without end.

Whoever was answered before the body was whole is heard a moment longer, so that the answer is not lost in a reset,
and no further. Who asks for it hears now and then that the answer is being made (RFC 2518, 10.1: 102 Processing):
such a caller takes silence for a dead line. Nobody else does: some programs take 102 for the answer.
"""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from app.sync.caller import ASKS_FOR_SIGNS

PATIENCE = 20.0  # seconds for a request's head to be here whole, the first and every further one
LINGER = 2.0  # seconds for a body that nobody wants any more
SIGN = 5.0  # seconds between two signs of life
BETWEEN = {b"via", b"forwarded", b"x-forwarded-for"}
"""Somebody passes the call on, and might pass on no more than the first thing it hears."""


class Impatient(H11Protocol):
    """HTTP/1.1 by h11, with bounded heads (see `serve`) and no idle guests."""

    _alarm: asyncio.TimerHandle | None = None
    _sign: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._look_at_the_clock(PATIENCE)
        self._sign = self.loop.call_later(SIGN, self._show_life)

    def connection_lost(self, exc: Exception | None) -> None:
        for timer in (self._alarm, self._sign):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look_at_the_clock(LINGER if self._says_on else PATIENCE)

    @property
    def _says_on(self) -> bool:
        """Whether a body still comes to which all is said."""
        return self.conn.our_state is h11.DONE and self.conn.their_state is h11.SEND_BODY

    def _look_at_the_clock(self, seconds: float) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self.loop.call_later(seconds, self._see_whether_it_asked)

    def _see_whether_it_asked(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()

    def _show_life(self) -> None:
        self._sign = self.loop.call_later(SIGN, self._show_life)
        if self.conn.our_state is not h11.SEND_RESPONSE or self.transport.is_closing():
            return
        names = {name for name, _ in self.headers}
        if ASKS_FOR_SIGNS.encode() in names and not names & BETWEEN:
            told = h11.InformationalResponse(status_code=102, headers=[])
            self.transport.write(self.conn.send(told))
