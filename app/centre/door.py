"""What a centre answers over HTTPS: POST /sync takes a sealed bundle and gives one; GET / is one plain sentence.

No session, no login, no cookie: the signature inside the bundle says who calls, and to repeat a call is
harmless. Nothing of a body is looked at before it is here whole and within its bound.
"""

from __future__ import annotations

import logging
from pathlib import Path

import anyio
import msgspec
from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app import chance
from app.centre.entrance import Bounds, Entrance, Guest, address_of
from app.desk.answering import AWAY, BUSY, HELD, Answering
from app.desk.desk import Desk
from app.sync import spool
from app.sync.caller import BUNDLE
from app.sync.incoming import Incoming
from app.trouble import Trouble
from app.words import say

AT_WORK = 2  # bundles opened and answered at once
SILENCE = 20.0  # seconds in which nothing of an answer is fetched
PIECE = 16 * 1024
STATUS = {
    HELD: 202, BUSY: 503, AWAY: 503, "disk_full": 507, "too_large": 413, "by_stick": 413, "slow": 408,
}  # fmt: skip

_log = logging.getLogger("centre")


class Door:
    """The entrance of one centre."""

    def __init__(self, desk: Desk, bounds: Bounds) -> None:
        self._answering = Answering(desk, bounds.most)
        self._spool = desk.data.spool
        self._most = bounds.most
        self._entrance = Entrance(bounds)
        self._at_work = anyio.CapacityLimiter(AT_WORK)
        spool.sweep(self._spool)

    async def sync(self, request: Request) -> Response:
        """POST /sync."""
        if request.headers.get("content-type", "") != BUNDLE:
            return _word("refused", 415)
        told = request.headers.get("content-length")
        if told is not None and not (told.isdigit() and int(told) <= self._most):
            return _word("too_large")
        host = request.client.host if request.client else ""
        guest = await self._entrance.enter(address_of(host), None if told is None else int(told))
        if guest is None:
            return _word(BUSY)
        try:
            return await self._serve(request, guest)
        finally:
            self._entrance.leave(guest)

    async def _serve(self, request: Request, guest: Guest) -> Response:
        coming = Incoming(self._spool, self._most)
        try:
            with guest.stay:
                await self._receive(request, coming, guest)
            if guest.gone:  # others needed the place, and this one dragged
                return _word(BUSY)
            answered = await to_thread.run_sync(
                self._answering.answer, coming.carried(), limiter=self._at_work
            )
        except Trouble as why:
            return _word("too_large" if why.key == "bundle.too_large" else "disk_full")
        except TimeoutError:
            return _word("slow")
        finally:
            coming.close()
        for told in answered.news:
            _log.warning("%s", told)
        if answered.bundle is None:
            return _word(answered.word, why=answered.why)
        _log.info("a bundle of %d bytes in, one of %d out", guest.size, answered.size)
        return Poured(answered.bundle, answered.size)

    async def _receive(self, request: Request, coming: Incoming, guest: Guest) -> None:
        """The body as it comes; who is silent, or slower than any line, is not waited for."""
        parts = request.stream()
        while True:
            with anyio.fail_after(self._entrance.left(guest)):
                part = await anext(parts, None)
            if part is None:
                self._entrance.whole(guest)
                return
            guest.size += len(part)
            coming.write(part)


def _word(word: str, status: int | None = None, why: str = "") -> Response:
    """One word for the program at the other end."""
    level = logging.WARNING if word == AWAY else logging.INFO
    _log.log(level, "answered %s", f"{word}: {why}" if why else word)
    more = {"cache-control": "no-store"}
    if word in {BUSY, AWAY}:
        more["retry-after"] = str(2 + chance.token(1)[0] % 8)  # not all at once
    told = msgspec.json.encode({"word": word})
    status = STATUS.get(word, 400) if status is None else status
    return Response(told, status, more, media_type="application/json")


class Poured(Response):
    """A bundle from the spool, piece by piece; gone from there when it was sent, or could not be."""

    media_type = BUNDLE

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(headers={"content-length": str(size), "cache-control": "no-store"})
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._pour(send)
        except TimeoutError:
            _log.info("an answer was not fetched")  # the server closes what was not finished
        finally:
            self._path.unlink(missing_ok=True)

    async def _pour(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        with self._path.open("rb") as source:
            while part := source.read(PIECE):
                with anyio.fail_after(SILENCE):
                    await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


async def _nothing(_request: Request, why: Exception) -> Response:
    status = why.status_code if isinstance(why, HTTPException) else 400
    return _word("refused", status)


async def _gone(_request: Request, _why: Exception) -> Response:
    """Whoever called is not there any more; nobody reads this."""
    return _word("slow")


async def _told(_request: Request) -> Response:
    return PlainTextResponse(say("line.this_is_a_centre"))


def application(desk: Desk, bounds: Bounds | None = None) -> Starlette:
    """The whole of what is served."""
    door = Door(desk, bounds or Bounds())
    return Starlette(
        routes=[
            Route("/", _told, methods=["GET"]),
            Route("/sync", door.sync, methods=["POST"]),
        ],
        exception_handlers={HTTPException: _nothing, ClientDisconnect: _gone},
    )
