"""空白表: sets of blank papers under reserved numbers, to print for days without power and type in later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import reserved
from app.desk.desk import Desk
from app.desk.edit import add
from app.desk.reserved import Reserved
from app.desk.room import own_room
from app.records import BlankForm
from app.trouble import Trouble
from app.words import say

if TYPE_CHECKING:
    from app.papers.document import Laid


@dataclass(frozen=True)
class Sets:
    """Blank papers ready to be printed."""

    numbers: tuple[str, ...]
    papers: tuple[str, ...]
    pages: int
    pdf: bytes
    large: bool = False


def make(
    desk: Desk,
    count: int,
    papers: Iterable[str] = (),
    *,
    large: bool = False,
    two_sided: bool = False,
    year: int | None = None,
) -> Sets:
    """Reserve as many numbers and draw a set under each; they count as printed once they left the program."""
    from app.papers import blank

    most = blank.most_sets()
    if not 1 <= count <= most:
        raise Trouble("blank.count", most=most)
    keys = blank.chosen(list(papers) or blank.usual())
    year = year or desk.today().year
    numbers = desk.look(reserved.free_numbers, desk.shelf.log, year, count)
    room = desk.look(own_room, desk.shelf.log)
    laid = [one for number in numbers for one in blank.lay_set(room, number, keys, large=large)]
    desk.do(reserve_numbers, desk.shelf.log, year, laid, large=large)
    return _sets(laid, keys, large=large, two_sided=two_sided)


def again(desk: Desk, number: str, *, two_sided: bool = False) -> Sets:
    """The papers of a reserved number once more: the printer jammed, a sheet was lost."""
    from app.papers import blank

    known = desk.look(reserved.one, desk.shelf.log, number)
    if not known.is_free:
        raise Trouble("blank.not_free", number=known.number)
    room = desk.look(own_room, desk.shelf.log)
    laid = blank.lay_set(room, known.number, known.papers, large=known.large)
    return _sets(laid, known.papers, large=known.large, two_sided=two_sided)


def reserve_numbers(
    db: Session, log: str, year: int, laid: list[Laid], *, large: bool = False
) -> None:
    """预留: from now on these numbers are for these papers."""
    numbers = list(dict.fromkeys(one.sheet.file_no for one in laid))
    if numbers != reserved.free_numbers(db, log, year, len(numbers)):
        raise Trouble("blank.taken_meanwhile")
    room_id = own_room(db, log).id
    for one in laid:
        add(
            db,
            BlankForm,
            {
                "room_id": room_id, "paper": one.sheet.paper, "number": one.sheet.file_no,
                "by_id": db.info["pen"].user, "pages": one.pages, "digest": one.digest,
                "large": large or None,
            },
        )  # fmt: skip


def left(desk: Desk, made: Sets) -> None:
    """They left the program: on paper, or as a file."""
    desk.do(print_blanks, desk.shelf.log, made.numbers)


def print_blanks(db: Session, log: str, numbers: Iterable[str]) -> None:
    """打印 of blank papers; the day of the first print stands."""
    asked = select(BlankForm).where(
        BlankForm.room_id == own_room(db, log).id,
        BlankForm.number.in_(list(numbers)),
        BlankForm.printed_at.is_(None),
        BlankForm.void.is_(None),
    )
    now: dt.datetime = clock.now().replace(second=0, microsecond=0)
    for form in db.scalars(asked):
        form.printed_at, form.by_id = now, db.info["pen"].user


def in_words(one: Reserved) -> str:
    """One reserved number in a line."""
    papers = "、".join(titles(one))
    return f"{one.number}  {one.on or '—'}  {state_words(one)}  {papers}"


def titles(one: Reserved) -> list[str]:
    """What the papers of a number are called."""
    from app.papers.paper import PAPERS

    known = {paper.key: say(paper.label) for paper in PAPERS}
    return [known.get(key, key) for key in one.papers]


def state_words(one: Reserved) -> str:
    """What became of a number."""
    return say(f"blank.state.{one.state}", why=one.why)


def _sets(laid: list[Laid], papers: tuple[str, ...], *, large: bool, two_sided: bool) -> Sets:
    from app.papers import blank

    return Sets(
        tuple(dict.fromkeys(one.sheet.file_no for one in laid)), papers,
        sum(one.pages * blank.copies(one.sheet.paper) for one in laid), blank.book(laid, two_sided=two_sided), large,
    )  # fmt: skip
