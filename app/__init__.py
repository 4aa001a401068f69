"""Mediation Room (调解室): case work of a village mediation room, offline first."""

__version__ = "0.1.0"
