"""包案责任卡: a hard case in the hands of named leaders: who, how, how far, and its striking off (销号)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.papers import phrases
from app.papers.block import Block
from app.papers.body import SMALL, entry_of, small, small_running
from app.papers.cells import Cell, Row
from app.papers.sheet import Sheet
from app.papers.signing import MM, Signatures
from app.papers.wording import official, said
from app.records import LeaderCase, LeaderPost
from app.rules import hard_cases

if TYPE_CHECKING:
    from app.records import CaseFile

FORM = "leader_card"
LABEL = 23 * MM
WIDTHS = (30 * MM, 24 * MM, 0, 30 * MM, 28 * MM)  # role, name, title, telephone, signature
HEADS = ("role", "name", "post", "phone", "sign")
EMPTY = 5  # lines to write in by hand where nobody is named yet


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    one = entry_of(case_file.leader_cases, which) or LeaderCase()
    posts = hard_cases.posts_of(case_file, one) or [LeaderPost() for _ in range(EMPTY)]
    case, comma = case_file.case, official("sheet", "list")
    names = comma.join(party.name for party in case_file.parties if party.name)
    sheet = Sheet.of(FORM, case_file)
    sheet.space(8)
    sheet.add(
        _pair(("number", one.number), ("file_no", case.file_no)),
        _pair(("begun", _day(one.begun_on)), ("due", _day(one.due_on))),
        _pair(("parties", names), ("dispute", said("dispute_type", case.dispute_type))),
        _row("summary", small_running(case.summary), 60, grows=True),
        Row([
            Cell([small(official(FORM, head), centred=True)], width)
            for head, width in zip(HEADS, WIDTHS, strict=True)
        ]),
        *(_post(post) for post in posts),
        _row("plan", small_running(one.plan), 80, grows=True),
        _row("progress", _progress(case_file, one), 90, grows=True),
        _row("strike", _strike(one), 90),
    )  # fmt: skip
    return sheet


def _pair(*told: tuple[str, str | None]) -> Row:
    cells: list[Cell] = []
    for place, value in told:
        cells += [
            Cell([small(official(FORM, place), centred=True)], LABEL),
            Cell([small(value or "")]),
        ]
    return Row(cells, least=28)


def _row(place: str, blocks: list[Block], least: float, *, grows: bool = False) -> Row:
    label = Cell([small(official(FORM, place), centred=True)], LABEL, middle=not grows)
    return Row([label, Cell(blocks, middle=not grows)], least=least, grows=1 if grows else -1)


def _post(post: LeaderPost) -> Row:
    """Who answers for what; the last place is for his own hand."""
    told = (said("leader_role", post.role), post.name, post.title, post.phone, "")
    return Row(
        [Cell([small(one or "", centred=True)], width) for one, width in zip(told, WIDTHS, strict=True)],
        least=30,
    )  # fmt: skip


def _progress(case_file: CaseFile, one: LeaderCase) -> list[Block]:
    lines: list[Block] = []
    for told in hard_cases.progress_of(case_file, one):
        text = official(FORM, "progress_line", day=_day(told.on_day), told=told.told or "")
        text += official(FORM, "progress_by", name=told.by_name) if told.by_name else ""
        lines.append(small(text))
    return lines or [small("")]


def _strike(one: LeaderCase) -> list[Block]:
    return [
        small(official(FORM, "strike_told") + (one.struck_told or "")),
        Signatures(official(FORM, "strike_by"), [one.struck_by or ""], size=SMALL, across=1),
        small(official(FORM, "strike_on") + _day(one.struck_on)),
    ]


def _day(day: date | None) -> str:
    return phrases.day_words(day) if day else ""
