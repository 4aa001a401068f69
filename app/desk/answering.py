"""What a centre answers to a bundle over the line: another bundle, or one word that tells nobody anything new."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from app import chance
from app.desk import exchange
from app.desk.desk import Desk
from app.store import peers
from app.sync import pack
from app.sync.stick import Carried, own_disk
from app.trouble import Trouble
from app.words import say

WORDS = {
    "bundle.newer": "newer", "bundle.too_large": "too_large", "bundle.too_many_held": "too_many_held",
    "exchange.disk_full": "disk_full", "shelf.disk_full": "disk_full", "bundle.closed": "closed",
    "bundle.closed_nothing": "closed",
}  # fmt: skip
"""Every other reason is one word: who is not known here learns nothing about what is."""
REFUSED, HELD, BUSY, BY_STICK = "refused", "held", "busy", "by_stick"
AWAY = "away"  # this centre cannot take anything in just now, whoever calls


@dataclass(frozen=True)
class Answered:
    """A sealed bundle in the spool, or a word."""

    word: str = ""
    why: str = ""  # for the centre's own log
    bundle: Path | None = None
    size: int = 0
    news: tuple[str, ...] = ()  # what whoever looks after this centre should know


class Answering:
    """One centre at its desk: bundles are taken in one after another, answers are made side by side."""

    def __init__(self, desk: Desk, most: int) -> None:
        self.desk = desk
        self.most = most
        self._writing = threading.Lock()  # the file has one writer; waiting here keeps the order

    def answer(self, carried: Carried) -> Answered:
        """Take in what came; what its sender lacks goes back, as much as fits."""
        try:
            with self._writing:
                taken, header = exchange.take_line(self.desk, carried)
            if taken.outcome == peers.HELD:
                return Answered(HELD)
            made = exchange.answer(self.desk, header.sender, header.have, self.most)
            if made is None:
                return Answered(REFUSED)
            news = tuple(say(f"line.log_{one.how}", **one.spoken()) for one in taken.came)
            return replace(self._sealed(*made, noted=taken.is_news), news=news)
        except Trouble as why:
            return _in_a_word(why)

    def _sealed(self, to: peers.Peer, packed: pack.Packed, *, noted: bool) -> Answered:
        try:
            if packed.size > self.most:
                return Answered(BY_STICK)
            path = self.desk.data.spool / f"{chance.token_hex(8)}.out"
            with own_disk(), path.open("xb") as out:
                packed.pour(out, to.recipient)
            if noted:  # whoever sends an old bundle again is perhaps not the place itself
                with self._writing:
                    exchange.note_sent(self.desk, to.log, packed.header.n)
        finally:
            packed.close()
        return Answered(bundle=path, size=path.stat().st_size)


def _in_a_word(why: Trouble) -> Answered:
    """What the caller is told; this machine's own trouble passes, and is none of the bundle's."""
    if why.key == "shelf.busy":
        return Answered(BUSY)
    if why.key in WORDS or why.key.startswith("bundle."):
        return Answered(WORDS.get(why.key, REFUSED), why.key)
    return Answered(AWAY, str(why))
