"""The places of a world: rooms R1, R2, …, a township above them, perhaps a district above that."""

from __future__ import annotations

DISTRICT, TOWNSHIP = "D", "T"


def sees(place: str, owner: str) -> bool:
    """Whether a place may see what was written for `owner`, a place or "*" and the centre that wrote for all."""
    if place == DISTRICT:
        return True
    if place == TOWNSHIP:
        return owner != DISTRICT
    return owner in {place, f"*{TOWNSHIP}", f"*{DISTRICT}"}
