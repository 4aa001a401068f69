"""会商纪要: departments sat together over a hard case; who leads, who is responsible, what was decided by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import phrases
from app.papers.block import Beside
from app.papers.body import entry_of, heading, running
from app.papers.cells import Entries, Entry
from app.papers.sheet import Sheet
from app.papers.signing import Seal, Signatures
from app.papers.wording import official
from app.records import Consultation

if TYPE_CHECKING:
    from app.papers.breaking import Piece
    from app.records import CaseFile

FORM = "consultation"
LONGEST = 60  # characters of what was told
FEWEST = 4  # places to sign where nobody wrote down who came


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    held = entry_of(case_file.consultations, which) or Consultation()
    comma = official("sheet", "list")
    units = [case_file.unit_name(one) for one in held.unit_ids or []]
    names = [party.name for party in case_file.parties if party.name]
    present = held.present or []
    sheet = Sheet.of(FORM, case_file)
    sheet.space(4)
    sheet.add(
        _line(("on_day", phrases.day_pieces(held.on_day, ruled=False)), ("place", held.place)),
        _line(("chair", held.chair), ("matter", _over(case_file))),
        _line(("parties", comma.join(names))),
        _line(("present", comma.join(present))),
        _line(("lead", case_file.unit_name(held.lead_unit_id)), ("units", comma.join(filter(None, units)))),
        heading(official(FORM, "told")),
        *running(held.told, 3),
        heading(official(FORM, "decided")),
        *running(held.decided, 3),
        _line(("due", phrases.day_pieces(held.due_on, ruled=False))),
        Signatures(
            official(FORM, "signs"), present or [""] * FEWEST,
            across=2 if present else FEWEST, before=8, company=True,
        ),
        Beside(
            Signatures(official(FORM, "recorder"), [case_file.name_of(held.by_id)], across=1),
            Seal(case_file.room.committee or "", phrases.day_pieces(held.on_day, ruled=False)),
            before=8, company=True,
        ),
    )  # fmt: skip
    return sheet


def _over(case_file: CaseFile) -> str:
    """The dispute; of a matter that is no case yet, what was told."""
    case = case_file.case
    if case.dispute_type or not case.summary:
        return phrases.dispute(case_file)
    return " ".join(case.summary.split())[:LONGEST]


def _line(*told: tuple[str, str | list[Piece] | None]) -> Entries:
    return Entries([Entry(official(FORM, place), value or "") for place, value in told])
