"""私人笔记: what a mediator writes down for himself, in the encrypted file of this computer and nowhere else.

Never in the journal, so in no bundle and on no other machine; not in the search of anybody; a backup of the room
carries them under its lock. Shown to nobody but who wrote them. (Design, part 3.)
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, insert, select, update
from sqlalchemy.orm import Session

from app import chance, clock
from app.desk.desk import Desk
from app.store.tables import private_note
from app.trouble import Trouble

LONGEST = 20_000  # characters


@dataclass(frozen=True)
class PrivateNote:
    """One note, and when it was last written."""

    id: str
    at: str
    text: str


def can_be_kept(desk: Desk) -> bool:
    """Whether this computer has a file of its own; what lies on a centre's server is not on this computer."""
    return desk.shelf.engine.dialect.name == "sqlite"


def notes(desk: Desk, case_id: str) -> list[PrivateNote]:
    """What whoever sits here wrote for himself on a case, the newest first."""
    return desk.look(_mine_on, case_id, desk.user)


def _mine_on(db: Session, case_id: str, user: str) -> list[PrivateNote]:
    asked = select(private_note).where(
        private_note.c.case_id == case_id, private_note.c.user == user
    )
    rows = db.execute(asked.order_by(private_note.c.at.desc(), private_note.c.id))
    return [PrivateNote(row.id, row.at, row.text) for row in rows]


def add_note(desk: Desk, case_id: str, text: str) -> str:
    """Write a note; answers its id."""
    note_id = chance.token_hex(16)
    told = {
        "id": note_id, "case_id": case_id, "user": desk.user, "at": clock.now().isoformat(),
        "text": _checked(desk, text),
    }  # fmt: skip
    with desk.shelf.local_writing() as link:
        link.execute(insert(private_note), told)
    return note_id


def change_note(desk: Desk, note_id: str, text: str) -> None:
    """Write a note anew; of the old text nothing stays."""
    told = {"text": _checked(desk, text), "at": clock.now().isoformat()}
    with desk.shelf.local_writing() as link:
        if not link.execute(update(private_note).where(_mine(desk, note_id)).values(told)).rowcount:
            raise Trouble("private_note.absent")


def remove_note(desk: Desk, note_id: str) -> None:
    """Throw a note away."""
    with desk.shelf.local_writing() as link:
        if not link.execute(delete(private_note).where(_mine(desk, note_id))).rowcount:
            raise Trouble("private_note.absent")


def _mine(desk: Desk, note_id: str) -> ColumnElement[bool]:
    return and_(private_note.c.id == note_id, private_note.c.user == desk.user)


def _checked(desk: Desk, text: str) -> str:
    if not can_be_kept(desk):
        raise Trouble("private_note.no_place")
    plain = text.replace("\0", "").strip()
    if not plain:
        raise Trouble("private_note.empty")
    if len(plain) > LONGEST:
        raise Trouble("private_note.too_long", longest=LONGEST, long=len(plain))
    return plain
