"""人民调解调查记录: what one person answered when asked; every page is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.papers import by_hand, phrases
from app.papers.block import Beside, Block, Group
from app.papers.body import entry_of, heading, read_aloud, running
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.signing import Signatures
from app.papers.wording import official
from app.records import Inquiry, Party

if TYPE_CHECKING:
    from app.records import CaseFile


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    inquiry = entry_of(case_file.inquiries, which) or Inquiry()
    asked = who_was_asked(case_file, inquiry)
    askers = case_file.names_of(inquiry.by_ids)
    comma = official("sheet", "list")
    sheet = Sheet.of("inquiry", case_file)
    sheet.feet = [official("inquiry", "foot_asked"), official("inquiry", "foot_by")]
    sheet.space(4)
    sheet.add(
        _line(("at", phrases.moment_pieces(inquiry.at))),
        _line(("place", inquiry.place)),
        _line(("matter", inquiry.matter or phrases.dispute(case_file))),
        _line(("by", comma.join(askers)), ("recorder", case_file.name_of(inquiry.recorder_id))),
        *_asked(case_file, inquiry, asked),
        _line(("invited", comma.join(inquiry.invited or []))),
        heading(official("inquiry", "record")),
        *_answers(case_file, inquiry.finding),
        Group(
            [
                Paragraph([Piece(official("inquiry", "read"))], indent=2, before=6),
                *read_aloud([asked]),
                Beside(
                    Signatures(
                        official("inquiry", "sign_asked"), [asked.name or ""], fingers=True, across=1, dated=True
                    ),
                    Group([
                        Signatures(official("inquiry", "sign_by"), askers or [""], across=1),
                        Signatures(
                            official("inquiry", "sign_recorder"), [case_file.name_of(inquiry.recorder_id)], across=1
                        ),
                    ]),
                    before=6,
                ),
            ],
            company=True,
        ),
    )  # fmt: skip
    return sheet


def who_was_asked(case_file: CaseFile, inquiry: Inquiry) -> Party:
    """The party asked as the case knows it, otherwise somebody else as told here."""
    party = case_file.party(inquiry.party_id)
    if party is not None:
        return party
    return Party(
        name=inquiry.asked, sex=inquiry.sex, age_told=inquiry.age_told, occupation=inquiry.occupation,
        address=inquiry.address, phone=inquiry.phone,
    )  # fmt: skip


def _line(*told: tuple[str, str | list[Piece] | None]) -> Entries:
    return Entries([Entry(official("inquiry", place), value or "") for place, value in told])


def _asked(case_file: CaseFile, inquiry: Inquiry, asked: Party) -> list[Block]:
    """姓名 性别 年龄 职业 住址 电话 of the one asked."""
    day = inquiry.at.date() if inquiry.at else case_file.case.accepted_on

    def entry(place: str, value: str | None, share: float = 1) -> Entry:
        return Entry(official("inquiry", place), value or "", share)

    return [
        heading(official("inquiry", "asked")),
        Entries([
            entry("name", asked.name, 2.4),
            entry("sex", phrases.sex(asked)),
            entry("age", phrases.age(asked, day)),
            entry("occupation", phrases.occupation(asked), 1.8),
        ]),
        Entries([entry("address", asked.address, 1.9), entry("phone", asked.phone)]),
    ]  # fmt: skip


def _answers(case_file: CaseFile, text: str | None) -> list[Block]:
    """Questions and answers stand out by their first word; anything else is running text."""
    speakers = tuple(official("inquiry", "speakers"))
    blocks: list[Block] = []
    for line in (text or "").splitlines():
        if line.strip().startswith(speakers):
            blocks.append(Paragraph([Piece(line.strip())], hang=2))
        elif line.strip():
            blocks += running(line, 0)
    return blocks or by_hand.text(case_file, None, 18, 26)
