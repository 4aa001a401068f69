"""Dates as people write them in ledgers. A year that is not there is never taken silently."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass

from app.desk.ledger.places import shown
from app.desk.ledger.reading import Reading, Remark, doubtful
from app.desk.ledger.workbook import Cell, Stamp

_FIGURES = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "Ｏ": "0",
}
_SERIAL = range(10_000, 80_000)  # 1927 to 2119 as Excel counts days
_SIGN = r"\s*[年./\-,、·\s]\s*"
_FULL = re.compile(
    rf"(\d{{4}}|\d{{2}}){_SIGN}(\d{{1,2}})\s*[月./\-,、·\s]\s*(\d{{1,2}})(?!\d)\s*[日号]?"
)
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_YEARLESS = re.compile(r"(\d{1,2})\s*[月./\-]\s*(\d{1,2})(?!\d)\s*[日号]?")
_MONTH = re.compile(r"(?:\d{4}\s*[年./\-]\s*\d{1,2}\s*月?|\d{4}\s*年?)(?:份|初|中旬|上旬|下旬|底)?")
_TIME = re.compile(
    r"[\sT]*(?:(?:星期|周|礼拜)[一二三四五六日天])?[\s,]*(?:上午|下午|中午|晚上?|早上?|凌晨)?\s*"
    r"(?:\d{1,2}\s*[:时点]\s*(?:\d{1,2}\s*(?:分|:\d{1,2}(?:\.\d+)?)?|半)?)?"
)
_RANGE = re.compile(r"\s*(?:至|到|-|—|–|~|～)\s*\S.*")


@dataclass(frozen=True)
class Years:
    """Where a year may come from: the title or sheet, the nearest dated rows before and after."""

    title: int | None = None
    before: int | None = None
    after: int | None = None

    def likely(self) -> tuple[int, str] | None:
        """The year and the words key of where it comes from; nothing where the sources disagree."""
        near = {year for year in (self.before, self.after) if year}
        if self.title and (not near or self.title in near):
            return self.title, "ledger.year_from.title"
        if not self.title and len(near) == 1:
            return near.pop(), "ledger.year_from.neighbours"
        return None


def read_day(
    cell: Cell, *, today: dt.date, years: Years = Years(), from_1904: bool = False
) -> Reading[dt.date]:
    """The day a cell means, with a remark for everything that was not written out plainly."""
    if isinstance(cell, Stamp):
        if cell.kind != "date":
            return doubtful("ledger.doubt.day_unreadable")
        reading = Reading(dt.datetime.fromisoformat(cell.text).date())
    elif isinstance(cell, float):
        reading = _from_number(cell, years, from_1904=from_1904)
    else:
        reading = _from_text(_figures(shown(cell)), years)
    if reading.value is not None:
        reading.remarks += _against(reading.value, years, today, told=reading.remarks)
    return reading


def _figures(text: str) -> str:
    """二〇二〇年一月十二日 → 2020年1月12日."""
    text = unicodedata.normalize("NFKC", text).strip()
    text = text.replace("廿", "二十").replace("元月", "1月").replace("元旦", "1月1日")
    text = re.sub("([一二三])?十([一二三四五六七八九])?(?=[月日号])", _tens, text)
    return re.sub(
        "[零〇○一二三四五六七八九]+(?=[年月日号])",
        lambda m: "".join(map(_FIGURES.__getitem__, m[0])),
        text,
    )


def _tens(match: re.Match[str]) -> str:
    return _FIGURES[match[1] or "一"] + _FIGURES[match[2] or "零"]


def _from_number(number: float, years: Years, *, from_1904: bool) -> Reading[dt.date]:
    if not math.isfinite(number):
        return doubtful("ledger.doubt.day_unreadable")
    whole = int(number)
    if whole in _SERIAL:
        start = dt.date(1904, 1, 1) if from_1904 else dt.date(1899, 12, 30)
        day = start + dt.timedelta(whole)
        known = {years.title, years.before, years.after} - {None}
        key = "ledger.note.day_serial" if day.year in known else "ledger.doubt.day_serial"
        return Reading(day, [Remark(key)])
    if number == whole:
        return _from_text(str(whole), years)
    month, _, day_of = repr(number).partition(".")
    if whole in range(1, 13) and len(day_of) <= 2:
        reading = _yearless(int(month), int(day_of), years)
        reading.remark("ledger.doubt.day_decimal")
        return reading
    return doubtful(
        "ledger.doubt.day_month_only" if 1900 < whole < 2100 else "ledger.doubt.day_unreadable"
    )


def _from_text(text: str, years: Years) -> Reading[dt.date]:
    if not text:
        return Reading()
    if re.fullmatch(r"[1-7]\d{4}(?:\.0+)?", text):
        return _from_number(float(text), years, from_1904=False)
    match = _FULL.match(text) or _SOLID.match(text)
    if match:
        reading = _day(int(match[1]), int(match[2]), int(match[3]))
        if len(match[1]) == 2:
            reading = _day(2000 + int(match[1]), int(match[2]), int(match[3]))
            reading.remark("ledger.doubt.day_short_year")
        return _with_rest(reading, text[match.end() :])
    match = _YEARLESS.match(text)
    if match and not _MONTH.fullmatch(text):
        return _with_rest(_yearless(int(match[1]), int(match[2]), years), text[match.end() :])
    return doubtful(
        "ledger.doubt.day_month_only" if _MONTH.fullmatch(text) else "ledger.doubt.day_unreadable"
    )


def _with_rest(reading: Reading[dt.date], rest: str) -> Reading[dt.date]:
    if _TIME.fullmatch(rest):
        return reading
    if _RANGE.fullmatch(rest):
        reading.remark("ledger.doubt.day_range")
    else:
        reading.remark("ledger.doubt.day_more_text")
    return reading


def _yearless(month: int, day: int, years: Years) -> Reading[dt.date]:
    likely = years.likely()
    if likely is None:
        return doubtful("ledger.doubt.day_no_year")
    year, source = likely
    reading = _day(year, month, day)
    reading.remark("ledger.doubt.day_year_taken", year=str(year), source=source)
    return reading


def _day(year: int, month: int, day: int) -> Reading[dt.date]:
    try:
        return Reading(dt.date(year, month, day))
    except ValueError:
        return doubtful("ledger.doubt.day_impossible")


def _against(day: dt.date, years: Years, today: dt.date, told: list[Remark]) -> list[Remark]:
    """What speaks against a day that was readable."""
    if day > today:
        return [Remark("ledger.doubt.day_future")]
    known = {year for year in (years.title, years.before, years.after) if year}
    if known and all(abs(day.year - year) > 1 for year in known):
        return [Remark("ledger.doubt.day_other_year", {"year": str(years.title or min(known))})]
    if years.title and day.year != years.title and not told:
        return [Remark("ledger.doubt.day_other_year", {"year": str(years.title)})]
    return []
