"""How long a bundle is beside the same lines under xz -9: 10,000 registered cases, and one week of a room.

Ours is the whole file as it lies on the stick: signed header, receipt, seal and all. The lines are what section
0 unpacks to, so identical content on both sides; half of it is hashes and signatures, which nothing shortens.
Target: 1.45.
"""

from __future__ import annotations

import lzma
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from app.store import chain
from app.sync import bundle, pack, seal
from tests.bench import week

CASES, TARGET = 10_000, 1.45
TODAY = datetime(2026, 11, 20, 9)


def run() -> list[dict[str, Any]]:
    """The long bundle and the weekly one."""
    room, log = week.of_room(1, TODAY)
    many = week.Log(b"many".rjust(32, b"\0"))
    story = week.story(room, CASES, TODAY, 2)
    for n in range(CASES):
        case, *rest = story._case(n, story.today, is_open=True)
        many.put("register_case", case, *rest)
    return [
        _line(f"{CASES} cases registered", room, many, many.entries),
        _line(f"a week of {week.ENTRIES} entries", room, log, log.entries[1:]),
    ]


def _line(what: str, room: str, log: week.Log, entries: list[chain.Entry]) -> dict[str, Any]:
    told = b"".join(map(pack.line, entries))
    limit = len(lzma.compress(told, preset=9))
    ours = len(_bundle(room, log, entries))
    never = 64 * len(entries)  # a signature is noise
    return {
        "what": f"size of a bundle, {what}", "limit": "xz -9 of the same lines", "ratio": ours / limit,
        "target": TARGET, "bytes": ours, "xz_bytes": limit, "lines_bytes": len(told), "signatures_bytes": never,
    }  # fmt: skip


def _bundle(room: str, log: week.Log, entries: list[chain.Entry]) -> bytes:
    address = seal.address(seal.fresh_identity())
    last = entries[-1]
    with tempfile.TemporaryDirectory() as folder:
        packed = pack.pack(
            log.key, entries, card=bundle.Card("第1村调解室", "room", address), room=room, to=log.name,
            have={log.name: [(last.head.seq, last.id)]}, scratch=Path(folder),
        )  # fmt: skip
        file = Path(folder) / "out"
        with file.open("wb") as out:
            packed.pour(out, address)
        packed.close()
        return file.read_bytes()
