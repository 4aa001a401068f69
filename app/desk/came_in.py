"""Computers that another's word let in over the line: told on the page of exchanges until a person has seen it.

By stick a person stands beside it and reads the same at once; the line works where nobody looks. Whoever got hold
of a copy and its password goes on under a log of its own, vouched for by the right key: only a telephone call tells
the two apart. (Sync specification 2.6, 2.7.)
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from app import clock
from app.desk.desk import Desk
from app.store import closings, keys, locals_, peers
from app.trouble import Trouble
from app.words import say

WENT_ON, LET_IN = "went_on", "let_in"
KEYS = (WENT_ON, LET_IN)
"""Words: alarm.<key>, alarm.<key>.next, history.<key>, line.log_<key>."""
FACT = "came_in"
"""Fact of a taken bundle in the list of exchanges."""
UNSEEN = "came_in_unseen"  # local


@dataclass(frozen=True)
class Came:
    """One log, by whose word it counts, and how that one stands to it."""

    log: str
    by: str
    how: str  # went_on: in the place of the other; let_in: beside it
    at: str

    def spoken(self) -> dict[str, str]:
        """Both fingerprints, as words name them."""
        return {"fingerprint": keys.fingerprint(self.log), "by": keys.fingerprint(self.by)}


def met(sender: peers.Peer, former: list[str], let_in: Iterable[str]) -> list[Came]:
    """Who of a bundle is here for the first time: its sender, and those it spoke for."""
    now = clock.now().isoformat()
    found = [Came(log, sender.log, LET_IN, now) for log in let_in]
    if sender.trusted:
        return found
    if sender.spoken_for:
        return [Came(sender.log, sender.spoken_for, LET_IN, now), *found]
    return [*(Came(sender.log, log, WENT_ON, now) for log in former[:1]), *found]


def keep(link: Connection, came: list[Came]) -> dict[str, Any]:
    """Remember them until a person has seen it; the facts for the list of exchanges."""
    if not came:
        return {}
    names = {one.log for one in came}
    _put(link, [*(one for one in _kept(link) if one.log not in names), *came])
    return {FACT: [{"how": one.how, **one.spoken()} for one in came]}


def unseen(link: peers.Link) -> list[Came]:
    """Those nobody has seen yet; of one that was closed since there is nothing to ask any more."""
    kept = _kept(link)
    closed = closings.in_force(link) if kept else {}
    return [one for one in kept if one.log not in closed]


def seen(desk: Desk, fingerprint: str) -> str:
    """A person has seen this one; answers the name of its place."""
    said = "".join(c for c in fingerprint.upper() if c.isalnum())
    with desk.shelf.local_writing() as link:
        kept = _kept(link)
        found = [one for one in kept if keys.fingerprint(one.log).replace("-", "") == said]
        if not found:
            raise Trouble("alarm.nobody_came", fingerprint=fingerprint)
        _put(link, [one for one in kept if one not in found])
        known = peers.find(link, found[0].log)
    return known.name if known else say("alarm.somebody")


def in_history(facts: dict[str, Any]) -> list[str]:
    """The same, as the list of exchanges says it."""
    return [
        say(f"history.{one['how']}", fingerprint=one["fingerprint"], by=one["by"])
        for one in facts.get(FACT, [])
    ]


def _kept(link: peers.Link) -> list[Came]:
    return [Came(**told) for told in json.loads(locals_.get(link, UNSEEN) or "[]")]


def _put(link: Connection, kept: list[Came]) -> None:
    locals_.put(link, UNSEEN, json.dumps([asdict(one) for one in kept]))
