"""Where people live: an address down to its county, a village without its name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from app.codes import table
from app.rules.name_aliases import is_figure

HAN = "[\u3400-\u9fff]"


def coarse(address: str) -> str:
    """What of an address may stay, and that the rest is left out."""
    hidden: str = table("rules/redaction")["hidden"]
    return address[: _county_ends(address)] + hidden if address.strip() else ""


def local(address: str) -> list[str]:
    """What of an address a text alone may say: from the township on, from the village on."""
    county = _county_ends(address)
    town = _end(address, county, "towns")
    found = [address[county:].strip(), address[town:].strip()]
    return [text for text in dict.fromkeys(found) if len(text) > 3]


def villages(addresses: Iterable[str]) -> list[str]:
    """The villages people live in."""
    ends = "|".join(_ends("places"))
    found = []
    for address in addresses:
        rest = address[_end(address, _county_ends(address), "towns") :].strip()
        while village := re.match(rf"({HAN}{{1,7}}?(?:{ends}))", rest):
            found.append(village[1])
            rest = rest[village.end() :]
    return list(dict.fromkeys(found))


def towns(addresses: Iterable[str]) -> list[str]:
    """The townships and streets people live in."""
    found = []
    for address in addresses:
        county = _county_ends(address)
        found.append(address[county : _end(address, county, "towns")].strip())
    return [name for name in dict.fromkeys(found) if name]


def town_aliases(names: Iterable[str]) -> dict[str, str]:
    """What stands instead of each township, of 刁镇 where it is 刁镇街道, and of the stations named after it."""
    some: str = table("rules/redaction")["some"]
    stations: list[str] = table("rules/redaction")["stations"]
    made: dict[str, str] = {}
    for name in names:
        told = "" if name in _ends("towns") else name
        while end := next(
            (one for one in _ends("towns") if told.endswith(one) and told != one), ""
        ):
            made.setdefault(told, some + end)
            told = told.removesuffix(end)
            if len(told) > 1:
                made |= {told + station: some + station for station in stations}
    return {name: alias for name, alias in made.items() if len(name) > 1}


def aliases(names: Iterable[str]) -> dict[str, str]:
    """What stands instead of each place, and of the beginning of its name where that is long enough."""
    some: str = table("rules/redaction")["some"]
    made: dict[str, str] = {}
    for name in names:
        end = next((one for one in _ends("places") if name.endswith(one) and name != one), "")
        made[name] = some + (end or "地")
        stem = name.removesuffix(end)
        if end and re.fullmatch(rf"{HAN}{{2,}}", stem) and not is_figure(stem):
            made.setdefault(stem, some)
    return made


def _county_ends(address: str) -> int:
    return _end(address, 0, "areas")


def _end(address: str, start: int, kind: str) -> int:
    """Where the areas of this kind end that stand one after the other from here."""
    at, ends = start, "|".join(_ends(kind))
    while found := re.compile(rf"{HAN}{{0,7}}?(?:{ends})").match(address, at):
        if found[0].endswith(tuple(table("rules/redaction")["not_areas"])):
            break
        at = found.end()
    return at


@cache
def _ends(kind: str) -> tuple[str, ...]:
    return tuple(sorted(table("rules/redaction")[kind], key=len, reverse=True))
