"""Refusing 64 MiB that nobody asked for, beside the SHA-256 of the same bytes; and what memory it takes.

From a stick: what a stranger sealed and signed for us, and noise that has the beginning of a bundle. Over the
line: a body that says its length, one that does not, and to a room an answer without an end. Each in a process
of its own that stands idle first. Where the hash of 64 MiB takes 62 ms, 0.8 of it is 50 ms.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey

from app.desk import exchange
from app.store import chain
from app.sync import bundle, caller, pack, seal
from app.sync.scratch import Scratch
from app.trouble import Trouble
from tests.bench import serving
from tests.machines import desk_in
from tests.online import HOST, Impostor
from tests.rooms import make_room, some_room

SIZE, ROUNDS = 64 * 2**20, 7
TARGET, MEMORY = 0.8, 64 * 2**20
PIECE = 64 * 1024
HEAD = "POST /sync HTTP/1.1\r\nHost: centre\r\nContent-Type: application/octet-stream\r\n{}\r\n\r\n"
ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
WAYS = (
    "stranger to a room", "stranger to a centre", "noise to a room", "noise to a centre",
    "answer to a room",
)  # fmt: skip


def run() -> list[dict[str, Any]]:
    """Every way in, time and memory."""
    lines = []
    for way in WAYS:
        told = subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_refuse", way],
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        lines += json.loads(told.stdout)
    return lines + _to_a_line()


def _measured(
    way: str, work: Callable[[], object], idle: Callable[[], int], most: Callable[[], int]
) -> list[dict[str, Any]]:
    """Turn by turn with the hash of the same bytes."""
    told = os.urandom(SIZE)
    before = idle()
    work()
    pairs = [(_timed(work), _timed(lambda: hashlib.sha256(told).digest())) for _ in range(ROUNDS)]
    taken = most() - before
    return [
        {
            "what": f"refusing 64 MiB, {way}", "limit": "SHA-256 of 64 MiB",
            "ratio": statistics.median(a / b for a, b in pairs), "target": TARGET,
            "ms": 1000 * statistics.median(a for a, _ in pairs),
            "limit_ms": 1000 * statistics.median(b for _, b in pairs),
        },
        {
            "what": f"memory for it, {way}", "limit": "64 MiB", "ratio": taken / MEMORY, "target": 1.0,
            "mib": taken / 2**20, "idle_mib": before / 2**20,
        },
    ]  # fmt: skip


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _from_a_stick(way: str, folder: Path) -> list[dict[str, Any]]:
    what, _, who = way.partition(" to a ")
    desk = desk_in(folder / "desk", centre=who == "centre")
    file = folder / "A.ZJB"
    with file.open("wb") as out:
        if what == "stranger":
            _stranger(folder, desk.shelf.log).pour(out, seal.address(desk.shelf.identity))
        else:
            out.write(seal.FIRST_LINE + os.urandom(SIZE))

    def refuse() -> None:
        (told,) = exchange.take_bundles(desk, file)
        assert told.outcome == "refused", told

    answer = _measured(f"{way}, by stick", refuse, serving.idle, serving.most)
    desk.close()
    return answer


def _stranger(folder: Path, to: str) -> pack.Packed:
    """A bundle in order, but of somebody nobody knows; for a centre a little longer than it holds."""
    key = SigningKey.generate()
    body = Scratch(folder)
    hashed = hashlib.sha256()
    for _ in range(SIZE // PIECE + 1):
        part = os.urandom(PIECE)
        hashed.update(part)
        body.write(part)
    log = chain.log_name(key)
    one = bundle.Section(bundle.ENTRIES, body.size, chain.b64(hashed.digest()))
    header = bundle.Header(
        1, 1, log, "0" * 32, [to], bundle.Card("不认识的调解室", "room", seal.address(seal.fresh_identity())),
        {}, 1, body.size, [one],
    )  # fmt: skip
    return pack.Packed(header, bundle.front(key, header), body)


def _answer_to_a_room(folder: Path) -> list[dict[str, Any]]:
    """Whoever holds the address answers without an end."""
    piece = b"%x\r\n" % PIECE + os.urandom(PIECE) + b"\r\n"
    there = Impostor(folder / "there", ENDLESS, *[piece] * (SIZE // PIECE))

    def refuse() -> None:
        with (
            caller.Caller(there.url, there.pin, caller.NONE) as line,
            pytest.raises(Trouble) as why,
        ):
            line.send(b"?")
        assert why.value.key == "line.too_much"

    answer = _measured("answer to a room, by line", refuse, serving.idle, serving.most)
    there.close()
    return answer


def _to_a_line() -> list[dict[str, Any]]:
    """A centre that answers in a process of its own."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        make_room(Path(folder), some_room(is_centre=True)).close()
        with serving.serving(Path(folder)) as at:
            for way, told in (
                ("length told", f"Content-Length: {SIZE}"),
                ("length not told", "Transfer-Encoding: chunked"),
            ):

                def refuse(told: str = told) -> None:
                    _pour(at.port, HEAD.format(told).encode(), chunked="chunked" in told)

                lines += _measured(f"to a centre, {way}, by line", refuse, at.idle, at.most)
    return lines


def _pour(port: int, head: bytes, *, chunked: bool) -> None:
    """Send until the other side has answered, as a careless client does."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with socket.create_connection((HOST, port)) as near, context.wrap_socket(near) as wire:
        wire.sendall(head)
        wire.setblocking(False)
        answer = b""
        for part in _parts(chunked=chunked):
            rest = memoryview(part)
            while rest:
                with suppress(ssl.SSLWantReadError, ssl.SSLWantWriteError):
                    rest = rest[wire.send(rest) :]
                with suppress(ssl.SSLWantReadError, ssl.SSLWantWriteError):
                    answer += wire.recv(4096)
                if answer:
                    assert b" 413 " in answer.partition(b"\r\n")[0], answer
                    return
    raise AssertionError("it was taken")


def _parts(*, chunked: bool) -> Iterator[bytes]:
    part = bytes(PIECE)
    for _ in range(SIZE // PIECE):
        yield b"%x\r\n%b\r\n" % (PIECE, part) if chunked else part


def _main(way: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        told = _answer_to_a_room(place) if way.startswith("answer") else _from_a_stick(way, place)
        print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    _main(sys.argv[1])
