"""Papers of a case: drawn, looked at, printed; each printed one is kept as a snapshot that never changes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk.desk import Desk
from app.desk.edit import add, get
from app.desk.questions import case_file
from app.records import CaseFile, Printed
from app.rules.agreement_dates import copies
from app.store import blobs
from app.store.attachments import Attachments

if TYPE_CHECKING:
    from app.papers.paper import Paper
    from app.papers.sheet import Drawn


@dataclass(frozen=True)
class Draft:
    """A paper drawn but not yet printed: the PDF and what it says of itself."""

    case_id: str
    which: str | None
    pdf: bytes
    drawn: Drawn
    copies: int  # how many to print unless a person says otherwise


def draft(
    desk: Desk, case_id: str, name: str, which: str | None = None, *, large: bool = False
) -> Draft:
    """Draw a paper for looking at, perhaps in large type; nothing is kept."""
    from app.papers.paper import draw, paper

    file: CaseFile = desk.look(case_file, case_id)
    out = io.BytesIO()
    drawn = draw(name, file, which=which, large=large, out=out)
    return Draft(case_id, which, out.getvalue(), drawn, 1 if paper(name).once else copies(file))


def keep(desk: Desk, paper: Draft, how: str, count: int) -> str:
    """The paper left the program (`how`: printer or file): keep its snapshot and who printed it."""
    sha256 = Attachments(desk.data.attachments, desk.shelf.identity).put(paper.pdf)
    printed_id = desk.do(print_paper, paper, how, count, sha256)
    with desk.shelf.local_writing() as link:
        blobs.came(link, sha256, len(paper.pdf))
    return printed_id


def print_paper(db: Session, paper: Draft, how: str, count: int, sha256: str) -> str:
    """打印: the record of a snapshot."""
    return add(
        db,
        Printed,
        {
            "case_id": paper.case_id, "paper": paper.drawn.paper, "which": paper.which,
            "printed_at": clock.now().replace(second=0), "by_id": db.info["pen"].user, "how": how, "copies": count,
            "pages": paper.drawn.pages, "sha256": sha256, "size": len(paper.pdf),
            "missing": paper.drawn.missing or None, "digest": paper.drawn.digest,
        },
    )  # fmt: skip


def keep_again(desk: Desk, printed_id: str, how: str, count: int) -> str:
    """A snapshot left the program once more: who printed it again, and when."""
    return desk.do(print_again, printed_id, how, count)


def print_again(db: Session, printed_id: str, how: str, count: int) -> str:
    """再次打印 of a snapshot as it stands."""
    old = get(db, Printed, printed_id)
    same = ("case_id", "paper", "which", "pages", "sha256", "size", "missing", "digest")
    return add(
        db,
        Printed,
        {
            **{name: getattr(old, name) for name in same},
            "printed_at": clock.now().replace(second=0), "by_id": db.info["pen"].user, "how": how, "copies": count,
        },
    )  # fmt: skip


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
            done = [p for p in file.printed if p.paper == paper.key and p.which in (which, None)]
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
