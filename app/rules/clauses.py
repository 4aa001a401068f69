"""条款: a template filled in becomes a clause of the agreement and the promises that follow from it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.records import CaseFile, Party
from app.rules.agreement_dates import copies
from app.rules.clause_book import BLANK, SIDES, Blank, Promise, Template
from app.rules.clause_values import UNREAD, Doubt, Value, names_of, numeral, read, word

COPIES = "copies"
"""What a blank says that counts the copies of this agreement (人民调解法 29)."""

OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
TYPED_NUMBER = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、．.]|\d+(?:[、．]|\.(?!\d))|[(（][一二三四五六七八九十\d]+[)）]、?)"
)


@dataclass(frozen=True)
class Filled:
    """A clause with what stands in it, its promises as fields of PerformanceItem, and what is still open."""

    text: str
    items: tuple[dict[str, Any], ...] = ()
    missing: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """The blanks with something no one can read: such a clause goes into no agreement."""
        return tuple(one.blank for one in self.doubts if one.name in UNREAD)


def fill(template: Template, told: Mapping[str, object], parties: Sequence[Party]) -> Filled:
    """The clause of these values. What is missing stays a blank to write on, what cannot be read as typed."""
    values = {one.name: read(one, told.get(one.name)) for one in template.blanks}
    text = _optional(template.text, values)
    asked = {match["name"] for match in BLANK.finditer(text)}
    ids = {party.name: party.id for party in parties if party.name}
    return Filled(
        _written(text, values),
        tuple(_item(one, values, ids) for one in template.promises),
        tuple(name for name in values if name in asked and not values[name].words),
        tuple(_doubts(template, told, values, ids)),
    )


def defaults(template: Template, case_file: CaseFile | None) -> dict[str, str]:
    """What stands in the blanks before anybody types: the parties by their role, and what the template says."""
    found = {}
    for one in template.blanks:
        if one.kind in SIDES:
            found[one.name] = side_name(case_file, one.default or SIDES[one.kind])
        elif one.default == COPIES:
            found[one.name] = str(copies(case_file)) if case_file else ""
        else:
            found[one.name] = one.default
    return {name: text for name, text in found.items() if text}


def numbered(standing: Sequence[str] | None, texts: Sequence[str]) -> list[str]:
    """The clauses with the numbers they will bear on the paper, behind those that stand already."""
    before = len([term for term in standing or () if term.strip()])
    if before + len(texts) < 2:
        return list(texts)
    return [
        word("number", number=numeral(number), text=text)
        for number, text in enumerate(texts, before + 1)
    ]


def continued(standing: Sequence[str] | None, texts: Sequence[str]) -> list[str]:
    """The clauses as they go in: numbered only where the standing ones bear numbers that were typed."""
    told = [term for term in standing or () if term.strip()]
    return numbered(told, texts) if bear_numbers(told) else list(texts)


def bear_numbers(terms: Sequence[str]) -> bool:
    """Whether somebody typed 一、二、三 before each clause: then no paper numbers them again."""
    return bool(terms) and all(TYPED_NUMBER.match(term) for term in terms)


def side_name(case_file: CaseFile | None, role: str) -> str:
    """The one party of a role; where there are several a person says which."""
    names = [party.name for party in case_file.side(role) if party.name] if case_file else []
    return names[0] if len(names) == 1 else ""


def _optional(text: str, values: Mapping[str, Value]) -> str:
    def piece(match: re.Match[str]) -> str:
        names = [found["name"] for found in BLANK.finditer(match[1])]
        return match[1] if any(values[name].words for name in names) else ""

    return OPTIONAL.sub(piece, text)


def _written(text: str, values: Mapping[str, Value]) -> str:
    return BLANK.sub(lambda match: values[match["name"]].words or word("blank"), text)


def _item(one: Promise, values: Mapping[str, Value], ids: Mapping[str, str]) -> dict[str, Any]:
    who = names_of(values[one.party].words)
    what = _written(one.what, values)
    if len(who) > 1:
        what = word("with", others=word("list").join(who[1:]), what=what)
    manner = values[one.manner].value if one.manner in values else one.manner or None
    told = {
        "party_id": ids.get(who[0]) if who else None,
        "what": what,
        "amount": values[one.amount].value if one.amount else None,
        "manner": manner,
        "due_on": values[one.due].value if one.due else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _doubts(
    template: Template,
    told: Mapping[str, object],
    values: Mapping[str, Value],
    ids: Mapping[str, str],
) -> list[Doubt]:
    found = [value.doubt for value in values.values() if value.doubt]
    found += [Doubt(name, "no_such_blank") for name in told if name not in values]
    sides: dict[str, list[Blank]] = {"party": [], "other": []}
    for one in template.blanks:
        if one.kind in sides and values[one.name].words:
            sides[one.kind].append(one)
            names = names_of(values[one.name].words)
            found += [Doubt(one.name, "no_party", {"who": n}) for n in names if n not in ids]
    for one in sides["party"]:
        for other in sides["other"]:
            if values[one.name].words == values[other.name].words:
                found.append(Doubt(one.name, "same_side", {"other": other.name}))
    return found
