"""What the case knows already of a notice, a letter or a service: nobody types it a second time."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.codes import code_list
from app.records import CaseFile, MediationSession
from app.rules.docking import kind_facts
from app.rules.performance import open_items


def notice(case_file: CaseFile, kind: str | None, today: date) -> dict[str, Any]:
    """The first facts of a notice of this kind; what is not known is left out."""
    case = case_file.case
    told: dict[str, Any] = {"made_on": today, "contact": contact(case_file)}
    session = planned(case_file, today)
    if kind in {"summons", "invitation"}:
        told["at"] = session.at if session else None
        told["place"] = (session.place if session else None) or where(case_file)
    if kind == "invitation" and session and session.invited:
        told["to_name"] = "、".join(session.invited)
    if kind == "extension":
        told["until"] = case.extended_until
    if kind == "ending":
        told["told"] = case.result_reason
    if kind == "urging":
        owing = [item.party_id for item in open_items(case_file) if item.party_id]
        told["party_ids"] = list(dict.fromkeys(owing))
    if kind == "certificate":
        told["to_name"] = case.court
    code = code_list("notice_kind").get(kind)
    wanted = {"made_on", *(code.facts["fields"] if code else told)}
    return {name: value for name, value in told.items() if value and name in wanted}


def letter(kind: str | None, today: date) -> dict[str, Any]:
    """Which way a kind goes; what came is signed for today, what is sent is dated today."""
    code = code_list("letter_kind").get(kind)
    if code is None:
        return {}
    way = code.facts["direction"]
    return {"direction": way, "received_on" if way == "in" else "dated_on": today}


def court(case_file: CaseFile) -> str | None:
    """The court of the application: told, otherwise the one that handed the matter over (民诉法 205)."""
    handed = [one.organ for one in case_file.letters if kind_facts(one).get("organ") == "court"]
    return case_file.case.court or next((organ for organ in handed if organ), None)


def service(case_file: CaseFile) -> dict[str, Any]:
    """Who serves a paper."""
    lead = case_file.case.lead_id
    return {"by_id": lead} if lead else {}


def planned(case_file: CaseFile, today: date) -> MediationSession | None:
    """The next session somebody has fixed and nobody has held yet."""
    open_ = [s for s in case_file.sessions if s.at and not s.outcome and s.at.date() >= today]
    return min(open_, key=lambda session: session.at or today, default=None)


def where(case_file: CaseFile) -> str:
    """The room with its address."""
    room = case_file.room
    return " ".join(part for part in (room.address, room.room_name) if part)


def contact(case_file: CaseFile) -> str:
    """The lead mediator with the number of the room."""
    case, room = case_file.case, case_file.room
    lead = case_file.mediators.get(case.lead_id or "")
    phone = room.phone or (lead.phone if lead else None)
    return " ".join(part for part in ((lead.name if lead else None), phone) if part)[:100]
