"""The hands and sizes of all forms, from resources/papers/style.toml: a place's own taste needs no code."""

from __future__ import annotations

from dataclasses import dataclass

from app.codes import table


@dataclass(frozen=True)
class Type:
    """A size of type with the distance of its lines, in points."""

    size: float
    leading: float


def _told(part: str) -> Type:
    told = table("papers/style")[part]
    return Type(float(told["size"]), float(told["leading"]))


TITLE = _told("title")
BODY = _told("body")
ENTRY = _told("entry")
SMALL = _told("small")
FINE = _told("fine")
UNDER = _told("under")
LETTER = _told("letter")
LARGE = float(table("papers/style")["large"]["zoom"])
MARGINS: dict[str, float] = table("papers/style")["margins"]
LISTING_TITLE = float(table("papers/style")["listing"]["title"])
LISTING = Type(
    float(table("papers/style")["listing"]["size"]),
    float(table("papers/style")["listing"]["leading"]),
)
LISTING_PAD = float(table("papers/style")["listing"]["pad"])
LISTING_LEAST = float(table("papers/style")["listing"]["least"])
LISTING_MARGINS: dict[str, float] = table("papers/style")["listing_margins"]
FIGURES: str = table("papers/style")["hands"]["figures"]


def faces(hand: str) -> tuple[str, ...]:
    """The faces of a hand, in the order they are asked for a character."""
    return tuple(table("papers/style")["hands"][hand])
