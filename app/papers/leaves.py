"""Which pages of a paper are bound: the signed page that came back stands instead of the unsigned print.

What an archivist would do: the signed original is the paper, the print only its form. A scanned page whose
signatures a person has seen takes the place of the same page of the print. Pages that did not come back are
bound as printed, where the print still says what was signed; where it says something else by now, all of it
follows after what was signed, and the list says so. A scanned page that nobody has confirmed stands after the
print. Of a page that came twice the last confirmed one is bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.papers import page_code
from app.papers.wording import official

if TYPE_CHECKING:
    from app.records import Scan


@dataclass(frozen=True)
class Leaf:
    """One page of the volume: page number `page` of the print, or a scanned one."""

    page: int = 0
    scan: Scan | None = None


@dataclass(frozen=True)
class Laid:
    """The pages of one line of 卷内目录, and what its 备注 says."""

    leaves: list[Leaf]
    remark: str = ""
    doubled: int = 0  # scanned pages of which a later one was taken


def lay(pages: int, digest: str, scans: tuple[Scan, ...]) -> Laid:
    """The pages of a paper that has so many, and whose text has this digest now."""
    prints = [Leaf(page=number) for number in range(1, pages + 1)]
    once = _once(scans)
    doubled = len(scans) - len(once)
    signed = [scan for scan in once if scan.signed and scan.page]
    others = [Leaf(scan=scan) for scan in once if scan not in signed]
    if not pages:
        return Laid([Leaf(scan=s) for s in once], _say("material") if once else "", doubled)
    if not signed:
        return Laid([*prints, *others], _say("both") if others else "", doubled)
    came = {scan.page: Leaf(scan=scan) for scan in signed}
    others_say = [scan for scan in signed if scan.digest and scan.digest != digest]
    if others_say:
        leaves = [*came.values(), *prints, *others]
        by_hand = all(_is_by_hand(scan) for scan in others_say)
        return Laid(leaves, _say("by_hand" if by_hand else "other_text"), doubled)
    gaps = [leaf.page for leaf in prints if leaf.page not in came]
    leaves = [came.get(leaf.page, leaf) for leaf in prints]
    leaves += [leaf for page, leaf in came.items() if page and page > pages]
    words = _say("partly", pages=official("sheet", "list").join(map(str, gaps)))
    return Laid([*leaves, *others], words if gaps else _say("scanned"), doubled)


def _once(scans: tuple[Scan, ...]) -> list[Scan]:
    """Each page of a paper once: the last one whose signatures were seen, otherwise the last that came."""
    best: dict[object, Scan] = {}
    for scan in scans:
        place = (scan.page,) if scan.page and scan.digest else scan.id
        older = best.get(place)
        if older is None or bool(scan.signed) >= bool(older.signed):
            best[place] = scan
    return list(best.values())


def _is_by_hand(scan: Scan) -> bool:
    """A page that was printed blank and written by hand."""
    code = page_code.read(scan.code or "")
    return code is not None and code.blank


def _say(place: str, **facts: object) -> str:
    return official("contents", place, **facts)
