"""The logs in which a centre writes for one of its rooms, or for all, so that nobody receives what is not his.

Beside its own log a centre has one lane a room and one for all. Which lane an entry goes to follows from what it
touches: a row that stands in logs of room R belongs to R. A lane's entries name only what that room may see,
so a chain never has a hole. (Sync specification 2.1; scope: issue of the roads.)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nacl.signing import SigningKey
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.records import RECORDS
from app.records.field import above
from app.store import chain, declared, locals_, vouch
from app.store.peers import LOWER, ROOM
from app.store.statements import ask
from app.store.statements import named as within
from app.store.tables import entry, peer, scope
from app.trouble import Trouble

ALL = "*"
OWN = ""
LANE_KEY = "lane_key"
PART = 500

Ops = Iterable[list[Any]]
End = tuple[str, int, int]  # entry id, number in its log, Lamport number
Ends = list[tuple[str, int]]  # entry id, Lamport number

BELOW = "SELECT room, role FROM peer WHERE role IN ('room', 'lower')"
VISIBLE = """
SELECT log FROM scope WHERE room IN (?, '*')
UNION
SELECT log FROM peer WHERE room = ? AND trusted_at IS NOT NULL AND role IN ('room', 'lower')
"""
TOLD_TO = "SELECT log, room FROM scope WHERE room = '*' OR (room = ? AND seen IS NOT NULL)"
OURS = 'SELECT log FROM scope WHERE "key" IS NOT NULL AND log IN ids'
STANDING = """
SELECT EXISTS (SELECT 1 FROM peer WHERE role IN ('room', 'lower')),
       EXISTS (SELECT 1 FROM scope WHERE room = '*' AND seen IS NULL)
"""
"""Whether places report to us, and whether somebody above wrote for all."""


class TwoPlaces(RuntimeError):
    """One transaction would write for two places at once."""


@dataclass(frozen=True)
class Lane:
    """A log of ours that one place may see."""

    key: SigningKey
    room: str  # room id, or ALL
    visible: frozenset[str]  # logs its entries may name
    seen: frozenset[str]  # ends they have named already

    @property
    def log(self) -> str:
        return chain.log_name(self.key)


def choose(link: Connection, ops: Ops, wanted: str | None) -> Lane | None:
    """The lane these ops belong to; None: this machine's own log."""
    is_centre, is_under = ask(link, STANDING)[0]
    told = list(ops)
    if wanted is None and not is_centre:
        if is_under:
            _refuse_for_all(link, told)
        return None
    bases = {base for op in told if op[0] != "i" for base in _bases(op)}
    by_log = _logs_of(link, bases | _stands_under(link, told))
    places = _places(link, set(by_log.values()))
    changed = {places[by_log[base]] for base in bases if base in by_log}
    under = {room for room in places.values() if room not in {OWN, ALL}}
    rooms = changed | ({wanted} if wanted else under)
    if len(rooms) > 1:
        raise TwoPlaces("one transaction writes for one place")
    room = next(iter(rooms), OWN)
    return None if room == OWN else _open(link, room)


def _refuse_for_all(link: Connection, ops: list[list[Any]]) -> None:
    """What a centre wrote for all its rooms is not a room's to change: the others would never hear of it."""
    bases = {base for op in ops if op[0] != "i" for base in _bases(op)}
    logs = set(_logs_of(link, bases).values())
    asked = select(scope.c.log).where(scope.c.log.in_(logs), scope.c.room == ALL)
    if link.execute(asked).first() is not None:
        raise Trouble("lanes.above")


def _bases(op: list[Any]) -> set[str]:
    return {base for told in op[3].values() for base in told[0] if base}


def _stands_under(link: Connection, ops: list[list[Any]]) -> set[str]:
    """The versions under which the rows stand that new rows are put below."""
    fresh = {(op[1], op[2]) for op in ops if op[0] == "i"}
    wanted: set[tuple[str, str]] = set()
    for op in ops:
        if op[0] == "i":
            wanted |= _refers(op[1], op[3]) - fresh
    found = set()
    for kind, row_id in sorted(wanted):
        for (v,) in ask(link, f'SELECT "_v" FROM "{kind}" WHERE id = ?', (row_id,)):  # noqa: S608  our own kinds
            versions = json.loads(v) if isinstance(v, str) else v
            found.add(versions.get("*", ""))
    return found - {""}


def _refers(kind: str, told: dict[str, Any]) -> set[tuple[str, str]]:
    return {(refers, told[name]) for name, refers in above(RECORDS[kind]).items() if told.get(name)}


def _logs_of(link: Connection, ids: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), PART):
        asked = select(entry.c.id, entry.c.log).where(entry.c.id.in_(wanted[start : start + PART]))
        found.update({row.id: row.log for row in link.execute(asked)})
    return found


