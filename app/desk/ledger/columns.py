"""What the columns of a ledger mean: guessed from headings and cells, with the reason, for a person to correct."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import msgspec

from app.desk.ledger import content
from app.desk.ledger.headings import combined, heading_rows, match, unit_of
from app.desk.ledger.places import column_letter, shown
from app.desk.ledger.targets import ROLES, targets
from app.desk.ledger.workbook import Cell, Sheet, Workbook

Known: TypeAlias = "Callable[[Sheet], Layout | None]"
LEAST = 0.45  # below this the cells deny what the heading says
_SAMPLE = 200
_STRICT = ("day", "identity", "phone", "money", "choice", "result", "number")
_MANY_TIMES = ("row.kept",)
_LISTS = (
    "case.dispute_type",
    "case.result",
    "case.performance_told",
    "case.source",
    "case.route",
    "agreement.form",
)


class Column(msgspec.Struct):
    """One column: what it is taken as (nothing: kept word for word only), how surely and why."""

    letter: str
    heading: str
    take_as: str = ""
    sure: float = 0.0
    reason: str = "ledger.column.unknown"
    unit: str = ""
    samples: list[str] = []
    words: dict[str, str] = {}  # of a known sheet: its own word → our code


class Layout(msgspec.Struct):
    """One table of a sheet: its heading rows (none where `first` lies behind `last`), its last row, its columns."""

    sheet: str
    first: int
    last: int
    end: int
    columns: list[Column]
    format: str = ""  # the name of the known sheet it is

    def column(self, target: str) -> int | None:
        """The number of the column taken as a target."""
        for number, column in enumerate(self.columns, 1):
            if column.take_as == target:
                return number
        return None


def guess_layouts(workbook: Workbook, known: Known = lambda _: None) -> list[Layout]:
    """Every table of the workbook that is a ledger, in order. Sheets of notes have none.

    `known` answers for a sheet whose columns need no guessing.
    """
    found: list[Layout] = []
    for sheet in workbook.sheets:
        settled = known(sheet)
        if settled is not None:
            found.append(settled)
            continue
        rows = heading_rows(sheet)
        ends = [first - 1 for first, _ in rows[1:]] + [len(sheet.rows)] * bool(rows)
        for (first, last), end in zip(rows, ends, strict=True):
            layout = _guess(sheet, first, last, end)
            if found and _is_same(found[-1], layout):
                found[-1].end = end  # the heading was only typed again
            else:
                found.append(layout)
        if not rows:
            found += _without_heading(sheet, found[-1] if found else None)
    return found


def guess(sheet: Sheet, first: int, last: int) -> Layout:
    """The one table of a sheet whose heading rows are known."""
    return _guess(sheet, first, last, len(sheet.rows))


def _is_same(before: Layout, layout: Layout) -> bool:
    return before.sheet == layout.sheet and [c.heading for c in before.columns] == [
        c.heading for c in layout.columns
    ]


def _guess(sheet: Sheet, first: int, last: int, end: int) -> Layout:
    words = combined(sheet, first, last) if first <= last else {}
    width = max([*words, *(len(row) for row in sheet.rows[last:end])], default=0)
    samples = [_sample(sheet, number, last, end) for number in range(1, width + 1)]
    columns = [
        Column(
            column_letter(number),
            words.get(number, ""),
            unit=unit_of(words.get(number, "")),
            samples=list(dict.fromkeys(shown(cell) for cell in samples[number - 1]))[:4],
        )
        for number in range(1, width + 1)
    ]
    _by_headings(columns, samples)
    _not_twice(columns)
    _by_contents(columns, samples)
    return Layout(sheet.name, first, last, end, columns)


def _sample(sheet: Sheet, number: int, last: int, end: int) -> list[Cell]:
    found: list[Cell] = []
    for row in sheet.rows[last:end]:
        if number <= len(row) and row[number - 1] is not None and shown(row[number - 1]):
            found.append(row[number - 1])
            if len(found) >= _SAMPLE:
                break
    return found


def _by_headings(columns: list[Column], samples: list[list[Cell]]) -> None:
    """Give every target to the column that fits it best; each target once."""
    sides = _sides(columns)
    offers: list[tuple[float, float, int, str, str]] = []
    for number, column in enumerate(columns):
        for key, sure in match(column.heading).keys if column.heading else ():
            for target, reason in _aimed(key, sure, number, columns, sides):
                fits = content.fit(targets()[target], samples[number])
                offers.append((sure * (0.4 + 0.6 * fits), sure, number, target, reason))
    taken: set[str] = set()
    for score, _, number, target, reason in sorted(offers, key=lambda o: (-o[0], -o[1], o[2])):
        column = columns[number]
        if column.take_as or target in taken:
            continue
        if score < LEAST:
            column.reason = "ledger.column.unfit"
            continue
        column.take_as, column.sure, column.reason = target, round(min(score, 1.0), 2), reason
        if target not in _MANY_TIMES:
            taken.add(target)


def _not_twice(columns: list[Column]) -> None:
    """Where both sides have columns of their own, one that names both would name them again."""
    named = {column.take_as for column in columns}
    for column in columns:
        if column.take_as == "both.name" and {"applicant.name", "respondent.name"} <= named:
            column.take_as, column.sure = "row.kept", 0.9


def _sides(columns: list[Column]) -> list[tuple[int, str]]:
    """Where the columns of names stand: number and role."""
    found = []
    for number, column in enumerate(columns):
        for key, sure in match(column.heading).keys[:1] if column.heading else ():
            role, _, name = key.partition(".")
            if role in ROLES and name == "name" and sure >= 0.9:
                found.append((number, role))
    return found


def _aimed(
    key: str, sure: float, number: int, columns: list[Column], sides: list[tuple[int, str]]
) -> Iterable[tuple[str, str]]:
    """The target with its side; a person's column without one belongs to the names before it."""
    if not key.startswith("?."):
        yield key, "ledger.column.by_name" if sure >= 0.9 else "ledger.column.by_similar"
        return
    name = key.removeprefix("?.")
    before = [role for place, role in sides if place <= number]
    after = [role for place, role in sides if place > number]
    same = [n for n, column in enumerate(columns) if column.heading == columns[number].heading]
    if len(same) == 2 and name == "name":
        yield ROLES[same.index(number)] + ".name", "ledger.column.by_order"
        return
    if len(same) == 2 and before[-2:] == ["applicant", "respondent"] and sides[-1][0] < same[0]:
        yield ROLES[same.index(number)] + "." + name, "ledger.column.by_order"
        return
    role = (before[-1:] or after[:1] or ["applicant"])[0]
    yield f"{role}.{name}", "ledger.column.by_neighbour"


