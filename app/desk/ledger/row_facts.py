"""One row of a ledger becomes a Draft of a case, with every doubt at its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from app.codes import code_list
from app.desk.ledger import cells
from app.desk.ledger.columns import Column
from app.desk.ledger.days import Years, read_day
from app.desk.ledger.draft import Draft
from app.desk.ledger.people import read_parties
from app.desk.ledger.places import plain, shown
from app.desk.ledger.reading import Reading, Remark
from app.desk.ledger.table import Notes, Table
from app.desk.ledger.targets import ROLES, Target, targets
from app.desk.ledger.workbook import Cell

_NOT_HERE = ("case.accepted_on", "row.number", "row.kept")
_LINE_OF_SOURCE = {
    "hotline_12345": "hotline",
    "hotline_12343": "hotline",
    "grid": "grid",
    "referred_petition": "petition",
    "opinion": "opinion",
}


def read_draft(table: Table, row: int, notes: Notes, today: dt.date) -> Draft:
    """Everything the row says that our records can hold."""
    draft = Draft()
    years = table.years(row)
    accepted = _one(table, row, "case.accepted_on", notes, today, years)
    if accepted is not None:
        draft.case["accepted_on"] = accepted
        years = Years(before=accepted.year)
    for key in table.columns:
        target = targets()[key]
        if key not in _NOT_HERE and target.role == "":
            value = _one(table, row, key, notes, today, years)
            if value is not None:
                _keep(draft, target, value)
    _settle(table, draft, row, notes)
    draft.parties = read_parties(table, row, notes, today)
    source = draft.case.get("source")
    if source in _LINE_OF_SOURCE and "line" not in draft.case:
        draft.case["line"] = _LINE_OF_SOURCE[source]
    return draft


def _settle(table: Table, draft: Draft, row: int, notes: Notes) -> None:
    """What only the whole row decides: the day of the session, and whether there is an agreement."""
    case, agreement = draft.case, draft.agreement
    result = code_list("result").get(case.get("result"))
    agreed = bool(result and result.facts.get("success"))
    on = draft.session.pop("at", None)
    if on is not None:
        # a ledger gives the day only; a session needs its hour, so the day goes to what it led to
        if "made_on" not in agreement and agreed:
            agreement["made_on"] = on
        elif agreement.get("made_on") != on:
            case["mediated_told"] = on
        if result is not None and not agreed and not result.facts.get("open"):
            case.setdefault("ended_on", on)
        column, text = table.column("session.at"), shown(table.cell(row, "session.at")[0])
        notes.add(Remark("ledger.note.session_day"), column, text, str(on))
    if "agreement.number" in table.columns:
        return  # empty there is empty
    if agreement and case.get("file_no"):
        agreement.setdefault("number", case["file_no"])
    elif agreed and case.get("file_no") and _says_agreement(table):
        agreement["number"] = case["file_no"]


def drop_denied(draft: Draft) -> None:
    """A row that denies success and tells of an agreement was named; the agreement is not believed."""
    result = code_list("result").get(draft.case.get("result"))
    if result is not None and not result.facts.get("success"):
        draft.agreement.clear()


def _says_agreement(table: Table) -> bool:
    column = table.column("case.file_no")
    return column is not None and "协议" in column.heading


def _one(
    table: Table, row: int, key: str, notes: Notes, today: dt.date, years: Years
) -> Any:  # one value of the target's kind
    if key not in table.columns:
        return None
    cell, remarks = table.cell(row, key)
    target, column = targets()[key], table.column(key)
    if target.kind in ("day", "moment"):
        reading: Reading[Any] = read_day(cell, today=today, years=years, from_1904=table.from_1904)
    else:
        reading = read_kind(target, cell, column.unit if column else "", _words(column))
    taken = said(reading.value)
    for remark in (*remarks, *reading.remarks):
        notes.add(remark, column, shown(cell), taken)
    return reading.value


def _words(column: Column | None) -> dict[str, str]:
    return column.words if column else {}


def read_kind(
    target: Target, cell: Cell, unit: str, words: Mapping[str, str] = MappingProxyType({})
) -> Reading[Any]:
    """A cell by the kind of its target; a day is read where the years are known.

    `words`: what the sheet itself calls our codes.
    """
    meant = words.get(plain(shown(cell)) or shown(cell))
    if meant is not None:
        told = {"yes": True, "no": False}.get(meant, meant)
        return Reading(told == "closed" if target.key == "case.closed_told" else told)
    if target.key == "case.closed_told":
        return cells.read_status(cell)
    if target.kind == "money":
        return cells.read_amount(cell, unit)
    if target.kind == "lines":
        reading = cells.read_text(cell, target.longest * 10)
        return Reading(reading.value.splitlines() if reading.value else None, reading.remarks)
    if target.kind == "choices":
        return cells.read_choices(cell, target.codes)
    if target.kind == "choice":
        return cells.read_choice(cell, target.codes)
    simple: dict[str, Callable[[Cell], Reading[Any]]] = {
        "result": cells.read_result,
        "visit": cells.read_visit,
        "mediators": cells.read_names,
        "yes_no": cells.read_yes_no,
        "count": cells.read_count,
        "age": cells.read_age,
    }
    if target.kind in simple:
        return simple[target.kind](cell)
    if target.kind in ("number", "place") and cells.says_nothing(cell):
        return Reading()
    return cells.read_text(cell, target.longest)


def _keep(draft: Draft, target: Target, value: Any) -> None:
    if target.key == "case.lead_id":
        draft.lead = value[0] if value else ""
        draft.assistants += value[1:]
    elif target.key == "case.accepted_by_id":
        draft.acceptor = value[0] if value else ""
    elif target.key == "case.assist_ids":
        draft.assistants += value
    elif target.key == "case.place_id":
        draft.place = value
    elif target.key == "row.visit":
        draft.visit.update(value)
    elif target.key == "visit.manner" and "manner" in draft.visit:
        draft.visit["manner"] = value
    elif target.role not in ROLES:
        getattr(draft, target.key.partition(".")[0])[target.name] = value


def said(value: Any) -> str:
    """A value as a person reads it in the preview."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return "；".join(f"{k}={v}" for k, v in value.items() if k != "note")
    return str(value)