def _places(link: Connection, logs: set[str]) -> dict[str, str]:
    """Which place each of these logs is for: OWN, ALL, or the room id of one below us."""
    below = dict(ask(link, BELOW))
    found = dict.fromkeys(logs, OWN)
    for row in link.execute(select(scope).where(scope.c.log.in_(logs))):
        if row.seen is not None:
            found[row.log] = row.room
        elif below.get(row.room) == LOWER:
            raise Trouble("lanes.below")  # a lower centre keeps it: dispatch to that centre
        elif row.room in below:
            found[row.log] = row.room
    approved = select(peer.c.log, peer.c.room).where(
        peer.c.log.in_(logs), peer.c.role.in_([ROOM, LOWER])
    )
    found.update({row.log: row.room for row in link.execute(approved)})
    unknown = {log for log, room in found.items() if room == OWN} - _not_below(link)
    if unknown and below:
        found |= _declared(link, unknown, below)
    return found


def _not_below(link: Connection) -> set[str]:
    """Our own logs, and those we were told of."""
    told = {log for (log,) in ask(link, "SELECT log FROM peer UNION SELECT log FROM scope")}
    me = chain.log_name(locals_.identity(link)[0])
    return told | {me, *vouch.former(link, me)}


def of_rooms_by_their_word(link: Connection) -> dict[str, str]:
    """Logs that the place above gave back to us, who were put back, and that name a room below us themselves."""
    below = {room for room, role in ask(link, BELOW) if role == ROOM}
    if not below:
        return {}
    unknown = {log for (log,) in ask(link, "SELECT DISTINCT log FROM tip")} - _not_below(link)
    said = declared.places(link, unknown)
    return {log: room for log, room in said.items() if room in below}


def _declared(link: Connection, logs: set[str], below: dict[str, str]) -> dict[str, str]:
    """Of logs nobody told us of, as after we were put back: the rooms they name themselves, ours among them."""
    me = chain.log_name(locals_.identity(link)[0])
    said = declared.places(link, {*logs, me})
    places = {room: room for room in below} | {said.get(me, ""): OWN}
    if any(said.get(log) not in places for log in logs):
        raise Trouble("lanes.unknown")
    return {log: places[said[log]] for log in logs}


def _open(link: Connection, room: str) -> Lane:
    """Our lane for a room, begun now where there was none."""
    mine = select(scope).where(scope.c.room == room, scope.c.key.is_not(None))
    row = link.execute(mine).first()
    if row is None:
        key = _next_key(link, room)
        told = {"log": chain.log_name(key), "room": room, "key": _kept(link, key), "seen": "[]"}
        link.execute(insert(scope), told)
        row = link.execute(mine).one()
    key = SigningKey(chain.unb64(locals_.reveal(link, LANE_KEY, row.key)))
    return Lane(key, room, frozenset(visible(link, room)), frozenset(json.loads(row.seen)))


def _next_key(link: Connection, room: str) -> SigningKey:
    """The key of a lane that is still to begin: made from the log's own, which nobody else has."""
    known = select(func.count()).where(scope.c.room == room, scope.c.seen.is_not(None))
    begun = link.scalar(known) or 0
    while True:
        key = _derived(link, room, begun)
        there = select(scope.c.log).where(scope.c.log == chain.log_name(key))
        if link.execute(there).first() is None:
            return key
        begun += 1


def _derived(link: Connection, room: str, number: int) -> SigningKey:
    told, own = f"{room}\0{number}".encode(), own_key(link)
    return SigningKey(hashlib.blake2b(told, digest_size=32, key=own, person=b"zjb/1 lane").digest())


def _kept(link: Connection, key: SigningKey) -> str:
    return locals_.hide(link, LANE_KEY, chain.b64(key.encode()))


def visible(link: Connection | Session, room: str) -> set[str]:
    """The logs a place below us may see: those approved for it, and the lanes for it and for all."""
    return {log for (log,) in ask(link, VISIBLE, (room, None if room == ALL else room))}


def visible_by_room(link: Connection | Session) -> dict[str, set[str]]:
    """The same for every place below us at once; under `ALL` what a place with nothing of its own may see."""
    found: dict[str, set[str]] = {ALL: set()}
    for row in link.execute(select(scope.c.log, scope.c.room)):
        found.setdefault(row.room, set()).add(row.log)
    approved = select(peer.c.log, peer.c.room).where(peer.c.trusted_at.is_not(None))
    for row in link.execute(approved.where(peer.c.role.in_([ROOM, LOWER]))):
        found.setdefault(row.room, set()).add(row.log)
    return {room: logs | found[ALL] for room, logs in found.items()}


