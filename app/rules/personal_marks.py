"""What in a free text tells who somebody is: numbers of cards, telephones, accounts and plates, houses, birthdays."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from app.codes import table

D = "[0-9０-９]"
GAP = "[ \u3000\\-—－]?"
CODE = "[0-9A-HJ-NPQRTUWXY]"
MONEY = r"(?!\s*(?:元|万|亿|块|斤|公斤|千克|吨|平方|亩|米|度|%|％|[.．,，][0-9]))"
PLATES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
HAN = "[\u4e00-\u9fff]"
PART = "[0-9一二三四五六七八九十]{1,3}"
YEAR = rf"(?:{D}{{4}}|[〇零一二三四五六七八九]{{4}})"
DAY = rf"{YEAR}\s*[年\-./]\s*{PART}\s*[月\-./]\s*{PART}\s*[日号]?"
BEFORE = r"(?:(?<=生于)|(?<=出生)|(?<=生日)|(?<=出生日期))[:：是为于\s]*"
AFTER = r"(?=\s*(?:出?生[，。；、,;）)\s]|出生|生人))"
MOBILE = rf"(?:[+＋]?86{GAP})?[1１]{D}{{2}}{GAP}{D}{{4}}{GAP}{D}{{4}}"
LINE = rf"[0０]{D}{{2,3}}{GAP}{D}{{7,8}}"
FOURS = rf"{D}{{4}}(?:{GAP}{D}{{4}}){{2,4}}(?:{GAP}{D}{{1,4}})?"
BORN = f"(?:[1１]{GAP}[9９]|[2２]{GAP}[0０])"
SPREAD = rf"(?:{D}{GAP}){{6}}{BORN}(?:{GAP}{D}){{9}}{GAP}[0-9０-９XxＸｘ]"
SHORT = 8  # figures, up to which a number may also be a sum
UNIT = r"(?!\s*(?:元|万|亿|块|斤|公斤|千克|吨|平方|亩|米|度|%|％)|\.[0-9])"
CARD = rf"{D}{{17}}[0-9０-９XxＸｘ]|{D}{{15}}|{CODE}{{2}}[0-9]{{6}}{CODE}{{10}}"
COUNTED = rf"(?:{D}+|[一二三四五六七八九十百]+)"
HOUSE = "(?:号楼|号院|号|栋|幢|单元|室|弄)"
ENDS = rf"(?!{D})"  # no further figure


@cache
def marks() -> re.Pattern[str]:
    """Everything that is recognised by its form; the name of the group says what it is."""
    kinds = {
        "matter": rf"[（(\[〔【](?:19|20){D}{{2}}[)）\]〕】][^，。；、\s]{{1,40}}?{D}+号",
        "mail": r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+",
        "chat": r"(?:(?<=微信)|(?<=微信号)|(?<=QQ)|(?<=qq))(?:号码?)?[:：是为\s]*[A-Za-z0-9_-]{5,}",
        "card": rf"(?<![0-9A-Za-z])(?:{CARD})(?![0-9A-Za-z])",
        "born": rf"{BEFORE}{DAY}|{DAY}{AFTER}",
        "account": rf"(?<![0-9０-９.]){FOURS}{ENDS}{MONEY}",
        "phone": rf"(?<!{D})(?:{MOBILE}|{LINE}){ENDS}",
        "spaced": rf"(?<!{D}){D}(?:[ \u3000]{D}){{6,}}{ENDS}",
        "number": rf"(?<![0-9０-９¥￥.,]){D}{{7,}}{ENDS}{MONEY}",
        "spoken": "[〇○零一二三四五六七八九幺]{7,}",
        "plate": rf"[{PLATES}][A-Za-z][·•. ]?[A-Za-z0-9]{{4,5}}[A-Za-z0-9挂学警港澳]",
        "road": rf"{HAN}{{2}}(?:大街|大道|路|街|巷|胡同)(?=\s*{D}+\s*号)",
        "house": rf"(?<![第月年度字调初终执0-9０-９一二三四五六七八九十百]){COUNTED}\s*{HOUSE}(?![线文令公证码])",
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()))


def masked(found: re.Match[str]) -> str:
    """What stands there instead."""
    told = table("rules/redaction")
    hidden: str = told["hidden"]
    kind, text = found.lastgroup, found[0]
    if kind == "matter":
        head, number = re.fullmatch(rf"(.*?)({D}+)号", text, re.DOTALL).groups()  # type: ignore[union-attr]
        return f"{head}{told['digit'] * min(len(number), 4)}号"
    if kind == "road":
        return str(told["some"]) + text[2:]
    if kind == "house":
        return re.sub(COUNTED, told["digit"], text)
    if kind == "born":
        return "：" * (text[0] in ":：") + f"{hidden}年×月×日"
    return hidden


def days(day: date) -> str:
    """A day as texts write it, as a pattern."""
    year, month, number = str(day.year), day.month, day.day
    spoken = "".join("〇一二三四五六七八九"[int(c)] for c in year).replace("〇", "[〇零○]")
    told = (
        rf"{year}\s*[年\-./]\s*0?{month}\s*[月\-./]\s*0?{number}(?![0-9])\s*日?",
        rf"(?<!{D}){year}{month:02d}{number:02d}{ENDS}{UNIT}",
        rf"{spoken}年{_spoken(month)}月{_spoken(number)}[日号]",
    )
    return "|".join(told)


def digits(number: str) -> str:
    """A number as a pattern: with whatever blanks and strokes between, never a part of a sum."""
    told = [re.escape(c) for c in number if c.isalnum()]
    ends = UNIT if len(told) <= SHORT else ""
    return rf"(?<![0-9０-９¥￥])(?<![0-9]\.){GAP.join(told)}{ENDS}{ends}"


def cards() -> str:
    """The number of a card as a pattern, in one piece or with blanks and strokes."""
    return rf"(?<!{D}){SPREAD}{ENDS}"


def _spoken(number: int) -> str:
    tens, ones = divmod(number, 10)
    signs = "零一二三四五六七八九"
    return ("" if not tens else ("" if tens == 1 else signs[tens]) + "十") + (
        signs[ones] if ones else ""
    )
