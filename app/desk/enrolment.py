"""How a room and a centre come to know each other: a card one way, a first bundle back, a spoken fingerprint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app import clock
from app.desk import address, closed_behind, exchange, reach, shown
from app.desk.desk import Desk
from app.desk.exchanged import Taken
from app.desk.room import own_room
from app.store import centres, keys, peers
from app.sync import cards
from app.trouble import Trouble
from app.words import say


@dataclass(frozen=True)
class Known:
    """A place this workstation exchanges bundles with, or that asks to."""

    name: str
    role: str
    fingerprint: str
    trusted: bool


@dataclass(frozen=True)
class Leaving:
    """One centre is to be left for another.

    What the former one wrote for us goes to the new one with the rest: our own entries name it as what they
    rest on, and without it they would wait there for ever. So it is said before, and not withheld.
    """

    old: str
    new: str
    fingerprint: str  # of the new one

    @property
    def facts(self) -> dict[str, str]:
        return {"old": self.old, "new": self.new}

    def question(self) -> str:
        """What a person decides, and what it means."""
        return say("card.leave", **self.facts)


@dataclass(frozen=True)
class Approved:
    """A room that was approved, and what became of its bundles that waited for it."""

    name: str
    fingerprint: str
    taken: list[Taken]


def own_fingerprint(desk: Desk) -> str:
    """What this workstation's person reads out on the telephone."""
    return keys.fingerprint(desk.shelf.log)


def centre_card(
    desk: Desk,
    out: Path,
    url: str | None = None,
    *,
    public: bool = False,
    shows: Path | None = None,
) -> Known:
    """Write the centre's card, which its rooms join with.

    `url`: where it answers over HTTPS; None: as on its last card. `public`: it shows a certificate that
    everybody can check; otherwise rooms trust only the one the centre answers with, whose hash the card carries:
    the one this machine made, or that of a file (`shows`: this one from now on).
    """
    with desk.shelf.reading() as db:
        room = own_room(db, desk.shelf.log)
    if not room.is_centre:
        raise Trouble("card.only_centre")
    mine = exchange.own_card(desk, room)
    if shows is not None:
        shown.keep(desk, shows)
    at = desk.look(address.now)
    if url is not None or public or shows is not None:
        public = public or (url is None and shows is None and at.public)
        at = address.give(desk, at.url if url is None else url, public=public)
    pin = at.pin(desk)
    with desk.shelf.local_writing() as link:
        since = reach.card_written(link, desk.shelf.log, at.url, pin)
    told = cards.make(
        desk.shelf.key, role=mine.role, name=mine.name, room=room.id, recipient=mine.recipient,
        url=at.url, pin=pin, since=since,
    )  # fmt: skip
    try:
        out.write_bytes(told)
    except OSError as why:
        raise Trouble("card.cannot_write", name=out.name) from why
    return Known(mine.name, mine.role, own_fingerprint(desk), trusted=True)


def leaves(desk: Desk, card_file: Path) -> Leaving | None:
    """What joining the centre of this card would mean; None: no other is left by it."""
    card = _centre_of(desk, card_file)
    with desk.shelf.reading() as db:
        return _leaving(db, card)


def _leaving(link: peers.Link, card: cards.Card) -> Leaving | None:
    now = centres.now(link)
    if now is None or card.log in {one.log for one in peers.centres(link)}:
        return None
    return Leaving(now.name, card.name, keys.fingerprint(card.log))


def _centre_of(desk: Desk, card_file: Path) -> cards.Card:
    card = cards.load(card_file)
    if card.role != peers.CENTRE:
        raise Trouble("card.not_a_centre", name=card.name)
    if card.log == desk.shelf.log:
        raise Trouble("card.own")
    return card


def join(desk: Desk, card_file: Path, *, leave: bool = False) -> Known:
    """Report to the centre of this card from now on; its fingerprint is to be compared by telephone.

    `leave`: the person was told what it means to leave the centre joined before, and wants it.
    """
    card = _centre_of(desk, card_file)
    with desk.shelf.local_writing() as link:
        met = peers.find(link, card.log)
        if met is not None and met.role != peers.CENTRE:
            raise Trouble("card.reports_to_us", name=card.name)
        leaving = _leaving(link, card)
        if leaving is not None and not leave:
            raise Trouble("card.leave_first", **leaving.facts)
        for old in peers.centres(link):
            if old.log != card.log:
                peers.leave(link, old)
        told = (card.log, card.role, card.room, card.name, card.recipient)
        peers.meet(link, peers.Peer(*told, url=card.url, pin=card.pin))
        reach.card_read(link, card)
        peers.trust(link, card.log, clock.now().isoformat())
    return Known(card.name, card.role, keys.fingerprint(card.log), trusted=True)


def _spoken(link: peers.Link, fingerprint: str) -> list[peers.Peer]:
    """Those below us with this fingerprint."""
    said = "".join(c for c in fingerprint.upper() if c.isalnum())
    return [
        one
        for one in peers.known(link)
        if one.role != peers.CENTRE and keys.fingerprint(one.log).replace("-", "") == said
    ]


def doubt(desk: Desk, fingerprint: str) -> closed_behind.ClosedBehind | None:
    """Why to think twice before approving whoever has this fingerprint; None: nothing is against it."""
    with desk.shelf.reading() as db:
        waiting = closed_behind.waiting(db, _spoken(db, fingerprint))
    return next(iter(waiting.values()), None)


def approve(desk: Desk, fingerprint: str, *, although_closed: bool = False) -> Approved:
    """Trust the room whose fingerprint was compared by telephone, and take in what it sent before.

    `although_closed`: the person was told that only a closed computer stands behind it, and wants it.
    """
    known = None if although_closed else doubt(desk, fingerprint)
    if known is not None:
        raise known.refusal()
    with desk.shelf.local_writing() as link:
        found = _spoken(link, fingerprint)
        if not found:
            raise Trouble("exchange.no_such_fingerprint", fingerprint=fingerprint)
        if len(found) > 1:  # eight characters can be forged with patience; the whole log cannot
            raise Trouble("exchange.fingerprint_twice", fingerprint=fingerprint)
        if not found[0].trusted:
            peers.trust(link, found[0].log, clock.now().isoformat())
    return Approved(found[0].name, keys.fingerprint(found[0].log), exchange.take_held(desk))


def known_places(desk: Desk) -> list[Known]:
    """Every place this workstation exchanges bundles with, and those that wait to be approved."""
    with desk.shelf.reading() as db:
        found = peers.known(db)
    return [Known(one.name, one.role, keys.fingerprint(one.log), one.trusted) for one in found]
