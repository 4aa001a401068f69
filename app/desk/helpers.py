"""请人相助: the helper pool by role, the contacts of a village, what was asked in a case and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import cases, practice, staff
from app.desk.edit import add, checked, get
from app.desk.room import own_room
from app.records import Assistance, Case, MediationSession, Person, Place, Post, Unit
from app.trouble import Trouble

HELPER = "helper"
TEAMS = frozenset({"psychology", "law", "volunteer", "council", "rites", "morals", "helping"})
"""Kinds of units that help; the others respond or sit together."""


@dataclass(frozen=True)
class Helper:
    """One of the pool: a person in a role, or a unit that helps."""

    key: str
    name: str
    role: str  # code of post_role; of a unit: empty
    unit_kind: str
    phone: str
    place_id: str
    place: str


@dataclass(frozen=True)
class Help:
    """What was asked of a helper in a case."""

    id: str
    case_id: str
    file_no: str
    help_kind: str
    who: str
    name: str
    asked_on: dt.date | None
    asked: str
    answered_on: dt.date | None
    told: str


def roles(db: Session, log: str) -> list[str]:
    """The roles of the pool: those the place names first, then every other helper role."""
    named = practice.standing(db, log).helpers
    usual = [one.code for one in code_list("post_role") if one.facts.get("group") == HELPER]
    return list(dict.fromkeys([*named, *usual]))


def pool(db: Session, log: str, on: dt.date, place_id: str | None = None) -> list[Helper]:
    """Everybody who may be asked; with a place those of it and of what lies above it first (一村一法律顾问)."""
    room, wanted = own_room(db, log).id, roles(db, log)
    places = {one.id: one for one in db.scalars(select(Place).where(Place.void.is_(None)))}
    near = _path(places, place_id)
    asked = (
        select(Post.role, Post.place_id, Person)
        .join(Person, Person.id == Post.person_id)
        .where(
            Person.room_id == room, Person.void.is_(None), Post.void.is_(None), Post.role.in_(wanted),
            or_(Post.until.is_(None), Post.until > on), or_(Person.left_on.is_(None), Person.left_on > on),
        )
    )  # fmt: skip
    found = [
        Helper(
            f"person/{one.id}", one.name or "", role or "", "", one.phone or "", at or "",
            (places[at].name or "") if at in places else "",
        )
        for role, at, one in db.execute(asked)
    ]  # fmt: skip
    units = select(Unit).where(
        Unit.room_id == room, Unit.void.is_(None), Unit.unit_kind.in_(TEAMS),
        or_(Unit.left_on.is_(None), Unit.left_on > on),
    )  # fmt: skip
    found += [
        Helper(
            f"unit/{one.id}", one.name or "", "", one.unit_kind or "", one.phone or "", one.place_id or "",
            (places[one.place_id].name or "") if one.place_id in places else "",
        )
        for one in db.scalars(units)
    ]  # fmt: skip
    far = len(near)
    return sorted(
        found,
        key=lambda x: (
            near.index(x.place_id) if x.place_id in near else far,
            wanted.index(x.role) if x.role in wanted else len(wanted), x.name, x.key,
        ),
    )  # fmt: skip


def _path(places: dict[str, Place], place_id: str | None) -> list[str]:
    """From a place upwards; a ring in the tree is cut."""
    path: list[str] = []
    while place_id and place_id in places and place_id not in path:
        path.append(place_id)
        place_id = places[place_id].parent_id
    return path


def ask(db: Session, case_id: str, on: dt.date, who: str, values: dict[str, Any]) -> str:
    """请助: a helper or a unit is asked in a case."""
    kind, _, id_ = who.partition("/")
    if kind not in {"person", "unit"} or not id_:
        raise Trouble("help.nobody")
    told = {"asked_on": on, **checked(Assistance, values), f"{kind}_id": id_}
    get(db, Case, case_id)
    return add(db, Assistance, {"case_id": case_id, "by_id": db.info["pen"].user, **told})


def begin(db: Session, case_id: str, on: dt.date, values: dict[str, Any]) -> str:
    """The same written down as one types it: whom, comes later."""
    told = {"asked_on": on, "by_id": db.info["pen"].user, **values}
    return add(db, Assistance, {"case_id": case_id, **told})


def answer(db: Session, help_id: str, on: dt.date, told: str) -> None:
    """What the helper said: the legal opinion, how the counselling went."""
    if not told.strip():
        raise Trouble("help.no_answer")
    row = get(db, Assistance, help_id)
    row.answered_on = on
    row.told = checked(Assistance, {"told": told})["told"]


def invite(db: Session, help_id: str, session_id: str = "") -> str:
    """请来参加调解: the helper is named among those invited to a session (PML 20); its id is answered.

    Where none is named: the last one if nothing came of it yet, else a new one.
    """
    row = get(db, Assistance, help_id)
    session = get(db, MediationSession, session_id) if session_id else _open(db, row.case_id or "")
    if session is None:
        session = get(db, MediationSession, cases.add_session(db, row.case_id or "", {}))
    if session.frozen:
        raise Trouble("edit.frozen")
    name = _titled(db, row)
    if name and name not in (session.invited or []):
        session.invited = [*(session.invited or []), name]
    return session.id


def _open(db: Session, case_id: str) -> MediationSession | None:
    """The last session, as long as nothing came of it yet."""
    asked = select(MediationSession).where(
        MediationSession.case_id == case_id, MediationSession.void.is_(None)
    )
    last = db.scalars(asked.order_by(MediationSession.number.desc())).first()
    return last if last is not None and not last.outcome else None


def _titled(db: Session, row: Assistance) -> str:
    """严法（法律顾问）: the name with what he comes as."""
    key = staff.key_of(row)
    name = staff.names(db, [key]).get(key, "")
    post = select(Post.role).where(Post.person_id == row.person_id, Post.void.is_(None))
    role = next((r for r in db.scalars(post) if r in _helping()), None) if row.person_id else None
    return f"{name}（{code_list('post_role').label(role, 'zh_CN')}）" if role else name


def _helping() -> set[str]:
    return {one.code for one in code_list("post_role") if one.facts.get("group") == HELPER}


def of_case(db: Session, case_id: str) -> list[Help]:
    """What was asked in a case, in its order."""
    return _told(db, rows_of(db, case_id))


def rows_of(db: Session, case_id: str) -> list[Assistance]:
    """The records themselves, as a form writes in them."""
    asked = select(Assistance).where(Assistance.case_id == case_id, Assistance.void.is_(None))
    return list(db.scalars(asked.order_by(Assistance.asked_on, Assistance.id)))


def named(db: Session, rows: Iterable[Assistance]) -> dict[str, str]:
    """What those who were asked are called, by their ids."""
    told = staff.names(db, [staff.key_of(one) for one in rows])
    return {key.partition("/")[2]: name for key, name in told.items()}


def register(db: Session, log: str, since: dt.date | None, until: dt.date | None) -> list[Help]:
    """What was asked in a period in all our cases, the latest first; what nobody answered yet is always among it."""
    asked = (
        select(Assistance)
        .join(Case, Case.id == Assistance.case_id)
        .where(Case.room_id == own_room(db, log).id, Case.void.is_(None), Assistance.void.is_(None))
    )
    if since:
        asked = asked.where(or_(Assistance.asked_on >= since, Assistance.answered_on.is_(None)))
    if until:
        asked = asked.where(or_(Assistance.asked_on <= until, Assistance.asked_on.is_(None)))
    return _told(db, list(db.scalars(asked.order_by(Assistance.asked_on.desc(), Assistance.id))))


def _told(db: Session, rows: list[Assistance]) -> list[Help]:
    names = staff.names(db, [staff.key_of(one) for one in rows])
    ids = sorted({one.case_id or "" for one in rows})
    numbers: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        asked = select(Case.id, Case.file_no).where(Case.id.in_(ids[start : start + 500]))
        numbers.update((id_, number or "") for id_, number in db.execute(asked))
    return [
        Help(
            one.id, one.case_id or "", numbers.get(one.case_id or "", ""), one.help_kind or "", staff.key_of(one),
            names.get(staff.key_of(one), ""), one.asked_on, one.asked or "", one.answered_on, one.told or "",
        )
        for one in rows
    ]  # fmt: skip
