"""A room-mate on its own computer, before it is in: it asks with a card and comes in with what the first gave.

Its encrypted file, password, recovery sheet, log and age identity are made at once; the file bears another
name until the room stands in it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select

from app import clock
from app.desk import books, edit, mates, trust
from app.desk.desk import Desk
from app.desk.doorstep import exists
from app.desk.room import at_desk, mediators
from app.paths import DataDir
from app.records import Mediator, Workstation
from app.settings import Settings
from app.store import keys, locals_, peers
from app.store import mates as words
from app.store.absorb import Absorbed
from app.store.shelf import Shelf
from app.sync import bundle, cards, seal, stick, unpack
from app.trouble import Trouble

NAME, MAKING, ASKING = "newcomer", "room.making", "room.asking"


def asked(data: DataDir) -> bool:
    """Whether this computer asked and is not in yet."""
    return (data.root / ASKING).exists() and not exists(data)


class Newcomer:
    """A computer that asks to come into a room."""

    def __init__(self, data: DataDir, shelf: Shelf, secret: bytes) -> None:
        self.data, self.shelf, self._secret = data, shelf, secret

    @classmethod
    def begin(cls, data: DataDir, name: str, password: str, recovery: str) -> Newcomer:
        """Make everything of its own that it will keep; `name` is what people call the computer."""
        if exists(data):
            raise Trouble("shelf.exists")
        keys.check_password(password)
        if not name.strip():
            raise Trouble("mates.no_name")
        try:
            data.make()
        except OSError as why:
            raise Trouble("room.cannot_make", folder=data.root.name) from why
        for stem in (MAKING, ASKING):
            for leftover in data.root.glob(f"{stem}*"):
                leftover.unlink()
        secret = keys.new_secret()
        shelf = Shelf.create(data.root / MAKING, secret)
        with shelf.local_writing() as link:
            locals_.put(link, NAME, name.strip())
        shelf.close()
        plain = keys.plain_recovery(recovery)
        wraps = [keys.wrap(secret, NAME, NAME, password), keys.wrap(secret, "", "", plain)]
        keys.save(data.keys, keys.KeyFile(wraps))
        (data.root / MAKING).rename(data.root / ASKING)
        return cls.resume(data, password)

    @classmethod
    def resume(cls, data: DataDir, password: str) -> Newcomer:
        """Go on with what was begun, perhaps days ago."""
        if not asked(data):
            raise Trouble("mates.not_asked")
        told = next(one for one in keys.load(data.keys).wraps if one.user)
        secret = keys.unwrap(told, password)
        return cls(data, Shelf.open(data.root / ASKING, secret), secret)

    @property
    def fingerprint(self) -> str:
        """What the first computer's person compares."""
        return keys.fingerprint(self.shelf.log)

    def close(self) -> None:
        self.shelf.close()

    def ask(self, folder: Path) -> Path:
        """Put the card onto the stick."""
        with self.shelf.reading() as db:
            name = locals_.get(db.connection(), NAME) or ""
        told = cards.make(
            self.shelf.key, role=peers.MATE, name=name, room="",
            recipient=seal.address(self.shelf.identity),
        )  # fmt: skip
        return mates.put_card(folder, told)

    def answers(self, folder: Path) -> list[mates.Asking]:
        """The computers that may have let this one in: what their screens show is to be compared."""
        found = {card.log: card for card in mates.cards_on(folder) if card.room}
        return [mates.Asking(card.name, keys.fingerprint(log), log) for log, card in found.items()]

    def enter(self, folder: Path, fingerprint: str) -> list[tuple[str, str]]:
        """Take in all the first computer gave; answers the room's people (id, name)."""
        said = "".join(c for c in fingerprint.upper() if c.isalnum())
        found = [
            card
            for card in mates.cards_on(folder)
            if card.room and keys.fingerprint(card.log).replace("-", "") == said
        ]
        if not found:
            raise Trouble("mates.no_answer", fingerprint=fingerprint)
        for file in stick.bundles(folder):
            self._take(file, found[-1])
        with self.shelf.reading() as db:
            mine = db.scalars(select(Workstation).where(Workstation.log == self.shelf.log)).first()
            if mine is None:
                raise Trouble("mates.no_answer", fingerprint=fingerprint)
            return [(one.id, one.name or "") for one in mediators(db, mine.room_id or "")]

    def _take(self, file: Path, first: cards.Card) -> None:
        carried = stick.fetch(file, self.data.spool)
        try:
            with stick.own_disk(), carried.path.open("rb") as source:
                opened = unpack.unpack(
                    source, carried.size, identity=self.shelf.identity, me=self.shelf.log,
                    admits=first.log.__eq__, scratch=self.data.spool,
                )  # fmt: skip
            try:
                self._absorb(opened, first)
            finally:
                opened.close()
        except Trouble as why:
            if why.key not in {"bundle.not_for_us", "bundle.stranger"}:
                raise  # what lies on the stick for others stays theirs
        finally:
            carried.path.unlink(missing_ok=True)

    def _absorb(self, opened: unpack.Opened, first: cards.Card) -> None:
        header = opened.header
        mate = peers.Peer(first.log, peers.MATE, first.room, first.name, first.recipient)

        def then(link: Connection, done: Absorbed) -> None:
            self._meet(link, mate, first, header)

        self.shelf.take(opened.entries(), then, first.log)

    def _meet(
        self, link: Connection, mate: peers.Peer, first: cards.Card, header: bundle.Header
    ) -> None:
        now = clock.now().isoformat()
        centres = [
            peers.Peer(
                one.log, peers.CENTRE, one.room, one.name, one.recipient, url=one.url, pin=one.pin
            )
            for one in first.above
        ]
        for one in (mate, *centres):
            peers.meet(link, one)
            peers.trust(link, one.log, now)
        books.hear(link, header, self.shelf.log, peers.find(link, header.sender))
        trust.know_lanes(link, mate, header, set())
        words.keep(link, header.mates)
        trust.know_mates(link, mate, header, self.shelf.log)

    def finish(
        self, me: str, password: str, name: str = "", settings: Settings | None = None
    ) -> Desk:
        """Who sits here: one of the room's people, or (`name`) one more. The room stands from here on."""
        told = keys.load(self.data.keys)
        keys.unwrap(next(one for one in told.wraps if one.user), password)
        if name.strip():
            me = self._add_person(name.strip())
        with self.shelf.reading() as db:
            person = db.get(Mediator, me)
        if person is None:
            raise Trouble("keys.no_such_person")
        self.shelf.close()
        mine = keys.wrap(self._secret, person.id, person.name or "", password)
        sheet = [one for one in told.wraps if not one.user]
        keys.save(self.data.keys, keys.KeyFile([mine, *sheet]))
        (self.data.root / ASKING).rename(self.data.database)  # from here on the room exists
        return at_desk(self.data, self._secret, person.id, settings)

    def _add_person(self, name: str) -> str:
        desk = Desk(self.shelf, self.data, "")
        with self.shelf.reading() as db:
            mine = db.scalars(select(Workstation).where(Workstation.log == self.shelf.log)).one()
            count = len(mediators(db, mine.room_id or ""))
        values = {"room_id": mine.room_id, "name": name, "position": count + 1}
        return desk.do(edit.add, Mediator, values)
