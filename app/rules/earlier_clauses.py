"""从以前的案件抄: the clauses of an earlier agreement for this case, with nothing of the earlier one left in them.

Its parties become this case's by their roles where each role has one; every other name, day, sum, number and
place of it leaves a blank to write on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app import codes
from app.codes import code_list
from app.records import Agreement, CaseFile, Party
from app.rules.clauses import TYPED_NUMBER

PIECE = re.compile(
    r"[^省市县区镇乡村街道组号\s]{1,12}?(?:自治区|街道|社区|小区|[省市县区镇乡村组号])"
)
HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
SHORTEST = 2
"""Characters of a name or a place; a shorter one stands in too many other words."""


@dataclass(frozen=True)
class Pair:
    """A clause as it stood, and as it would come in."""

    before: str
    after: str


@dataclass(frozen=True)
class Adapted:
    """An earlier agreement for this case: its clauses, and its promises without sums and days."""

    clauses: tuple[Pair, ...] = ()
    items: tuple[dict[str, Any], ...] = ()


def adapted(old: CaseFile, agreement: Agreement, new: CaseFile) -> Adapted:
    """The clauses and promises of the earlier agreement, turned to the new case."""
    swaps = _swaps(old, new)
    clauses = tuple(
        Pair(term, turned(TYPED_NUMBER.sub("", term, count=1), swaps))
        for term in agreement.terms or []
        if term.strip()
    )
    ids = {theirs.id: ours.id for theirs, ours in _matched(old, new)}
    items = tuple(
        {
            name: value
            for name, value in (
                ("party_id", ids.get(item.party_id or "")),
                ("what", turned(item.what or "", swaps)),
                ("manner", item.manner),
            )
            if value
        }
        for item in old.items
        if item.agreement_id in (None, agreement.id)
    )
    return Adapted(clauses, items)


def turned(text: str, swaps: Mapping[str, str]) -> str:
    """One text with the known names put in their new places and everything of the old case alone left blank."""
    blank: str = _leaks()["blank"]
    known = sorted((name for name in swaps if name), key=len, reverse=True)
    pieces = re.split(f"({'|'.join(map(re.escape, known))})", text) if known else [text]
    told = "".join(
        swaps[piece] if piece in swaps else _without_strangers(_bared(piece)) for piece in pieces
    )
    return re.sub(f"(?:{blank}){{2,}}", blank, told)


def _matched(old: CaseFile, new: CaseFile) -> Iterator[tuple[Party, Party]]:
    """Who stands where whom stood: each role that has one party then and now."""
    for role in code_list("party_role"):
        theirs, ours = old.side(role.code), new.side(role.code)
        if len(theirs) == len(ours) == 1:
            yield theirs[0], ours[0]


def _swaps(old: CaseFile, new: CaseFile) -> dict[str, str]:
    """What the earlier case calls its people, places and numbers → what stands there now."""
    blank = _leaks()["blank"]
    now = "\n".join(_places_of(new))
    found = {name: blank for name in _names_of(old) if len(name) >= SHORTEST}
    for told in _places_of(old):
        for piece in (told, *PIECE.findall(told)):
            if len(piece) > SHORTEST and piece not in now:
                found[piece] = blank
    for theirs, ours in _matched(old, new):
        if theirs.name:
            found[theirs.name] = ours.name or blank
    return found


def _names_of(file: CaseFile) -> Iterator[str]:
    """Everybody the case names, and the numbers it goes by."""
    numbers = [file.case.file_no, file.case.court, file.case.confirmation_no]
    numbers += [one.number for one in file.agreements]
    yield from (number for number in numbers if number)
    told: list[str | None] = []
    for party in file.parties:
        told += [party.name, party.guardian, party.legal_representative]
    told += [one.name for one in file.agencies]
    told += [one.asked for one in file.inquiries]
    told += [name for one in file.sessions for name in one.invited or []]
    told += [one.provider for one in file.evidence]
    workers = {file.case.lead_id, *(file.case.assist_ids or [])}
    told += [file.name_of(one) for one in workers]
    for name in told:
        if name:
            yield name
            yield from (piece for piece in re.split(r"[\s、，,（）()]+", name) if len(piece) > 1)


def _places_of(file: CaseFile) -> Iterator[str]:
    yield from (place.name for place in file.places if place.name)
    if file.case.happened_at:
        yield file.case.happened_at
    for party in file.parties:
        yield from (told for told in (party.address, party.register_address) if told)


def _bared(text: str) -> str:
    """Without days, sums and figures."""
    told = _leaks()
    text = _pattern("days").sub(told["blank"], text)
    text = _pattern("sums").sub(told["money"], text)
    return _pattern("figures").sub(_but_blanks, text)


def _but_blanks(match: re.Match[str]) -> str:
    blank: str = _leaks()["blank"]
    return match[0] if set(match[0]) <= set(blank) else blank


def _without_strangers(text: str) -> str:
    """Names that no field of the earlier case holds: 王某某, and what reads like a name where one may stand."""
    told = _leaks()
    words = tuple(told["words"])

    def blanked(match: re.Match[str]) -> str:
        return match[0] if match["name"].startswith(words) else str(told["blank"])

    return _stranger().sub(blanked, text)


@cache
def _stranger() -> re.Pattern[str]:
    told = _leaks()
    surname = f"(?:{'|'.join(told['double'])}|[{told['surnames']}])"
    masked = f"(?:{surname}|[{told['masked']}])某[某甲乙丙丁]?"
    plain = f"(?:(?<=[{told['before']}])|^){surname}[{HAN}]{{1,2}}?(?={told['after']})"
    return re.compile(f"(?P<name>{masked}|{plain})")


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _leaks()[kind]))


def _leaks() -> Mapping[str, Any]:
    return codes.table("wording/leaks")
