"""What an import has to say, in words: places, doubts, columns, totals. Numbers of persons are masked."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from app.desk.ledger.columns import Column
from app.desk.ledger.draft import Plan, PlanRow
from app.desk.ledger.reading import Doubt
from app.desk.ledger.targets import targets
from app.records import RECORDS, Party
from app.records.field import fields_of
from app.records.masks import masked_id, masked_phone
from app.words import has, say

if TYPE_CHECKING:
    from app.desk.ledger.export import Exported

_IDENTITY = re.compile(r"\d{14,17}[\dXx]")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)")


_OWN = {
    "": "ledger.kept_only",
    "row.number": "ledger.target.number",
    "row.kept": "ledger.kept_only",
    "row.visit": "ledger.target.visit",
    "session.at": "ledger.target.session",
}
_SIDES = {
    "applicant": "ledger.side.applicant",
    "respondent": "ledger.side.respondent",
    "both": "ledger.side.both",
}


def stayed_empty(done: Exported) -> list[str]:
    """Which columns of a sheet that went out hold nothing, and who can fill them."""
    told = (("ledger.stayed_empty", done.empty), ("ledger.given_there", done.given_there))
    return [say(key, headings="、".join(headings)) for key, headings in told if headings]


def masked(text: str) -> str:
    """Text fit for a list or a log: identity and telephone numbers hidden in part."""
    text = _IDENTITY.sub(lambda m: masked_id(m[0]), text)
    return _PHONE.sub(lambda m: masked_phone(m[0]), text)


def sentence(key: str, facts: dict[str, str]) -> str:
    """The words of a key; a fact that is itself a key (where a year comes from) is put in words too."""
    told = {name: _fact(name, value) for name, value in facts.items()}
    return say(key, **told)


def _fact(name: str, value: str) -> str:
    if name == "target":
        return target_label(value)
    return say(value) if value.startswith(("ledger.", "identity.")) and has(value) else value


def target_label(key: str) -> str:
    """What a target is called: 申请人 · 电话."""
    if key in _OWN:
        return say(_OWN[key])
    area, _, name = key.partition(".")
    if area in _SIDES:
        return f"{say(_SIDES[area])} · {say(fields_of(Party)[name].label)}"
    return say(fields_of(RECORDS[area])[name].label)


def known_targets() -> list[tuple[str, str]]:
    """Everything a column may be taken as, with its label: what a person chooses from."""
    return [(key, target_label(key)) for key in ("", *targets())]


def place(doubt: Doubt) -> str:
    """工作表“2020年台账”第6行E列（身份证号）."""
    if not doubt.row and not doubt.column:
        return say("ledger.place_whole", sheet=doubt.sheet) if doubt.sheet else ""
    at = say("ledger.place_row", row=doubt.row)
    if doubt.column and not doubt.row:
        at = say("ledger.place_column", column=doubt.column, heading=doubt.heading)
    elif doubt.column:
        at = say("ledger.place", row=doubt.row, column=doubt.column, heading=doubt.heading)
    return say("ledger.place_sheet", sheet=doubt.sheet, place=at)


def told(doubt: Doubt) -> str:
    """One doubt as a line: where, what stood there, why it is named."""
    words, at = sentence(doubt.key, doubt.facts), place(doubt)
    if not at:
        return words
    if not doubt.raw:
        return say("ledger.told_without", place=at, sentence=words)
    raw = re.sub(r"\s+", " ", masked(doubt.raw))
    return say("ledger.told", place=at, raw=raw, sentence=words)


def row_reason(row: PlanRow) -> str:
    """Why a row was refused, skipped or joined."""
    return sentence(row.reason, row.facts) if row.reason else ""


def passed_over(plan: Plan) -> list[str]:
    """Every row that becomes no case, by its reason: 工作表“台账”第2—4、9行：以前从“x.xlsx”导入过."""
    rows: dict[tuple[str, str], list[int]] = {}
    for row in plan.rows:
        if row.reason:
            rows.setdefault((row.sheet, row_reason(row)), []).append(row.row)
    return [
        say("ledger.passed_over", sheet=sheet, rows=_runs(found), sentence=sentence_)
        for (sheet, sentence_), found in rows.items()
    ]


def _runs(numbers: list[int]) -> str:
    """2—4、9."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in runs)


def column_line(column: Column) -> str:
    """One line of the mapping."""
    return say(
        "ledger.column",
        letter=column.letter,
        heading=column.heading,
        target=target_label(column.take_as),
        reason=say(column.reason),
    )


def tally_line(plan: Plan) -> str:
    """The figures that add up to the workbook's rows."""
    return say("ledger.tally", **plan.tally())


def grouped(plan: Plan) -> list[tuple[str, int, Doubt]]:
    """Kinds of doubts and notes with how often they come and the first of each, doubts first."""
    first: dict[str, Doubt] = {}
    counted: Counter[str] = Counter()
    for row in plan.rows:
        for doubt in row.doubts:
            first.setdefault(doubt.key, doubt)
            counted[doubt.key] += 1
    order = sorted(counted.items(), key=lambda pair: (not first[pair[0]].asks, -pair[1]))
    return [(key, count, first[key]) for key, count in order]
