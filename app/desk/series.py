"""Letters in file numbers: one for each workstation of a room, so that no two give out the same number."""

from __future__ import annotations

from nacl.signing import SigningKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.desk import Desk
from app.records import Workstation
from app.rules import numbering
from app.store import chain, declared, lane_words, locals_, mates, peers, succession, vouch
from app.store.statements import Link, ask
from app.store.tables import entry
from app.sync import bundle, seal

OF_ROOM = """
SELECT log, letter FROM workstation WHERE room_id = (SELECT room_id FROM workstation WHERE log = ? LIMIT 1)
"""
MACHINE, PLACE = "machine", "data_folder"
"""Local: on which computer, and where, this log is written. A new log has none yet: see `app.desk.continuity`."""


def begin_anew(desk: Desk) -> str:
    """Go on in a new log, vouched for by the old key, under the next letter; answers the letter."""
    return _go_on(desk, desk.shelf.identity)


def rotate(desk: Desk) -> str:
    """The same with a new age identity too: somebody may know the old keys. Answers the letter.

    The letter is the next one here as well, for whoever copied the old key may go on giving out numbers under
    the old one. The old identity still opens what is on the road and what lies sealed beside the database.
    """
    return _go_on(desk, f"{seal.fresh_identity()}\n{desk.shelf.identity}", known=True)


def _go_on(desk: Desk, identity: str, *, known: bool = False) -> str:
    shelf, old = desk.shelf, (desk.shelf.key, desk.shelf.identity)
    shelf.key, shelf.identity = vouch.fresh_key(), identity
    try:
        return desk.do(new_workstation, shelf.key, identity, known=known)
    except BaseException:
        shelf.key, shelf.identity = old
        raise


def was_put_back(db: Session, log: str, have: bundle.Have) -> bool:
    """Whether somebody knows a later end of our own log than we do: an older copy was put in its place.

    Writing on would make two branches of one log (sync specification 2.6).
    """
    ends = [id_ for _, id_ in have.get(log, [])]
    return len(ends) > len(set(db.scalars(select(entry.c.id).where(entry.c.id.in_(ends)))))


def lives(db: Session, log: str) -> list[str]:
    """The logs this computer answers for: those it went on from, and those of its lives that were lost.

    Somebody who heard only a lost life writes to that one. It stands in our room by its own word and we never
    met it as another computer; what is for it opens here because a copy that was put back has the same identity.
    """
    former = vouch.former(db, log)
    told = {one for (one, _) in ask(db, OF_ROOM, (log,)) if one} - {log, *former}
    unmet = told - peers.of_logs(db, told).keys()
    places = declared.places(db.connection(), [log, *unmet])
    room = places.pop(log, None)
    return [*former, *sorted(one for one, place in places.items() if place == room)]


def new_workstation(db: Session, key: SigningKey, identity: str, *, known: bool = False) -> str:
    """This computer under its new log, with the next letter of its room; answers the letter.

    `known`: somebody may know the old key.
    """
    link = db.connection()
    old, _ = locals_.identity(link)
    succession.begin_anew(link, key)
    if known:
        lane_words.new_seed(link)
    # room-mates carry the word on: what stands in the new log may come to the centre with any of them
    mates.keep(link, [mates.sign(old, chain.log_name(key))])
    locals_.put(link, locals_.IDENTITY, identity)
    for name in (MACHINE, PLACE):
        locals_.drop(link, name)
    log = chain.log_name(key)
    former = vouch.former(db, log)
    stations = {one.log: one for one in db.scalars(select(Workstation))}
    before = next(stations[name] for name in former if name in stations)
    letter = next_letter(db, before.room_id)
    db.add(
        Workstation(
            room_id=before.room_id,
            log=log,
            letter=letter,
            name=before.name,
            recipient=seal.address(identity),
        )
    )
    return letter


def is_shared(link: Link, log: str) -> bool:
    """Whether another computer of the room has our letter, and we are the one that takes the next.

    Two computers restored from one backup took the same. Of the two only one moves, the one whose log has
    the greater name, or they would meet again.
    """
    stations = ask(link, OF_ROOM, (log,))
    mine = next((letter or "" for other, letter in stations if other == log), None)
    return any(other < log and (letter or "") == mine for other, letter in stations if other)


def take_next_letter(db: Session, log: str) -> str:
    """From now on this computer gives out numbers under another letter."""
    mine = _of(db, log)
    assert mine is not None
    mine.letter = next_letter(db, mine.room_id)
    return mine.letter


def _of(db: Session, log: str) -> Workstation | None:
    return db.scalars(select(Workstation).where(Workstation.log == log)).first()


def next_letter(db: Session, room_id: str | None) -> str:
    """The letter for one more computer of a room."""
    used = db.scalars(select(Workstation.letter).where(Workstation.room_id == room_id))
    return numbering.next_series(letter or "" for letter in used)
