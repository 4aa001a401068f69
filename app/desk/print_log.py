"""打印记录: what left the program, who printed it for whom, when, how many, which pages, with or without persons.

A `Keep` is handed along with what is shown, and called once it really came out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.desk import binding, printing
from app.desk.desk import Desk
from app.desk.questions import case_file
from app.records import CaseFile, Printed
from app.words import say

if TYPE_CHECKING:
    from app.desk.teaching import TaughtVolume


@dataclass(frozen=True)
class Left:
    """How something left the program."""

    how: str  # printer, file
    copies: int = 1
    sheets: str = ""  # which pages; empty: all
    for_whom: str = ""


Keep = Callable[[Left], str]


@dataclass(frozen=True)
class Line:
    """One line of the log."""

    id: str
    paper: str
    title: str
    which: str | None
    at: datetime | None
    who: str
    how: str
    copies: int
    pages: int
    sheets: str
    for_whom: str
    redacted: bool
    sha256: str

    def sentence(self) -> str:
        """The line as a person reads it."""
        parts = [
            f"{self.at:%Y-%m-%d %H:%M}" if self.at else "",
            self.who,
            say("print_log.file") if self.how == "file" else say("print_log.copies", count=self.copies),
            say("print_log.sheets", pages=self.sheets) if self.sheets else self._all(),
            say("print_log.for", whom=self.for_whom) if self.for_whom else "",
            say("teaching.switch") if self.redacted else "",
            self.sha256[:8],
        ]  # fmt: skip
        return " · ".join(part for part in parts if part)

    def _all(self) -> str:
        """A volume counts the pages that bear a number."""
        bound = self.paper == binding.PAPER
        return say("print_log.whole" if bound else "print_log.all", count=self.pages)


def lines(desk: Desk, case_id: str) -> list[Line]:
    """Everything of a case that left the program, the newest first."""
    file: CaseFile = desk.look(case_file, case_id)
    return [line(file, one) for one in reversed(file.printed)]


def line(file: CaseFile, one: Printed) -> Line:
    return Line(
        one.id, one.paper or "", title(one.paper or ""), one.which, one.printed_at, file.name_of(one.by_id),
        one.how or "", one.copies or 1, one.pages or 0, one.sheets or "", one.for_whom or "",
        bool(one.redacted), one.sha256 or "",
    )  # fmt: skip


def title(paper: str) -> str:
    """The paper's name in the language of the window; one that only a newer version knows is shown as it is."""
    from app.papers.paper import PAPERS

    if paper == binding.PAPER:
        return say("record.volume")
    known = next((one for one in PAPERS if one.key == paper), None)
    return say(known.label) if known else paper


def receivers(desk: Desk, case_id: str) -> list[str]:
    """For whom a paper of this case may be: each party and agent, the centre, the court, the file."""
    file: CaseFile = desk.look(case_file, case_id)
    people = [*(one.name for one in file.parties), *(one.name for one in file.agencies)]
    organs = [
        file.room.centre_name or say("print_log.centre"),
        file.case.court or say("print_log.court"),
    ]
    return list(dict.fromkeys([*filter(None, people), *organs, say("print_log.for_file")]))


def of_draft(desk: Desk, paper: printing.Draft) -> Keep:
    """A paper as it stands now."""
    return lambda left: printing.keep(
        desk, paper, left.how, left.copies, sheets=left.sheets, for_whom=left.for_whom
    )


def of_snapshot(desk: Desk, printed_id: str) -> Keep:
    """A paper as it was printed before."""
    return lambda left: printing.keep_again(
        desk, printed_id, left.how, left.copies, sheets=left.sheets, for_whom=left.for_whom
    )


def of_volume(desk: Desk, case_id: str, bound: binding.Bound) -> Keep:
    """The whole volume."""
    return lambda left: binding.printed(
        desk, case_id, bound, left.how, left.copies, sheets=left.sheets, for_whom=left.for_whom
    )


def of_taught(desk: Desk, case_id: str, volume: TaughtVolume) -> Keep:
    """The whole volume for teaching."""
    made = {
        "paper": binding.PAPER, "pages": volume.pages, "missing": volume.missing or None,
        "redacted": True,
    }  # fmt: skip
    return lambda left: printing.keep_pdf(
        desk, case_id, volume.pdf, made, left.how, left.copies, sheets=left.sheets,
        for_whom=left.for_whom,
    )  # fmt: skip
