"""The road over HTTPS: rounds of one bundle out and one in, until both sides hold the same.

Every round stands for itself: what the last answer said the centre has is all that the next one builds on. A
round that was cut off was taken in there or it was not; the next shows which, and repeating it costs nothing.
"""

from __future__ import annotations

import io
import math
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from app.desk import agreed, attached, exchange, shut_out
from app.desk.desk import Desk
from app.desk.exchanged import Taken
from app.desk.line_state import (
    AGREED,
    APART,
    FLEETING,
    HELD,
    LONGEST,
    centre,
    lacking,
    pause,
    reports,
)
from app.desk.room import own_room
from app.store import journal, keys, peers, vouch
from app.sync import bundle, caller, incoming
from app.trouble import Trouble
from app.words import say

__all__ = ["AGREED", "APART", "HELD", "LONGEST", "Synced", "sync_now"]

Report = Callable[[int, int], None]
Tell = Callable[[str, dict[str, object]], object]
"""Hears how far it is: a key of the words, and its facts."""
Wait = Callable[[float], object]
AtDesk = Callable[[], AbstractContextManager[object]]

AGAIN = {"busy": "line.busy", "away": "line.away"}
"""What a centre answers that may be told otherwise in a moment."""
TRIES = 4  # of one round, before the network is given up for now
MOST_STILL = 3  # rounds in which nothing moved on either side
WORDS = {
    "refused": "line.refused", "too_many_held": "line.full", "newer": "line.centre_older",
    "closed": "line.closed",
    "too_large": "line.by_stick", "by_stick": "line.by_stick", "disk_full": "line.centre_fails",
}  # fmt: skip


@dataclass
class Synced:
    """What one exchange over the line came to. `agreed` is said only where both have-vectors are the same."""

    outcome: str  # AGREED, APART, HELD
    name: str
    fingerprint: str  # ours; what to read out where the centre does not know us yet
    rounds: int = 0
    sent: int = 0
    new: int = 0
    lacking: int = 0  # entries of ours that the centre did not take
    between: agreed.Agreed | None = None
    refused: list[tuple[str, str]] = field(default_factory=list)  # entry id, reason
    besides: list[str] = field(default_factory=list)
    told: agreed.Ends = field(default_factory=dict)  # what we said last that we have
    asked: peers.Want = field(default_factory=dict)  # attachments, in the last round
    wants: str = ""  # what both sides asked for in it

    def sentence(self) -> str:
        """The same in words."""
        if self.outcome == HELD:
            return say("line.held", name=self.name, fingerprint=self.fingerprint)
        if self.outcome == APART:
            return say("line.apart", name=self.name, count=self.lacking)
        return say("line.agreed", name=self.name, sent=self.sent, new=self.new)


def sync_now(
    desk: Desk,
    report: Report = lambda done, total: None,
    *,
    tell: Tell = lambda key, facts: None,
    wait: Wait = time.sleep,
    budget: int = caller.LARGEST,
    at_desk: AtDesk = nullcontext,
) -> Synced:
    """Exchange with the centre until nothing lacks on either side, or until nothing moves any more.

    Where the centre gave something, one small round more tells it that it came: then both sides know that they agree.

    `at_desk` is entered whenever the room's own file is touched, and left before the line is waited for.
    """
    with at_desk():
        to = centre(desk)
        if to is None:
            raise Trouble("line.no_address" if reports(desk) else "exchange.no_centre")
        done = Synced(APART, to.name, keys.fingerprint(desk.shelf.log))
        theirs = to.have or {}
        total = max(lacking(desk, to, theirs), 1)
    tell("line.calls", _patience(to))
    still, stood, settled = 0, "", False
    with caller.Caller(to.url or "", to.pin or "", desk.settings.proxy) as line:
        while still < MOST_STILL:
            report(min(done.sent, total), total)
            with at_desk():
                told, n, more = _compose(desk, to, theirs, budget, done)
            try:
                reply = _call(line, told, wait, tell, 1 if settled else TRIES)
            except Trouble as why:
                if not settled or why.key not in FLEETING:
                    raise
                done.besides.append(say("line.unconfirmed", name=to.name))
                break
            done.rounds += 1
            if reply.word == "held":
                done.outcome = HELD
                return done
            with at_desk():
                theirs, its_more = _answer(desk, to, reply, n, done)
                tell("line.moves", {"round": done.rounds, "sent": done.sent, "new": done.new})
                done.between = _between(desk, to, theirs)
                settled = done.between.same and not (
                    more or its_more or _papers_move(desk, to, done)
                )
                if settled and _is_heard(desk, to, done):
                    break
            stands = done.between.digest + done.between.theirs + done.wants
            still, stood = (still + 1 if stands == stood else 0), stands
    if done.between is not None and done.between.same:  # what is still wanted, nobody had to give
        done.outcome = AGREED
        report(total, total)
        return done
    with at_desk():
        done.lacking = lacking(desk, to, theirs)
    return done


