"""A case told as JSON, to be registered elsewhere: what a dispatch carries, so that no fact is typed twice.

People of the sending room, its numbers and its agreements stay behind: the receiving room mediates itself.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy.orm import Session

from app.desk import cases
from app.desk import room as rooms
from app.desk.edit import add
from app.records import RECORDS, CaseFile, Inquiry, MediationSession, Party, Record
from app.records.field import Field, fields_of, from_json, to_json
from app.trouble import Trouble

LEFT_BEHIND = frozenset(
    {
        "accepted_on", "extended_until", "result", "result_reason", "ended_on", "closed_on", "retention",
        "told_routes", "performance_told", "confirmation_applied_on", "goals", "file_no", "risk_reported",
    }
)  # fmt: skip
LISTS = {"parties": Party, "inquiries": Inquiry, "sessions": MediationSession}
DEEPEST = 12  # names of a place from the street down
MOST = 200  # parties, or sittings, of one case


def told_of(file: CaseFile) -> str:
    """The case as another room will register it."""
    if file.agreement is not None:
        raise Trouble("dispatch.has_agreement")
    told: dict[str, Any] = {
        "case": _values(file.case, LEFT_BEHIND),
        "place": [place.name for place in file.places if place.name],
    }
    for name, rows in (
        ("parties", file.parties),
        ("inquiries", file.inquiries),
        ("sessions", file.sessions),
    ):
        told[name] = [_values(row, frozenset()) for row in rows]
    return msgspec.json.encode(told).decode()


def _values(row: Record, left: frozenset[str]) -> dict[str, Any]:
    return {
        name: to_json(known, getattr(row, name))
        for name, known in fields_of(type(row)).items()
        if name not in left and _travels(known) and getattr(row, name) is not None
    }


def _travels(known: Field) -> bool:
    return not known.hidden and known.kind not in {"ref", "refs"}


def summary_of(told: str) -> dict[str, Any]:
    """What the JSON says, for looking at: the case's values and its lists."""
    read = _read(told)
    return {
        "place": read.get("place", []),
        "case": _checked("case", read.get("case", {})),
        **{
            name: [_checked(kind.kind(), one) for one in read.get(name, [])]
            for name, kind in LISTS.items()
        },
    }


def enter(db: Session, log: str, on: Any, told: str, besides: dict[str, Any]) -> str:
    """登记 of the case that was told, with `besides` over it; returns its id."""
    read = summary_of(told)
    place = cases.find_or_make_place(db, rooms.own_room(db, log).id, read["place"])
    case = {**read["case"], "place_id": place, **besides}
    case_id = cases.register_case(db, log, on, case)
    for party in read["parties"]:
        cases.add_party(db, case_id, party)
    for inquiry in read["inquiries"]:
        add(db, Inquiry, {"case_id": case_id, **inquiry})
    for number, sitting in enumerate(read["sessions"], 1):
        add(db, MediationSession, {"case_id": case_id, "number": number, **sitting})
    return case_id


def _read(told: str) -> dict[str, Any]:
    try:
        read = msgspec.json.decode(told, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError) as why:
        raise Trouble("dispatch.unreadable") from why
    lists = [read.get(name, []) for name in LISTS]
    shaped = isinstance(read.get("case", {}), dict) and all(
        isinstance(one, list) and len(one) <= MOST and all(isinstance(x, dict) for x in one)
        for one in lists
    )
    place = read.get("place", [])
    shaped = shaped and isinstance(place, list) and len(place) <= DEEPEST
    if not shaped or not all(isinstance(name, str) and name.strip() for name in place):
        raise Trouble("dispatch.unreadable")
    return read


def _checked(kind: str, told: dict[str, Any]) -> dict[str, Any]:
    """The values this program knows; what a newer one added stays in the dispatch itself."""
    known = fields_of(RECORDS[kind])
    try:
        return {
            name: from_json(known[name], value)
            for name, value in told.items()
            if name in known and _travels(known[name]) and name not in LEFT_BEHIND
        }
    except (ValueError, ArithmeticError, TypeError, AttributeError) as why:
        raise Trouble("dispatch.unreadable") from why
