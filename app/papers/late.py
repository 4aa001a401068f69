"""A PDF written to its end piece by piece: what is small stands ready, each picture is fetched when its turn comes.

So a volume of hundreds of scanned pages needs the memory of one of them, and nothing lies in clear on the disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

IMAGE, CONTENT = (
    "/MRImage",
    "/MRContent",
)  # in the dictionary of what comes late: the number of the picture

Fetch = Callable[[int], tuple[bytes, bytes, bytes]]
"""For a picture: the entries of its dictionary, its data, and what the page does with it."""


def written(pdf: pikepdf.Pdf, fetch: Fetch) -> Iterator[bytes]:
    """The whole file in parts, as it stands and with what is fetched."""
    yield from _Writer(pdf, fetch).parts()


class _Writer:
    """Numbers and places of the objects of one file."""

    def __init__(self, base: pikepdf.Pdf, fetch: Fetch) -> None:
        self.base, self.fetch = base, fetch
        self.at = 0
        self.hashed = hashlib.sha256()
        self.places: dict[int, int] = {}

    def parts(self) -> Iterator[bytes]:
        yield self._out(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        late: dict[int, dict[str, int]] = {}
        for thing in self.base.objects:
            number = thing.objgen[0]
            role = next((key for key in (IMAGE, CONTENT) if _is_stream(thing) and key in thing), "")
            if role:
                late.setdefault(int(thing[role]), {})[role] = number
            elif number:
                yield self._object(number, _head(thing), _data(thing))
        for picture in sorted(late):
            head, data, content = self.fetch(picture)
            yield self._object(late[picture][IMAGE], head, data)
            yield self._object(late[picture][CONTENT], b"", content)
        yield self._end()

    def _out(self, part: bytes) -> bytes:
        self.at += len(part)
        self.hashed.update(part)
        return part

    def _object(self, number: int, head: bytes, data: bytes | None) -> bytes:
        self.places[number] = self.at
        body = head
        if data is not None:
            body = b"<< %b /Length %d >>\nstream\n%b\nendstream" % (head, len(data), data)
        return self._out(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _end(self) -> bytes:
        count = max(self.places) + 1
        lines = [b"0000000000 65535 f \n"]
        lines += [
            b"%010d 00000 n \n" % self.places[n] if n in self.places else b"0000000000 00001 f \n"
            for n in range(1, count)
        ]
        mark = self.hashed.hexdigest()[:32].encode()  # the file's own, of all that stands in it
        root, info = (self.base.trailer[key].objgen[0] for key in ("/Root", "/Info"))
        told = b"/Size %d /Root %d 0 R /Info %d 0 R /ID [<%b> <%b>]" % (
            count, root, info, mark, mark,
        )  # fmt: skip
        table = b"xref\n0 %d\n%b" % (count, b"".join(lines))
        return b"%btrailer\n<< %b >>\nstartxref\n%d\n%%%%EOF\n" % (table, told, self.at)


def _is_stream(thing: Any) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Stream)


def _head(thing: Any) -> bytes:
    """The thing as it stands in a file; of a stream the entries of its dictionary but the length."""
    if not _is_stream(thing):
        told: bytes = thing.unparse(resolved=True)
        return told
    entries = copy(thing.stream_dict)
    if "/Length" in entries:
        del entries["/Length"]
    whole: bytes = entries.unparse()
    return whole[2:-2].strip()


def _data(thing: Any) -> bytes | None:
    return thing.read_raw_bytes() if _is_stream(thing) else None
