"""分期付款: a sum in parts, each with its day; the last takes what is left, to the 分."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, Decimal
from typing import Any

from app.records import Party
from app.rules.clause_values import Value, day_words, money, names_of, numeral, word
from app.rules.clauses import Filled
from app.trouble import Trouble

FEN = Decimal("0.01")
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
BLANKS = ("payer", "payee", "manner")
"""What a plan may still lack."""

MOST = 120
LISTED = 12
"""Up to so many parts each is told by itself; a longer row is told by its rhythm."""


@dataclass(frozen=True)
class Part:
    """One instalment."""

    number: int
    amount: Decimal
    due_on: date


def plan(
    total: Decimal,
    times: int,
    first: date,
    every: str = "month",
    *,
    on_day: int | None = None,
    each: Decimal | None = None,
) -> list[Part]:
    """The parts of a sum. `on_day`: the day of the month from the second part on, the first one's unless told.

    With `each`, so much is paid a time and the number of parts follows.
    """
    if total <= 0:
        raise Trouble("clause.plan_sum")
    if each is not None:
        times = int((total / each).to_integral_value(ROUND_CEILING)) if each > 0 else 0
    if not 2 <= times <= MOST:
        raise Trouble("clause.plan_times", most=MOST)
    if every not in MONTHS:
        raise Trouble("clause.plan_every")
    if on_day is not None and not 1 <= on_day <= 31:
        raise Trouble("clause.plan_day")
    one = each or (total / times).quantize(FEN, ROUND_DOWN)
    if one < FEN:
        raise Trouble("clause.plan_small")
    if first.year + times * MONTHS[every] // 12 >= date.max.year:
        raise Trouble("clause.plan_day")
    days = [first] + [_later(first, MONTHS[every] * n, on_day) for n in range(1, times)]
    sums = [one] * (times - 1) + [total - one * (times - 1)]
    return [Part(n, s.quantize(FEN), d) for n, (s, d) in enumerate(zip(sums, days, strict=True), 1)]


def clause(
    parts: Sequence[Part],
    *,
    payer: str,
    payee: str,
    what: str,
    manner: Value,
    account: str = "",
    every: str = "month",
    on_day: int | None = None,
    parties: Sequence[Party] = (),
) -> Filled:
    """One clause that tells the sum and every part, and a promise for each."""
    blank = word("blank")
    told = what or word("what")
    text = word(
        "plan",
        payer=payer or blank,
        payee=payee or blank,
        count=len(parts),
        what=told,
        total=money(sum((part.amount for part in parts), Decimal(0))),
        parts=_listed(parts) if len(parts) <= LISTED else _rhythm(parts, every, on_day),
        manner=manner.words or blank,
        account=word("account", account=account) if account else "",
    )
    stand = (payer, payee, manner.words)
    missing = [name for name, stands in zip(BLANKS, stand, strict=True) if not stands]
    items = tuple(_item(part, payer, told, manner, parties) for part in parts)
    return Filled(text, items, tuple(missing))


def _later(first: date, months: int, on_day: int | None) -> date:
    """The same day so many months on; a month that is too short has its last."""
    year, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + year, month + 1
    return date(year, month, min(on_day or first.day, monthrange(year, month)[1]))


def _listed(parts: Sequence[Part]) -> str:
    return word("between").join(
        word(
            "part", nth=numeral(part.number), day=day_words(part.due_on), amount=money(part.amount)
        )
        for part in parts
    )


def _rhythm(parts: Sequence[Part], every: str, on_day: int | None) -> str:
    first, last = parts[0], parts[-1]
    day = on_day or first.due_on.day
    rhythm = word(f"rhythm_{MONTHS[every]}", day=day, month=first.due_on.month)
    return word(
        "many",
        before=numeral(last.number - 1),
        each=money(first.amount),
        first=day_words(first.due_on),
        rhythm=rhythm + (word("last_day") if day > 28 else ""),
        nth=numeral(last.number),
        last=day_words(last.due_on),
        rest=money(last.amount),
    )


def _item(
    part: Part, payer: str, what: str, manner: Value, parties: Sequence[Party]
) -> dict[str, Any]:
    who = names_of(payer)
    promised = word("item", nth=numeral(part.number), what=what)
    if len(who) > 1:
        promised = word("with", others=word("list").join(who[1:]), what=promised)
    told = {
        "party_id": next((p.id for p in parties if who and p.name == who[0]), None),
        "what": promised,
        "amount": part.amount,
        "manner": manner.value,
        "due_on": part.due_on,
    }
    return {name: value for name, value in told.items() if value is not None}
