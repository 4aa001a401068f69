"""数额: sums of money in a running text, said or in figures, and how an agreement writes them (domain 7.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from app.rules.money_words import LIMIT, capital, read_money

NUMBER = "[零〇一二两三四五六七八九十百千万亿]"
SAID = re.compile(
    f"(?<!{NUMBER})(?<![第初])({NUMBER}{{1,24}})(?:(块钱|元钱|[元圆])(?:({NUMBER})角)?(?:零?({NUMBER})分(?!之))?"
    "|块(?=[\\s，。；、！？）]|$))"
)
FIGURES = r"[¥￥]?\s?[0-9][0-9,，]*(?:\.[0-9]{1,2})?\s?(?:亿|千万|百万|十万|万)?"
BEFORE = re.compile(f"(?<![0-9.,，])({FIGURES})\\s?(元整|元|圆|块钱|块)?$")
CAPITAL_BESIDE = re.compile(r"\s*[（(]\s*大写")
LONGEST = 40  # characters a sum can take before the caret


@dataclass(frozen=True)
class Sum:
    """A sum of money as it was said, where it stands, and in figures."""

    start: int
    end: int
    said: str
    figures: str


def sums_said(text: str) -> list[Sum]:
    """Sums in words whose amount is beyond doubt: 三千五百块钱 is, 三千五 is not, 一块地 is none."""
    found = []
    for match in SAID.finditer(text):
        if match[2] is None and len(match[1]) < 2:
            continue
        small = (match[3] + "角" if match[3] else "") + (match[4] + "分" if match[4] else "")
        amount = read_money(match[1] + "元" + small)
        if amount is not None:
            figures = f"{plain_figures(amount)}元"
            found.append(Sum(match.start(), match.end(), match[0], figures))
    return found


def in_figures(text: str) -> str:
    """The text with every such sum in figures."""
    for one in reversed(sums_said(text)):
        text = text[: one.start] + one.figures + text[one.end :]
    return text


def with_capital(text: str, start: int, end: int) -> Sum | None:
    """The sum that is marked, or that stands before the caret, with its capital characters behind it.

    3500 → 3500元（大写：人民币叁仟伍佰元整). Nothing where no sum stands there or it has them already.
    """
    if start == end:
        before = BEFORE.search(text[max(0, end - LONGEST) : end])
        if before is None:
            return None
        start = end - len(before[0])
    marked = text[start:end]
    said = marked.strip()
    amount = read_money(said.replace("，", ","))
    if amount is None or not 0 < amount < LIMIT or CAPITAL_BESIDE.match(text[end:]):
        return None
    number = re.sub("(?:元整|元|圆|块钱|块)$", "", said)
    if not re.search("[0-9]", number):
        number = plain_figures(amount)
    start += len(marked) - len(marked.lstrip())
    end -= len(marked) - len(marked.rstrip())
    return Sum(start, end, said, f"{number}元（大写：{capital(amount)}）")


def plain_figures(amount: Decimal) -> str:
    """3500, 12.50: two places only where there are 角 or 分."""
    return f"{amount:.2f}".removesuffix(".00")