def _compose(
    desk: Desk, to: peers.Peer, theirs: agreed.Ends, budget: int, done: Synced
) -> tuple[bytes, int, bool]:
    """A bundle with what the centre lacks, how many entries it carries, and whether there are more."""
    packed = exchange.compose(desk, to, theirs, budget)
    try:
        if packed.size > caller.LARGEST:
            raise Trouble("line.by_stick")
        out = io.BytesIO()
        packed.pour(out, to.recipient)
        done.asked = packed.header.want
        done.told = packed.header.have
        return out.getvalue(), packed.header.n, packed.header.more
    finally:
        packed.close()


def _answer(
    desk: Desk, to: peers.Peer, reply: caller.Reply, n: int, done: Synced
) -> tuple[agreed.Ends, bool]:
    """Take the answer in; what the centre has now, and whether it has more for us."""
    if not reply.bundle:
        if reply.word == "closed":
            with desk.shelf.local_writing() as link:
                shut_out.heard(link, to.log, desk.shelf.log)
        raise Trouble(WORDS.get(reply.word, "line.refused"), name=to.name, word=reply.word)
    taken, header = _take(desk, reply.bundle)
    if to.log not in {header.sender, *vouch.before(header.sender, header.vouch)}:
        # another whom we trust; what it said counts, and is not this answer
        raise Trouble("line.not_a_centre")
    exchange.note_sent(desk, to.log, n)
    done.sent += n
    done.new += taken.new
    done.refused += taken.refused
    done.besides += taken.besides()
    done.wants = f"{done.asked}{header.want}"
    return header.have, header.more


def _take(desk: Desk, told: bytes) -> tuple[Taken, bundle.Header]:
    try:
        with incoming.near(told, desk.data.spool) as carried:
            return exchange.take_line(desk, carried)
    except Trouble as why:
        if why.key.startswith("bundle.") and why.key != "bundle.newer":
            raise Trouble("line.bad_answer") from why
        raise


def _patience(to: peers.Peer) -> dict[str, object]:
    """How long a person has to wait at most where nobody answers: every try, and the pauses between."""
    pauses = sum(2**tried for tried in range(TRIES - 1))
    return {
        "name": to.name, "seconds": math.ceil(caller.SILENT), "tries": TRIES,
        "minutes": math.ceil((TRIES * caller.SILENT + pauses) / 60),
    }  # fmt: skip


def _call(
    line: caller.Caller, told: bytes, wait: Wait, tell: Tell, tries: int = TRIES
) -> caller.Reply:
    """One call; what may pass by itself is tried again, later each time and never in step with others."""
    for tried in range(tries):
        try:
            reply = line.send(told)
            if reply.word not in AGAIN:
                return reply
            why, least = Trouble(AGAIN[reply.word]), reply.wait
        except Trouble as trouble:
            why, least = trouble, 0.0
        if why.key not in FLEETING or tried == tries - 1:
            raise why
        seconds = least + pause(tried)
        facts = {"why": str(why), "seconds": math.ceil(seconds), "tried": tried + 2, "tries": tries}
        tell("line.again", facts)
        wait(seconds)
    raise AssertionError("the last try answers or raises")


def _between(desk: Desk, to: peers.Peer, theirs: agreed.Ends) -> agreed.Agreed:
    with desk.shelf.reading() as db:
        logs = exchange.logs_for(db, to, own_room(db, desk.shelf.log), desk.shelf.log)
        return agreed.between(journal.have(db), theirs, logs | theirs.keys())


def _is_heard(desk: Desk, to: peers.Peer, done: Synced) -> bool:
    """Whether the centre was told all that is here: else it cannot know that what it gave has come."""
    with desk.shelf.reading() as db:
        logs = exchange.logs_for(db, to, own_room(db, desk.shelf.log), desk.shelf.log)
        return agreed.between(journal.have(db, logs), done.told, logs | done.told.keys()).same


def _papers_move(desk: Desk, to: peers.Peer, done: Synced) -> bool:
    """Whether another round would bring attachments on."""
    with desk.shelf.reading() as db:
        logs = exchange.logs_for(db, to, own_room(db, desk.shelf.log), desk.shelf.log)
    return attached.goes_on(desk, to, logs, done.asked)
