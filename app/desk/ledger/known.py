"""What the room already has: rows of an import that stands are not taken a second time."""

from __future__ import annotations

import datetime as dt
import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.ledger import differing
from app.desk.ledger.across import fingerprint
from app.desk.ledger.draft import Draft, Plan, PlanRow
from app.desk.ledger.places import plain
from app.desk.ledger.reading import Doubt
from app.desk.room import own_room
from app.records import Case, Import, ImportRow, Party, Room
from app.rules import numbering

OTHERS = "ledger.notice.others_numbers"
NAMELESS = "ledger.notice.nameless"


def note_known(db: Session, plan: Plan, log: str = "") -> Plan:
    """Skip rows taken in before; name numbers that another case bears; say if the file itself came before.

    `log`: of this computer, to tell numbers of another room.
    """
    taken = _rows_taken(db, plan)
    bears = select(Case.file_no, Case.id).where(Case.void.is_(None)).order_by(Case.id.desc())
    numbers = {plain(number): case_id for number, case_id in db.execute(bears) if number}
    here: list[tuple[PlanRow, str]] = []
    matters = _matters(db)
    sheets = {
        layout.sheet for layout in plan.layouts if layout.format
    }  # 案件编码 there is one case
    for row in plan.cases:
        before = taken.get(fingerprint(row.raw, row.facts.get("serial", "")))
        if before is not None:
            row.verdict, row.reason, row.draft = "skipped", "ledger.skipped.already_in", None
            row.facts, row.doubts = {"name": before}, []
            continue
        number = row.draft.case.get("file_no") if row.draft else None
        if number and row.sheet in sheets and plain(number) in numbers:
            row.verdict, row.reason, row.draft = "skipped", differing.SAME, None
            row.facts, row.doubts = {"number": number}, []
            here.append((row, numbers[plain(number)]))
            continue
        if row.draft is not None and plain(row.draft.case.get("file_no") or "") in numbers:
            _doubt(row, "ledger.doubt.number_in_use")
        if row.draft is not None and _is_like(row.draft, matters):
            _doubt(row, "ledger.doubt.like_existing")
    differing.tell(db, plan, here)
    drafts = [row.draft for row in plan.cases if row.draft is not None]
    if drafts and not any(draft.parties for draft in drafts):
        _notice(plan, NAMELESS, {"count": str(len(drafts))})
    if log:
        _note_others(plan, own_room(db, log))
    same_file = select(Import.file_name).where(
        Import.sha256 == plan.sha256, Import.void.is_(None), Import.taken_at.is_not(None)
    )
    if db.scalars(same_file).first():
        _notice(plan, "ledger.notice.same_file", {})
    return plan


def _note_others(plan: Plan, own: Room) -> None:
    """Numbers with the short name of another room: its cases would be counted twice at the centre."""
    pattern = own.number_pattern or numbering.TRADITIONAL
    rows = [row.draft.case.get("file_no") or "" for row in plan.cases if row.draft is not None]
    read = [(told, numbering.parse(pattern, told)) for told in rows]
    others = [told for told, number in read if number and number.short != (own.short_name or "")]
    if others and own.short_name:
        facts = {"count": str(len(others)), "own": own.short_name, "number": others[0]}
        _notice(plan, OTHERS, facts)


def _notice(plan: Plan, key: str, facts: dict[str, str]) -> None:
    """Something of the file as a whole, told once."""
    if all(one.key != key for one in plan.notices):
        plan.notices.append(Doubt("", 0, "", "", "", key, facts))


def _doubt(row: PlanRow, key: str) -> None:
    if all(doubt.key != key for doubt in row.doubts):
        row.doubts.append(Doubt(row.sheet, row.row, "", "", "", key))
        row.verdict = "doubtful"


Days = set[dt.date | None]


def _is_like(draft: Draft, matters: dict[frozenset[str], Days]) -> bool:
    """What makes two cases look like one: the same two or more people, and no two days of acceptance."""
    names = frozenset(party["name"] or "" for party in draft.parties)
    days, on = matters.get(names), draft.case.get("accepted_on")
    return days is not None and (on is None or on in days or None in days)


def _matters(db: Session) -> dict[frozenset[str], Days]:
    """The people of every case that stands, with the days on which there were cases of theirs."""
    people: dict[str, set[str]] = {}
    for case_id, name in db.execute(select(Party.case_id, Party.name).where(Party.void.is_(None))):
        people.setdefault(case_id or "", set()).add(name or "")
    found: dict[frozenset[str], Days] = {}
    for case_id, on in db.execute(select(Case.id, Case.accepted_on).where(Case.void.is_(None))):
        if len(names := people.get(case_id, ())) > 1:
            found.setdefault(frozenset(names), set()).add(on)
    return found


def _rows_taken(db: Session, plan: Plan) -> dict[tuple[str, ...], str]:
    """Contents of every row that became a case of a standing import → its file."""
    serials = {row.facts["serial"] for row in plan.cases if row.facts.get("serial")}
    query = (
        select(ImportRow.raw, Import.file_name)
        .join(Import, Import.id == ImportRow.import_id)
        .where(ImportRow.case_id.is_not(None), ImportRow.void.is_(None), Import.void.is_(None))
    )
    found = {}
    for raw, name in db.execute(query):
        told = json.loads(raw or "{}")
        serial = next((s for s in serials if s in told), "")
        found[fingerprint(told, serial)] = name or ""
    return found
