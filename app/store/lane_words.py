"""The words of lanes: by them a centre that was put back knows again what a lost life of it began.

A centre gives every lane of its own a word, a keyed hash of its name and its place, which travels with the lane.
Nobody else can make one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from app.store import chain, lanes, locals_
from app.store.rows import parts
from app.store.statements import ask
from app.store.statements import named as within
from app.store.tables import lane_word, scope, tip

SEED = "lane_seed"  # local: what the words of our lanes are made with; none: the key of our log

Words = dict[str, tuple[str, str]]  # log of a lane: its place, and the word for it
HEARD = "SELECT log, room, word FROM lane_word WHERE log IN ids"
BEGUN = "SELECT log, room FROM scope WHERE seen IS NOT NULL AND log IN ids"


def keep_seed(link: Connection) -> None:
    """A new log key comes: words are made as before, so that an older copy knows what was begun after it."""
    if locals_.get(link, SEED) is None:
        locals_.put(link, SEED, chain.b64(lanes.own_key(link)))


def new_seed(link: Connection) -> None:
    """Words as somebody with the old keys could make them are worth nothing from now on."""
    locals_.put(link, SEED, chain.b64(lanes.own_key(link)))


def _seed(link: Connection) -> bytes:
    told = locals_.get(link, SEED)
    return chain.unb64(told) if told else lanes.own_key(link)


def _word(seed: bytes, log: str, room: str) -> str:
    told = f"{log}\0{room}".encode()
    return chain.b64(
        hashlib.blake2b(told, digest_size=16, key=seed, person=b"zjb/1 laneword").digest()
    )


def words(link: Connection | Session, logs: Iterable[str]) -> Words:
    """The words for those of these logs that are lanes: our own, and as they were heard of others'."""
    connection = link.connection() if isinstance(link, Session) else link
    wanted = sorted(logs)
    found: Words = {}
    ours: dict[str, str] = {}
    for some in parts(wanted):
        for log, room, word in ask(link, *within(link, HEARD, some)):
            found[log] = room, word
        ours.update(dict(ask(link, *within(link, BEGUN, some))))
    if ours:
        seed = _seed(connection)
        found.update({log: (room, _word(seed, log, room)) for log, room in ours.items()})
    return found


def hear_words(link: Connection, told: Words, *, by_centre: bool) -> None:
    """Keep words for others' lanes of which something is here; what a centre says counts before what others say."""
    here: set[str] = set()
    for some in parts(sorted(told)):
        for table in (tip, scope):
            here |= set(link.scalars(select(table.c.log).where(table.c.log.in_(some))))
    if not here:
        return
    known = words(link, here)
    fresh = {log: told[log] for log in here - lanes.own(link) if known.get(log) != told[log]}
    fresh = {log: one for log, one in fresh.items() if by_centre or log not in known}
    for some in parts(sorted(fresh.keys() & known.keys())):
        link.execute(delete(lane_word).where(lane_word.c.log.in_(some)))
    rows = [{"log": log, "room": room, "word": word} for log, (room, word) in sorted(fresh.items())]
    if rows:
        link.execute(insert(lane_word), rows)


def recognised(link: Connection | Session, told: Words) -> dict[str, str]:
    """Which of these logs are lanes that a lost life of this machine began, and for whom: their words are ours."""
    connection = link.connection() if isinstance(link, Session) else link
    unknown = sorted(told.keys() - lanes.own(link)) if told else []
    seed = _seed(connection) if unknown else b""
    return {
        log: told[log][0]
        for log in unknown
        if hmac.compare_digest(_word(seed, log, told[log][0]).encode(), told[log][1].encode())
    }
