"""A connection that must say what it wants: the server itself would wait for a request without end."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE = 20.0  # seconds for a request's head to be here whole, the first and every further one


class Impatient(H11Protocol):
    """HTTP/1.1 by h11, with bounded heads (see `serve`) and no idle guests."""

    _alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._look_at_the_clock()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self.loop.call_later(PATIENCE, self._see_whether_it_asked)

    def _see_whether_it_asked(self) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self.transport.abort()
