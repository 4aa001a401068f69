"""The list of exchanges in words: when, with whom, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from app.desk import alarms, books, came_in, holding, whose
from app.desk.desk import Desk
from app.desk.exchanged import mark_of
from app.store import peers
from app.sync import receipts
from app.words import say

MOST = 200
CLOSED, CLOSED_NOTHING = "bundle.closed", "bundle.closed_nothing"
REASONS = {
    "bundle.torn": "history.torn", "bundle.empty": "history.torn", "bundle.not_for_us": "history.elsewhere",
    "bundle.not_addressed": "history.elsewhere", "bundle.not_a_bundle": "history.foreign",
    "bundle.stranger": "history.stranger", "bundle.forged": "history.forged",
    "bundle.bad_entry": "history.forged", "bundle.closed_here": "history.closed_here",
    CLOSED: "history.closed", CLOSED_NOTHING: "history.closed_nothing", "bundle.closed_behind": "history.closed_behind",
}  # fmt: skip
"""Why a bundle was refused, in a few words; the whole sentence was said when it came."""


@dataclass(frozen=True)
class Happened:
    """One bundle that went or came."""

    id: str
    at: str
    name: str
    told: str
    mark: str  # the fingerprint that stands on the slip, where a file went or was taken in
    well: bool


def history(desk: Desk, most: int = MOST) -> list[Happened]:
    """The newest exchanges, newest first."""
    with desk.shelf.reading() as db:
        who = whose.look(db, desk.shelf.log)
        listed = peers.exchanges(db, most)
    found = []
    for n, one in enumerate(listed):
        name = who.place(one.peer) if one.peer else _nobody(one)
        well = one.outcome in {peers.WRITTEN, peers.TAKEN}
        told = "；".join([_told(one), *came_in.in_history(one.facts)])
        found.append(Happened(str(n), alarms.minute(one.at), name, told, _mark(one), well))
    return found


def _nobody(one: peers.Exchange) -> str:
    """Whose bundle was refused is not written down, but of a closed computer; that was not always so."""
    return say("history.shut" if one.facts.get("key") == CLOSED else "history.nobody")


def _mark(one: peers.Exchange) -> str:
    if one.file == peers.LINE or one.outcome not in {peers.WRITTEN, peers.TAKEN}:
        return ""
    return mark_of(one.sha256)


def _told(one: peers.Exchange) -> str:
    if one.outcome == peers.WRITTEN and one.facts.get(holding.NOTICE):
        return say("history.notice")
    if one.outcome == peers.WRITTEN and one.file == peers.LINE:
        return say("history.line_sent", count=one.entries)
    if one.outcome == peers.WRITTEN:
        return say("history.written", count=one.entries)
    if one.outcome == peers.TAKEN:
        if one.facts.get(books.RECEIPT) in receipts.STALE and not one.facts.get("new"):
            return say("history.older")
        new, known = one.facts.get("new", 0), one.facts.get("known", 0)
        return (
            say("history.taken", new=new, known=known) if new or known else say("history.receipt")
        )
    if one.outcome == peers.HELD:
        return say("history.held")
    return say(REASONS.get(one.facts.get("key", ""), "history.refused"))
