"""合计、分期: the parts of a sum come to the whole that the same clause names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from app.records import CaseFile
from app.rules.agreement_check import CAPITAL, FIGURES
from app.rules.amounts_said import in_figures
from app.rules.case_texts import agreed_texts
from app.rules.findings import Finding, about
from app.rules.money_words import FIGURES as DIGITS
from app.rules.money_words import TENS, read_money

MONEY = rf"(?:人民币|¥|\s)*(?P<sum>{FIGURES}(?=\s*元)|(?<=¥){FIGURES}|{CAPITAL})"
WHOLE = re.compile(rf"(?:共计|合计|总计|总共|共|总额为?|总金额为?)[^，。；0-9]{{0,12}}?{MONEY}")
TIMES = re.compile(r"分(?P<times>[0-9]+|[一二两三四五六七八九十]+)(?P<unit>期|次|个月|年|笔)")
EACH = re.compile(rf"每(?P<unit>期|次|个?月|年|笔)[^，。；0-9]{{0,10}}?{MONEY}")
NTH = re.compile(
    r"第(?:[0-9]+|[一二三四五六七八九十]+)(?:期|次|笔)|首付款?|首期款?|余款|尾款|其余|剩余|最后一(?:期|次|笔)"
)
PAID = re.compile(MONEY)
REST = re.compile("余款|尾款|其余|剩余|最后一(?:期|次|笔)|首付|首期")
BESIDE = re.compile("定金|利息|违约金|已付|已还|已经|尚欠|扣除|抵|减去")
LISTED = re.compile(rf"[一-龥]{{1,8}}(?:费用?|金|损失)(?:计|为|共)?{MONEY}元?整?")
OF_WHICH = re.compile(rf"{MONEY}元?整?[^，。；0-9]{{0,8}}[，,]?其中")
MANNERS = re.compile(rf"(?:现金|转账|微信|支付宝|刷卡|银行)[^，。；0-9]{{0,6}}{MONEY}")
TOTAL = re.compile(rf"(?:共计|合计|总计|总共)[^，。；0-9]{{0,10}}?{MONEY}")


def instalments_add_up(case_file: CaseFile) -> Iterator[Finding]:
    """So many times so much, or the first and the second together, is the whole."""
    for record, name, text in agreed_texts(case_file):
        plain = unicodedata.normalize("NFKC", text)
        whole = _sum(WHOLE.search(plain))
        parts = parts_of(plain)
        if whole and parts and parts != whole:
            yield about(
                "instalments_sum", record, name, parts=f"{parts:,.2f}", whole=f"{whole:,.2f}"
            )


def listed_items_add_up(case_file: CaseFile) -> Iterator[Finding]:
    """医疗费、误工费 … 共计: what is listed before a total comes to it."""
    for record, name, text in agreed_texts(case_file):
        for sentence in re.split("[。；;\n]", unicodedata.normalize("NFKC", text)):
            whole = TOTAL.search(sentence)
            if whole is None or BESIDE.search(sentence):
                continue
            parts = [_sum(one) for one in LISTED.finditer(sentence, 0, whole.start())]
            added = sum((one for one in parts if one), Decimal(0))
            if len(parts) > 1 and None not in parts and added != _sum(whole):
                told = {"parts": f"{added:,.2f}", "whole": f"{_sum(whole):,.2f}"}
                yield about("sum_of_parts", record, name, **told)


def parts_of_a_sum_add_up(case_file: CaseFile) -> Iterator[Finding]:
    """3000元，其中现金1000元，转账1500元: what is handed over in two manners is the whole."""
    for record, name, text in agreed_texts(case_file):
        plain = in_figures(unicodedata.normalize("NFKC", text))
        for sentence in re.split("[。；;\n]", plain):
            whole = OF_WHICH.search(sentence)
            if whole is None or any(x.search(sentence) for x in (BESIDE, REST, EACH)):
                continue
            parts = [_sum(one) for one in MANNERS.finditer(sentence, whole.end())]
            added = sum((one for one in parts if one), Decimal(0))
            if len(parts) > 1 and None not in parts and added != _sum(whole):
                told = {"parts": f"{added:,.2f}", "whole": f"{_sum(whole):,.2f}"}
                yield about("sum_of_parts", record, name, **told)


def parts_of(plain: str) -> Decimal | None:
    """What the instalments of a clause come to; nothing where it names no equal or numbered parts."""
    if BESIDE.search(plain):
        return None
    times, each = TIMES.search(plain), EACH.search(plain)
    if REST.search(plain) and (times or each):
        return None  # 余款分两期: whoever wrote it reckons otherwise
    if times and each and times["unit"][-1] == each["unit"][-1] and (one := _sum(each)):
        return one * _count(times["times"])
    marks = [match.end() for match in NTH.finditer(plain)]
    paid = [_sum(PAID.search(plain, *part)) for part in pairwise([*marks, len(plain)])]
    if len(paid) < 2 or None in paid:
        return None
    return sum((one for one in paid if one), Decimal(0))


def _sum(match: re.Match[str] | None) -> Decimal | None:
    return read_money(match["sum"]) if match else None


def _count(told: str) -> int:
    """三 and 十二 as numbers."""
    if told.isdecimal():
        return int(told)
    tens, _, ones = told.rpartition("十")
    if "十" not in told:
        return DIGITS[told]
    return (DIGITS[tens] if tens else 1) * TENS["十"] + (DIGITS[ones] if ones else 0)
