"""The form of a report as data: its columns in order, what each counts, and what must add up (domain 4.2, 4.4).

A condition names fields of a case line (or of a matter) and the codes that count. Some codes are concluded:
`@success` results that are agreements, `@done` performances, `@open` results, `@under:X` a code and all below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from app import paths
from app.codes import code_list, table

MONEY = "万元"  # a column of this unit adds up sums in 分
When = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Measure:
    """One column: what it counts, or the share of one other column in another."""

    key: str
    label: str
    unit: str = "件"
    groups: tuple[str, ...] = ()
    when: When = field(default_factory=dict)
    sum: str = ""  # adds this field up instead of counting
    part: str = ""
    source: str = "cases"
    comings: bool = False  # of matters: each coming counts, also one that was merged into another
    ratio: tuple[str, ...] = ()  # of these two columns, in percent
    wide: float = 1.0

    @property
    def is_money(self) -> bool:
        return self.unit == MONEY


@dataclass(frozen=True)
class Balance:
    """A rule of 4.4: parts that add up to a whole, or a column no larger than another."""

    key: str
    whole: str = ""
    part: str = ""
    least: str = ""
    most: str = ""


@dataclass(frozen=True)
class Form:
    """A report: title, columns, rules."""

    name: str
    title: str
    columns: tuple[Measure, ...]
    balances: tuple[Balance, ...] = ()
    every: tuple[str, ...] = ("month",)
    by: tuple[str, ...] = ("room",)
    basis: tuple[str, ...] = ("accepted",)
    first: str = ""
    first_place: str = ""
    signs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    rates: tuple[tuple[str, str, str], ...] = ()
    rank: str = ""  # rows stand by this column, the best first
    bold: bool = False

    def column(self, key: str) -> Measure:
        return next(one for one in self.columns if one.key == key)

    def parts(self, name: str) -> list[Measure]:
        """The columns that add up to a whole."""
        return [one for one in self.columns if one.part == name]

    @property
    def counted(self) -> list[Measure]:
        """The columns that are counted; the others follow from them."""
        return [one for one in self.columns if not one.ratio]


@cache
def form(name: str) -> Form:
    """One form of resources/reports."""
    told = table(f"reports/{name}")
    simple: dict[str, Any] = {
        key: _fixed(value) for key, value in told.items() if key not in ("column", "balance")
    }
    columns = tuple(_measure(one) for one in told["column"])
    balances = tuple(Balance(**one) for one in told.get("balance", ()))
    return Form(name=name, columns=columns, balances=balances, **simple)


@cache
def forms() -> tuple[str, ...]:
    """The names of all forms that came with the program."""
    folder = paths.resources() / "reports"
    return tuple(
        sorted(
            one.stem for one in folder.glob("*.toml") if "column" in table(f"reports/{one.stem}")
        )
    )


def holds(when: When, told: Mapping[str, Any]) -> bool:
    """Whether a line is one that counts."""
    return all(told[name] in codes for name, codes in when.items())


def _fixed(value: Any) -> Any:
    return tuple(map(_fixed, value)) if isinstance(value, list) else value


def _measure(told: Mapping[str, Any]) -> Measure:
    values: dict[str, Any] = {key: _fixed(value) for key, value in told.items()}
    values["when"] = {name: _codes(codes) for name, codes in told.get("when", {}).items()}
    return Measure(**values)


def _codes(told: list[Any]) -> tuple[Any, ...]:
    return tuple(code for one in told for code in _meant(one))


def _meant(told: Any) -> list[Any]:
    if not isinstance(told, str) or not told.startswith("@"):
        return [told]
    name, _, code = told[1:].partition(":")
    if name == "success":
        return [one.code for one in code_list("result") if one.facts["success"]]
    if name == "open":
        return [one.code for one in code_list("result") if one.facts["open"]]
    if name == "done":
        return [one.code for one in code_list("performance") if one.facts["done"]]
    if name == "under":
        return _under("source", code)
    raise ValueError(f"a report knows no {told}")


def _under(name: str, code: str) -> list[str]:
    below = [one for line in code_list(name).within(code) for one in _under(name, line.code)]
    return [code, *below]
