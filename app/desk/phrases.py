"""常用语 at the desk: the room's own beside the shipped ones, and what a case fills their blanks with."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import edit
from app.desk.room import own_room
from app.papers import phrases as words
from app.records import CaseFile, Inquiry, MediationSession, Phrase, Record, Visit
from app.rules.phrase_book import OWN, Ready, for_place
from app.trouble import Trouble


def own(db: Session, log: str) -> list[Phrase]:
    """What this room keeps of its own, the eldest first."""
    room = own_room(db, log)
    asked = select(Phrase).where(Phrase.room_id == room.id, Phrase.void.is_(None))
    return sorted(db.scalars(asked), key=lambda one: (one.place or "", one.text or "", one.id))


def listed(db: Session, log: str, place: str = "", dispute_type: str | None = None) -> list[Ready]:
    """What may be put into a field: the room's own for it, the shipped ones, the room's own for others."""
    kept = [Ready(one.text or "", OWN, (one.place or "",), (), one.id) for one in own(db, log)]
    here = [one for one in kept if one.at[0] in ("", place)]
    return [*here, *for_place(place, dispute_type), *(one for one in kept if one not in here)]


def keep_phrase(db: Session, log: str, place: str, text: str) -> str:
    """存为常用语; what is kept already for this field is not kept twice."""
    fresh = _written(text)
    for one in own(db, log):
        if (one.place or "", one.text) == (place, fresh):
            return one.id
    return edit.add(db, Phrase, {"room_id": own_room(db, log).id, "place": place, "text": fresh})


def change_phrase(db: Session, phrase_id: str, text: str, before: str) -> None:
    """The sentence in other words than `before`, which a person looked at; those stay in its story."""
    now = edit.get(db, Phrase, phrase_id)
    if now.void or now.text != before:
        raise Trouble("phrases.changed_elsewhere", now=now.text or "")
    edit.edit(db, Phrase, phrase_id, {"text": _written(text)})


def _written(text: str) -> str:
    told: str | None = edit.checked(Phrase, {"text": text})["text"]
    if not told:
        raise Trouble("phrases.empty")
    return told


def facts(file: CaseFile, record: Record | None, today: dt.date) -> dict[str, str]:
    """What the blanks of a sentence stand for in this case, at this session, inquiry or visit."""
    mediators = file.names_of([i for i in (file.case.lead_id, *(file.case.assist_ids or ())) if i])
    agreement = file.agreement
    told = {
        "申请人": "、".join(p.name for p in file.side("applicant") if p.name),
        "被申请人": "、".join(p.name for p in file.side("respondent") if p.name),
        "当事人": words.names(file),
        "调解员": "、".join(mediators),
        "调委会": file.room.committee or "",
        "调解室": file.room.room_name or "",
        "纠纷": words.dispute(file),
        "日期": words.day_words(today),
        "受理日期": _day(file.case.accepted_on),
        "村居": (file.places[-1].name or "") if file.places else "",
        "地点": file.room.room_name or "",
        "协议编号": (agreement.number or "") if agreement else "",
        "协议日期": _day(agreement.made_on) if agreement else "",
    }
    return {**told, **_facts_of(file, record)}


def _facts_of(file: CaseFile, record: Record | None) -> dict[str, str]:
    """What the record one writes in says itself."""
    told: dict[str, str | None] = {}
    if isinstance(record, MediationSession):
        told = {
            "地点": record.place, "记录人": file.name_of(record.recorder_id),
            "调解员": "、".join(file.names_of(record.mediator_ids)),
            "参加人": "、".join(record.invited or ()), "日期": _moment(record.at),
        }  # fmt: skip
    elif isinstance(record, Inquiry):
        told = {
            "地点": record.place, "记录人": file.name_of(record.recorder_id), "被调查人": record.asked,
            "调查人": "、".join(file.names_of(record.by_ids)), "参加人": "、".join(record.invited or ()),
            "日期": _moment(record.at),
        }  # fmt: skip
    elif isinstance(record, Visit):
        told = {"回访对象": record.visited, "日期": _day(record.done_on)}
    return {name: value for name, value in told.items() if value}


def _day(day: dt.date | None) -> str:
    return words.day_words(day) if day else ""


def _moment(moment: dt.datetime | None) -> str:
    return words.day_words(moment.date()) if moment else ""
