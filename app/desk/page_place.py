"""Where a page that came back belongs, as its code says; what does not exist here is not guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.questions import case_file
from app.papers import page_code
from app.papers.page_code import PageCode
from app.records import BlankForm, Case, CaseFile, Printed, Room

DOUBTS = (
    "no_code", "unreadable", "several_codes", "other_room", "no_case", "no_paper", "no_page", "which_unknown",
    "other_case", "no_page_code", "blank", "blank_untyped", "blank_spoiled",
)  # fmt: skip
"""Why a page waits for a person."""


@dataclass(frozen=True)
class PagePlace:
    """The place of a page in a case file; with a doubt it is only what the code says."""

    doubt: str = ""
    case_id: str | None = None
    code: PageCode | None = None
    which: str | None = None


def place_of(db: Session, codes: Iterable[Iterable[str]]) -> PagePlace:
    """The one place that the codes on a page name; each code comes with all it may say."""
    seen = [
        list(dict.fromkeys(code for text in texts if (code := page_code.read(text))))
        for texts in codes
    ]  # what it most likely says comes first
    seen = [some for some in seen if some]
    if not seen:
        return PagePlace("no_code")
    if len(seen) > 1:
        return PagePlace("several_codes")
    places = [_place(db, code) for code in seen[0]]
    sure = {one for one in places if not one.doubt}
    if len(sure) == 1:
        return sure.pop()
    return min(places, key=lambda one: -DOUBTS.index(one.doubt or "no_code"))


def _place(db: Session, code: PageCode) -> PagePlace:
    rooms = db.scalars(select(Room.id).where(Room.id.startswith(code.room, autoescape=True))).all()
    if len(code.room) != 8 or not rooms:
        return PagePlace("other_room", code=code)
    cases = _cases(db, code, list(rooms))
    forms = _forms(db, code, list(rooms)) if code.blank else []
    if len(cases) != 1:
        return PagePlace(_waiting(forms) if code.blank else "no_case", code=code)
    file = case_file(db, cases[0])
    return _by_hand(file, code, forms) if code.blank else _in_case(file, code)


def _cases(db: Session, code: PageCode, rooms: list[str]) -> list[str]:
    """The cases of this number, or the one typed in under the number of a blank form."""
    if not code.file_no:
        return []
    asked = select(Case.id).where(
        Case.file_no == code.file_no, Case.room_id.in_(rooms), Case.void.is_(None)
    )
    found = set(db.scalars(asked))
    blank = (
        select(BlankForm.case_id)
        .join(Case, Case.id == BlankForm.case_id)
        .where(
            BlankForm.number == code.file_no, BlankForm.paper == code.paper, Case.void.is_(None),
            BlankForm.void.is_(None), Case.room_id.in_(rooms),
        )
    )  # fmt: skip
    return sorted({*found, *(case_id for case_id in db.scalars(blank) if case_id)})


def _forms(db: Session, code: PageCode, rooms: list[str]) -> list[BlankForm]:
    """The blank papers of this number; none where another computer reserved it and we have not heard of it."""
    asked = select(BlankForm).where(
        BlankForm.number == code.file_no, BlankForm.room_id.in_(rooms), BlankForm.void.is_(None)
    )
    return list(db.scalars(asked))


def _waiting(forms: list[BlankForm]) -> str:
    """What a page of a blank paper waits for while there is no case of its number."""
    return "blank_spoiled" if any(form.spoiled for form in forms) else "blank"


def _by_hand(file: CaseFile, code: PageCode, forms: list[BlankForm]) -> PagePlace:
    """A paper written by hand: of the one entry that was typed in from it."""
    from app.papers.paper import PAPERS

    paper = next((one for one in PAPERS if one.key == code.paper), None)
    if paper is None:
        return PagePlace("no_paper", file.case.id, code)
    choices: list[str | None] = [*paper.choices(file)] if paper.many else [None]
    if len(choices) != 1:
        doubt = "which_unknown" if choices else "blank_untyped"
        return PagePlace(doubt, file.case.id, code)
    pages = next((form.pages for form in forms if form.paper == code.paper), None)
    if code.page < 1 or (pages is not None and code.page > pages):
        return PagePlace("no_page", file.case.id, code, choices[0])
    return PagePlace("", file.case.id, code, choices[0])


def _in_case(file: CaseFile, code: PageCode) -> PagePlace:
    from app.papers.paper import PAPERS

    paper = next((one for one in PAPERS if one.key == code.paper), None)
    here = PagePlace("no_paper", file.case.id, code)
    if paper is None:
        return here
    prints = [one for one in file.printed if one.paper == code.paper and not one.redacted]
    same = [one for one in prints if one.digest == code.digest]
    choices = paper.choices(file) if paper.many else [None]
    which = {one.which or paper.sole(file) for one in same}
    if paper.many:
        which.discard(None)  # printed of the latest, whichever that was
    if not which:
        which = _drawn_so(file, code, choices) or set(choices)
    if not which:
        return here
    if len(which) > 1:
        return PagePlace("which_unknown", file.case.id, code)
    one = which.pop()
    if not 1 <= code.page <= _pages(file, code, one, same or prints):
        return PagePlace("no_page", file.case.id, code, one)
    return PagePlace("", file.case.id, code, one)


def _drawn_so(file: CaseFile, code: PageCode, choices: Iterable[str | None]) -> set[str | None]:
    """The entries whose paper says today what the page said when it was printed."""
    return {which for which in choices if _laid(file, code.paper, which)[0] == code.digest}


def _pages(file: CaseFile, code: PageCode, which: str | None, prints: list[Printed]) -> int:
    """How many pages the paper has at most: as it was printed, or as it would be now."""
    printed = [one.pages or 0 for one in prints if one.which in (None, which)]
    return max(printed) if printed else _laid(file, code.paper, which)[1]


def _laid(file: CaseFile, paper: str, which: str | None) -> tuple[str, int]:
    from app.papers import paper as named

    laid = named(paper).composed(file, which).laid()
    return laid.digest, laid.pages
