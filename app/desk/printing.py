"""Papers of a case: drawn, looked at, printed; each printed one is kept as a snapshot that never changes."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import teaching
from app.desk.desk import Desk
from app.desk.edit import add, get
from app.desk.questions import case_file
from app.desk.today import lengths_of
from app.records import CaseFile, Printed
from app.rules import confirmation
from app.rules.agreement_dates import copies
from app.store import blobs
from app.store.attachments import Attachments

if TYPE_CHECKING:
    from app.papers.paper import Paper
    from app.papers.sheet import Drawn


CONFIRMATION = ("confirmation", "confirmation_list")


@dataclass(frozen=True)
class Draft:
    """A paper drawn but not yet printed: the PDF and what it says of itself."""

    case_id: str
    which: str | None
    pdf: bytes
    drawn: Drawn
    copies: int  # how many to print unless a person says otherwise
    redacted: bool = False  # 教学用隐名本
    doubtful: tuple[str, ...] = ()  # what may still be somebody's name in it
    over: date | None = None  # 司法确认: the last day of a term that has passed


def draft(
    desk: Desk,
    case_id: str,
    name: str,
    which: str | None = None,
    *,
    large: bool = False,
    redacted: bool = False,
    officials: bool = False,
) -> Draft:
    """Draw a paper for looking at, perhaps in large type or without persons; nothing is kept.

    `officials`: without the names of those who act for the room as well.
    """
    from app.papers.paper import draw, paper

    file: CaseFile = desk.look(case_file, case_id)
    if redacted:
        pdf, taught, doubts = teaching.paper(file, name, which, large=large, officials=officials)
        return Draft(case_id, which, pdf, taught, 1, redacted=True, doubtful=tuple(doubts))
    out = io.BytesIO()
    drawn = draw(name, file, which=which, large=large, out=out)
    over = _over(desk, file) if paper(name).key in CONFIRMATION else None
    count = 1 if paper(name).once else copies(file)
    return Draft(case_id, which, out.getvalue(), drawn, count, over=over)


def _over(desk: Desk, file: CaseFile) -> date | None:
    lengths = lengths_of(desk)
    return confirmation.over_since(file, desk.today(), desk.calendar(), lengths)


def keep(
    desk: Desk, paper: Draft, how: str, count: int, *, sheets: str = "", for_whom: str = ""
) -> str:
    """The paper left the program (`how`: printer or file): keep its snapshot, who printed it and for whom."""
    made = {
        "paper": paper.drawn.paper, "which": paper.which, "pages": paper.drawn.pages,
        "missing": paper.drawn.missing or None, "redacted": paper.redacted or None,
        "digest": None if paper.redacted else paper.drawn.digest,
    }  # fmt: skip
    return keep_pdf(
        desk, paper.case_id, paper.pdf, made, how, count, sheets=sheets, for_whom=for_whom
    )


def keep_pdf(
    desk: Desk,
    case_id: str,
    pdf: bytes,
    made: Mapping[str, object],
    how: str,
    count: int,
    *,
    sheets: str = "",
    for_whom: str = "",
) -> str:
    """Something of a case left the program: a snapshot of it, and the line of the log."""
    sha256 = Attachments(desk.data.attachments, desk.shelf.identity).put(pdf)
    told = {**made, "sha256": sha256, "size": len(pdf), "how": how, "copies": count}
    told |= {"sheets": sheets or None, "for_whom": for_whom or None}
    printed_id = desk.do(print_paper, case_id, told)
    with desk.shelf.local_writing() as link:
        blobs.came(link, sha256, len(pdf))
    return printed_id


def print_paper(db: Session, case_id: str, told: Mapping[str, object]) -> str:
    """打印: the line of the log, with who and when."""
    who = {"printed_at": clock.now().replace(second=0), "by_id": db.info["pen"].user}
    return add(db, Printed, {"case_id": case_id, **told, **who})


def keep_again(
    desk: Desk, printed_id: str, how: str, count: int, *, sheets: str = "", for_whom: str = ""
) -> str:
    """A snapshot left the program once more: who printed it again, when and for whom."""
    told = {"how": how, "copies": count, "sheets": sheets or None, "for_whom": for_whom or None}
    return desk.do(print_again, printed_id, told)


def print_again(db: Session, printed_id: str, told: Mapping[str, object]) -> str:
    """再次打印 of a snapshot as it stands."""
    old = get(db, Printed, printed_id)
    same = ("paper", "which", "pages", "sha256", "size", "missing", "digest", "redacted")
    made = {**{name: getattr(old, name) for name in same}, **told}
    return print_paper(db, old.case_id or "", made)


def snapshot(desk: Desk, printed_id: str) -> bytes:
    """The PDF exactly as it was printed."""
    sha256 = desk.look(_hash_of, printed_id)
    return Attachments(desk.data.attachments, desk.shelf.identity).get(sha256)


def _hash_of(db: Session, printed_id: str) -> str:
    return db.scalars(select(Printed.sha256).where(Printed.id == printed_id)).first() or ""


def paper_list(desk: Desk, case_id: str) -> list[dict[str, object]]:
    """Every paper that can be drawn for a case, one line for each session, agreement or visit."""
    from app.papers.paper import PAPERS

    file: CaseFile = desk.look(case_file, case_id)
    lines: list[dict[str, object]] = []
    for paper in PAPERS:
        if paper.key in {"agreement", "oral_agreement"}:
            oral = paper.key == "oral_agreement"
            choices = [a.id for a in file.agreements if (a.form == "oral") == oral]
        else:
            choices = paper.choices(file)
        if not paper.when(file):
            continue
        for number, which in enumerate(choices if paper.many else [None], 1):
            done = [
                p
                for p in file.printed
                if p.paper == paper.key and p.which in (which, None) and not p.redacted
            ]
            lines.append(
                {
                    "paper": paper.key,
                    "title": paper.title,
                    "which": which,
                    "number": number,
                    "of": _of(paper, file, which),
                    "printed": len(done),
                }
            )
    return lines


def _of(paper: Paper, file: CaseFile, which: str | None) -> str:
    """Whose paper it is, where each of several people has one."""
    if not paper.named or which is None:
        return ""
    entry = next(one for one in getattr(file, paper.many) if one.id == which)
    return getattr(entry, paper.named) or ""
