"""What a centre tells a computer it closed, on a stick: that it is closed, and nothing of what others wrote.

Over the line the answer says the same. It is believed of a centre one trusts, for the whole header is signed;
the notice names the records of the closing, so an old one that comes after the lifting changes nothing.
(Sync specification 2.7.)
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from app import clock
from app.desk import holding, shut_out, trust
from app.desk.desk import Desk
from app.desk.exchanged import Taken
from app.records import Closure
from app.store import closings, peers, vouch
from app.sync import bundle, pack, stick
from app.trouble import Trouble


def packed(
    desk: Desk, card: bundle.Card, room: str, to: peers.Peer, records: Sequence[str]
) -> pack.Packed:
    """A bundle without entries, without a receipt, that says which records close its receiver."""
    with desk.shelf.reading() as db:
        return pack.pack(
            desk.shelf.key, (), card=card, room=room, to=to.log, have={}, scratch=desk.data.spool,
            vouches=vouch.own(db), made=clock.now().isoformat(), closed=records,
        )  # fmt: skip


def take(
    desk: Desk, name: str, carried: stick.Carried, header: bundle.Header, sender: peers.Peer
) -> Taken:
    """The centre says that this computer is closed."""
    with desk.shelf.local_writing() as link:
        lifted = _is_lifted(link, header.closed, desk.shelf.log)
        if not lifted:
            trust.know(link, sender, header, fresh=False, unseen=False)
            shut_out.heard(link, sender.log, desk.shelf.log)
    if lifted:
        whose = desk.look(holding.who, sender.log)
        return Taken(name, "known", **whose, sha256=carried.sha256)
    why = Trouble("bundle.closed_here", name=header.card.name)
    if name == peers.LINE:
        raise why
    return holding.refuse(desk, name, carried, why, sender.log)


def _is_lifted(link: Connection, records: Sequence[str], me: str) -> bool:
    """Whether these records came here since, and close this log no more."""
    asked = select(Closure.__table__.c.id).where(Closure.__table__.c.id.in_(records))
    return {*link.scalars(asked)} >= {*records} and me not in closings.in_force(link)
