"""Rounds of mutants: each drawn from (seed, kind, number) alone, so that one line tells a failure again."""

from __future__ import annotations

import io
import json
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app import chance, clock
from app.desk import exchange
from app.store import peers
from app.sync import unpack
from app.sync.stick import Carried
from app.trouble import Trouble
from tests.fuzz import draft, header_tricks, malice, packing_tricks, town, watch, wear
from tests.fuzz.town import Place
from tests.fuzz.watch import Broken

SEALED, OPENED, SIGNED, FILES = "sealed", "opened", "signed", "files"
KINDS = (SEALED, OPENED, SIGNED, FILES)
UNCHANGED = "unchanged"
BY_LINE, BY_STICK, LOOK = 40, 200, 1000  # every so many mutants
FRESH = 25  # bundles taken between two looks whether the rows are the fold of the journal

MISFIT = (
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
)  # a trick on what another trick already broke
ENOUGH = 5  # broken promises of one town
REGRESSIONS = Path(__file__).with_name("regressions")


@dataclass
class Tally:
    """What came of the mutants."""

    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0
    swell: int = 0  # KiB above the idle process

    @property
    def count(self) -> int:
        """The mutants that differed from what they were drawn from."""
        return sum(n for outcome, n in self.outcomes.items() if UNCHANGED not in outcome)

    def add(self, other: Tally) -> None:
        self.outcomes += other.outcomes
        self.broken += other.broken
        self.seconds = max(self.seconds, other.seconds)
        self.swell = max(self.swell, other.swell)


