"""Entries that count as causes and have no effect: a place below a centre wrote on what is not its own.

They stand in the journal and in have-vectors and go on to others, so that nothing waits behind them; the rows
are what they would be without them. What they said stands aside with its reason (`app.store.set_aside`).

Only the centre between two places can judge. To a centre above it both are one place, and a room does not see
what was touched: so every bundle names them, and who reports to a centre, or hears from one, believes it.
Nobody lets others annul what he wrote himself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.orm import Session

from app.records import RECORDS
from app.store import chain, content, journal, lanes, locals_, set_aside, vouch
from app.store.journal import ANNULLED, APPLIED, EFFECTIVE, PARTLY
from app.store.peers import CENTRE, LOWER
from app.store.rows import Place, Rows, parts
from app.store.statements import ask
from app.store.tables import aside, entry, head, peer

TOLD = "annulled"  # the reason where another place judged
MOST = 1000  # of one log; more than that only stand aside, and a bundle names no more

ANY = f"SELECT 1 FROM entry WHERE state = {ANNULLED} LIMIT 1"  # noqa: S608  a number
NAMES = f"SELECT n, lam, id FROM entry WHERE state IN ({APPLIED}, {PARTLY}) AND ({{0}} OR {{0}})"  # noqa: S608  words of ours
ESCAPED = '"/\\'  # characters that JSON may write with a backslash; all others only as \\u


def is_any(link: Connection) -> bool:
    """Whether anything here has no effect: hardly ever."""
    return bool(ask(link, ANY))


class Room:
    """Whether one more entry of a log may be annulled, asked while some are."""

    def __init__(self, link: Connection) -> None:
        self._link = link
        self._left: dict[str, int] = {}

    def __call__(self, log: str) -> bool:
        if log not in self._left:
            asked = select(func.count()).select_from(entry)
            stand = asked.where(entry.c.log == log, entry.c.state == ANNULLED)
            self._left[log] = MOST - (self._link.scalar(stand) or 0)
        self._left[log] -= 1
        return self._left[log] >= 0


def of(db: Session, logs: Collection[str], role: str) -> list[str]:
    """Those of these logs, for a receiver in this role; what came from its side is not told it again."""
    if not is_any(db.connection()):
        return []
    judges = aside.outerjoin(peer, peer.c.log == aside.c.brought_by)
    asked = select(entry.c.id, entry.c.log, aside.c.reason, peer.c.role)
    asked = asked.select_from(judges.join(entry, entry.c.id == aside.c.id))
    rows = db.execute(asked.where(entry.c.state == ANNULLED).order_by(entry.c.n))
    heard = {LOWER} if role == CENTRE else {CENTRE}
    return [
        row.id for row in rows if row.log in logs and (row.reason != TOLD or row.role in heard)
    ][:MOST]


class Word(NamedTuple):
    """What a place says of entries that have no effect."""

    place: str = ""  # its id, where it is a room or lower centre below us
    annulled: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()  # annulled by it once, with effect there now


SILENCE = Word()


def by_others(link: Connection, told: Iterable[str]) -> set[str]:
    """Of what another place annuls, what it may: nothing that this machine wrote, in whatever log."""
    wanted = set(told)
    if not wanted:
        return set()
    me = chain.log_name(locals_.identity(link)[0])
    own = {me, *vouch.former(link, me), *lanes.own(link)}
    for some in parts(sorted(wanted)):
        mine = select(entry.c.id).where(entry.c.id.in_(some), entry.c.log.in_(own))
        wanted -= set(link.scalars(mine))
    return wanted


def annul(link: Connection, ids: Collection[str], brought_by: str) -> set[Place]:
    """Take away the effect of those that are applied here; answers the rows that were made again."""
    found = _read(link, ids, EFFECTIVE)
    if not found:
        return set()
    set_aside.put(link, ((one, TOLD) for one in found), brought_by)
    _mark(link, [one.id for one in found], ANNULLED)
    return _fold_anew(link, found)


def revive(link: Connection, ids: Collection[str]) -> set[Place]:
    """Give those back their effect whose causes are here; answers the rows that were made again."""
    if not ids:
        return set()
    found = [one for one in _read(link, ids, (ANNULLED,)) if _rests_on_what_is_here(link, one)]
    for state in EFFECTIVE:
        complete = state == APPLIED
        _mark(link, [one.id for one in found if content.read(one).complete == complete], state)
    set_aside.forget_taken(link)
    return _fold_anew(link, found) if found else set()


def told_by(db: Session, log: str) -> set[str]:
    """What a sender annulled once, and is so here to this day."""
    asked = select(aside.c.id).where(aside.c.reason == TOLD, aside.c.brought_by == log)
    return set(db.scalars(asked))


def judged_here(link: Connection) -> list[chain.Entry]:
    """What this machine itself found to be without effect."""
    asked = select(entry.c.id).join(aside, aside.c.id == entry.c.id)
    ids = link.scalars(asked.where(entry.c.state == ANNULLED, aside.c.reason != TOLD))
    return _read(link, set(ids), (ANNULLED,))


def _read(link: Connection, ids: Collection[str], states: Collection[int]) -> list[chain.Entry]:
    found = []
    for some in parts(sorted(ids)):
        asked = select(entry.c.header, entry.c.body, entry.c.sig)
        asked = asked.where(entry.c.id.in_(some), entry.c.state.in_(states))
        found += [chain.stored(row.header, row.body, row.sig) for row in link.execute(asked)]
    return found


def _rests_on_what_is_here(link: Connection, one: chain.Entry) -> bool:
    causes = {*one.head.see, *content.read(one).bases}
    here: set[str] = set()
    for some in parts(sorted(causes)):
        asked = select(entry.c.id).where(entry.c.id.in_(some), entry.c.state != journal.WAITING)
        here |= set(link.scalars(asked))
    return causes <= here


def _mark(link: Connection, ids: list[str], state: int) -> None:
    for some in parts(ids):
        link.execute(update(entry).where(entry.c.id.in_(some)).values(state=state))


def _fold_anew(link: Connection, touching: Iterable[chain.Entry]) -> set[Place]:
    """Make the rows that these entries touch again, from the journal alone."""
    places = {place for one in touching for place in content.read(one).places}
    for kind, row_id in places:
        link.execute(delete(RECORDS[kind]).where(RECORDS[kind].id == row_id))
        link.execute(delete(head).where(head.c.kind == kind, head.c.row == row_id))
    rows = Rows(link)
    for some in parts(_naming(link, {row_id for _, row_id in places})):
        for one in journal.numbered(link, some):
            rows.fold(one.id, one.head.lam, content.read(one).ops, places)
    rows.write_back()
    return places


def _naming(link: Connection, row_ids: Iterable[str]) -> list[int]:
    """Numbers of the applied entries that may name one of these rows, causes first."""
    holds = "instr(body, ?) > 0" if link.dialect.name == "sqlite" else "position(? IN body) > 0"
    found: dict[int, tuple[int, str]] = {}
    for row_id in sorted(row_ids):
        escape = b"\\" if set(row_id) & set(ESCAPED) else b"\\u"
        for n, lam, id_ in ask(link, NAMES.format(holds), (row_id.encode(), escape)):
            found[n] = lam, id_
    return sorted(found, key=found.__getitem__)
