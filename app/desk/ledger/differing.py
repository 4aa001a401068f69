"""A row whose number the room has already: in which cells it says otherwise than the case here. Nothing changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.desk.ledger.cells import says_nothing
from app.desk.ledger.columns import Column, Layout
from app.desk.ledger.days import read_day
from app.desk.ledger.draft import Plan, PlanRow
from app.desk.ledger.places import plain
from app.desk.ledger.row_facts import read_kind
from app.desk.ledger.targets import targets
from app.desk.ledger.telling import masked
from app.desk.questions import case_files
from app.desk.sheet_formats import known
from app.records import Case, CaseFile
from app.rules.sheet_cells import cell
from app.rules.sheet_facts import FACTS, SIDES, Line
from app.rules.sheet_format import SheetColumn
from app.words import say

SAME, DIFFERS = "ledger.skipped.known_number", "ledger.skipped.known_differs"
MOST, LONGEST = 4, 16  # cells named, characters of each
BATCH = 500
_SPLIT = re.compile(r"[、，,；;：:\s（）()]+")


def tell(db: Session, plan: Plan, rows: Iterable[tuple[PlanRow, str]]) -> None:
    """Each row is skipped for its known number, or for a known number with the cells that differ."""
    told = list(rows)
    columns = {layout.sheet: _columns(db, layout) for layout in plan.layouts if layout.format}
    for start in range(0, len(told), BATCH):
        some = told[start : start + BATCH]
        found = [case for _, case_id in some if (case := db.get(Case, case_id)) is not None]
        files = {file.case.id: file for file in case_files(db, found)}
        for row, case_id in some:
            if case_id in files:
                _tell(row, files[case_id], columns.get(row.sheet, []))


def _tell(row: PlanRow, file: CaseFile, columns: list[tuple[Column, SheetColumn]]) -> None:
    line = Line(file, clock.today())
    found = []
    for column, ours in columns:
        theirs, here = _raw(row.raw, column), str(cell(ours, line) or "")
        if not says_nothing(theirs) and not _alike(column, theirs, here):
            found.append(_said(column, theirs, here))
    if found:
        row.reason = DIFFERS
        more = say("ledger.differs_more", count=len(found) - MOST) if len(found) > MOST else ""
        row.facts = {**row.facts, "cells": "；".join(found[:MOST]) + more}


def _columns(db: Session, layout: Layout) -> list[tuple[Column, SheetColumn]]:
    """The columns that carry a fact of the case both ways."""
    form = next((one for one in known(db).values() if one.name == layout.format), None)
    if form is None:
        return []
    ours = {FACTS[one.fact].take: one for one in form.column if one.fact and FACTS[one.fact].take}
    return [(one, ours[one.take_as]) for one in layout.columns if one.take_as in ours]


def _raw(raw: Mapping[str, str], column: Column) -> str:
    return raw.get(f"{column.letter} {column.heading}".strip()) or raw.get(column.heading, "")


def _alike(column: Column, theirs: str, here: str) -> bool:
    """The same text, or read the same: 2026年3月1日 and 2026-03-01, 1,000元 and 1000.00."""
    if plain(theirs) == plain(here):
        return True
    if column.take_as.endswith(".name"):
        return _names(theirs) == _names(here)
    read = _read(column, theirs)
    return read is not None and read == _read(column, here)


def _read(column: Column, text: str) -> Any:
    target = targets().get(column.take_as)
    if target is None or not text:
        return None
    if target.kind in ("day", "moment"):
        return read_day(text, today=clock.today()).value
    found = read_kind(target, text, column.unit, column.words).value
    return sorted(found) if isinstance(found, list) else found


def _names(text: str) -> set[str]:
    return {one for one in _SPLIT.split(text) if one} - {label for _, label in SIDES}


def _said(column: Column, theirs: str, here: str) -> str:
    """One cell; names and numbers of persons are not repeated in a preview."""
    area, _, name = column.take_as.partition(".")
    if area in ("both", "applicant", "respondent") or name in ("terms", "summary"):
        return column.heading
    return say(
        "ledger.differs", heading=column.heading, theirs=_short(theirs), here=_short(here) or "—"
    )


def _short(text: str) -> str:
    told = " ".join(masked(text).split())
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
