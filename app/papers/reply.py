"""复函: what came of a matter that a court, the police or another organ handed over, or why it is not taken.

Where a court's matter ended without agreement it is the report of 特邀调解规定 26 and 在线调解规则 21.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.papers import letter as letters
from app.papers import phrases
from app.papers.body import Hands
from app.papers.breaking import Piece
from app.papers.cells import Lines
from app.papers.sentence import pieces
from app.papers.wording import official, said
from app.records import Letter
from app.rules.agreement_dates import reached
from app.rules.docking import DECLINED, REPLY, answered, kind_facts
from app.rules.foreseen import contact
from app.rules.performance import ItemState, item_states
from app.rules.results import is_open, is_success, result_of
from app.rules.ways_told import is_told

if TYPE_CHECKING:
    from app.papers.paragraph import Paragraph
    from app.papers.sheet import Sheet
    from app.records import CaseFile

FORM = "reply"


def compose(case_file: CaseFile, which: str | None) -> Sheet:
    letter = letters.chosen(case_file, which, (REPLY, DECLINED))
    came = answered(case_file, letter) or Letter(organ=letter.organ)
    declined = letter.letter_kind == DECLINED
    title = official(FORM, "declined") if declined else ""
    sheet = letters.begin(FORM, case_file, letter, title)
    sheet.add(letters.line(_opening(came)))
    if declined:
        sheet.add(
            letters.line(official(FORM, "decline")),
            *(letters.lines(letter.told) if letter.told else [Lines(3)]),
            letters.line(official(FORM, "returned")),
        )
    elif letter.told:
        sheet.add(*letters.lines(letter.told))
    else:
        sheet.add(*_report(case_file, letter, came))
    sheet.add(
        letters.line(official(FORM, "end")),
        *letters.end(FORM, case_file, letter, letter.enclosures or _enclosed(case_file, letter)),
        letters.line(pieces(FORM, "contact", who=contact(case_file))),
    )
    return sheet


def composed(case_file: CaseFile, letter: Letter) -> str:
    """What a reply says of the case by itself, a paragraph a line, for a person who wants to change it."""
    came = answered(case_file, letter) or Letter(organ=letter.organ)
    return "\n".join(letters.words(block) for block in _report(case_file, letter, came))


def _opening(came: Letter) -> list[Piece]:
    """Which letter is answered; what of it nobody told is left out, not guessed."""
    kind = official(FORM, "kind", kind=said("letter_kind", came.letter_kind))
    known = bool(came.letter_kind)
    return pieces(
        FORM, "opening", dated=came.dated_on or ([] if known else None), number=came.number or [],
        kind=kind if known else None, received=came.received_on,
    )  # fmt: skip


def _report(case_file: CaseFile, letter: Letter, came: Letter) -> Iterator[Paragraph]:
    """The course of the mediation and its result."""
    case = case_file.case
    mediators = official("sheet", "list").join(Hands.of(case_file, None).mediators)
    yield letters.line(pieces(
        FORM, "took", day=case.accepted_on, dispute=phrases.dispute(case_file), mediators=mediators
    ))  # fmt: skip
    yield letters.head(official(FORM, "course"))
    yield from _course(case_file)
    yield letters.head(official(FORM, "result"))
    result = result_of(case_file)
    if is_open(result):
        if case.extended_until:
            yield letters.line(pieces(FORM, "extended", day=case.extended_until))
        yield letters.line(official(FORM, "open"))
    elif is_success(result):
        yield from _agreed(case_file)
    else:
        yield from _ended(case_file)
        if kind_facts(came).get("organ") == "court":
            yield from _for_the_court(letter)


def _course(case_file: CaseFile) -> Iterator[Paragraph]:
    held = [one for one in case_file.sessions if one.at and one.outcome]
    for one in held:
        yield letters.line(pieces(
            FORM, "sat", day=one.at.date() if one.at else None, place=one.place, number=str(one.number or ""),
            outcome=said("session_outcome", one.outcome),
        ))  # fmt: skip
    if not held:
        yield letters.line(official(FORM, "not_sat"))


def _agreed(case_file: CaseFile) -> Iterator[Paragraph]:
    agreement = reached(case_file)
    number = (agreement.number if agreement else None) or case_file.case.file_no
    yield letters.line(
        pieces(FORM, "agreed", day=agreement.made_on if agreement else None, number=number)
    )
    for place, text in enumerate((agreement.terms or []) if agreement else [], 1):
        yield letters.line(official(FORM, "term", number=place, text=text))
    told = official("sheet", "semicolon").join(_kept(state) for state in item_states(case_file))
    if told:
        yield letters.line(official(FORM, "kept", told=told + official("sheet", "stop")))
    if case_file.case.confirmation:
        told = said("confirmation", case_file.case.confirmation)
        yield letters.line(official(FORM, "confirmation", told=told))


def _kept(state: ItemState) -> str:
    what = state.item.what or ""
    if state.kept_on:
        return official(FORM, "item_kept", what=what, day=phrases.day_words(state.kept_on))
    if state.seen_on:
        return official(FORM, "item_seen", what=what, day=phrases.day_words(state.seen_on))
    if state.kept:
        return official(FORM, "item_kept_undated", what=what)
    if state.item.due_on:
        return official(FORM, "item_due", what=what, day=phrases.day_words(state.item.due_on))
    return official(FORM, "item_open", what=what)


def _ended(case_file: CaseFile) -> Iterator[Paragraph]:
    case = case_file.case
    yield letters.line(
        pieces(FORM, "ended" if is_told(case_file) else "ended_untold", day=case.ended_on)
    )
    yield letters.line(pieces(FORM, "cause", told=case.result_reason))


def _for_the_court(letter: Letter) -> Iterator[Paragraph]:
    """What a court asks for besides; what the parties conceded is not told (民诉法解释 107)."""
    for place, told in (("conduct", letter.conduct), ("points", letter.points)):
        yield letters.head(official(FORM, place))
        yield from letters.lines(told) if told else [letters.line(official(FORM, "none"))]
    yield letters.line(official(FORM, "evidence"))


def _enclosed(case_file: CaseFile, letter: Letter) -> list[str]:
    """What goes with it where nobody wrote another list."""
    if letter.letter_kind == DECLINED:
        return [official(FORM, "materials")]
    result = result_of(case_file)
    if is_open(result):
        return []
    if not is_success(result):
        return [official(FORM, "ending_copy")]
    proofs = sum(1 for one in case_file.performances if one.proof)
    return [
        official(FORM, "agreement_copy"),
        *([official(FORM, "proof_copy", count=proofs)] if proofs else []),
    ]
