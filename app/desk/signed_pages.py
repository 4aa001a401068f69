"""What a person saw on the pages that came back: the signatures; and which days they may have been put there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.desk.came_back import came_back
from app.desk.questions import case_file
from app.papers import page_code
from app.records import CaseFile, Scan
from app.rules.returned import Returned
from app.trouble import Trouble
from app.words import say


@dataclass(frozen=True)
class Proposal:
    """Days an agreement may have been signed on; a person writes them, nobody else."""

    agreement_id: str
    day: dt.date
    open: tuple[str, ...]  # the days that are not written yet


SIGNING = ("parties_signed_on", "mediator_signed_on", "sealed_on")


def confirm_signed(
    db: Session, case_id: str, paper: str, which: str | None, digest: str, *, signed: bool = True
) -> Proposal | None:
    """确认签名: a person saw the signatures and fingerprints on every page of a paper."""
    file = case_file(db, case_id)
    for one in came_back(file):
        if (one.paper, one.which, one.digest) == (paper, which, digest):
            if signed and not one.whole:
                raise Trouble("scans.not_whole", told=in_words(one)[0])
            for scan in file.scans:
                if scan.id in one.scan_ids:
                    scan.signed = signed or None
            return proposal(file, one) if signed else None
    raise Trouble("scans.absent")


def proposal(file: CaseFile, one: Returned) -> Proposal | None:
    """For an agreement: the day it was made on, else the day its last page came back."""
    agreement = next((a for a in file.agreements if a.id == one.which), None)
    if agreement is None or one.paper != "agreement" or agreement.frozen:
        return None
    open_ = tuple(name for name in SIGNING if getattr(agreement, name) is None)
    day = agreement.made_on or _came(file.scans, one)
    return Proposal(agreement.id, day, open_) if open_ and day else None


def _came(scans: list[Scan], one: Returned) -> dt.date | None:
    days = [s.came_at.date() for s in scans if s.id in one.scan_ids and s.came_at]
    return max(days, default=None)


def name_of(one: Returned) -> str:
    """What the paper is called, with its number where the case has several."""
    from app.papers.paper import PAPERS

    known = next((paper for paper in PAPERS if paper.key == one.paper), None)
    title = say(known.label) if known else one.paper
    return say("scans.numbered", title=title, number=one.number) if one.number else title


def in_words(one: Returned) -> list[str]:
    """What a person should know of the pages of one paper: what is missing, what came twice."""
    name = name_of(one)
    missing = "、".join(str(page) for page in one.missing)
    told = [say("scans.page_missing", title=name, page=missing)] if missing else []
    told += [
        say("scans.page_twice", title=name, page=page, times=times)
        for page, times in one.doubled.items()
    ]
    if one.older:
        told.append(say("scans.older", title=name))
    if not told:
        told.append(
            say("scans.signed" if one.signed else "scans.whole", title=name, pages=one.pages)
        )
    return told


def scan_words(scan: Scan) -> str:
    """One page or file in a line: what it is, or why it waits."""
    from app.papers.paper import PAPERS

    name = scan.file_name or ""
    if scan.sheet and scan.sheet > 1:
        name = say("scans.sheet_of", name=name, sheet=scan.sheet)
    if scan.doubt:
        code = page_code.read(scan.code or "")
        told = say(f"scans.doubt.{scan.doubt}", number=code.file_no if code else "")
        return f"{name}  {told}"
    known = next((paper for paper in PAPERS if paper.key == scan.paper), None)
    if scan.paper:
        title = say(known.label) if known else scan.paper
        return f"{say('scans.page_of', title=title, page=scan.page)}  {name}"
    return f"{scan.title or ''}  {name}"
