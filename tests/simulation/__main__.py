"""The long run and the proof of it.

`python -m tests.simulation --seeds FROM TO --days N` lives so many worlds and compares them after healing;
with `--rich` also with papers, closed computers, errands, private notes and the line. Both belong to the long run.
`--known` lives the worlds that once went wrong. `--mutants` shows that every planted fault is found.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import partial

from tests.simulation.mutants import CONTROLS, MUTANTS
from tests.simulation.proof import look_for, once_wrong
from tests.simulation.run import DAYS, run

MANY = 100  # worlds between two tables of what happened


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seeds", nargs=2, type=int, default=(0, 20), metavar=("FROM", "TO"))
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--rich", action="store_true", help="worlds with more in them")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--mutants", action="store_true", help="prove that planted faults are found"
    )
    parser.add_argument("--known", action="store_true", help="the worlds that once went wrong")
    parser.add_argument("--only", nargs="*", default=[], help="these planted faults")
    told = parser.parse_args()
    planted = [*MUTANTS, *CONTROLS]
    unknown = sorted({*told.only} - {*planted})
    if unknown:
        names = ", ".join(sorted(planted))
        parser.error(f"no planted fault is called {', '.join(unknown)}; there are: {names}")
    with ProcessPoolExecutor(told.processes) as pool:
        if told.mutants:
            return prove(pool, told.only or planted)
        if told.known:
            known = once_wrong()
            return max(live(pool, range(s, s + 1), days, rich=rich) for s, days, rich in known)
        return live(pool, range(*told.seeds), told.days, rich=told.rich)


def live(pool: ProcessPoolExecutor, seeds: range, days: int, *, rich: bool) -> int:
    """Every world of these seeds; a failing one is told with the command that replays it."""
    start = time.perf_counter()
    tally: Counter[str] = Counter()
    bad = 0
    for n, one in enumerate(
        pool.map(partial(run, days=days, rich=rich), seeds, chunksize=1), start=1
    ):
        tally.update(one.tally)
        tally["processor seconds"] += round(one.seconds)
        if one.invariant:
            bad += 1
            print(f"seed {one.seed}, {days} days: {one.reason}")
            kind = "--rich " if rich else ""
            seed = f"--seeds {one.seed} {one.seed + 1}"
            print(f"  again: python -m tests.simulation {kind}{seed} --days {days}")
        told = f"{tally['room-days']} room-days, {tally['steps']} steps, {bad} violations"
        print(f"to seed {one.seed}: {told}", flush=True)
        if n % MANY == 0:
            tell(tally)
    tell(tally)
    seconds = time.perf_counter() - start
    rate = tally["room-days"] / seconds
    print(f"{len(seeds)} seeds, {seconds:.0f} s, {rate:.1f} room-days a second, {bad} violations")
    return 1 if bad else 0


def tell(tally: Counter[str]) -> None:
    """What happened so far, by kind."""
    for what, n in sorted(tally.items()):
        print(f"{n:>10}  {what}", flush=True)


def prove(pool: ProcessPoolExecutor, names: list[str]) -> int:
    """Every planted fault, and the world that shows it; what is no fault must not be found."""
    wrong = 0
    for done in as_completed([pool.submit(look_for, name) for name in names]):
        found = done.result()
        wrong += (found.seed < 0) != (found.name in CONTROLS)
        kind = "rich" if found.rich else "    "
        told = f"{found.seed:>4} {found.days:>3} {kind}  # {found.reason}"
        print(f"{found.name:<40} {told if found.seed >= 0 else 'never'}", flush=True)
    print(f"{len(names)} planted, {wrong} not as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
