"""Pictures of pages that came: drawn anew from the original each time, by a process of their own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from app.desk.desk import Desk
from app.records import Scan
from app.scans.asking import pictures
from app.scans.bounds import USUAL
from app.store.attachments import Attachments
from app.trouble import Trouble

MOST_KEPT = 120
PICTURED = {"application/pdf", "image/jpeg", "image/png"}


@dataclass(frozen=True)
class Wanted:
    """A page as it shall be shown."""

    scan_id: str
    sha256: str
    sheet: int
    turned: int

    @classmethod
    def of(cls, scan: Scan) -> Wanted | None:
        """Nothing where it has no picture: a recording."""
        if scan.type not in PICTURED or not scan.sheet or not scan.sha256:
            return None
        return cls(scan.id, scan.sha256, scan.sheet, scan.turned or 0)


class Pictures:
    """The last ones stay in memory, never on the disk."""

    def __init__(self, desk: Desk) -> None:
        self._kept = Attachments(desk.data.attachments, desk.shelf.identity)
        self._drawn: OrderedDict[tuple[str, int, int, int], bytes] = OrderedDict()

    def draw(self, wanted: Iterable[Wanted], wide: int) -> dict[str, bytes]:
        """A PNG for each page that can be shown, by its id."""
        files: dict[str, list[Wanted]] = {}
        for one in wanted:
            if self._key(one, wide) not in self._drawn:
                files.setdefault(one.sha256, []).append(one)
            else:
                files.setdefault("", []).append(one)
        known = files.pop("", [])
        for sha256, some in files.items():
            self._draw_file(sha256, some, wide)
        every = [*known, *(one for some in files.values() for one in some)]
        return {
            one.scan_id: picture for one in every if (picture := self._drawn.get(self._key(one, wide)))
        }  # fmt: skip

    def _draw_file(self, sha256: str, some: list[Wanted], wide: int) -> None:
        try:
            content = self._kept.get(sha256)
        except Trouble as why:
            if why.key not in {"attachment.absent", "attachment.damaged"}:
                raise
            return  # it is still on the road; the list says so
        for start in range(0, len(some), USUAL.batch):
            part = {one.sheet: one for one in some[start : start + USUAL.batch]}
            told = pictures(content, {sheet: one.turned for sheet, one in part.items()}, wide)
            for sheet, picture in told.items():
                self._drawn[self._key(part[sheet], wide)] = picture
        while len(self._drawn) > MOST_KEPT:
            self._drawn.popitem(last=False)

    @staticmethod
    def _key(one: Wanted, wide: int) -> tuple[str, int, int, int]:
        return one.sha256, one.sheet, one.turned, wide
