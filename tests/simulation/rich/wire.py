"""The line to a centre: the same bytes as over HTTPS, in as many small bundles as it takes, cut anywhere.

Both ends are the program's own: the caller's rounds, and what a centre answers. Between them stands this line
instead of sockets: a call or an answer is lost, torn, or the light goes out at either end.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

from app import clock
from app.desk import line
from app.desk.answering import Answering
from app.store import peers
from app.sync import caller, incoming
from app.sync.caller import Reply
from app.trouble import Trouble
from tests.simulation import invariants
from tests.simulation.faults import FUSE, is_full
from tests.simulation.places import sees
from tests.simulation.rich.papers import held
from tests.simulation.road import DAMAGE, Parcel, damage
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.machine import Machine, Mishap
    from tests.simulation.world import World

BUDGETS = (9_000, 14_000, 40_000, 400_000)  # bytes of one bundle
TIPS = "SELECT id, log FROM tip"


def url_of(centre: Machine) -> str:
    """Where a centre answers."""
    return f"https://{centre.place.lower()}.example"


class Wire:
    """The line of one machine to its centre, for one exchange."""

    def __init__(self, world: World, at: Machine, budget: int, *, safe: bool) -> None:
        self.world, self.at, self.budget, self.safe = world, at, budget, safe
        self.centre = at
        self.rounds = 0
        self.marred = False  # something went wrong at the other end

    def __call__(self, url: str, pin: str, proxy: str = "") -> Wire:
        self.centre = next(one for one in self.world.centres if url_of(one) == url)
        return self

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def send(self, told: bytes) -> Reply:
        """One bundle out, one answer in."""
        FUSE.tick(writes=False)
        self.rounds += 1
        self.world.count("calls")
        with FUSE.aside():
            self.world.note(self.at)
            self._look_into(self.at, self.centre.log, told)
            coming = self._on_the_way(told)
            reply = self._answered(coming, torn=coming != told)
        clock.hold(self.at.now())
        if reply is None:
            raise Trouble("line.cut")
        if not reply.bundle:
            return reply
        with FUSE.aside():
            self._look_into(self.centre, self.at.log, reply.bundle)
        return Reply(bundle=self._on_the_way(reply.bundle))

    def _on_the_way(self, told: bytes) -> bytes:
        """What becomes of bytes between the two."""
        fate = 1.0 if self.safe else self._chance.random()
        if fate < 0.07:
            self.world.count("calls lost")
            raise Trouble("line.cut")
        if fate < 0.12:
            self.world.count("calls torn")
            kind = self._chance.choice(DAMAGE)
            return damage(Parcel(self.at.name, "", told), kind, self._chance).data
        return told

    def _answered(self, told: bytes, *, torn: bool) -> Reply | None:
        centre = self.centre
        mishap = None if self.safe else self._mishap(0.08, 60)
        before = invariants.digest(centre) if torn else ""
        self.marred |= mishap is not None
        reply = centre.run(lambda: self._answer(told), mishap)
        self.world.note(centre)
        if torn and invariants.digest(centre) != before:
            fail("I8", f"{centre.name} changed by a torn call")
        if torn and reply is not None and reply.bundle:
            fail("I8", f"{centre.name} answered a torn call")
        return reply

    def _answer(self, told: bytes) -> Reply:
        desk = self.centre.desk
        with incoming.near(told, desk.data.spool) as carried:
            done = Answering(desk, self.budget).answer(carried)
        if done.bundle is None:
            return Reply(word=done.word)
        try:
            return Reply(bundle=done.bundle.read_bytes())
        finally:
            done.bundle.unlink()

    def _look_into(self, at: Machine, to: str, told: bytes) -> None:
        assert self.world.book is not None
        if len(told) > caller.LARGEST:
            fail("line", f"{at.name} sent more than may be sent at once")
        self.world.book.look_into(at, to, told)

    @property
    def _chance(self) -> random.Random:
        assert self.world.book is not None
        return self.world.book.chance

    def _mishap(self, chance_of: float, most: int) -> Mishap | None:
        assert self.world.book is not None
        return self.world.mishap(chance_of, most, self.world.book.chance)


def sync(world: World, at: Machine, *, safe: bool = False, budget: int = 0) -> str:
    """A machine calls its centre until nothing lacks on either side; how it ended."""
    assert world.book is not None
    with at.shelf.reading() as db:
        if not any(x.role == peers.CENTRE and x.trusted and x.url for x in peers.known(db)):
            return "no line"
    budget = budget or world.book.chance.choice(BUDGETS)
    wire = Wire(world, at, budget, safe=safe)
    mishap = None if safe else wire._mishap(0.1, 80)
    world.ticks += 1
    world.count("exchanges over the line")
    try:
        with patch.object(caller, "Caller", wire):
            told = at.run(lambda: line.sync_now(at.desk, wait=_at_once, budget=budget), mishap)
        outcome = "cut" if told is None else told.outcome
    except Trouble as why:
        if not (why.key.startswith("line.") or is_full(why)):
            raise
        outcome = why.key
    world.note(at)
    world.count("rounds over the line", wire.rounds)
    world.count(f"line: {outcome}")
    world.trace.append(f"{at.name} called {wire.rounds} {outcome}")
    if outcome == line.AGREED:
        check_agreed(world, at, wire.centre)
        if not wire.marred and mishap is None:
            check_papers(world, at, wire.centre)
    return outcome


def _at_once(seconds: float) -> None:
    del seconds


def check_agreed(world: World, at: Machine, centre: Machine) -> None:
    """Both have the same ends of all that both may see, by the world's own books."""
    mine = {id_ for id_, _ in at.asked(TIPS)}
    owner = world.ledger.owner
    theirs = {id_ for id_, log in centre.asked(TIPS) if sees(at.place, owner[log])}
    put_back = world.tally["silent restores"] + world.tally["restored backups"]
    if not mine <= theirs or (mine != theirs and not put_back):
        fail("line", f"{at.name} and {centre.name} do not hold the same and say they do")


def check_papers(world: World, at: Machine, centre: Machine) -> None:
    """Nor has one a paper that the other lacks and may have, where none was false and nobody was put back."""
    put_back = world.tally["silent restores"] + world.tally["restored backups"]
    if world.book is None or world.hostile is not None or put_back:
        return
    papers = world.book.papers
    apart = (papers.whole_at(at) - held(centre)) | (papers.whole_at(centre) - held(at))
    apart = {x for x in apart if papers.known[x].may_be_at(at.place)}
    if apart:
        fail(
            "line",
            f"{at.name} and {centre.name} say they hold the same, and of {len(apart)} papers do not",
        )


@contextmanager
def nobody_else_calls() -> Iterator[None]:
    """No socket is opened in a simulation."""

    def refuse(*_: object) -> None:
        raise AssertionError("the line of no world")

    with patch.object(caller, "Caller", refuse):
        yield
