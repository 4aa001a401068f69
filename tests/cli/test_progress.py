"""A long verb says how far it is beside its answer, and not too often."""

from __future__ import annotations

from app.cli.progress import Progress
from app.words import say


def test_it_is_said_after_a_while_and_then_now_and_then() -> None:
    now, told = [100.0], []
    progress = Progress(told.append, lambda: now[0])
    for at, done, total in ((101, 1, 9), (102.5, 2, 9), (103, 3, 9), (110, 0, 0)):
        now[0] = at
        progress(done, total)
    assert told == [
        say("cli.on_the_way_of", done=2, total=9, seconds=2),
        say("cli.on_the_way", seconds=10),
    ]
