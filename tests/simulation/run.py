"""One seed, the whole run."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from dataclasses import dataclass, field

from tests import engines
from tests.simulation import days as life
from tests.simulation import faults, machine, settling
from tests.simulation.rich import days as richness
from tests.simulation.violation import Violation
from tests.simulation.world import World

DAYS = 60


@dataclass
class Told:
    """What became of one seed."""

    seed: int
    invariant: str = (
        ""  # the one that did not hold; "crash": the program itself fell; empty: all is well
    )
    reason: str = ""
    tally: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0  # of the processor
    trace: list[str] = field(default_factory=list)


def run(seed: int, days: int = DAYS, *, walls: int = 0, rich: bool = False) -> Told:
    """A world from its beginning until it is healed and compared; a rich one has more in it."""
    start = time.process_time()
    machine.blank()  # made once in a process, and not from a world's chance
    world = World(seed, walls=walls, rich=rich)
    told = Told(seed, tally=world.tally, trace=world.trace)
    try:
        with faults.wired(), engines.shared(), world.fate.rules(), richness.rules(world):
            settling.settle(world)
            life.live(world, days)
            life.heal(world)
    except Violation as why:
        told.invariant, told.reason = why.invariant, str(why)
    except Exception:
        told.invariant, told.reason = "crash", traceback.format_exc()
    finally:
        world.close()
    told.seconds = time.process_time() - start
    return told
