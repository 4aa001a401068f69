"""建议受理: which committee and grid a matter belongs to by residence or register, said in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk.grid import tree
from app.desk.room import own_room
from app.records import CaseFile, Room
from app.rules import receiving
from app.words import language, say

APPLICANT = "applicant"


@dataclass(frozen=True)
class Advice:
    """A sentence, and the place it names where there is one."""

    sentence: str
    sort: str
    place_id: str | None
    committee: str


def advice(
    db: Session,
    log: str,
    matter_class: str | None,
    address: str | None,
    register_address: str | None,
) -> Advice | None:
    """What follows from the class of a matter and two addresses; nothing while no class is told."""
    standing = tree(db, log)
    found = receiving.suggest(standing, matter_class, address, register_address)
    if found is None:
        return None
    facts = {
        "class_": code_list("matter_class").label(found.matter_class, language()),
        "by": say(f"receiving.by_{found.by}"),
    }
    if found.sort != receiving.FOUND:
        told = say(f"receiving.{found.sort}", **facts, address=found.address)
        return Advice(told, found.sort, None, "")
    own = own_room(db, log)
    path = standing.path(found.place_id)
    room_id = next((node.stands_for_id for node in reversed(path) if node.stands_for_id), own.id)
    room = db.get(Room, room_id) or own
    committee = room.committee or room.room_name or ""
    where = standing.told(found.place_id)
    told = say("receiving.found", **facts, place=where, committee=committee)
    return Advice(told, found.sort, found.place_id, committee)


def for_case(db: Session, log: str, file: CaseFile) -> Advice | None:
    """By the addresses of the first applicant, or of the first party while nobody is one."""
    applicants = file.side(APPLICANT) or file.parties
    party = applicants[0] if applicants else None
    return advice(
        db, log, file.case.matter_class, party.address if party else None,
        party.register_address if party else None,
    )  # fmt: skip
