"""卷宗封面: the front of the bound file, its labels in the official order (domain 2.1)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.codes import code_list
from app.papers import phrases
from app.papers.block import Beside, Block
from app.papers.breaking import Piece
from app.papers.cells import Entries, Entry
from app.papers.paragraph import Paragraph
from app.papers.sheet import Sheet
from app.papers.wording import official, said

if TYPE_CHECKING:
    from app.records import CaseFile, Volume

LABEL, LEADING = 16.0, 42.0  # 三号: in large type too the usual cover is one page


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    volume = volume_of(case_file, which)
    title = official("cover", "title")
    sheet = Sheet("cover", title, file_no=case_file.case.file_no or "", coded=False, framed=False)
    committee = case_file.room.committee or official("cover", "no_committee")
    sheet.space(16)
    sheet.add(
        Paragraph([Piece(committee, "bold")], 26, 40, align="center"),
        Paragraph([Piece(official("cover", "heading"), "bold")], 36, 60, align="center", before=24),
    )
    sheet.space(52)
    first, last = days(case_file)
    sheet.add(
        _entry("name", phrases.dispute(case_file)),
        _entry("number", case_file.case.file_no or ""),
        _entry("mediators", official("sheet", "list").join(mediators(case_file))),
        _span(first, last),
        _entry("maker", case_file.name_of(volume.by_id) if volume else ""),
        _entry("made_on", phrases.day_pieces(volume.made_on if volume else None, ruled=False)),
        _entry("retention", retention(case_file)),
        _entry("remark", (volume.remark if volume else None) or ""),
    )
    return sheet


def volume_of(case_file: CaseFile, which: str | None) -> Volume | None:
    """The volume asked for, otherwise the latest."""
    if which is not None:
        return next(one for one in case_file.volumes if one.id == which)
    return case_file.volumes[-1] if case_file.volumes else None


def mediators(case_file: CaseFile) -> list[str]:
    """Who mediated: the lead mediator first, then those who assisted; the closing report names the same."""
    case = case_file.case
    return case_file.names_of([i for i in (case.lead_id, *(case.assist_ids or [])) if i])


def days(case_file: CaseFile) -> tuple[date | None, date | None]:
    """调解日期: from the day of acceptance to the day mediation came to its end."""
    case, agreement = case_file.case, case_file.agreement
    ended = (agreement.made_on if agreement else None) or case.ended_on or case.closed_on
    return case.accepted_on, ended


def retention(case_file: CaseFile) -> str:
    """保管期限 in the words of this place, with its years where it has any."""
    code = case_file.case.retention
    told = code_list("retention").get(code)
    years = told.facts.get("years") if told else None
    words = said("retention", code)
    return official("cover", "years", said=words, years=years) if years else words


def _entry(place: str, value: str | list[Piece]) -> Block:
    return Entries([Entry(official("cover", place), value)], LABEL, LEADING)


def _span(first: date | None, last: date | None) -> Block:
    """The two days beside each other, 至 between them."""
    left = Entry(official("cover", "days"), phrases.day_pieces(first, ruled=False))
    right = Entry(official("cover", "until"), phrases.day_pieces(last, ruled=False))
    return Beside(Entries([left], LABEL, LEADING), Entries([right], LABEL, LEADING), 0.56)
