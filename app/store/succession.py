"""A new log in the place of the one there was, on one and the same computer. (Sync specification 2.6.)"""

from __future__ import annotations

from nacl.signing import SigningKey
from sqlalchemy import Connection, update

from app.store import chain, lane_words, lanes, locals_, vouch
from app.store.tables import tip


def begin_anew(link: Connection, new: SigningKey) -> None:
    """Write on in the log of this key, vouched for by the one there was; the age identity stays.

    The first entry names every end that stands here, the old log's too, so that what it changes comes
    after what it saw.
    """
    old, _ = locals_.identity(link)
    lanes.give_up(link)
    lane_words.keep_seed(link)
    vouch.keep(link, [*vouch.own(link), vouch.sign(old, chain.log_name(new))])
    locals_.put(link, "log_key", chain.b64(new.encode()))
    link.execute(update(tip).values(named=False))
