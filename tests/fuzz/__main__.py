"""`python -m tests.fuzz --rounds 1000000 --seed 7 --processes 2`; the everyday test does a short slice."""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
from functools import partial

from tests.fuzz.run import FILES, KINDS, OPENED, SEALED, SIGNED, Tally, portion

SHARES = {SEALED: 0.488, OPENED: 0.5, SIGNED: 0.01, FILES: 0.002}
PORTION = {SEALED: 50_000, OPENED: 50_000, SIGNED: 500, FILES: 1000}  # mutants in one town


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--rounds", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=random.randrange(2**32))
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--only", choices=KINDS)
    told = asked.parse_args()
    shares = {told.only: 1.0} if told.only else SHARES
    portions = [
        (kind, range(start, min(start + PORTION[kind], int(told.rounds * share))))
        for kind, share in shares.items()
        for start in range(0, int(told.rounds * share), PORTION[kind])
    ]
    began, whole = time.monotonic(), Tally()
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(told.processes, maxtasksperchild=4) as pool:
        running = pool.imap_unordered(partial(portion, seed=told.seed), portions)
        for done, one in enumerate(running, 1):
            whole.add(one)
            print(f"{done} of {len(portions)} portions, {whole.count} mutants", file=sys.stderr)
            for line in one.broken:
                print(f"BROKEN {line}", flush=True)
    seconds = time.monotonic() - began
    for outcome, count in sorted(whole.outcomes.items()):
        print(f"{count:>9}  {outcome}")
    print(
        f"{whole.count} mutants, {seconds:.0f} s, {whole.count / seconds:.0f} a second, "
        f"{whole.swell >> 10} MiB above the idle process at most, {len(whole.broken)} broken, seed {told.seed}"
    )
    return 1 if whole.broken else 0


if __name__ == "__main__":
    sys.exit(main())
