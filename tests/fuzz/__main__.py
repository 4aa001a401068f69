"""`python -m tests.fuzz --rounds 1000000 --seed 7 --processes 2`; the everyday test does a short slice."""

from __future__ import annotations

import argparse
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from tests.fuzz.run import FILES, KINDS, OPENED, SEALED, SIGNED, Tally, mutants

SHARES = {SEALED: 0.48, OPENED: 0.5, SIGNED: 0.015, FILES: 0.005}
PORTION = 10_000  # mutants of one kind in one town


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--rounds", type=int, default=20_000)
    asked.add_argument("--seed", type=int, default=random.randrange(2**32))
    asked.add_argument("--processes", type=int, default=1)
    asked.add_argument("--only", choices=KINDS)
    told = asked.parse_args()
    shares = {told.only: 1.0} if told.only else SHARES
    portions = [
        (kind, range(start, min(start + PORTION, int(told.rounds * share))))
        for kind, share in shares.items()
        for start in range(0, int(told.rounds * share), PORTION)
    ]
    began, whole = time.monotonic(), Tally()
    with ProcessPoolExecutor(told.processes, max_tasks_per_child=4) as pool:
        running = [pool.submit(mutants, [portion], told.seed) for portion in portions]
        for done, one in enumerate(running, 1):
            whole.add(one.result())
            if sys.stderr.isatty():
                print(f"{done}/{len(running)} portions, {whole.count} mutants", file=sys.stderr)
            for line in one.result().broken:
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
