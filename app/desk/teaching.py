"""教学用隐名本: a paper, or the whole volume, that may be shown; looked through for every secret before it goes out."""

from __future__ import annotations

import dataclasses
import io
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app.codes import table
from app.desk.desk import Desk
from app.desk.questions import case_file
from app.records import CaseFile, Volume
from app.rules import personal_marks
from app.rules.name_aliases import doubtful
from app.rules.redaction import Redacted, redacted
from app.trouble import Trouble
from app.words import say

if TYPE_CHECKING:
    from app.desk.binding import Report
    from app.papers.sheet import Drawn


SHORT = 2  # characters
MOST_NAMED = 8


@dataclass(frozen=True)
class TaughtVolume:
    """A bound volume for teaching, and what is not in it."""

    pdf: bytes
    papers: list[str]
    pages: int
    missing: str
    left_out: list[str]  # scanned pages, as a person of the room knows them
    doubtful: list[str]  # what may still be somebody's name
    sides: int = 0  # of the whole file: with cover, list, back and what is white

    def sentences(self) -> list[str]:
        """What a person should know before it is used."""
        return sentences(self.left_out, self.doubtful)


def sentences(missed: list[str], doubtful: list[str]) -> list[str]:
    """That it is a copy for teaching, what to look at, and which scanned pages it lacks."""
    told = [say("teaching.made")]
    if doubtful:
        told.append(say("teaching.doubtful", names="、".join(doubtful[:MOST_NAMED])))
    if missed:
        names = "、".join(missed)
        told.append(
            say("teaching.left_out", names=names) if names else say("teaching.left_out_some")
        )
    return told


def paper(
    file: CaseFile, name: str, which: str | None, *, large: bool, officials: bool
) -> tuple[bytes, Drawn, list[str]]:
    """A paper without persons; `officials`: without those who act for the room as well.

    Answers also what may still be somebody's name.
    """
    from app.papers.paper import draw

    made = redacted(file, officials=officials)
    out = io.BytesIO()
    drawn = draw(name, made.file, which=which, large=large, out=out)
    return out.getvalue(), drawn, doubtful(prove(out.getvalue(), made))


def volume(
    desk: Desk, case_id: str, report: Report | None = None, *, officials: bool = False
) -> TaughtVolume:
    """The whole case without persons and without scanned pages, laid together as any volume; nothing is kept."""
    from app.desk.volumes import is_two_sided
    from app.papers.bound import BoundVolume

    file: CaseFile = desk.look(case_file, case_id)
    fresh = dataclasses.replace(file, volumes=file.volumes or [_volume(desk)])
    made = redacted(fresh, officials=officials)
    bound = BoundVolume(
        made.file, report or (lambda _done, _total: None), on_both=is_two_sided(desk)
    )
    taken = {(scan.paper, scan.which) for scan in file.scans}

    def remark(piece: object, words: str) -> str:
        from app.papers.wording import official

        place = getattr(piece, "paper", ""), getattr(piece, "which", None)
        return official("contents", "left_out") if place in taken else words

    pdf = b"".join(bound.parts(remark, lambda _scan: None))
    doubts = doubtful(prove(pdf, made))
    titles = [line.piece.title for line in bound.lines]
    return TaughtVolume(
        pdf, titles, bound.pages, bound.missing, left_out(file), doubts, bound.sides
    )


def left_out(file: CaseFile) -> list[str]:
    """The scanned pages a copy for teaching cannot have, each thing once, as the person of the room knows it."""
    from app.papers.paper import PAPERS

    known = {one.key: one.title for one in PAPERS}
    named = [
        known.get(scan.paper or "") or scan.title or scan.file_name or "" for scan in file.scans
    ]
    return list(dict.fromkeys(filter(None, named))) or ([""] if file.scans else [])


def prove(pdf: bytes, made: Redacted) -> str:
    """Look for every secret in all that a reader of the file could take out of it; answers what that is."""
    told = _told(pdf)
    whole = "".join(told.split())
    for secret in made.secrets:
        bare = "".join(secret.split())
        if bare.isdigit() and len(bare) <= personal_marks.SHORT:
            if re.search(
                personal_marks.digits(bare), told
            ):  # a sum may have the same figures in it
                raise Trouble("teaching.not_clean")
            continue
        # two characters may come to stand together where one line ends and another begins
        if bare in (whole if len(bare) > SHORT else told) and bare not in _always_said():
            raise Trouble("teaching.not_clean")
    return told


@cache
def _always_said() -> str:
    """What stands on the forms of everybody: a name that is also one of these words cannot be told from it."""
    from app.papers.paper import PAPERS

    forms = [table(f"papers/forms/{name}") for name in ("sheet", *(one.key for one in PAPERS))]
    return "\n".join(text for form in forms for text in form.values() if isinstance(text, str))


def _told(pdf: bytes) -> str:
    """Text of the pages, bookmarks, what the file says of itself, names of files in it."""
    import pikepdf

    from app.papers.pdfium import opened

    found: list[str] = []
    with opened(pdf) as leaves:
        for leaf in leaves:
            found.append(leaf.get_textpage().get_text_range())
            leaf.close()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        found += [str(value) for value in file.docinfo.values()]
        if "/Metadata" in file.Root:
            found.append(file.Root.Metadata.read_bytes().decode("utf-8", "replace"))
        found += list(file.attachments)
        with file.open_outline() as outline:
            found += [mark.title for mark in outline.root]
    return "\n".join(found)


def _volume(desk: Desk) -> Volume:
    return Volume(made_on=desk.today(), by_id=desk.user)
