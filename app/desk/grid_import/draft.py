"""What a workbook of grids would bring, before and after it was laid beside what stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.desk.ledger.reading import Doubt

GRID, PEOPLE, HOUSEHOLDS = "grid", "people", "households"
KINDS = (GRID, PEOPLE, HOUSEHOLDS)
NEW, FILLED, SAME = "new", "filled", "same"

Step = tuple[str, str]  # name of a place, its kind; the kind may be empty
Path = tuple[Step, ...]


@dataclass
class Spot:
    """Where a draft came from."""

    sheet: str
    row: int


@dataclass
class PlaceDraft:
    """One node as a row tells it."""

    path: Path
    spot: Spot
    facts: dict[str, Any] = field(default_factory=dict)
    room: str = ""  # name of the room that stands there
    told: bool = True  # a row of its own; else only named on the way to another


@dataclass
class PersonDraft:
    """One person of a row, with the posts it tells."""

    name: str
    spot: Spot
    facts: dict[str, Any] = field(default_factory=dict)
    unit: str = ""
    posts: list[tuple[str, Path]] = field(default_factory=list)  # role, path of the place


@dataclass
class HouseholdDraft:
    """One household of a row."""

    path: Path
    spot: Spot
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass
class Column:
    """One column as it was understood; nothing in `take_as`: it is not taken in."""

    letter: str
    heading: str
    take_as: str


@dataclass
class SheetLook:
    """One sheet: what it is a list of, where its heading stands, what its columns are."""

    name: str
    kind: str
    heading: int
    columns: list[Column]
    rows: int = 0


@dataclass
class Drafts:
    """Everything a workbook says, and every doubt about it."""

    sheets: list[SheetLook] = field(default_factory=list)
    places: list[PlaceDraft] = field(default_factory=list)
    people: list[PersonDraft] = field(default_factory=list)
    households: list[HouseholdDraft] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def doubt(
        self, spot: Spot, key: str, column: Column | None = None, raw: str = "", **facts: str
    ) -> None:
        """Name what is not plain, at its place."""
        letter, heading = (column.letter, column.heading) if column else ("", "")
        self.doubts.append(Doubt(spot.sheet, spot.row, letter, heading, raw, key, facts))


@dataclass
class Change:
    """One record to be made, or to be filled where it says nothing yet."""

    kind: str  # place, person, post, household
    id: str
    verdict: str  # new, filled
    values: dict[str, Any]
    label: str = ""


@dataclass
class Plan:
    """What taking a workbook in would do."""

    file_name: str
    sha256: str
    drafts: Drafts
    changes: list[Change] = field(default_factory=list)
    same: dict[str, int] = field(
        default_factory=dict
    )  # records that say all of it already, by kind
    came_before: str = ""  # when the very same file was taken in

    def tally(self) -> dict[str, dict[str, int]]:
        """How many records of each kind are new, filled in or the same."""
        kinds = ("place", "person", "post", "household")
        found = {kind: {NEW: 0, FILLED: 0, SAME: self.same.get(kind, 0)} for kind in kinds}
        for change in self.changes:
            found[change.kind][change.verdict] += 1
        return found

    @property
    def doubts(self) -> list[Doubt]:
        """What a person should look at."""
        return [doubt for doubt in self.drafts.doubts if doubt.asks]
