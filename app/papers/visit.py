"""人民调解回访记录: how the agreement is kept, seen by the one who mediated it (PML 31)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import by_hand, phrases
from app.papers.block import Beside
from app.papers.body import heading
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.sheet import Sheet
from app.papers.signing import Seal, Signatures
from app.papers.ticks import Tick, Ticks
from app.papers.wording import official, said

if TYPE_CHECKING:
    from app.records import CaseFile, Visit


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    visit = _visit(case_file, which)
    sheet = Sheet.of("visit", case_file)
    sheet.space(8)
    agreement = case_file.agreement
    number = (agreement.number if agreement else None) or case_file.case.file_no or ""
    day = visit.done_on if visit else None
    by = visit.by_id if visit else case_file.case.lead_id
    sheet.add(
        _entry("party", (visit.visited if visit else None) or phrases.names(case_file)),
        _entry("number", number),
        _entry("matter", phrases.dispute(case_file)),
        _entry("at", phrases.day_pieces(day, ruled=False)),
        heading(official("visit", "findings")),
        *([by_hand.choices("visit_manner"), _kept(), by_hand.choices("satisfaction")] if case_file.by_hand else []),
        *by_hand.text(case_file, _findings(visit), 11, 6),
        Beside(
            Signatures(official("visit", "visitor"), [case_file.name_of(by)], across=1),
            Seal(case_file.room.committee or "", phrases.day_pieces(day, ruled=False)),
            before=12, company=True,
        ),
    )  # fmt: skip
    return sheet


def _kept() -> Ticks:
    """What is ticked on a blank form."""
    told = ("performed", "not_performed", "no_relapse", "relapse")
    return Ticks([Tick(official("visit", place)) for place in told])


def _visit(case_file: CaseFile, which: str | None) -> Visit | None:
    """The visit asked for, otherwise the latest."""
    if which is not None:
        return next(v for v in case_file.visits if v.id == which)
    return case_file.visits[-1] if case_file.visits else None


def _entry(place: str, value: str | list[Piece]) -> Entries:
    return Entries([Entry(official("visit", place), value)])


def _findings(visit: Visit | None) -> str:
    """What was found, then the note in the visitor's own words."""
    if visit is None:
        return ""
    told = []
    if visit.manner:
        told.append(official("visit", "manner", said=said("visit_manner", visit.manner)))
    if visit.performed is not None:
        told.append(official("visit", "performed" if visit.performed else "not_performed"))
    if visit.satisfaction:
        told.append(
            official("visit", "satisfaction", said=said("satisfaction", visit.satisfaction))
        )
    if visit.relapse is not None:
        told.append(official("visit", "relapse" if visit.relapse else "no_relapse"))
    words = official("acceptance", "comma").join(told)
    return "\n".join(
        part for part in (words and words + official("sheet", "stop"), visit.note) if part
    )
