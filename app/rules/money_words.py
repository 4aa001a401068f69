"""大写金额: amounts in capital characters by the annex of 支付结算办法, and amounts read back from text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
LIMIT = Decimal(10) ** 16
FEN = Decimal("0.01")

FIGURES = {character: value for value, character in enumerate(DIGITS)}
FIGURES |= {character: value for value, character in enumerate("〇一二三四五六七八九")}
FIGURES |= {"○": 0, "两": 2, "貳": 2, "貮": 2, "陸": 6, "叄": 3, "參": 3, "弍": 2, "弎": 3, "弌": 1}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
ARABIC = re.compile(
    r"([0-9]+(?:[.][0-9]+)?)(亿|千万|百万|十万|万|千|百)?(?:元|圆|块钱|块)?(?:整|正)?"
)
UNITS = {
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}
CHINESE = re.compile(r"(?:(.+?)元)?(?:零?(.)角)?(?:零?(.)分)?(?:整|正)?")
LOOSE_END = re.compile(r"[百佰千仟万亿][一二两三四五六七八九壹贰叁肆伍陆柒捌玖]$")
NO_MONEY = {"", "/", "\\", "无", "-", "—", "——", "--", "0元", "不涉及", "没有"}


def capital(amount: Decimal) -> str:
    """The amount as a receipt must carry it: 人民币壹万零伍佰元整.

    Where the annex leaves a 零 free it is written as the annex writes it first: before 角 when the
    元 place is empty, and not before 仟 when the 万 place is.
    """
    if amount < 0 or amount >= LIMIT or amount != amount.quantize(FEN):
        raise ValueError("an amount has at most two decimals and lies between nought and 10^16")
    yuan, fen = divmod(int(amount * 100), 100)
    jiao, fen = divmod(fen, 10)
    text = "人民币" + (_whole(yuan) + "元" if yuan else "")
    if not jiao and not fen:
        return text + "整" if yuan else text + "零元整"
    if yuan and (not jiao or yuan % 10 == 0):
        text += "零"
    text += DIGITS[jiao] + "角" if jiao else ""
    return text + (DIGITS[fen] + "分" if fen else "")


def read_money(text: str | float | Decimal) -> Decimal | None:
    """The amount somebody wrote, exact to 分: 12000, 350元, ¥1,200.00, 1.2万元, 壹万贰仟元整.

    `None` where the text is no single exact amount; nothing is guessed.
    """
    plain = unicodedata.normalize("NFKC", str(text)).upper()
    plain = re.sub(r"[\s,]|^(?:人民币|RMB|CNY)?¥?|^¥", "", plain)
    match = ARABIC.fullmatch(plain)
    value = _scaled(match) if match else _chinese(plain)
    if value is None or value >= LIMIT or value != value.quantize(FEN):
        return None
    return value.quantize(FEN)


def says_no_money(text: str) -> bool:
    """Whether somebody wrote that no money is involved: an empty cell, a stroke, 无."""
    return unicodedata.normalize("NFKC", text).strip() in NO_MONEY


def _whole(number: int) -> str:
    """A whole number in capital characters, without 元."""
    high, low = divmod(number, 10**8)
    text = _sections(high) + "亿" if high else ""
    gap = "零" if high and 0 < low < 10**7 else ""
    return text + gap + (_sections(low) if low else "")


def _sections(number: int) -> str:
    """A number below 10^8: 万 and the rest."""
    high, low = divmod(number, 10**4)
    text = _section(high) + "万" if high else ""
    gap = "零" if high and 0 < low < 1000 else ""
    return text + gap + _section(low)


def _section(number: int) -> str:
    """A number below 10,000; a run of noughts inside is one 零, at the end none."""
    text = ""
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        text += DIGITS[digit] + PLACES[place] if digit else "零"
    return re.sub("零+", "零", text).strip("零")


def _scaled(match: re.Match[str]) -> Decimal:
    return Decimal(match[1]) * UNITS.get(match[2], 1)


def _chinese(plain: str) -> Decimal | None:
    plain = plain.replace("圆", "元").replace("块钱", "元").replace("块", "元")
    if not re.search("[元角分]", plain):
        plain = re.sub("[整正]$", "", plain) + "元"
    match = CHINESE.fullmatch(plain)
    if match is None or not any(match.groups()):
        return None
    whole = _number(match[1]) if match[1] else 0
    small = [FIGURES.get(part) if part else 0 for part in (match[2], match[3])]
    if whole is None or None in small:
        return None
    return whole + Decimal(small[0] or 0) / 10 + Decimal(small[1] or 0) / 100


def _number(text: str) -> int | None:
    """A whole number in Chinese characters, or nothing where the text is no such number.

    一万二 is left alone: spoken it means 12,000, written strictly 10,002.
    """
    if LOOSE_END.search(text):
        return None
    for mark, unit in (("亿", 10**8), ("万", 10**4)):
        high, found, low = text.rpartition(mark)
        if found:
            upper, lower = _number(high), _number(low.removeprefix("零")) if low else 0
            if upper is None or lower is None or upper <= 0 or lower >= unit:
                return None
            return upper * unit + lower
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    total, last = 0, 10**4
    left = text
    while left:
        left = left.removeprefix("零") if len(left) > 1 else left
        digit = FIGURES.get(left[0])
        if digit is None and left[0] not in ("十", "拾"):
            return None
        if digit is not None:
            left = left[1:]
        unit = TENS.get(left[0], 0) if left else 1
        if not 0 < unit < last:
            return None
        left = left[1:]
        total += (1 if digit is None else digit) * unit
        last = unit
    return total if text else None