def told_to(link: Connection | Session, room: str) -> dict[str, str]:
    """What a bundle for a place says of the lanes in it."""
    return dict(ask(link, TOLD_TO, (room,)))


def known(link: Connection | Session) -> dict[str, str]:
    """Every lane this machine has heard of."""
    return dict(ask(link, "SELECT log, room FROM scope"))


def own_key(link: Connection) -> bytes:
    return locals_.identity(link)[0].encode()


def own_again(link: Connection, told: dict[str, str]) -> None:
    """These are lanes of ours for these places, whatever was said of them; nothing more is written in them."""
    for log, room in told.items():
        link.execute(delete(scope).where(scope.c.log == log))
        link.execute(insert(scope), {"log": log, "room": room, "seen": "[]"})


def by_hearsay(link: Connection | Session) -> set[str]:
    """Logs of which only rooms below us told: a centre put back has lost its lanes and cannot say for whom they were.

    Who holds entries of one was given them; that another room holds some too takes nothing from either.
    """
    below = select(peer.c.room).where(peer.c.role == ROOM)
    told = scope.c.key.is_(None) & scope.c.seen.is_(None) & scope.c.room.in_(below)
    spoken = select(scope.c.log).where(~told)
    return set(link.scalars(select(scope.c.log).where(told, scope.c.log.not_in(spoken))))


def remember(link: Connection, logs: Iterable[str], room: str, told_by: str = "") -> None:
    """These logs are for this place; those of approved workstations and our own are told elsewhere.

    `told_by`: the name of the centre it was heard from. The first to say it is kept: a centre joined later
    may speak of the lanes of the one before it, and did not write them.
    """
    for log in sorted(logs):
        this = (scope.c.log == log) & (scope.c.room == room)
        row = link.execute(select(scope.c.seen, scope.c.told_by).where(this)).first()
        if row is None:
            link.execute(insert(scope), {"log": log, "room": room, "told_by": told_by or None})
        elif told_by and row.seen is None and row.told_by is None:
            link.execute(update(scope).where(this).values(told_by=told_by))


def heard_from(link: Connection | Session) -> dict[str, str]:
    """Every lane that is not ours: the name of the centre it was heard from; empty: no centre told of it."""
    asked = select(scope.c.log, func.max(scope.c.told_by)).where(scope.c.seen.is_(None))
    return {log: told or "" for log, told in link.execute(asked.group_by(scope.c.log))}


def own(link: Connection | Session) -> set[str]:
    """The lanes this machine, or a lost life of it, writes in."""
    return set(link.scalars(select(scope.c.log).where(scope.c.seen.is_not(None))))


def ends(link: Connection, lane: Lane) -> tuple[End | None, Ends]:
    """The end of the lane itself (id, seq, lam), and those of others that its next entry names."""
    mine, others = None, []
    for log in sorted(lane.visible):
        for id_, seq, lam in ask(
            link, "SELECT id, seq, lam FROM tip WHERE log = ? ORDER BY seq", (log,)
        ):
            if log == lane.log:
                mine = (id_, seq, lam)
            elif id_ not in lane.seen:
                others.append((id_, lam))
    return mine, sorted(others, key=highest_first)


def highest_first(end: tuple[str, int]) -> tuple[int, str]:
    """The order in which an entry names ends; what does not fit is named by the next."""
    return -end[1], end[0]


def named(link: Connection, lane: Lane, see: Iterable[str]) -> None:
    """The lane's entries have named these ends now; those that are ends no more need no memory."""
    standing = {
        id_
        for log in lane.visible
        for (id_,) in ask(link, "SELECT id FROM tip WHERE log = ?", (log,))
    }
    seen = sorted((lane.seen | set(see)) & standing)
    told = update(scope).where(scope.c.log == lane.log, scope.c.room == lane.room)
    link.execute(told.values(seen=json.dumps(seen)))


def were_put_back(link: Connection | Session, have: dict[str, list[tuple[int, str]]]) -> list[str]:
    """Lanes of ours of which somebody knows an end that we do not: an older copy was put in our place."""
    mine = ask(link, *within(link, OURS, sorted(have)))
    told = {log: {id_ for _, id_ in have[log]} for (log,) in mine}
    if not told:
        return []
    claimed = sorted(set().union(*told.values()))
    here = set(link.scalars(select(entry.c.id).where(entry.c.id.in_(claimed[:PART]))))
    return [log for log, ids in sorted(told.items()) if not ids <= here]


def give_up(link: Connection, logs: Iterable[str] | None = None) -> None:
    """Never write in these lanes again (None: in none of ours); the next entry begins a new one."""
    told = update(scope).values(key=None)
    if logs is not None:
        told = told.where(scope.c.log.in_(list(logs)))
    link.execute(told)
