"""What a row of a ledger is: a case, or a title, a heading again, a total, a caption, nothing."""

from __future__ import annotations

import re

from app.desk.ledger.places import plain, shown
from app.desk.ledger.table import Table
from app.desk.ledger.workbook import Cell

_TOTAL = re.compile(
    "(?:本[页月季年]|上[页月]|全年|累计|[0-9一二三四五六七八九十]{1,4}[月季年]度?份?)?(?:合计|小计|总计|共计|累计|总数)"
)
_FOOT = re.compile(
    "^(?:制表|填表|填报|审核|复核|负责人|单位负责|经办人|填写说明|填表说明|备注|注|说明|联系人|联系电话|报送|统计|盖章|签字|日期|单位)[^:：]{0,8}[:：]"
    "|续[上前]?[表页]|接[上下]页|转下页|以下空白|此页空白|第.{1,4}页|^注"
)
_CAPTION = re.compile(
    "^[第]?[0-9一二三四五六七八九十]{1,4}(?:月份?|季度|年度?|、.*)$|^(?:19|20)\\d\\d年.{0,8}$"
)
_NAMES = ("applicant.name", "respondent.name", "both.name")
_OF_PERSONS = ("applicant.", "respondent.", "both.")


def filled(row: list[Cell]) -> list[tuple[int, str]]:
    """The cells that say something: number and text."""
    return [(number, text) for number, cell in enumerate(row, 1) if (text := shown(cell))]


def not_a_case(table: Table, row: int) -> str:
    """Why a row below the heading is no case (words key), or nothing."""
    texts = filled(table.sheet.rows[row - 1])
    if not texts:
        return "ledger.skipped.blank"
    if _is_heading_again(table, texts):
        return "ledger.skipped.heading"
    if _is_total(table, texts):
        return "ledger.skipped.total"
    if len(texts) == 1 and texts[0][0] == table.columns.get("row.number") and texts[0][1].isdigit():
        return "ledger.skipped.only_number"
    if len(texts) <= 3 and any(_FOOT.search(text) for _, text in texts[:2]):
        return "ledger.skipped.foot"
    if _is_caption(table, row, texts):
        return "ledger.skipped.caption"
    return ""


def _is_heading_again(table: Table, texts: list[tuple[int, str]]) -> bool:
    known = table.plain_headings
    same = sum(
        number <= len(known)
        and bool(known[number - 1])
        and known[number - 1].endswith(plain(text) or text)
        for number, text in texts
        if len(text) <= 40
    )
    return same >= 2 and same * 10 >= len(texts) * 6


def _is_total(table: Table, texts: list[tuple[int, str]]) -> bool:
    if not any(len(text) <= 12 and _TOTAL.match(plain(text)) for _, text in texts[:3]):
        return False
    names = {table.columns.get(target) for target in _NAMES}
    return not any(number in names and not _TOTAL.match(plain(text)) for number, text in texts[1:])


def _is_caption(table: Table, row: int, texts: list[tuple[int, str]]) -> bool:
    """One text alone: merged over the row, or a month, or at the left where no name would stand."""
    number, text = texts[0]
    if len(texts) > 1:
        return False
    wide = any(top == row and right - left >= 2 for top, left, _, right in table.sheet.merged)
    names = {table.columns.get(target) for target in _NAMES}
    return wide or bool(_CAPTION.match(plain(text))) or (number <= 2 and number not in names)


def goes_on(table: Table, row: int) -> bool:
    """Only columns of persons are filled: more people of the case above."""
    texts = filled(table.sheet.rows[row - 1])
    columns = table.layout.columns
    of_persons = [
        number <= len(columns) and columns[number - 1].take_as.startswith(_OF_PERSONS)
        for number, _ in texts
    ]
    named = any(
        number <= len(columns) and columns[number - 1].take_as in _NAMES for number, _ in texts
    )
    return all(of_persons) and named and "case.summary" in table.columns


def total_told(texts: list[tuple[int, str]]) -> int | None:
    """How many cases a row of totals claims: 640件."""
    for _, text in texts:
        match = re.search(r"(\d+)\s*[件起宗例]", text)
        if match:
            return int(match[1])
    return None
