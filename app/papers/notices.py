"""What the notices of a case have in common: number, to whom, the seal under it, who signed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import phrases
from app.papers.block import Beside, Block, Gap, Group
from app.papers.body import CROWD
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Seal, Signatures
from app.papers.style import ENTRY
from app.papers.wording import listed, official
from app.records import Notice

if TYPE_CHECKING:
    from app.records import CaseFile, Party


def chosen(case_file: CaseFile, which: str | None, kind: str) -> Notice:
    """The notice asked for, otherwise the latest of its kind; an empty one where there is none."""
    alike = [one for one in case_file.notices if one.notice_kind == kind]
    if which is not None:
        return next(one for one in alike if one.id == which)
    return alike[-1] if alike else Notice(notice_kind=kind)


def receivers(case_file: CaseFile, notice: Notice) -> list[Party]:
    """The parties it goes to: those named, otherwise all of them; none where it goes to somebody else."""
    if notice.party_ids:
        return [party for party in case_file.parties if party.id in notice.party_ids]
    return [] if notice.to_name else case_file.parties


def names(case_file: CaseFile, notice: Notice) -> str:
    """To whom, by name."""
    told = [party.name for party in receivers(case_file, notice) if party.name]
    return official("sheet", "list").join([*told, *([notice.to_name] if notice.to_name else [])])


def begin(paper: str, case_file: CaseFile, notice: Notice, *, to: str | None = None) -> Sheet:
    """Title, number, addressee."""
    sheet = Sheet.of(paper, case_file)
    number = [Piece(official("notices", "number"), "label"), phrases.filled(notice.number, 10)]
    sheet.add(Paragraph(number, 12, 24, align="right"))
    sheet.space(6)
    who = names(case_file, notice) if to is None else to
    sheet.add(addressee("notices", who))
    return sheet


def addressee(form: str, who: str, size: float = 14, leading: float = 26) -> Paragraph:
    """To whom it is written, from the edge, with a colon; a line where nobody is told."""
    before, after = official(form, "to").split("{who}")
    name = Piece(who) if who else Piece("", ruled=True, blank=12)
    made = [*([Piece(before)] if before else []), name, Piece(after)]
    return Paragraph(made, size, leading, before=4)


def bring(paper: str, notice: Notice) -> list[str]:
    """What to bring along: as told, otherwise what the form says."""
    return notice.bring or listed(paper, "bring")


def finish(
    sheet: Sheet,
    case_file: CaseFile,
    notice: Notice,
    *,
    takers: list[Party] | None = None,
    signed: bool = True,
) -> Sheet:
    """Whom to ask, the seal with the day, and where those who take it sign for it."""
    contact = Entry(official("notices", "contact"), notice.contact or "")
    sheet.add(Entries([contact], company=True))
    seal: Block = Beside(
        Gap(0), seal_of(case_file, phrases.day_pieces(notice.made_on, ruled=False)),
        before=14, company=True,
    )  # fmt: skip
    told = receivers(case_file, notice) if takers is None else takers
    hands = [party.name or "" for party in told] or [notice.to_name or ""]
    if not signed:
        sheet.add(seal)
    elif len(hands) > CROWD:
        sheet.add(seal, receipt(hands))
    else:
        sheet.add(Group([seal, receipt(hands)], company=True))
    return sheet


def seal_of(case_file: CaseFile, day: list[Piece], size: float = ENTRY.size) -> Seal:
    """The committee with its seal and the day."""
    return Seal(case_file.room.committee or "", day, size=size)


def receipt(takers: list[str]) -> Signatures:
    """Where each signs that he has it."""
    return Signatures(official("notices", "received"), takers, before=10)
