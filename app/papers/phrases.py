"""Facts as an official form writes them: days, parties, amounts, the name of a dispute."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from app.papers.breaking import Piece
from app.papers.wording import official, said
from app.rules.clauses import bear_numbers
from app.rules.money_words import capital
from app.rules.party_check import age_of, is_person, sex_of

if TYPE_CHECKING:
    from app.records import Agreement, CaseFile, Party, PerformanceItem


def filled(text: str | None, ems: float = 4) -> Piece:
    """A place on a form: what belongs there, underlined, or a line to write on."""
    return Piece((text or "").strip(), ruled=True, blank=ems)


def day_words(day: date) -> str:
    """2026年10月8日."""
    parts = ((day.year, "year"), (day.month, "month"), (day.day, "day"))
    return "".join(f"{number}{official('sheet', unit)}" for number, unit in parts)


def day_pieces(day: date | None, *, ruled: bool = True) -> list[Piece]:
    """A date, or the places to write one: ____年__月__日."""
    if day is not None:
        return [Piece(day_words(day), ruled=ruled)]
    pieces = []
    for unit, ems in (("year", 3), ("month", 2), ("day", 2)):
        pieces += [Piece("", ruled=ruled, blank=ems), Piece(official("sheet", unit))]
    return pieces


def moment_pieces(moment: datetime | None) -> list[Piece]:
    """A day with hour and minute, 24-hour figures."""
    if moment is None:
        units = (("year", 3), ("month", 2), ("day", 2), ("hour", 2), ("minute", 2))
        pieces = [(Piece("", blank=ems), Piece(official("sheet", unit))) for unit, ems in units]
        return [piece for pair in pieces for piece in pair]
    hour, minute = official("sheet", "hour"), official("sheet", "minute")
    return [Piece(f"{day_words(moment)}{moment.hour}{hour}{moment.minute:02d}{minute}")]


def numeral(number: int) -> str:
    """一 to 九十九, as clauses are numbered."""
    signs = official("sheet", "numerals")
    tens, ones = divmod(number, 10)
    if number <= 10:
        return signs[number]
    return (signs[tens] if tens > 1 else "") + signs[10] + (signs[ones] if ones else "")


def money(amount: Decimal) -> str:
    """人民币壹万零伍佰元整（¥10,500.00） (支付结算办法)."""
    return official("sheet", "figures", capital=capital(amount), figures=f"{amount:,.2f}")


def names(case_file: CaseFile) -> str:
    """All parties, applicant first."""
    return official("sheet", "list").join(p.name for p in case_file.parties if p.name)


def dispute(case_file: CaseFile) -> str:
    """陈某与李某邻里纠纷: the parties and the kind of dispute."""
    sides = [_side(case_file.side(role)) for role in ("applicant", "respondent")]
    who = official("sheet", "between").join(side for side in sides if side)
    return who + said("dispute_type", case_file.case.dispute_type)


def _side(parties: list[Party]) -> str:
    """One side by name; more than three people are the first of them and a number."""
    named = [p.name for p in parties if p.name]
    if len(named) > 3:
        return official("sheet", "crowd", name=named[0], count=len(named))
    return official("sheet", "list").join(named)


def sex(party: Party) -> str:
    """From the ID number where it holds, otherwise as told."""
    if not is_person(party):
        return official("sheet", "not_applicable")
    return said("sex", sex_of(party))


def age(party: Party, day: date | None) -> str:
    """Whole years on the day of the paper."""
    if not is_person(party):
        return official("sheet", "not_applicable")
    years = age_of(party, day)
    return "" if years is None else str(years)


def ethnicity(party: Party) -> str:
    if not is_person(party):
        return official("sheet", "not_applicable")
    return said("ethnicity", party.ethnicity)


def occupation(party: Party) -> str:
    """A person's; for a unit, who acts for it."""
    if not is_person(party) and party.legal_representative:
        return official("sheet", "legal_representative", name=party.legal_representative)
    return party.occupation or ""


def mediators(case_file: CaseFile) -> str:
    """Who mediated: the lead first; where nobody is named for the case, those of its last session."""
    case = case_file.case
    named = [i for i in (case.lead_id, *(case.assist_ids or [])) if i]
    if not named and case_file.sessions:
        named = case_file.sessions[-1].mediator_ids or []
    return official("sheet", "list").join(case_file.names_of(named))


def promise(case_file: CaseFile, item: PerformanceItem) -> str:
    """One promise without its conditions: who, what, how much."""
    party = case_file.party(item.party_id)
    what = item.what or ""
    if party and party.name:
        what = official("agreement", "item_who", who=party.name, what=what)
    return (
        what if item.amount is None else what + official("acceptance", "comma") + money(item.amount)
    )


def numbered(terms: list[str]) -> list[str]:
    """Clauses numbered 一、二、三 where there is more than one; typed numbers stay as they are."""
    if len(terms) < 2 or bear_numbers(terms):
        return terms
    return [
        official("agreement", "term", number=numeral(number), text=text)
        for number, text in enumerate(terms, start=1)
    ]


def item_words(case_file: CaseFile, item: PerformanceItem) -> str:
    """One promise: who, what, how much, in what manner, by when."""
    party = case_file.party(item.party_id)
    what = item.what or ""
    if party and party.name:
        what = official("agreement", "item_who", who=party.name, what=what)
    parts = [what]
    if item.amount is not None:
        parts.append(money(item.amount))
    if item.manner:
        parts.append(said("payment_manner", item.manner))
    if item.due_on:
        parts.append(official("agreement", "item_by", day=day_words(item.due_on)))
    return official("acceptance", "comma").join(part for part in parts if part)


def manner(case_file: CaseFile, agreement: Agreement | None) -> list[str]:
    """履行方式、时限: as told, otherwise written from the promises."""
    if agreement is None:
        return []
    if agreement.manner:
        return [agreement.manner]
    items = [i for i in case_file.items if i.agreement_id in (None, agreement.id)]
    return [
        official("agreement", "item", number=number, words=item_words(case_file, item))
        + official("sheet", "stop")
        for number, item in enumerate(items, start=1)
    ]
