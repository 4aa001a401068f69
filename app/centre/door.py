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
from app.desk.answering import BUSY, HELD, Answering
from app.desk.desk import Desk
from app.sync import spool
from app.sync.caller import BUNDLE, LARGEST
from app.sync.incoming import Incoming
from app.trouble import Trouble
from app.words import say

AT_WORK = 2  # bundles opened and answered at once
COMING = 128  # bodies on their way at once, each on the disk, sealed
LONGEST_QUEUE = 45.0  # seconds a call waits for its turn before it is asked to come again
SILENCE = 20.0  # seconds without a byte
GRACE, SLOWEST = 60.0, 1024  # seconds, and bytes a second after them
PIECE = 16 * 1024
STATUS = {HELD: 202, BUSY: 503, "disk_full": 507, "too_large": 413, "by_stick": 413, "slow": 408}

_log = logging.getLogger("centre")


class Door:
    """The entrance of one centre."""

    def __init__(self, desk: Desk, most: int = LARGEST) -> None:
        self._answering = Answering(desk, most)
        self._spool = desk.data.spool
        self._most = most
        self._coming = anyio.Semaphore(COMING)
        self._at_work = anyio.CapacityLimiter(AT_WORK)
        spool.sweep(self._spool)

    async def sync(self, request: Request) -> Response:
        """POST /sync."""
        if request.headers.get("content-type", "") != BUNDLE:
            return _word("refused", 415)
        told = request.headers.get("content-length", "0")
        if not told.isdigit() or int(told) > self._most:
            return _word("too_large")
        came_in = False
        with anyio.move_on_after(LONGEST_QUEUE):
            await self._coming.acquire()
            came_in = True
        if not came_in:
            return _word(BUSY)
        try:
            return await self._serve(request)
        finally:
            self._coming.release()

    async def _serve(self, request: Request) -> Response:
        coming = Incoming(self._spool, self._most)
        try:
            await _receive(request, coming)
            carried = coming.carried()
            answered = await to_thread.run_sync(
                self._answering.answer, carried, limiter=self._at_work
            )
        except Trouble as why:
            return _word("too_large" if why.key == "bundle.too_large" else "disk_full")
        except TimeoutError:
            return _word("slow")
        finally:
            coming.close()
        if answered.bundle is None:
            return _word(answered.word)
        _log.info("a bundle of %d bytes in, one of %d out", carried.size, answered.size)
        return Poured(answered.bundle, answered.size)


async def _receive(request: Request, coming: Incoming) -> None:
    """The body as it comes; who is silent, or slower than any line, is not waited for."""
    began, size = anyio.current_time(), 0
    parts = request.stream()
    while True:
        with anyio.fail_after(SILENCE):
            part = await anext(parts, None)
        if part is None:
            return
        size += len(part)
        coming.write(part)
        if anyio.current_time() - began > GRACE + size / SLOWEST:
            raise TimeoutError


def _word(word: str, status: int | None = None) -> Response:
    """One word for the program at the other end."""
    _log.info("answered %s", word)
    more = {"cache-control": "no-store"}
    if word == BUSY:
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


def application(desk: Desk, most: int = LARGEST) -> Starlette:
    """The whole of what is served."""
    door = Door(desk, most)
    return Starlette(
        routes=[
            Route("/", _told, methods=["GET"]),
            Route("/sync", door.sync, methods=["POST"]),
        ],
        exception_handlers={HTTPException: _nothing, ClientDisconnect: _gone},
    )
