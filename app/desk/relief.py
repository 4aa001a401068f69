"""接手: a mediator leaves, and a person says who takes each of his open cases on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import edit, elsewhere
from app.desk.questions import Line, case_files
from app.desk.room import mediators, own_room
from app.records import Case, CaseFile, Mediator, Relief, Room
from app.rules.lengths import Lengths
from app.rules.listing import Column, Listing, Value
from app.rules.reliefs import relieved_by, taken_over_by
from app.rules.results import is_success, result_of
from app.rules.stages import key_of, stage_of
from app.trouble import Trouble
from app.words import written


def open_cases(db: Session, log: str, mediator_id: str, on: dt.date) -> list[CaseFile]:
    """The cases of this room that are his now: he leads them or took them over, and they are not closed."""
    asked = select(Case).where(
        Case.room_id == own_room(db, log).id,
        Case.void.is_(None),
        Case.import_id.is_(None),
        Case.closed_on.is_(None),
        Case.id.not_in(elsewhere.left(db, log)),
    )
    files = case_files(db, list(db.scalars(asked.order_by(Case.accepted_on, Case.file_no))))
    return [file for file in files if relieved_by(file, file.case.lead_id, on) == mediator_id]


def hand_over(
    db: Session,
    log: str,
    on: dt.date,
    from_id: str,
    to_id: str,
    case_ids: Sequence[str],
    reason: str = "",
    *,
    leaves: bool = True,
) -> str:
    """One action for all the cases named. What is settled keeps who settled it; the other visits in his place.

    A case still at the table gets a new lead mediator.
    """
    room, leaver = own_room(db, log), edit.get(db, Mediator, from_id)
    heir = edit.get(db, Mediator, to_id)
    if heir.id == leaver.id:
        raise Trouble("relief.himself", who=leaver.name or "")
    if heir.room_id != room.id or leaver.room_id != room.id:
        raise Trouble("relief.not_ours")
    if heir.left_on and heir.left_on <= on:
        raise Trouble("relief.has_left", who=heir.name or "")
    # what was handed on is not handed on twice, whichever day was told of the first time
    his = {file.case.id: file for file in open_cases(db, log, leaver.id, dt.date.max)}
    if leaves and leaver.left_on is not None and not case_ids and not his:
        raise Trouble("relief.again", who=leaver.name or "", day=leaver.left_on)
    if strange := [one for one in case_ids if one not in his]:
        raise Trouble("relief.not_his", who=leaver.name or "", count=len(strange))
    for case_id in case_ids:
        file = his[case_id]
        if not is_success(result_of(file)):
            file.case.lead_id = heir.id
            file.case.assist_ids = [i for i in file.case.assist_ids or [] if i != heir.id] or None
    if leaves and leaver.left_on is None:
        leaver.left_on = on
    told = {
        "room_id": room.id,
        "on_day": on,
        "from_id": leaver.id,
        "to_id": heir.id,
        "reason": reason,
    }
    relief = Relief(**edit.checked(Relief, told), case_ids=list(case_ids) or None)
    db.add(relief)
    return relief.id


def heirs(db: Session, lines: Sequence[Line], on: dt.date) -> dict[str, str]:
    """接手人 by case, of the lines of a list whose lead mediator handed the case on."""
    shown = {line.id: line for line in lines}
    named: dict[str, list[Relief]] = {}
    asked = select(Relief).where(Relief.void.is_(None)).order_by(Relief.on_day, Relief.id)
    for relief in db.scalars(asked):
        for case_id in relief.case_ids or []:
            if case_id in shown:
                named.setdefault(case_id, []).append(relief)
    if not named:
        return {}
    staff = {one.id: one for one in db.scalars(select(Mediator))}
    files = [
        CaseFile(
            Case(id=case_id, lead_id=shown[case_id].lead_id), Room(), mediators=staff, reliefs=told
        )
        for case_id, told in named.items()
    ]
    told = {file.case.id: taken_over_by(file, on) for file in files}
    return {case_id: name for case_id, name in told.items() if name}


def left_behind(db: Session, log: str, on: dt.date) -> list[tuple[Mediator, int]]:
    """Who has left and still has open cases here, with how many: somebody must take them on."""
    gone = [
        one
        for one in mediators(db, own_room(db, log).id)
        if one.left_on is not None and one.left_on <= on
    ]
    ids = [one.id for one in gone]
    led = select(Case.lead_id).where(Case.lead_id.in_(ids), Case.closed_on.is_(None)).distinct()
    taken = select(Relief.to_id).where(Relief.to_id.in_(ids), Relief.void.is_(None))
    had = {*db.scalars(led), *db.scalars(taken)} if ids else set()
    gone = [one for one in gone if one.id in had]
    counted = [(one, len(open_cases(db, log, one.id, on))) for one in gone]
    return [(one, count) for one, count in counted if count]


def reliefs(db: Session, log: str) -> list[Relief]:
    """Those of this room, the newest first."""
    asked = select(Relief).where(Relief.room_id == own_room(db, log).id, Relief.void.is_(None))
    return list(db.scalars(asked.order_by(Relief.on_day.desc(), Relief.id)))


def listing(db: Session, relief_id: str, lengths: Lengths) -> Listing:
    """交接清单: each case by its number, with where it stands; both sign."""
    relief = edit.get(db, Relief, relief_id)
    named = select(Case).where(Case.id.in_(relief.case_ids or []), Case.void.is_(None))
    files = case_files(
        db,
        list(
            db.scalars(named.order_by(Case.accepted_on.is_(None), Case.accepted_on, Case.file_no))
        ),
    )
    names = {one.id: one.name or "" for one in db.scalars(select(Mediator))}
    rows: list[tuple[Value, ...]] = [
        (
            place, file.case.file_no or "", "、".join(p.name or "" for p in file.parties),
            file.case.accepted_on, written(key_of(stage_of(file, lengths))),
        )
        for place, file in enumerate(files, 1)
    ]  # fmt: skip
    columns = [
        Column(written("relief.number"), 0.5), Column(written("case.file_no"), 2),
        Column(written("relief.parties"), 2.4), Column(written("case.accepted_on"), 1.2),
        Column(written("relief.stage"), 1.2),
    ]  # fmt: skip
    above = [
        (written("relief.from_id"), names.get(relief.from_id or "", "")),
        (written("relief.to_id"), names.get(relief.to_id or "", "")),
        (written("relief.on_day"), relief.on_day.isoformat() if relief.on_day else ""),
    ]
    signs = [written("relief.from_id"), written("relief.to_id"), written("room.head_name")]
    below = [written("relief.reason") + "：" + relief.reason] if relief.reason else []
    return Listing(
        written("relief.title"),
        columns,
        rows,
        above=above,
        below=below,
        signs=signs,
        landscape=False,
    )
