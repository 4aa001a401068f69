"""What the room already has: rows of an import that stands are not taken a second time."""

from __future__ import annotations

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.ledger.across import fingerprint
from app.desk.ledger.draft import Plan
from app.desk.ledger.places import plain
from app.desk.ledger.reading import Doubt
from app.records import Case, Import, ImportRow


def note_known(db: Session, plan: Plan) -> Plan:
    """Skip rows taken in before; name numbers that another case bears; say if the file itself came before."""
    taken = _rows_taken(db, plan)
    numbers = {plain(n) for n in db.scalars(select(Case.file_no).where(Case.void.is_(None))) if n}
    for row in plan.cases:
        before = taken.get(fingerprint(row.raw, row.facts.get("serial", "")))
        if before is not None:
            row.verdict, row.reason, row.draft = "skipped", "ledger.skipped.already_in", None
            row.facts, row.doubts = {"name": before}, []
            continue
        number = plain(row.draft.case.get("file_no") or "") if row.draft else ""
        key = "ledger.doubt.number_in_use"
        if number in numbers and all(doubt.key != key for doubt in row.doubts):
            row.doubts.append(Doubt(row.sheet, row.row, "", "", "", key))
            row.verdict = "doubtful"
    same = select(Import.file_name).where(
        Import.sha256 == plan.sha256, Import.void.is_(None), Import.taken_at.is_not(None)
    )
    notice = "ledger.notice.same_file"
    if db.scalars(same).first() and all(n.key != notice for n in plan.notices):
        plan.notices.append(Doubt("", 0, "", "", "", notice))
    return plan


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
