"""For which place an entry of a centre is, by the rows it touches alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.store import chain

if TYPE_CHECKING:
    from tests.simulation.ledger import Ledger
    from tests.simulation.machine import Machine
    from tests.simulation.rich.book import Book

NEW = {"dispatch": "to_room_id", "closure": "room_id"}
UNDER = {"dispatch_step": ("dispatch", "dispatch_id"), "printed": ("case", "case_id")}


def place_for(ledger: Ledger, book: Book, at: Machine, body: chain.Body) -> str:
    """The place; empty: these rows do not tell."""
    if not at.is_centre:
        return at.place
    for op, kind, row, told in body.ops:
        place = _new(ledger, book, kind, told) if op == "i" else ledger.place_of(kind, row)
        if place:
            return place
    return ""


def _new(ledger: Ledger, book: Book, kind: str, told: dict[str, Any]) -> str | None:
    if kind in NEW:
        return book.place_of_room(told[NEW[kind]])
    if kind in UNDER:
        above, name = UNDER[kind]
        return ledger.place_of(above, told[name])
    return None
