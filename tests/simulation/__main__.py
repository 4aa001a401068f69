"""The long run: `python -m tests.simulation --seeds FROM TO --days N`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.simulation.run import DAYS, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("--seeds", nargs=2, type=int, default=(0, 20), metavar=("FROM", "TO"))
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--processes", type=int, default=2)
    told = parser.parse_args()
    start = time.perf_counter()
    tally: Counter[str] = Counter()
    bad = []
    seeds = range(*told.seeds)
    with ProcessPoolExecutor(told.processes) as pool:
        for one in pool.map(partial(run, days=told.days), seeds, chunksize=1):
            tally.update(one.tally)
            if one.invariant:
                bad.append(one)
                print(f"seed {one.seed}: {one.reason}", flush=True)
    seconds = time.perf_counter() - start
    for what, n in sorted(tally.items()):
        print(f"{n:>10}  {what}")
    rate = tally["room-days"] / seconds
    print(
        f"{len(seeds)} seeds, {seconds:.0f} s, {rate:.1f} room-days a second, {len(bad)} violations"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
