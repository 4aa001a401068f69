"""A process that imports a ledger of 600 cases into a room and says when it begins and when it is done.

Run by `test_cut_short`, which kills it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from app.desk import doorstep, room
from app.desk.ledger.take import take_plan
from app.paths import DataDir
from app.store import keys
from tests.desk.ledger.sheets import HEADING, plan, row, sheet
from tests.rooms import PASSWORD

keys.PASSES, keys.MEMORY = 1, 8192  # only tests may stretch a password so little


def main(folder: str) -> None:
    data = DataDir(Path(folder))
    desk = room.sign_in(data, doorstep.people(data)[0][0], PASSWORD)
    made = plan(sheet(HEADING, *[row(n % 28 + 1, f"张三{chr(0x4E00 + n)}") for n in range(600)]))
    sys.stdout.write("begins\n")
    sys.stdout.flush()
    take_plan(desk, made)
    sys.stdout.write("done\n")
    sys.stdout.flush()
    desk.close()


if __name__ == "__main__":
    main(sys.argv[1])
