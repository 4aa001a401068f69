"""协议: the sums in figures, in capital characters and in the promises must be one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from app.records import Agreement, CaseFile
from app.rules.agreement_dates import least_copies
from app.rules.findings import Finding, about
from app.rules.money_words import read_money
from app.rules.performance import standing_items

CAPITAL = "[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元(?:[零壹贰叁肆伍陆柒捌玖]角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?[整正]?"
FIGURES = r"[0-9][0-9,]*(?:\.[0-9]+)?(?:亿|千万|百万|十万|万)?"
PAIR = re.compile(rf"({CAPITAL})\s*[(\[]?\s*(?:人民币|小写|:|¥)*\s*({FIGURES})")
SUM = re.compile(rf"¥\s*({FIGURES})|({FIGURES})\s*元|({CAPITAL})")


def agreement_findings(case_file: CaseFile) -> Iterator[Finding]:
    """Everything to say of the agreement that stands."""
    agreement = case_file.agreement
    if agreement is None:
        return
    yield from _copies(case_file, agreement)
    yield from _words_and_figures(agreement)
    yield from _promises(case_file, agreement)


def sums_named(terms: list[str] | None) -> list[Decimal]:
    """Each different sum of money the terms name, in figures or capital characters."""
    found: list[Decimal] = []
    for term in terms or []:
        for match in SUM.finditer(unicodedata.normalize("NFKC", term)):
            amount = read_money(match[1] or match[2] or match[3])
            if amount and amount not in found:
                found.append(amount)
    return found


def _copies(case_file: CaseFile, agreement: Agreement) -> Iterator[Finding]:
    """One for each party and one for the committee at the least (人民调解法 29)."""
    least = least_copies(case_file)
    if agreement.copies is not None and agreement.copies < least:
        yield about("copies_too_few", agreement, "copies", told=agreement.copies, least=least)


def _words_and_figures(agreement: Agreement) -> Iterator[Finding]:
    for term in agreement.terms or []:
        for match in PAIR.finditer(unicodedata.normalize("NFKC", term)):
            words, figures = read_money(match[1]), read_money(match[2])
            if words != figures:
                yield about(
                    "amount_words", agreement, "terms", words=match[1], figures=match[2].strip(",")
                )


def _promises(case_file: CaseFile, agreement: Agreement) -> Iterator[Finding]:
    items = standing_items(case_file)
    if not items:
        yield about("no_items", agreement, "terms")
        return
    for item in items:
        if item.amount and not item.manner:
            yield about("item_without_manner", item, "manner", what=item.what or "")
    promised = sum((item.amount or Decimal(0) for item in items), Decimal(0))
    named = sums_named(agreement.terms)
    if promised and named and promised not in (*named, sum(named)):
        listed = "、".join(f"{amount:,.2f}" for amount in named)
        yield about("amount_sum", agreement, "terms", promised=f"{promised:,.2f}", named=listed)
