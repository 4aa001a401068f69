"""Volumes that were bound before: each told in a line, and opened exactly as it was bound."""

from __future__ import annotations

import io

from app.desk import binding
from app.desk.desk import Desk
from app.records import CaseFile, Volume
from app.rules import cover_check
from app.trouble import Trouble
from app.words import say


def bound_of(file: CaseFile) -> list[Volume]:
    """The volumes of a case that were bound, the newest first."""
    return [one for one in reversed(file.volumes) if one.sha256]


def in_words(volume: Volume) -> str:
    """When it was bound, how many pages it counts, how its hash begins."""
    at = f"{volume.bound_at:%Y-%m-%d %H:%M}" if volume.bound_at else str(volume.made_on or "—")
    return say("volumes.line", at=at, pages=volume.pages or 0, hash=(volume.sha256 or "")[:8])


def pages_in_words(pages: int, sides: int) -> str:
    """The one way a volume's pages are told: those that bear a number, and all sides of the file."""
    return say("volumes.pages", pages=pages, sides=sides)


def range_in_words(pages: int) -> str:
    """Which numbers one writes to have some pages of a volume."""
    return say("volumes.range", last=pages)


def count_in_words(numbers: list[int]) -> str:
    """How many pages a PDF has, told by what stands on each of them (app.papers.picked)."""
    if is_volume(numbers):
        return pages_in_words(max(numbers), len(numbers))
    return say("paper_view.page_of", count=len(numbers))


def is_volume(numbers: list[int]) -> bool:
    """A volume has sides that bear no number."""
    from app.papers.picked import UNCOUNTED

    return UNCOUNTED in numbers


def opened(desk: Desk, file: CaseFile, volume_id: str) -> tuple[bytes, binding.Bound]:
    """The PDF as it was bound, and what is known of it."""
    one = next((one for one in bound_of(file) if one.id == volume_id), None)
    if one is None:
        raise Trouble("volumes.absent")
    out = io.BytesIO()
    binding.volume(desk, file.case.id, one.id, out)
    told = binding.Bound(
        one.id, [], one.pages or 0, one.sha256 or "", one.size or 0, "",
        kept_until=cover_check.kept_until(file),
    )  # fmt: skip
    return out.getvalue(), told


def is_two_sided(desk: Desk) -> bool:
    """How this computer's printer binds: as somebody chose here, otherwise as the place does."""
    from app.papers.volume import two_sided

    return {1: False, 2: True}.get(desk.settings.bind_sides, two_sided())


def choose_sides(desk: Desk, *, two_sided: bool) -> None:
    """From now on volumes are bound so on this computer."""
    desk.settings.bind_sides = 2 if two_sided else 1
    desk.settings.save(desk.data.settings)
