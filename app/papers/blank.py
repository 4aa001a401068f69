"""空白表: papers without a case, to be written by hand under a reserved number; sets of them in one PDF."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.codes import table
from app.papers.document import Document
from app.papers.paper import paper
from app.papers.sheet import TALL, WIDE
from app.records import Case, CaseFile
from app.trouble import Trouble

if TYPE_CHECKING:
    from app.papers.document import Laid
    from app.records import Room

TABLE = "papers/blank"


def offered() -> tuple[str, ...]:
    """The papers one may print blank."""
    return tuple(table(TABLE)["offered"])


def usual() -> tuple[str, ...]:
    """What a set holds unless a person chooses otherwise."""
    return tuple(table(TABLE)["usual"])


def most_sets() -> int:
    """How many sets are made at one time."""
    return int(table(TABLE)["most_sets"])


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """The papers of a set by key or title, in their order; one that is not printed blank has its sentence."""
    wanted = {paper(name).key for name in names}
    if not wanted:
        raise Trouble("blank.no_papers")
    for key in wanted - set(offered()):
        raise Trouble("blank.not_offered", title=paper(key).title)
    return tuple(key for key in offered() if key in wanted)


def lay_set(room: Room, number: str, papers: Iterable[str], *, large: bool = False) -> list[Laid]:
    """The papers of one set: nothing on them but the room, the number and the page codes."""
    empty = CaseFile(Case(file_no=number, room_id=room.id), room, by_hand=True)
    return [paper(key).composed(empty, large=large).laid() for key in papers]


def copies(key: str) -> int:
    """How many of a paper lie in a set: an agreement is for each party and for the committee (PML 29)."""
    return int(table(TABLE)["copies"].get(key, 1))


def book(papers: Iterable[Laid], *, two_sided: bool = False) -> bytes:
    """All of them in one PDF; printed on both sides, each paper begins on a sheet of its own."""
    document = Document((WIDE, TALL))
    for laid in papers:
        for _ in range(copies(laid.sheet.paper)):
            for number in range(1, laid.pages + 1):
                laid.draw(document.pen, number)
                document.end_page()
            if two_sided and laid.pages % 2:
                document.end_page()
    return document.content()
