"""协议: the sums in figures, in capital characters and in the promises must be one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from app.records import CaseFile
from app.rules.agreement_dates import least_copies
from app.rules.case_texts import all_texts
from app.rules.findings import Finding, about
from app.rules.money_words import read_money
from app.rules.performance import standing_items

DIGIT = "壹贰叁肆伍陆柒捌玖貳貮弍弌弎叄參陸"
"""An old or unlawful way to write one is the same number; the character itself is told as misspelt."""

CAPITAL = f"[零{DIGIT}拾佰仟万亿]+元(?:零?[{DIGIT}]角)?(?:零?[{DIGIT}]分)?[整正]?"
FIGURES = r"[0-9][0-9,]*(?:\.[0-9]+)?(?:亿|千万|百万|十万|万)?"
PAIR = re.compile(rf"({CAPITAL})\s*[(\[]?\s*(?:人民币|小写|[即计合]|折合|:|¥)*\s*({FIGURES})")
TURNED = re.compile(rf"({FIGURES})\s*元?\s*[(\[]?\s*(?:人民币|大写|即|:)+\s*({CAPITAL})")
PAYING = re.compile(
    "支付|给付|补付|付清|付款|偿还|赔偿(?!道歉)|补偿|退还.{0,6}(?:款|钱|金|费)|归还.{0,6}(?:款|钱|金|费)"
)
EACH = re.compile("每|各|分别")
MOST_ADDED = 12
"""Sums of an agreement that are tried in every combination; of more, one or all must be it."""

SUM = re.compile(rf"¥\s*({FIGURES})|({FIGURES})\s*元|({CAPITAL})")


def sums_named(terms: list[str] | None) -> list[Decimal]:
    """Each different sum of money the terms name, in figures or capital characters."""
    found: list[Decimal] = []
    for term in terms or []:
        for match in SUM.finditer(unicodedata.normalize("NFKC", term)):
            amount = read_money(match[1] or match[2] or match[3])
            if amount and amount not in found:
                found.append(amount)
    return found


def enough_copies(case_file: CaseFile) -> Iterator[Finding]:
    """One for each party and one for the committee at the least (人民调解法 29)."""
    agreement, least = case_file.agreement, least_copies(case_file)
    if agreement and agreement.copies is not None and agreement.copies < least:
        yield about("copies_too_few", agreement, "copies", told=agreement.copies, least=least)


def words_and_figures(case_file: CaseFile) -> Iterator[Finding]:
    """A sum in capital characters and the figures beside it, anywhere in the case, are one."""
    for record, name, text in all_texts(case_file):
        plain = unicodedata.normalize("NFKC", text)
        told = [(match[1], match[2]) for match in PAIR.finditer(plain)]
        told += [(match[2], match[1]) for match in TURNED.finditer(plain)]
        for capital, figures in told:
            if read_money(capital) != read_money(figures):
                yield about("amount_words", record, name, words=capital, figures=figures.strip(","))


def clear_promises(case_file: CaseFile) -> Iterator[Finding]:
    """Each promise says what, how much and in what manner; who and by when are needed fields."""
    agreement, items = case_file.agreement, standing_items(case_file)
    if agreement and not items:
        yield about("no_items", agreement, "terms")
    for item in items:
        if item.amount and not item.manner:
            yield about("item_without_manner", item, "manner", what=item.what or "")
        if (
            item.amount is None
            and PAYING.search(item.what or "")
            and not sums_named([item.what or ""])
        ):
            yield about("item_without_amount", item, "amount", what=item.what or "")


def promised_sum(case_file: CaseFile) -> Iterator[Finding]:
    """What is promised comes to some of the sums the clauses name: a penalty beside them is no promise."""
    agreement = case_file.agreement
    if agreement is None:
        return
    amounts = [item.amount for item in standing_items(case_file) if item.amount]
    promised, named = sum(amounts, Decimal(0)), sums_named(agreement.terms)
    shared = any(EACH.search(term) for term in agreement.terms or [])
    if shared and all(amount in named for amount in amounts):
        return  # 每人每月400元: one sum, promised by several
    if promised and named and not _comes_to(promised, agreement.terms or []):
        listed = "、".join(f"{amount:,.2f}" for amount in named)
        yield about("amount_sum", agreement, "terms", promised=f"{promised:,.2f}", named=listed)


def _comes_to(promised: Decimal, terms: list[str]) -> bool:
    """Whether sums of different clauses, or of one, together are what is promised; each counts where it is named."""
    named = [amount for term in terms for amount in sums_named([term])]
    reached = {Decimal(0)}
    for amount in named[:MOST_ADDED]:
        reached |= {one + amount for one in reached}
    return promised in reached or promised in (*named, sum(named), sum(set(named)))
