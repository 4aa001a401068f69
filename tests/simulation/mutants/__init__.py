"""Planted faults: each breaks one rule of the program, and the simulation must find it."""

from __future__ import annotations

from tests.simulation.mutants import controls, folding, places, taking
from tests.simulation.mutants.registry import CONTROLS, MUTANTS, planted

__all__ = ["CONTROLS", "MUTANTS", "controls", "folding", "places", "planted", "taking"]
