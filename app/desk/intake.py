"""A whole case told at once becomes its records, in one transaction; then its agreement is sealed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app.desk import cases
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.edit import add, get
from app.desk.told import CaseTold
from app.records import (
    Agreement,
    Inquiry,
    MediationSession,
    Mediator,
    Performance,
    PerformanceItem,
    Visit,
)
from app.rules.identity import check_identity
from app.trouble import Trouble


def take_case(desk: Desk, told: CaseTold) -> str:
    """Register the case with everything that belongs to it; returns its id."""
    case_id, agreement_id, signed = desk.do(enter_case, desk.shelf.log, desk.today(), told)
    if signed:
        desk.do(cases.seal_agreement, agreement_id)
    return case_id


def enter_case(db: Session, log: str, today: dt.date, told: CaseTold) -> tuple[str, str, bool]:
    """登记 of a case told whole: (case id, agreement id or "", whether the agreement is fully signed)."""
    room = rooms.own_room(db, log)
    who = _People(db, room.id)
    case = {k: v for k, v in told.case.items() if k != "lead"}
    case["place_id"] = cases.find_or_make_place(db, room.id, told.place)
    sat = [who(x) for s in told.sessions for x in s.get("mediators", [])]
    lead = who(told.case["lead"]) if told.case.get("lead") else next(iter(sat), None)
    case["lead_id"] = lead
    case["assist_ids"] = list(dict.fromkeys(x for x in sat if x != lead)) or None
    case_id = cases.register_case(db, log, today, {**case, **told.closing})
    parties = {p.get("name", ""): cases.add_party(db, case_id, _party(p)) for p in told.parties}
    for inquiry in told.inquiries:
        add(
            db,
            Inquiry,
            {"case_id": case_id, **_with_people(inquiry, who, by="by_ids", recorder="recorder_id")},
        )
    for number, sitting in enumerate(told.sessions, 1):
        values = _with_people(sitting, who, mediators="mediator_ids", recorder="recorder_id")
        add(db, MediationSession, {"case_id": case_id, "number": number, **values})
    agreement_id, signed = _agreement(db, case_id, told, parties)
    for visit in told.visits:
        add(db, Visit, {"case_id": case_id, **_with_people(visit, who, by="by_id")})
    return case_id, agreement_id, signed


def _agreement(
    db: Session, case_id: str, told: CaseTold, parties: dict[str, str]
) -> tuple[str, bool]:
    if told.agreement is None:
        return "", False
    items = [_item(item, parties) for item in told.items]
    agreement_id = cases.make_agreement(db, case_id, told.agreement, items)
    promised = [x for x in db.new if isinstance(x, PerformanceItem)]
    for item, told_item in zip(
        sorted(promised, key=lambda x: x.position or 0), told.items, strict=True
    ):
        if told_item.get("done"):
            kept = {
                "done_on": told_item["done"],
                "proof": told_item.get("proof"),
                "amount": item.amount,
            }
            add(db, Performance, {"case_id": case_id, "item_id": item.id, "complete": True, **kept})
    agreement = get(db, Agreement, agreement_id)
    return agreement_id, bool(agreement.terms) and cases.is_fully_signed(agreement)


def _item(told: dict[str, Any], parties: dict[str, str]) -> dict[str, Any]:
    name = told.get("who", "")
    if name and name not in parties:
        raise Trouble("told.no_such_party", name=name)
    values = {k: v for k, v in told.items() if k not in {"who", "done", "proof"}}
    return {**values, "party_id": parties.get(name)}


def _party(told: dict[str, Any]) -> dict[str, Any]:
    """Sex and birth day are kept only where the ID number does not tell them already, or tells otherwise."""
    check = check_identity(told.get("id_number") or "")
    values = dict(told)
    if check.valid:
        if values.get("sex") == check.sex:
            del values["sex"]
        if values.get("birth_on") == check.birth_on:
            values.pop("birth_on", None)
    return values


class _People:
    """Matches names with the room's mediators; an unknown name has its sentence."""

    def __init__(self, db: Session, room_id: str) -> None:
        self.known: dict[str, list[Mediator]] = {}
        for mediator in rooms.mediators(db, room_id):
            self.known.setdefault(mediator.name or "", []).append(mediator)

    def __call__(self, name: str) -> str:
        found = self.known.get(name.strip(), [])
        if len(found) != 1:
            raise Trouble("told.no_such_mediator", name=name)
        return found[0].id


def _with_people(told: dict[str, Any], who: _People, **names: str) -> dict[str, Any]:
    values = dict(told)
    for theirs, ours in names.items():
        if theirs in values:
            given = values.pop(theirs)
            values[ours] = (
                [who(x) for x in given]
                if isinstance(given, list)
                else who(given)
                if given
                else None
            )
    return values
