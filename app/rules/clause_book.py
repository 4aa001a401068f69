"""条款模板: clauses a mediator fills in instead of typing them, by kind of dispute: resources/wording/clauses/*.toml.

A text names its blanks in braces: {付款人:party}, {金额:money}, {方式:manner=cash}; the kind stands where a name
comes first, what is there before anybody types behind it. A piece in [brackets] falls out while all its blanks are
empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from app import codes
from app.codes import code_list

COMMON = "common"
KINDS = ("party", "other", "money", "day", "count", "text", "place", "manner")
SIDES = {"party": "respondent", "other": "applicant"}
"""Whom a blank for a party means unless its template says otherwise: who owes, and to whom."""

BLANK = re.compile(r"\{(?P<name>[^{}:=]+)(?::(?P<kind>[a-z]+))?(?:=(?P<default>[^{}]*))?\}")


@dataclass(frozen=True)
class Blank:
    """A place in a clause to be filled in; `default` is a role, a code of a manner, or the words."""

    name: str
    kind: str
    default: str = ""


@dataclass(frozen=True)
class Promise:
    """A performance item a clause makes: names of its blanks; a manner may be a code."""

    party: str
    what: str
    amount: str = ""
    manner: str = ""
    due: str = ""


@dataclass(frozen=True)
class Template:
    """One clause of a book; the book is a code of dispute_type, or `common`."""

    key: str
    book: str
    name: str
    text: str
    blanks: tuple[Blank, ...]
    promises: tuple[Promise, ...]

    def blank(self, name: str) -> Blank | None:
        return next((one for one in self.blanks if one.name == name), None)


@cache
def book(name: str) -> tuple[Template, ...]:
    """The clauses of one kind of dispute, in the order of their file."""
    told = codes.table(f"wording/clauses/{name}")
    return tuple(_template(name, one) for one in told["clause"])


def books() -> tuple[str, ...]:
    """Every book there is: the kinds of dispute in their order, then what fits all."""
    return (*(line.code for line in code_list("dispute_type").active()), COMMON)


def offered(dispute_type: str | None) -> tuple[Template, ...]:
    """Every clause, those of this kind of dispute first, then what fits all, then the others."""
    own = [dispute_type] if dispute_type in code_list("dispute_type") else []
    first = [name for name in [*own, COMMON] if name]
    rest = [name for name in books() if name not in first]
    return tuple(one for name in [*first, *rest] for one in book(name))


def by_key(key: str) -> Template | None:
    """The clause of that key: 02-drain."""
    name = key.partition("-")[0]
    return next((one for one in book(name) if one.key == key), None) if name in books() else None


def _template(name: str, told: dict[str, Any]) -> Template:
    blanks: dict[str, Blank] = {}
    for match in BLANK.finditer(told["text"]):
        if match["kind"]:
            blanks[match["name"]] = Blank(match["name"], match["kind"], match["default"] or "")
    return Template(
        f"{name}-{told['key']}",
        name,
        told["name"],
        told["text"],
        tuple(blanks.values()),
        tuple(Promise(**one) for one in told.get("item", ())),
    )
