"""How many attachments are whole here, how many under way, and how many nobody has brought yet."""

from __future__ import annotations

from dataclasses import dataclass

from app.desk import attached
from app.desk.desk import Desk
from app.store import blobs
from app.store.attachments import room_for
from app.words import say

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class BlobsStanding:
    """Attachments that the journal names, by what is here of them."""

    whole: int
    under_way: int
    came: int  # bytes here of those under way
    of: int  # bytes they have
    waiting: int  # nothing of them is here yet
    refused: int  # of a kind this program does not keep
    room: bool  # whether the disk has room for more

    @property
    def complete(self) -> bool:
        return not self.under_way and not self.waiting

    def sentences(self) -> list[str]:
        """The same in words; nothing where there never was an attachment."""
        told = []
        if self.whole or not self.complete:
            facts = {
                "came": f"{self.came / MEGABYTE:.1f}", "of": f"{self.of / MEGABYTE:.1f}",
                "whole": self.whole, "under_way": self.under_way, "waiting": self.waiting,
            }  # fmt: skip
            key = "attachment.all_whole" if self.complete else "attachment.standing"
            told.append(say(key, **facts))
        if not self.complete and not self.room:
            told.append(say("attachment.postponed"))
        if self.refused:
            told.append(say("attachment.refused", count=self.refused))
        return told


def standing(desk: Desk) -> BlobsStanding:
    """How it stands with attachments on this computer."""
    attached.settle(desk)
    kept, pieces = attached.kept_at(desk)
    begun = pieces.under_way()
    with desk.shelf.reading() as db:
        tally = blobs.tally(db)
        begun = {named: came for named, came in begun.items() if blobs.find(db, *named)}
    started = len({sha256 for sha256, _ in begun})
    return BlobsStanding(
        tally.whole, started, sum(begun.values()), sum(size for _, size in begun),
        max(tally.missing - started, 0), tally.refused, room_for(kept.root, 0),
    )  # fmt: skip
