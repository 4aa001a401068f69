"""The scanned pages of a case as they are asked for: fetched from the attachments, turned into pictures, let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.desk.desk import Desk
from app.records import Scan
from app.store.attachments import Attachments
from app.trouble import Trouble

if TYPE_CHECKING:
    from app.papers.scanned import Picture
    from app.papers.volume import Piece

HELD = 16 * 1024 * 1024  # bytes of files that several pages come from, at most


class ScannedPages:
    """One after another; the memory of a few files, however many pages there are."""

    def __init__(self, desk: Desk) -> None:
        self._kept = Attachments(desk.data.attachments, desk.shelf.identity)
        self._held: dict[str, bytes] = {}
        self.absent: list[str] = []  # names of the files that could not be had

    def picture(self, scan: Scan) -> Picture | None:
        """The page as a picture; None where its file is not here or cannot be read, and it is told."""
        from app.papers.scanned import picture

        try:
            return picture(self._content(scan.sha256 or ""), scan.sheet or 1, scan.turned or 0)
        except Trouble:
            self.absent.append(scan.title or scan.file_name or scan.id[:8])
            return None

    def remark(self, piece: Piece, words: str) -> str:
        """What the list says of a piece, and how many of its scanned pages are not here."""
        from app.papers.wording import official

        gone = sum(not self._has(scan) for scan in piece.scans)
        told = official("contents", "absent", count=gone) if gone else ""
        return official("sheet", "semicolon").join(part for part in (words, told) if part)

    def _has(self, scan: Scan) -> bool:
        try:
            return self._kept.has(scan.sha256 or "")
        except Trouble:  # it names no file at all
            return False

    def _content(self, sha256: str) -> bytes:
        """A file read once for all its pages that follow each other."""
        if sha256 not in self._held:
            content = self._kept.get(sha256)
            while self._held and sum(map(len, self._held.values())) + len(content) > HELD:
                self._held.pop(next(iter(self._held)))
            self._held[sha256] = content
        return self._held[sha256]
