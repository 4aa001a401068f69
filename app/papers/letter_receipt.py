"""来函回执: the room signs for what an organ sent, and says whether it takes the matter (特邀调解规定 27)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.papers import notices, phrases
from app.papers.block import Beside
from app.papers.body import heading
from app.papers.cells import Entries, Entry
from app.papers.sentence import paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.style import BODY
from app.papers.ticks import Tick, Ticks
from app.papers.wording import official, said
from app.records import Letter
from app.rules import docking
from app.rules.foreseen import contact

if TYPE_CHECKING:
    from app.papers.block import Block
    from app.papers.breaking import Piece
    from app.records import CaseFile

FORM = "letter_receipt"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    letter = _came(case_file, which)
    sheet = Sheet.of(FORM, case_file)
    sheet.add(
        notices.addressee(FORM, letter.organ or ""),
        _opening(letter),
        heading(official(FORM, "materials")),
        *_materials(letter),
    )
    if docking.wants_answer(letter):
        sheet.add(heading(official(FORM, "taken")), _taken(case_file, letter))
    sheet.add(
        Entries([Entry(official(FORM, "contact"), contact(case_file))]),
        Beside(
            Signatures(official(FORM, "receiver"), [""], across=1),
            notices.seal_of(case_file, phrases.day_pieces(letter.received_on, ruled=False)),
            before=14, company=True,
        ),
    )  # fmt: skip
    return sheet


def _came(case_file: CaseFile, which: str | None) -> Letter:
    """The letter asked for, otherwise the latest that came."""
    alike = [one for one in case_file.letters if docking.is_incoming(one)]
    if which is not None:
        return next(one for one in alike if one.id == which)
    return alike[-1] if alike else Letter(direction=docking.IN)


def _opening(letter: Letter) -> Block:
    """Which letter; a kind without a name of its own is just a letter."""
    named = letter.letter_kind and letter.letter_kind != "other_in"
    kind = official(FORM, "kind", kind=said("letter_kind", letter.letter_kind))
    told: list[Piece] | str = kind if named else official(FORM, "letter")
    dated: date | list[Piece] = letter.dated_on or []
    return paragraph(
        FORM, "opening", dated=dated, number=letter.number or [], kind=told, received=letter.received_on
    )  # fmt: skip


def _materials(letter: Letter) -> list[Block]:
    """What lay with it, a line each."""
    if not letter.enclosures:
        return [paragraph(FORM, "no_material")]
    return [
        paragraph(FORM, "material", number=str(number), text=text)
        for number, text in enumerate(letter.enclosures, 1)
    ]


def _taken(case_file: CaseFile, letter: Letter) -> Ticks:
    """接受 or 不接受, as far as the case tells; otherwise both boxes are there to tick."""
    answers = [one.letter_kind for one in case_file.letters if one.answers_id == letter.id]
    declined = docking.DECLINED in answers
    taken = not declined and case_file.case.accepted_on is not None
    lead = case_file.name_of(case_file.case.lead_id) or "____________"
    return Ticks([
        Tick(official(FORM, "take", mediator=lead), taken), Tick(official(FORM, "decline"), declined),
    ], BODY.size, BODY.leading, each=True)  # fmt: skip
