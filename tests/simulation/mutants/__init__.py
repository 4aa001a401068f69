"""Planted faults: each breaks one rule of the program, and the simulation must find it."""

from __future__ import annotations

from tests.simulation.mutants import besides, controls, folding, places, taking
from tests.simulation.mutants.registry import CONTROLS, MUTANTS, RICH, planted

__all__ = [
    "CONTROLS", "MUTANTS", "RICH", "besides", "controls", "folding", "places", "planted", "taking",
]  # fmt: skip