def _by_contents(columns: list[Column], samples: list[list[Cell]]) -> None:
    """What is left without a meaning may still show one by its cells; such a guess is never sure."""
    taken = {column.take_as for column in columns}
    for number, column in enumerate(columns):
        if column.take_as or not samples[number]:
            continue
        for target, portion in _told_by(samples[number], number, columns):
            if target not in taken and portion >= 0.8:
                column.take_as, column.sure = target, round(0.6 * portion, 2)
                column.reason = "ledger.column.by_content"
                taken.add(target)
                break


def _told_by(sample: list[Cell], number: int, columns: list[Column]) -> Iterable[tuple[str, float]]:
    named = [c.take_as.partition(".")[0] for c in columns[:number] if c.take_as.endswith(".name")]
    side = named[-1] if named else "applicant"
    yield f"{side}.id_number", content.share(sample, content.is_identity)
    yield f"{side}.phone", content.share(sample, content.is_phone)
    yield "case.file_no", content.share(sample, content.is_file_number)
    for target in _LISTS:
        yield target, content.fit(targets()[target], sample)
    if columns[number].heading:
        return  # an unknown heading over names or dates may mean anything
    for target in ("case.accepted_on", "applicant.name", "respondent.name", "case.lead_id"):
        yield target, content.fit(targets()[target], sample)
    yield "case.summary", content.fit(targets()["case.summary"], sample)


def _without_heading(sheet: Sheet, before: Layout | None) -> list[Layout]:
    """A sheet that goes on where the one before ended, or a table whose heading was forgotten."""
    full = [row for row in sheet.rows if sum(cell is not None for cell in row) >= 4]
    if len(full) < 2:
        return []
    if before is not None:
        columns = [msgspec.structs.replace(c, samples=[]) for c in before.columns]
        fits = [
            content.fit(targets()[c.take_as], _sample(sheet, n, 0, len(sheet.rows)))
            for n, c in enumerate(columns, 1)
            if c.take_as
        ]
        if fits and sum(fits) / len(fits) >= 0.7:
            for column in columns:
                column.sure, column.reason = min(column.sure, 0.5), "ledger.column.by_sheet_before"
            return [Layout(sheet.name, 1, 0, len(sheet.rows), columns)]
    above = next(n for n, row in enumerate(sheet.rows) if row in full)
    layout = _guess(sheet, above + 1, above, len(sheet.rows))
    if sum(bool(c.take_as) for c in layout.columns) < 3:
        return []
    _find_strange_heading(sheet, layout)
    return [layout]


def _find_strange_heading(sheet: Sheet, layout: Layout) -> None:
    """A first row of words over columns of days and numbers is a heading, though nobody knows its words."""
    number = layout.last + 1
    cells = sheet.rows[number - 1]
    strict = [
        (cell, targets()[column.take_as])
        for cell, column in zip(cells, layout.columns, strict=False)
        if column.take_as and targets()[column.take_as].kind in _STRICT and cell is not None
    ]
    if strict and not any(content.fit(target, [cell]) for cell, target in strict):
        layout.first = layout.last = number
        for column, cell in zip(layout.columns, cells, strict=False):
            column.heading = shown(cell)
