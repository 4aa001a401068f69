"""`python -m tests.crash.run --rounds 300` kills each deed that often; the everyday test does a short slice."""

from __future__ import annotations

import argparse
import importlib
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import engines

DEEDS = (
    "typing",
    "ledger_in",
    "bundle_out",
    "bundle_in",
    "backup_make",
    "backup_auto",
    "backup_restore",
)


@dataclass
class Tally:
    """What the rounds of one deed came to."""

    rounds: int = 0
    killed: int = 0  # the others were done before the blow fell
    acknowledged: int = 0


def main(arguments: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.crash.run", description=__doc__)
    asked.add_argument("--rounds", type=int, default=10)
    asked.add_argument("--only", choices=DEEDS)
    asked.add_argument("--seed", type=int, default=random.randrange(2**32))
    told = asked.parse_args(arguments)
    with engines.schema_by_heart():
        for name in [told.only] if told.only else DEEDS:
            tally = rounds(name, told.rounds, random.Random(f"{told.seed} {name}"))
            print(
                f"{name}: {tally.rounds} rounds, {tally.killed} killed at work, "
                f"{tally.acknowledged} acknowledged and found, seed {told.seed}"
            )
    return 0


def rounds(name: str, wanted: int, chance: random.Random) -> Tally:
    """Do a deed again and again, each time killed at another moment; raises at the first broken promise."""
    deed: Any = importlib.import_module(f"tests.crash.{name}")
    tally = Tally()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        deed.prepare(folder)
        deed.begin(folder)
        longest, told, _ = _do(deed, folder, None)  # one round undisturbed tells how long it takes
        deed.check(folder, told)
        for _ in range(wanted):
            deed.begin(folder)
            _, told, killed = _do(deed, folder, chance.uniform(0, longest))
            deed.check(folder, told)
            tally.rounds += 1
            tally.killed += killed
            tally.acknowledged += len(told)
    return tally


def _do(deed: Any, folder: Path, after: float | None) -> tuple[float, list[str], bool]:
    """Start the deed in a process of its own and kill it after so many seconds."""
    reading, writing = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _act(deed, folder, writing)
    os.close(writing)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = pipe.read().split("\n")[:-1]  # a line without its end was not said
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status)
    if not killed and os.WEXITSTATUS(status):
        raise AssertionError(f"{deed.__name__} failed by itself")
    return time.monotonic() - began, told, killed


def _act(deed: Any, folder: Path, writing: int) -> None:
    """The life of the process that is killed."""
    code = 1
    try:
        deed.act(folder, lambda text: os.write(writing, f"{text}\n".encode()))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
