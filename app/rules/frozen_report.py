"""A report as it was handed in: the whole table figure for figure, and what tells later which cases made it up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from app.rules.listing import Column, Listing, Value
from app.rules.report_form import Form
from app.trouble import Trouble

MOST_CASES = 20_000  # whose ids are kept one by one; of more only what their room comes to
SHORT = 12  # characters of a case's digest
FORMAT = 1


@dataclass(frozen=True)
class Change:
    """One case that is no longer as it was counted: added, gone or changed."""

    case_id: str
    what: str


@dataclass(frozen=True)
class Moved:
    """A figure that is another now."""

    row: str
    column: str
    then: Value
    now: Value


def frozen(
    listing: Listing,
    variant: Mapping[str, str],
    digests: Mapping[str, str],
    cases: Mapping[str, str],
) -> str:
    """As the record of a submission keeps it."""
    told = {
        "format": FORMAT, "variant": dict(variant), "listing": _plain(asdict(listing)),
        "rooms": dict(digests), "cases": dict(cases) if len(cases) <= MOST_CASES else None,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def thawed(told: str) -> dict[str, Any]:
    """What a submission kept; what a newer program wrote in another way is refused."""
    try:
        found: dict[str, Any] = json.loads(told)
        if found["format"] != FORMAT:
            raise ValueError(found["format"])
        found["listing"] = _listing(found["listing"])
    except (ValueError, KeyError, TypeError) as why:
        raise Trouble("reports.unreadable") from why
    return found


def seal(told: str) -> str:
    """The digest that stands beside it."""
    return hashlib.sha256(told.encode()).hexdigest()


def fields(form: Form, by: str, basis: str) -> list[str]:
    """What of a case line a form looks at: another value there is a correction, elsewhere none."""
    names = {f"{basis}_on", "room_id"} | {f"{one}_id" for one in (by,) if one == "place"}
    names |= {"lead_id"} if by == "mediator" else set()
    for one in form.counted:
        if one.source == "cases":
            names |= set(one.when) - {"body"} | ({one.sum} if one.sum else set())
    return sorted(names)


def digest(values: Iterable[Any]) -> str:
    """The short digest of one case."""
    told = "\x1f".join(map(str, values))
    return hashlib.sha256(told.encode()).hexdigest()[:SHORT]


def room_digest(cases: Iterable[tuple[str, str]]) -> str:
    """What all cases of a room come to, in whatever order they are told."""
    told = "\n".join(f"{case_id} {short}" for case_id, short in sorted(cases))
    return hashlib.sha256(told.encode()).hexdigest()


def changes(then: Mapping[str, str], now: Mapping[str, str]) -> list[Change]:
    """Late arrivals, cases that went, and cases that were edited since."""
    found = [Change(one, "added") for one in now if one not in then]
    found += [Change(one, "gone") for one in then if one not in now]
    found += [Change(one, "changed") for one in now if one in then and then[one] != now[one]]
    return sorted(found, key=lambda one: (one.what, one.case_id))


def moved(then: Listing, now: Listing) -> list[Moved]:
    """Every figure that differs, row by row, the total last."""
    labels = [" ".join((*one.groups, one.label)) for one in then.columns]
    places = {" ".join((*one.groups, one.label)): at for at, one in enumerate(now.columns)}
    old, new = _rows(then), _rows(now)
    found = []
    for name in [*old, *(one for one in new if one not in old)]:
        for at, label in enumerate(labels[1:], start=1):
            before = old[name][at] if name in old else None
            after = new[name][places[label]] if name in new and label in places else None
            if (before or 0) != (after or 0):
                found.append(Moved(name, label, before, after))
    return found


def _rows(told: Listing) -> dict[str, tuple[Value, ...]]:
    rows = {str(row[0]): row for row in told.rows}
    return rows | ({str(told.total[0]): told.total} if told.total else {})


def _plain(value: Any) -> Any:
    """JSON that comes back as it was: sums and days say what they are."""
    if isinstance(value, Decimal):
        return {"sum": str(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _value(told: Any) -> Value:
    if isinstance(told, dict):
        return Decimal(told["sum"]) if "sum" in told else date.fromisoformat(told["day"])
    if told is None or isinstance(told, str | int):
        return told
    raise ValueError(told)


def _listing(told: dict[str, Any]) -> Listing:
    columns = [Column(**{**one, "groups": tuple(one["groups"])}) for one in told["columns"]]
    rows = [tuple(map(_value, row)) for row in told["rows"]]
    total = tuple(map(_value, told["total"])) if told["total"] else None
    above = [(label, text) for label, text in told["above"]]
    chart = tuple((name, tuple((a, b) for a, b in points)) for name, points in told["chart"])
    return Listing(
        told["title"], columns, rows, above, told["below"], told["signs"], total,
        told["landscape"], told["bold"], chart,
    )  # fmt: skip
