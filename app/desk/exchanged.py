"""What became of bundles: written, taken in, looked at; as plain facts for the window and the command line."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.desk import agreed, attached, came_in
from app.store import peers, set_aside
from app.sync import bundle, receipts
from app.words import say


def mark_of(sha256: str) -> str:
    """The fingerprint of a bundle's file, as the slip prints it and the receiver reads it out."""
    return agreed.spoken(sha256.upper()) if sha256 else ""


@dataclass(frozen=True)
class Written:
    """One bundle that stands on the stick, read back and found whole."""

    to: str
    fingerprint: str
    file: str
    size: int
    sha256: str
    entries: int
    notice: bool = False  # it only says that its receiver is closed


@dataclass(frozen=True)
class Taken:
    """What became of one bundle that came: taken, known, own, held or refused."""

    file: str
    outcome: str
    sender: str = ""
    fingerprint: str = ""
    sha256: str = ""
    new: int = 0
    known: int = 0
    waiting: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)  # entry id, reason
    left: int = 0  # entries of computers this centre does not know, not taken
    key: str = ""  # why it was refused or is held
    reason: str = ""  # the same as a sentence
    vouched_by: str = ""  # fingerprint of the log it went on from, the first time it came
    spoken_for: str = (
        ""  # fingerprint of the room-mate whose word let it in, the first time it came
    )
    letter: str = ""  # under which this computer gives out numbers from now on, where that changed
    receipt: str = ""  # how its receipt stands to the one before: see app.sync.receipts
    attachments: attached.Brought = field(default_factory=attached.Brought)
    came: list[came_in.Came] = field(
        default_factory=list
    )  # computers that are here for the first time

    @property
    def is_news(self) -> bool:
        """Whether it shows that its sender was at work since the last one."""
        return self.outcome == peers.TAKEN and (self.new > 0 or self.receipt not in receipts.STALE)

    def besides(self) -> list[str]:
        """What a person should know beside what was taken."""
        told = []
        if self.vouched_by:
            facts = {"fingerprint": self.fingerprint, "old": self.vouched_by}
            told.append(say("exchange.vouched", name=self.sender, **facts))
        if self.spoken_for:
            facts = {"fingerprint": self.fingerprint, "by": self.spoken_for}
            told.append(say("mates.spoken_for", name=self.sender, **facts))
        closed = sum(1 for _, reason in self.refused if reason == set_aside.CLOSED)
        if closed:
            told.append(say("aside.closed_came", count=closed))
        if len(self.refused) > closed:
            told.append(say("aside.came", count=len(self.refused) - closed))
        if self.left:
            told.append(say("exchange.left", count=self.left))
        if self.letter:
            told.append(say("exchange.new_letter", letter=self.letter))
        return told + self.attachments.besides(self.sender)


@dataclass(frozen=True)
class Inspected:
    """What a bundle says before anything of it is taken in."""

    file: str
    size: int
    sha256: str
    sender: str
    fingerprint: str
    trusted: bool
    entries: int
    unpacked: int
    have: bundle.Have
    happened: str  # what happened to this very file before; empty: nothing
