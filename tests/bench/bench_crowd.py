"""A thousand rooms call one centre in the same moment, over real TLS: how long until the last has its answer.

Each brings a sealed bundle with its first case and takes the centre's away; none may be refused, and who is asked
to come again does. The centre is `centre serve` in a process of its own, on a file. Beside it the bare cost: the
same calls with the same bytes, answered by the same framework and certificate with what came. Targets: one minute;
not more memory.
"""

from __future__ import annotations

import asyncio
import io
import re
import resource
import ssl
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from app.desk.desk import Desk
from app.records import Room, Workstation
from app.store import peers
from app.sync import bundle, caller, pack, seal
from tests.bench import serving, week
from tests.rooms import make_room, some_room

ROOMS, WITHIN = 1000, 60.0
TODAY = datetime(2026, 11, 20, 9)
HEAD = (
    "POST /sync HTTP/1.1\r\nHost: centre\r\nConnection: close\r\n"
    "Content-Type: application/octet-stream\r\nContent-Length: {}\r\n\r\n"
)
FILES = 8192
TRIES, BUSY = 4, 503  # as `app.desk.line` has it


def run() -> list[dict[str, Any]]:
    """All at once to the centre, then all at once to the echo."""
    _allow_many()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "centre"
        desk = make_room(place, some_room(is_centre=True))
        bundles = [_enrolled(desk, number) for number in range(ROOMS)]
        desk.close()
        with serving.serving(place) as at:
            _called(at.port, [b"?"] * 10)
            idle = at.idle()
            ours, answers, again = _called(at.port, bundles)
            above = at.most() - idle
        bare, bare_above, echoes = _echoed(Path(folder), bundles)
    assert echoes == {200: ROOMS}
    refused = ROOMS - answers[200]
    return [
        {
            "what": f"{ROOMS} rooms call in the same moment", "limit": "one minute", "ratio": ours / WITHIN,
            "target": 1.0 if not refused else 0.0, "seconds": ours, "refused": refused, "came_again": again,
            "bare_seconds": bare, "times_bare": ours / bare,
        },
        {
            "what": f"memory of the centre above idle, {ROOMS} rooms", "limit": "the bare framework",
            "ratio": above / bare_above, "target": 1.0, "mib": above / 2**20, "idle_mib": idle / 2**20,
            "bare_mib": bare_above / 2**20,
        },
    ]  # fmt: skip


def _enrolled(desk: Desk, number: int) -> bytes:
    """A room that the centre approved; its sealed bundle with one case."""
    log = week.Log(f"crowd {number}".encode().rjust(32, b"\0"))
    room = Room(id=f"{number:032x}", room_name=f"第{number}村调解室")
    log.put("set_up", room, Workstation(room_id=room.id, log=log.name, letter=""))
    case, *rest = week.story(room.id, 1, TODAY, number)._case(0, TODAY.date(), is_open=True)
    log.put("register_case", case, *rest)
    address = seal.address(desk.shelf.identity)  # whatever is a valid one
    with desk.shelf.local_writing() as link:
        peers.meet(link, peers.Peer(log.name, peers.ROOM, room.id, f"第{number}村", address))
        peers.trust(link, log.name, TODAY.isoformat())
    last = log.entries[-1]
    packed = pack.pack(
        log.key, log.entries, card=bundle.Card(f"第{number}村", peers.ROOM, address), room=room.id,
        to=desk.shelf.log, have={log.name: [(last.head.seq, last.id)]}, scratch=desk.data.spool,
        made=TODAY.isoformat(),
    )  # fmt: skip
    out = io.BytesIO()
    packed.pour(out, address)
    packed.close()
    return out.getvalue()


def _called(port: int, bundles: list[bytes]) -> tuple[float, Counter[int], int]:
    """Seconds until the last has its answer, the answers by their status, and how many were to come again."""

    async def all_of() -> list[tuple[int, int]]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return await asyncio.gather(*(_call(port, context, told) for told in bundles))

    start = time.perf_counter()
    told = asyncio.run(all_of())
    seconds = time.perf_counter() - start
    return seconds, Counter(status for status, _ in told), sum(again for _, again in told)


async def _call(port: int, context: ssl.SSLContext, told: bytes) -> tuple[int, int]:
    """The status of the answer, and how often it was to come again first, as a room does."""
    for again in range(TRIES):
        status, wait = await _once(port, context, told)
        if status != BUSY:
            return status, again
        await asyncio.sleep(wait)
    return BUSY, TRIES


async def _once(port: int, context: ssl.SSLContext, told: bytes) -> tuple[int, float]:
    try:
        reading, writing = await asyncio.open_connection(
            serving.HOST, port, ssl=context, ssl_handshake_timeout=WITHIN * 2
        )
        writing.write(HEAD.format(len(told)).encode() + told)
        answer = await reading.read(-1)
        writing.close()
    except OSError:
        return 0, 0
    wait = re.search(rb"retry-after: ([0-9]+)", answer)
    return int(answer[9:12] or b"0"), float(wait[1]) if wait else 5


def _echoed(folder: Path, bundles: list[bytes]) -> tuple[float, int, Counter[int]]:
    """Seconds, bytes above idle, answers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bench_crowd", str(folder)],
        stdout=subprocess.PIPE, encoding="ascii",
    )  # fmt: skip
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        _called(port, [b"?"] * 10)
        idle = serving.idle(process.pid)
        seconds, answers, _ = _called(port, bundles)
        return seconds, serving.most(process.pid) - idle, answers
    finally:
        process.terminate()
        process.wait()


def _echo(folder: Path) -> None:
    """The same framework, certificate and settings; what came goes back."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    from app.centre import serve
    from app.centre.impatient import Impatient
    from app.desk import certificate

    async def back(request: Request) -> Response:
        return Response(await request.body(), media_type=caller.BUNDLE)

    _allow_many()
    place = serve.listen(serving.HOST, 0)
    place.listen(serve.QUEUE)
    context = certificate.make([serving.HOST]).context(folder)
    print(place.getsockname()[1], flush=True)
    config = uvicorn.Config(
        Starlette(routes=[Route("/sync", back, methods=["POST"])]), http=Impatient, ws="none",
        lifespan="off", loop="asyncio", log_config=None, access_log=False, backlog=serve.QUEUE,
        ssl_context_factory=lambda _config, _default: context,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[place])


def _allow_many() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, hard) if hard > 0 else FILES, hard))


if __name__ == "__main__":
    _echo(Path(sys.argv[1]))
