"""人民调解记录: one mediation session, read to the parties and signed by all (PML 27)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.papers import by_hand, phrases
from app.papers.body import Hands, heading, signatures
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.wording import official, said

if TYPE_CHECKING:
    from app.records import CaseFile, MediationSession


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    session = _session(case_file, which)
    sheet = Sheet.of("record", case_file)
    if session and session.number and len(case_file.sessions) > 1:
        number = official("record", "number", number=session.number)
        sheet.add(Paragraph([Piece(number)], 14, 22, align="center"))
    sheet.space(8)
    invited = (session.invited or []) if session else []
    sheet.add(
        _entry("at", phrases.moment_pieces(session.at if session else None)),
        _entry("place", (session.place or "") if session else ""),
        _entry("matter", phrases.dispute(case_file)),
        _entry("parties", phrases.names(case_file)),
        _entry("invited", official("sheet", "list").join(invited)),
        _told(session),
        heading(official("record", "record")),
        *by_hand.text(case_file, session.record if session else None, 14, 22),
        heading(official("record", "outcome")),
        *([by_hand.choices("session_outcome")] if case_file.by_hand else []),
        *by_hand.text(case_file, _outcome(session), 2, 2),
        Paragraph([Piece(official("record", "read"))], indent=2, before=6),
        *signatures(
            case_file,
            "record",
            replace(Hands.of(case_file, session), invited=invited),
            session.at.date() if session and session.at else None,
        ),
    )
    return sheet


def _session(case_file: CaseFile, which: str | None) -> MediationSession | None:
    """The session asked for, otherwise the latest."""
    if which is not None:
        return next(s for s in case_file.sessions if s.id == which)
    return case_file.sessions[-1] if case_file.sessions else None


def _entry(place: str, value: str | list[Piece]) -> Entries:
    return Entries([Entry(official("record", place), value)])


def _told(session: MediationSession | None) -> Paragraph:
    """The telling of rights (MOJ75 30); a box to tick while nobody has entered that it was done."""
    box = "" if session and session.rights_told else official("record", "not_told")
    return Paragraph([Piece(box + official("record", "told"))], indent=2, before=6)


def _outcome(session: MediationSession | None) -> str:
    if session is None or not session.outcome:
        return ""
    words = said("session_outcome", session.outcome) + official("sheet", "stop")
    return words + (official("record", "no_agreement") if session.outcome == "ended" else "")
