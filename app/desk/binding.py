"""装订: everything a case has, in the official order, as one archival PDF; kept beside earlier volumes.

A case that is closed is 立卷: the PDF becomes an attachment and a Volume tells its pages, its hash, who and when.
An open case is only shown what its volume would be. Nothing bound is ever replaced or thrown away.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy.orm import Session

from app import clock
from app.desk import printing, since_binding
from app.desk.desk import Desk
from app.desk.edit import add, edit
from app.desk.questions import case_file
from app.desk.scanned_pages import ScannedPages
from app.papers import fonts
from app.records import CaseFile, Volume
from app.rules import cover_check
from app.rules.findings import Finding
from app.store import blobs
from app.store.attachments import Attachments
from app.words import say

PAPER = "volume"  # what a print of it is called in the log

Report = Callable[[int, int], None]


class Sink(Protocol):
    """Where the volume is written to."""

    def write(self, part: bytes, /) -> object: ...


@dataclass(frozen=True)
class Bound:
    """What was bound, and what a person should know of it."""

    volume_id: str  # empty: the case is still open, nothing was kept
    papers: list[str]
    pages: int  # as they are counted: without cover, list and back
    sha256: str
    size: int
    missing: str  # characters left as a blank to fill by hand
    lacking: list[str] = field(default_factory=list)  # parts that should be there
    absent: list[str] = field(default_factory=list)  # scanned pages that could not be had
    doubled: int = 0
    findings: list[Finding] = field(default_factory=list)
    kept_until: dt.date | None = None
    sides: int = 0  # of the whole file: with cover, list, back and what is white

    @property
    def wants_a_look(self) -> bool:
        """Whether a person has to do something about it."""
        return bool(self.lacking or self.absent or self.missing or self.findings)

    def sentences(self) -> list[str]:
        """The same in words."""
        told = [
            say("binding.kept", hash=self.sha256[:8]) if self.volume_id else say("binding.open")
        ]
        if self.kept_until:
            told.append(say("binding.kept_until", day=self.kept_until))
        if self.lacking:
            told.append(say("binding.lacking", parts="、".join(self.lacking)))
        if self.absent:
            names = "、".join(dict.fromkeys(self.absent))
            told.append(say("binding.absent", count=len(self.absent), names=names))
        if self.doubled:
            told.append(say("binding.doubled", count=self.doubled))
        if self.missing:
            told.append(say("cli.paper_missing", characters="、".join(fonts.spelled(self.missing))))
        return [*told, *(one.said(say) for one in self.findings)]


def bind(
    desk: Desk,
    case_id: str,
    out: Sink,
    report: Report | None = None,
    *,
    two_sided: bool | None = None,
) -> Bound:
    """Bind the volume of a case and write it to `out`; of a closed case it is kept.

    `two_sided`: whether its sheets are printed on both sides; none told: as this computer does.
    """
    from app.desk.volumes import is_two_sided

    file: CaseFile = desk.look(case_file, case_id)
    fresh = _volume(desk, file)
    sides = is_two_sided(desk) if two_sided is None else two_sided
    work = _Work(desk, file, fresh, report or _silent, two_sided=sides)
    if file.case.closed_on is None:
        sha256, size = _poured(work.parts(), out)
        return work.bound("", sha256, size)
    kept = Attachments(desk.data.attachments, desk.shelf.identity).put_parts(
        _told(work.parts(), out)
    )
    same = next((one for one in file.volumes if one.sha256 == kept.sha256), None)
    if same is not None:  # bound before, from the same content
        if desk.look(since_binding.changed, file) is not None:
            desk.do(bound_again, same.id)
        return work.bound(same.id, kept.sha256, kept.size)
    made = {
        "made_on": fresh.made_on, "by_id": fresh.by_id, "checked_by": fresh.checked_by,
        "checked_on": fresh.checked_on, "told": fresh.told, "remark": fresh.remark,
        "pages": work.volume.pages, "sha256": kept.sha256, "size": kept.size, "bound_at": clock.now(),
    }  # fmt: skip
    volume_id = desk.do(bind_volume, case_id, fresh.id if fresh in file.volumes else "", made)
    with desk.shelf.local_writing() as link:
        blobs.came(link, kept.sha256, kept.size)
    return work.bound(volume_id, kept.sha256, kept.size)


def bind_volume(db: Session, case_id: str, volume_id: str, told: dict[str, Any]) -> str:
    """立卷: a further volume of the case, or what was typed for it before it was bound."""
    if volume_id:
        edit(db, Volume, volume_id, told)
        return volume_id
    return add(db, Volume, {"case_id": case_id, **told})


def bound_again(db: Session, volume_id: str) -> None:
    """What was changed since leaves every page as it was: the same volume is the newest."""
    edit(db, Volume, volume_id, {"bound_at": clock.now()})


def printed(
    desk: Desk,
    case_id: str,
    bound: Bound,
    how: str,
    count: int,
    *,
    sheets: str = "",
    for_whom: str = "",
) -> str:
    """A volume left the program (`how`: printer or file): who printed it, when and for whom.

    What was only shown, of a case that is still open, is noted without a snapshot.
    """
    told: dict[str, object] = {
        "paper": PAPER, "which": bound.volume_id or None, "how": how, "copies": count,
        "pages": bound.pages, "sheets": sheets or None, "for_whom": for_whom or None,
    }  # fmt: skip
    if bound.volume_id:
        told |= {"sha256": bound.sha256, "size": bound.size}
    return desk.do(printing.print_paper, case_id, told)


def volume(desk: Desk, case_id: str, volume_id: str, out: Sink) -> None:
    """A volume exactly as it was bound."""
    file: CaseFile = desk.look(case_file, case_id)
    sha256 = next((one.sha256 for one in file.volumes if one.id == volume_id), None)
    Attachments(desk.data.attachments, desk.shelf.identity).copy_to(sha256 or "", out)


def _volume(desk: Desk, file: CaseFile) -> Volume:
    """The facts of the volume to be bound: as typed for it, otherwise those of the last one, today, by this person."""
    waiting = [one for one in file.volumes if not one.sha256]
    if waiting:
        fresh = waiting[-1]
    else:
        last = file.volumes[-1] if file.volumes else Volume()
        fresh = Volume(told=last.told, remark=last.remark, checked_by=last.checked_by)
    fresh.made_on = fresh.made_on or desk.today()
    fresh.by_id = fresh.by_id or desk.user
    return fresh


class _Work:
    """The binding of one volume."""

    def __init__(
        self, desk: Desk, file: CaseFile, fresh: Volume, report: Report, *, two_sided: bool
    ) -> None:
        from app.papers.bound import BoundVolume

        others = [one for one in file.volumes if one is not fresh and one.sha256]
        self.file = dataclasses.replace(file, volumes=[*others, fresh])
        self.scans = ScannedPages(desk)
        self.volume = BoundVolume(self.file, report, on_both=two_sided)

    def parts(self) -> Iterator[bytes]:
        """The volume in parts, as its file is written."""
        return self.volume.parts(self.scans.remark, self.scans.picture)

    def bound(self, volume_id: str, sha256: str, size: int) -> Bound:
        """What was bound, once all of it is written."""
        lines = self.volume.lines
        return Bound(
            volume_id, [one.piece.title for one in lines], self.volume.pages, sha256, size,
            self.volume.missing, self.volume.plan.missing, self.scans.absent,
            sum(one.leaves.doubled for one in lines),
            list(cover_check.volume_findings(self.file)), cover_check.kept_until(self.file),
            self.volume.sides,
        )  # fmt: skip


def _silent(done: int, total: int) -> None:
    del done, total


def _told(parts: Iterator[bytes], out: Sink) -> Iterator[bytes]:
    for part in parts:
        out.write(part)
        yield part


def _poured(parts: Iterator[bytes], out: Sink) -> tuple[str, int]:
    hashed, size = hashlib.sha256(), 0
    for part in _told(parts, out):
        hashed.update(part)
        size += len(part)
    return hashed.hexdigest(), size
