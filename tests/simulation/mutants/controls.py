"""Changes that are no faults: with them every invariant holds all the same."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from app.store import heads
from tests.simulation.mutants.registry import control, put


@control
def an_edit_names_every_value(stack: ExitStack) -> None:
    """An edit that names all heads it could see closes a conflict, and says so in its entry."""

    def seen(db: Any, obj: Any, known: Any, value: Any) -> list[str]:
        beside = heads.further(db, obj.kind(), obj.id)
        return [heads.shown(obj, known.name), *(h.version for h in beside if h.field == known.name)]

    put(stack, heads, "seen", seen)
