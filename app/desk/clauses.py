"""条款放进协议: clauses and the promises they make come into a case in one step; earlier agreements are looked up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import cases, edit, questions
from app.records import Agreement, Case, CaseFile, PerformanceItem
from app.rules.agreement_dates import agreed_on
from app.rules.clauses import continued
from app.trouble import Trouble

MOST_LOOKED = 400
"""Cases of a search that are looked through for agreements."""


@dataclass(frozen=True)
class Put:
    """What one step brought in, so that it can be taken back."""

    agreement_id: str
    texts: tuple[str, ...]
    item_ids: tuple[str, ...]


@dataclass(frozen=True)
class Earlier:
    """An agreement of another case of the room."""

    case_id: str
    agreement_id: str
    file_no: str
    dispute_type: str
    made_on: dt.date | None
    parties: tuple[str, ...]
    clauses: int
    first: str


def put_clauses(
    db: Session,
    case_id: str,
    texts: Sequence[str],
    items: Sequence[dict[str, Any]],
    *,
    after: int | None = None,
) -> Put:
    """Clauses behind those that stand, or behind the first so many of them, with their promises.

    What stands is never written over; a case without an agreement gets one.
    """
    file = questions.case_file(db, case_id)
    agreement = file.newest_agreement
    if agreement is not None and agreement.frozen:
        raise Trouble("clause.sealed")
    standing = list(agreement.terms or []) if agreement else []
    at = len(standing) if after is None else max(0, min(after, len(standing)))
    fresh = continued(standing, texts) if at == len(standing) else list(texts)
    terms = [*standing[:at], *fresh, *standing[at:]]
    if agreement is None:
        told = {"form": "written", "made_on": agreed_on(file), "terms": terms}
        agreement_id = cases.make_agreement(db, case_id, told)
    else:
        agreement_id = agreement.id
        edit.edit(db, Agreement, agreement_id, {"terms": terms})
    made = [cases.add_item(db, agreement_id, told) for told in items]
    return Put(agreement_id, tuple(fresh), tuple(made))


def take_back(db: Session, put: Put, reason: str) -> None:
    """撤回: the clauses as they came leave again, and their promises; what was changed since stays."""
    agreement = edit.get(db, Agreement, put.agreement_id)
    if agreement.frozen:
        raise Trouble("clause.sealed")
    terms = list(agreement.terms or [])
    for text in put.texts:
        if text in terms:
            terms.reverse()
            terms.remove(text)
            terms.reverse()
    edit.edit(db, Agreement, put.agreement_id, {"terms": terms})
    for item_id in put.item_ids:
        if edit.get(db, PerformanceItem, item_id).void is None:
            edit.void(db, PerformanceItem, item_id, reason)


def earlier_agreements(
    db: Session, file: CaseFile, text: str = "", *, limit: int = 60
) -> list[Earlier]:
    """Written agreements of other cases, those of the same kind of dispute first, the newest before.

    `text`: a number, a name, anything a search finds, or the name of a kind of dispute.
    """
    query = select(Case.id).join(Agreement, Agreement.case_id == Case.id)
    query = query.where(
        Case.id != file.case.id, Case.room_id == file.case.room_id, Case.void.is_(None),
        Agreement.void.is_(None), Agreement.terms.is_not(None),
    )  # fmt: skip
    kinds = _kinds(text)
    if kinds:
        query = query.where(Case.dispute_type.in_(kinds))
    elif text.strip():
        found = [line.id for line in questions.find(db, text, limit=MOST_LOOKED)]
        query = query.where(Case.id.in_(found))
    same = (Case.dispute_type == file.case.dispute_type).desc()
    order = (same.nulls_last(), Agreement.made_on.desc().nulls_last(), Case.id)
    ids = list(dict.fromkeys(db.scalars(query.order_by(*order).limit(limit * 2))))[:limit]
    known = {one.id: one for one in db.scalars(select(Case).where(Case.id.in_(ids)))}
    files = {
        one.case.id: one for one in questions.case_files(db, [known[case_id] for case_id in ids])
    }
    lines = (_earlier(files[case_id]) for case_id in ids)
    return [line for line in lines if line is not None]


def _kinds(text: str) -> list[str]:
    """The kinds of dispute a text names whole or in part; nothing where it names none."""
    wanted = text.strip()
    if not wanted:
        return []
    exact = code_list("dispute_type").find(wanted)
    if exact:
        return [exact.code]
    return [line.code for line in code_list("dispute_type") if wanted in line.zh]


def _earlier(file: CaseFile) -> Earlier | None:
    agreement = file.agreement
    if agreement is None or not agreement.terms:
        return None
    return Earlier(
        file.case.id,
        agreement.id,
        file.case.file_no or "",
        file.case.dispute_type or "",
        agreement.made_on,
        tuple(party.name or "" for party in file.parties),
        len(agreement.terms),
        agreement.terms[0],
    )