@contextmanager
def fuzz_town() -> Iterator[tuple[Place, Place]]:
    """Two places in memory where the system has such a folder: the disk is not what is tried here."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory if memory.is_dir() else None))
    try:
        places = town.build(folder)
        clock.hold(None)
        yield places
        for place in places:
            place.desk.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def mutants(wanted: Iterable[tuple[str, range]], seed: int) -> Tally:
    """So many mutants of each kind; a broken promise is written down, some of them end the run."""
    tally = Tally()
    began = time.monotonic()
    with fuzz_town() as places:
        trials = [Trial(place) for place in places]
        for trial in trials:
            trial.warm()
        idle = watch.swollen()
        for kind, number in ((kind, number) for kind, numbers in wanted for number in numbers):
            if number % LOOK == 0:
                watch.last_resort()
            trial = trials[number % len(trials)]
            try:
                with watch.patience():
                    tally.outcomes[f"{kind} {trial.one(kind, seed, number)}"] += 1
            except (Exception, watch.Hung) as why:
                tally.broken.append(_note(kind, seed, number, trial, why))
                if len(tally.broken) == ENOUGH:
                    break
                trial.begin_again()
        watch.rest()
        for trial in trials:
            trial.close()
        tally.swell = watch.swollen() - idle
    if tally.swell > watch.SWELL:
        tally.broken.append(f"seed {seed}: {tally.swell >> 10} MiB above the idle process")
    tally.seconds = time.monotonic() - began
    return tally


def portion(wanted: tuple[str, range], seed: int) -> Tally:
    """Mutants of one kind in a town of their own."""
    return mutants([wanted], seed)


def again(told: dict[str, Any], raw: bytes) -> str:
    """Throw once more what once broke a promise; answers what becomes of it now."""
    with fuzz_town() as places, watch.patience():
        trial = Trial(next(place for place in places if place.name == told["place"]))
        trial.warm()
        try:
            return trial.throw(told["kind"], raw)
        finally:
            trial.close()


def _note(kind: str, seed: int, number: int, trial: Trial, why: BaseException) -> str:
    """Keep what broke a promise: how it was drawn, and its bytes as they arrived or before they were sealed."""
    name = f"{kind}-{seed}-{number}"
    told = {"kind": kind, "place": trial.place.name, "seed": seed, "number": number}
    told["why"] = f"{type(why).__name__}: {why}"[:500]
    (REGRESSIONS / f"{name}.json").write_text(json.dumps(told, ensure_ascii=False) + "\n", "utf-8")
    (REGRESSIONS / f"{name}.bin").write_bytes(trial.last)
    return f"{name}: {told['why']}"


class Trial:
    """One place and the mutants that are thrown at it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.last = b""  # as it arrived, or before it was sealed
        self.draft = draft.read(place.hostile, place.key, place.lane_keys)
        self.plain = town.opened(place.honest, place.desk.shelf.identity)
        self.other = town.resealed(place.hostile, place.address)
        self.stick = place.folder.with_name(f"{place.name}-stick")
        (self.stick / "ZJ").mkdir(parents=True)
        self.eye = watch.Eye(place)
        self.taken = 0
        self._remember()

    def _remember(self) -> None:
        self.before = watch.state(self.place)
        self.others = watch.others(self.place)
        self.files = watch.files(self.place.folder.parent)

    def warm(self) -> None:
        """What is loaded once is loaded before the memory is measured."""
        for trick in (packing_tricks.nothing, header_tricks.counts):
            changed = draft.again(self.draft)
            trick(random.Random(1), changed)
            self._signed(changed.plain())
        self.begin_again()

    def close(self) -> None:
        self.eye.close()

    def one(self, kind: str, seed: int, number: int) -> str:
        """Draw a mutant and throw it; answers what became of it."""
        dice = random.Random(f"{seed} {kind} {number}")
        chance.draw_from(dice.randbytes)
        try:
            self.last = self._drawn(kind, dice)
            return self.throw(kind, self.last, number)
        finally:
            chance.draw_from(None)

    def _drawn(self, kind: str, dice: random.Random) -> bytes:
        if kind == SEALED:
            return wear.worn(dice, self.place.honest, self.other)
        if kind == OPENED:
            return wear.worn(dice, self.plain, self.place.hostile)
        if kind == FILES:
            return malice.a_file(dice)
        changed = draft.again(self.draft)
        for _ in range(dice.choice((1, 1, 1, 2, 3))):
            with suppress(*MISFIT):
                dice.choice(malice.TRICKS)(dice, changed)
        return changed.plain()

    def throw(self, kind: str, raw: bytes, number: int = 0) -> str:
        """Let it arrive; number 0 comes every way there is."""
        if kind == SIGNED:
            return self._signed(raw, number)
        if raw in (self.place.honest, self.other, self.plain, self.place.hostile):
            return UNCHANGED
        sealed = town.resealed(raw, self.place.address) if kind == OPENED else raw
        return self._bytes(sealed, 0 if kind == FILES else number)

    # bytes: all of them refused

    def _bytes(self, sealed: bytes, number: int) -> str:
        key = self._read(sealed)
        if number % BY_LINE == 0 and self._line(sealed) != peers.REFUSED:
            raise Broken("worn bytes were taken over the line")
        if number % BY_STICK == 0:
            outcome = self._by_stick(sealed)
            if outcome != peers.REFUSED:
                raise Broken(f"worn bytes were {outcome}")
        if number % LOOK == 0:
            self._unchanged()
        return key

    def _read(self, sealed: bytes) -> str:
        """The reader alone, as it is called for a stranger's file at a centre."""
        desk = self.place.desk
        try:
            opened = unpack.unpack(
                io.BytesIO(sealed), len(sealed), identity=desk.shelf.identity, me=desk.shelf.log,
                admits=lambda _log: True, scratch=desk.data.spool,
            )  # fmt: skip
            try:
                for _ in opened.entries():
                    pass
                for _, parts in opened.stretches():
                    for _ in parts:
                        pass
            finally:
                opened.close()
        except Trouble as why:
            return f"refused {_key(why)}"
        raise Broken("worn bytes were read as a bundle")

    def _by_stick(self, sealed: bytes) -> str:
        file = self.stick / "ZJ" / "MUTANT00.ZJB"
        file.write_bytes(sealed)
        (taken,) = exchange.take_bundles(self.place.desk, self.stick)
        file.unlink()
        if taken.outcome == peers.REFUSED and not (
            taken.key.startswith("bundle.") and taken.reason
        ):
            raise Broken(f"refused without a sentence: {taken}")
        self.why = taken.key
        return taken.outcome

    # signed: refused, or the hostile machine's own

    def _signed(self, plain: bytes, number: int = 0) -> str:
        """Mostly over the line, where a refusal writes nothing at all; now and then by the stick."""
        sealed = town.resealed(plain, self.place.address)
        by_stick = number % BY_LINE == 0
        outcome = self._by_stick(sealed) if by_stick else self._line(sealed)
        if outcome == peers.REFUSED:
            if by_stick:
                self._unchanged()
            return f"{outcome} {self.why}"
        if outcome != peers.HELD:
            self.taken += 1
            self._others_unchanged()
        if self.taken % FRESH == 1:
            watch.whole(self.place)
        self.begin_again()
        return outcome

    def _line(self, sealed: bytes) -> str:
        path = self.place.folder.with_name("came.in")
        path.write_bytes(sealed)
        before = self.eye.version()
        try:
            taken, _ = exchange.take_line(self.place.desk, Carried(path, len(sealed), "0" * 64))
        except Trouble as why:
            self.why = _key(why)
        else:
            return taken.outcome
        finally:
            path.unlink(missing_ok=True)
        if self.eye.version() != before:
            raise Broken("a refusal over the line wrote to the file")
        if watch.files(self.place.folder.parent) != self.files:
            raise Broken("a refusal over the line left a file")
        return peers.REFUSED

    def _unchanged(self) -> None:
        after = watch.state(self.place)
        if after != self.before:
            raise Broken(f"a refusal changed: {watch.differs(self.before, after)}")

    def _others_unchanged(self) -> None:
        after = watch.others(self.place)
        if after != self.others:
            raise Broken(f"more than its own changed: {watch.differs(self.others, after)}")

    def begin_again(self) -> None:
        """As if nothing had come."""
        self.eye.close()
        self.place.begin_again()
        self.eye = watch.Eye(self.place)


def _key(why: Trouble) -> str:
    if not why.key.startswith("bundle."):
        raise Broken(f"refused as {why.key}") from why
    return why.key
