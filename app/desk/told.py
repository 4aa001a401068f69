"""ROOM.yaml and CASE.yaml: a whole room or case told in one file, in the words people use.

Every key is known or refused by name; values the program concludes by itself (due dates, ages, copies)
may stand in the file and are compared with what the rules say: each difference is told, none is stored.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.codes import code_list
from app.desk.room import RoomTold
from app.trouble import Trouble

CONCLUDED = {
    "tier_due_on",
    "period_ends_on",
    "age_at_acceptance",
    "effective_on",
    "judicial_confirmation_until",
}


@dataclass
class CaseTold:
    """A case as told: values ready for the records, names still to be matched with people and places."""

    case: dict[str, Any] = field(default_factory=dict)
    place: list[str] = field(default_factory=list)
    parties: list[dict[str, Any]] = field(default_factory=list)
    inquiries: list[dict[str, Any]] = field(default_factory=list)
    sessions: list[dict[str, Any]] = field(default_factory=list)
    agreement: dict[str, Any] | None = None
    items: list[dict[str, Any]] = field(default_factory=list)
    visits: list[dict[str, Any]] = field(default_factory=list)
    closing: dict[str, Any] = field(default_factory=dict)
    concluded: dict[str, Any] = field(
        default_factory=dict
    )  # what the file says the rules should say


def room_told(told: dict[str, Any], *, centre: bool = False) -> RoomTold:
    """The `room:` part. For a centre the name under `room.centre` is enough."""
    room = _mapping(told, "room", "")
    _only(
        room,
        {
            "committee",
            "short_name",
            "room_name",
            "address",
            "phone",
            "mediators",
            "centre",
            "number_pattern",
            "way",
        },
        "room",
    )
    way = _text(room.get("way"))
    if centre:
        name = _text(room.get("centre")) or _text(room.get("committee"))
        short = _text(room.get("short_name"))
        people = [("管理员", "")]
        return RoomTold(committee=name, short_name=short, people=people, is_centre=True, way=way)
    people = [_person(x) for x in _list(room.get("mediators"))]
    fresh = RoomTold(
        committee=_text(room.get("committee")), short_name=_text(room.get("short_name")),
        room_name=_text(room.get("room_name")), address=_text(room.get("address")),
        phone=_text(room.get("phone")), centre_name=_text(room.get("centre")), people=people, way=way,
    )  # fmt: skip
    if room.get("number_pattern"):
        fresh.number_pattern = _text(room["number_pattern"])
    return fresh


def _person(told: Any) -> tuple[str, str]:
    match = re.fullmatch(r"\s*(.+?)\s*[(（](.*?)[)）]\s*", _text(told))
    return (match[1], match[2].strip()) if match else (_text(told).strip(), "")


def case_told(told: dict[str, Any]) -> CaseTold:
    """The parts of a case; a `room:` part beside them is left alone."""
    _only(
        told,
        {
            "room",
            "case",
            "parties",
            "requests",
            "inquiry",
            "inquiries",
            "sessions",
            "agreement",
            "follow_up",
            "closing",
        },
        "",
    )
    fresh = CaseTold()
    _case(_mapping(told, "case", ""), fresh)
    fresh.case["requests"] = [_text(x) for x in _list(told.get("requests"))] or None
    fresh.parties = [
        _party(_as_mapping(x, "parties"), fresh, n)
        for n, x in enumerate(_list(told.get("parties")))
    ]
    inquiries = _list(told.get("inquiry")) + _list(told.get("inquiries"))
    fresh.inquiries = [_inquiry(_as_mapping(x, "inquiry")) for x in inquiries]
    fresh.sessions = [_session(_as_mapping(x, "sessions")) for x in _list(told.get("sessions"))]
    if told.get("agreement"):
        _agreement(_as_mapping(told["agreement"], "agreement"), fresh)
    if told.get("follow_up"):
        _follow_up(_as_mapping(told["follow_up"], "follow_up"), fresh)
    if told.get("closing"):
        _closing(_as_mapping(told["closing"], "closing"), fresh)
    return fresh


def _case(told: dict[str, Any], fresh: CaseTold) -> None:
    known: dict[str, Callable[[Any], Any]] = {
        "file_no": _text, "line": _code("line"), "source": _code("source"), "tier": _code("tier"),
        "route": _code("route"), "difficulty": _code("difficulty"), "happened_on": _day, "accepted_on": _day,
        "extended_until": _day, "summary": _text, "amount": _money, "risk": _code("risk"), "remark": _text,
        "result": _code("result"), "result_reason": _text, "ended_on": _day, "told_routes": _flag,
        "risk_reported": _text, "happened_at": _text,
    }  # fmt: skip
    _only(told, {*known, "type", "grid", "lead", "tier_due_on", "period_ends_on"}, "case")
    fresh.case.update(_values(told, known))
    if told.get("type"):
        fresh.case["dispute_type"] = _code("dispute_type")(told["type"])
    if told.get("lead"):
        fresh.case["lead"] = _text(told["lead"])
    fresh.place = [x.strip() for x in re.split(r"[>＞]", _text(told.get("grid"))) if x.strip()]
    _conclude(told, fresh, "tier_due_on", "period_ends_on")


def _party(told: dict[str, Any], fresh: CaseTold, place: int) -> dict[str, Any]:
    known: dict[str, Callable[[Any], Any]] = {
        "role": _code("party_role"), "name": _text, "sex": _code("sex"), "ethnicity": _code("ethnicity"),
        "id_number": _text, "id_type": _code("id_type"), "birth_date": _day, "occupation": _text,
        "phone": _text, "address": _text, "register_address": _text, "credit_code": _text,
        "legal_representative": _text, "guardian": _text, "kind": _code("party_kind"),
    }  # fmt: skip
    _only(told, {*known, "age_at_acceptance"}, "parties")
    values = _values(told, known)
    for ours, theirs in (("birth_on", "birth_date"), ("party_kind", "kind")):
        if theirs in values:
            values[ours] = values.pop(theirs)
    if told.get("age_at_acceptance") is not None:
        fresh.concluded[f"parties.{place}.age_at_acceptance"] = told["age_at_acceptance"]
    return values


def _inquiry(told: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Callable[[Any], Any]] = {
        "at": _moment, "place": _text, "by": _names, "asked": _text, "recorder": _text, "finding": _text,
    }  # fmt: skip
    _only(told, set(known), "inquiry")
    return _values(told, known)


def _session(told: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Callable[[Any], Any]] = {
        "at": _moment, "place": _text, "mediators": _names, "recorder": _text, "invited": _names,
        "outcome": _code("session_outcome"), "record": _text, "rights_told": _flag,
    }  # fmt: skip
    _only(told, {*known, "no"}, "sessions")
    return _values(told, known)


def _agreement(told: dict[str, Any], fresh: CaseTold) -> None:
    known: dict[str, Callable[[Any], Any]] = {
        "form": _code("agreement_form"), "number": _text, "made_on": _day, "terms": _names, "facts": _text,
        "manner": _text, "copies": _count, "parties_signed_on": _day, "mediator_signed_on": _day,
        "sealed_on": _day,
    }  # fmt: skip
    _only(told, {*known, "performance", "effective_on", "judicial_confirmation_until"}, "agreement")
    fresh.agreement = _values(told, known)
    fresh.items = [_item(_as_mapping(x, "performance")) for x in _list(told.get("performance"))]
    effective = _day(told.get("effective_on"))
    if effective:  # signed by all and sealed on that day, unless the days are told one by one
        for name in ("parties_signed_on", "mediator_signed_on", "sealed_on"):
            fresh.agreement.setdefault(name, effective)
    _conclude(told, fresh, "effective_on", "judicial_confirmation_until")


def _item(told: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Callable[[Any], Any]] = {
        "who": _text, "what": _text, "amount": _money, "manner": _code("payment_manner"), "by": _day,
        "done": _day, "proof": _text,
    }  # fmt: skip
    _only(told, set(known), "performance")
    values = _values(told, known)
    if "by" in values:
        values["due_on"] = values.pop("by")
    return values


def _follow_up(told: dict[str, Any], fresh: CaseTold) -> None:
    _only(told, {"by", "visits"}, "follow_up")
    known: dict[str, Callable[[Any], Any]] = {
        "manner": _code("visit_manner"), "performed": _flag, "satisfied": _code("satisfaction"),
        "relapse": _flag, "note": _text, "visited": _text, "by": _text, "change_reason": _text,
    }  # fmt: skip
    due = []
    for told_visit in _list(told.get("visits")):
        visit = _as_mapping(told_visit, "visits")
        _only(visit, {*known, "due", "why", "done"}, "visits")
        if visit.get("due") and not visit.get("done"):
            due.append(_day(visit["due"]))
            continue
        values = _values(visit, known)
        values["done_on"] = _day(visit.get("done"))
        values.setdefault("by", _text(told.get("by")))
        if "satisfied" in values:
            values["satisfaction"] = values.pop("satisfied")
        fresh.visits.append(values)
    if told.get("by"):
        fresh.case.setdefault("lead", _text(told["by"]))
    if due:
        fresh.concluded["visits_due"] = due


def _closing(told: dict[str, Any], fresh: CaseTold) -> None:
    known: dict[str, Callable[[Any], Any]] = {"retention": _code("retention"), "closed_on": _day}
    _only(told, {*known, "goals"}, "closing")
    fresh.closing = _values(told, known)
    if told.get("goals"):
        fresh.closing["goals"] = [_code("closing_goal")(x) for x in _list(told["goals"])]


def _conclude(told: dict[str, Any], fresh: CaseTold, *names: str) -> None:
    for name in names:
        if told.get(name) is not None:
            fresh.concluded[name] = _day(told[name])


def _values(told: dict[str, Any], known: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    return {name: read(told[name]) for name, read in known.items() if told.get(name) is not None}


def _only(told: dict[str, Any], known: set[str], where: str) -> None:
    for key in told:
        if key not in known:
            raise Trouble("told.unknown_key", name=f"{where}.{key}".strip("."))


def _mapping(told: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    if key not in told:
        raise Trouble("told.part_missing", part=f"{where}.{key}".strip("."))
    return _as_mapping(told[key], key)


def _as_mapping(told: Any, where: str) -> dict[str, Any]:
    if not isinstance(told, dict) or not all(isinstance(k, str) for k in told):
        raise Trouble("told.part_shape", part=where)
    return told


def _list(told: Any) -> list[Any]:
    if told is None:
        return []
    return told if isinstance(told, list) else [told]


def _names(told: Any) -> list[str]:
    return [_text(x) for x in _list(told)]


def _text(told: Any) -> str:
    if told is None:
        return ""
    if isinstance(told, dict | list):
        raise Trouble("told.part_shape", part=str(told)[:20])
    return str(told).strip()


def _code(codes: str) -> Callable[[Any], str]:
    def find(told: Any) -> str:
        found = code_list(codes).find(_text(told))
        if found is None:
            raise Trouble("told.no_such_word", word=_text(told), list=codes)
        return found.code

    return find


def _day(told: Any) -> dt.date | None:
    if told is None:
        return None
    if isinstance(told, dt.datetime):
        return told.date()
    if isinstance(told, dt.date):
        return told
    try:
        return dt.date.fromisoformat(_text(told))
    except ValueError as why:
        raise Trouble("told.no_day", text=_text(told)) from why


def _moment(told: Any) -> dt.datetime:
    if isinstance(told, dt.datetime):
        return told.replace(tzinfo=None)
    try:
        return dt.datetime.fromisoformat(_text(told)).replace(tzinfo=None)
    except ValueError as why:
        raise Trouble("told.no_day", text=_text(told)) from why


def _money(told: Any) -> Any:
    from app.rules.money_words import read_money

    amount = read_money(told if isinstance(told, str | int | float) else _text(told))
    if amount is None:
        raise Trouble("told.no_amount", text=_text(told))
    return amount


def _count(told: Any) -> int:
    if isinstance(told, bool) or not isinstance(told, int):
        raise Trouble("told.part_shape", part=_text(told))
    return told


def _flag(told: Any) -> bool:
    if not isinstance(told, bool):
        raise Trouble("told.part_shape", part=_text(told))
    return told
