"""What the people of a room and the officers of a centre do with the program on a day."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import cases, edit
from app.desk.room import own_room
from app.records import (
    Agreement,
    Case,
    Inquiry,
    MediationSession,
    Party,
    PerformanceItem,
    Record,
    Visit,
)  # fmt: skip
from app.store import heads
from app.trouble import Trouble
from tests.simulation import versions

if TYPE_CHECKING:
    from tests.simulation.machine import Machine

Act = Callable[[], Any]
FIELDS = ("summary", "remark", "happened_at", "result_reason", versions.LATER_FIELD)
LAWFUL = (
    "edit.",
    "agreement.",
    "conflict.",
    "lanes.",
    "visit.",
    "case.",
    "dispatch.",
    "handover.",
    "closing.",
)  # what a person may be told


class Work:
    """Draws one action for a machine; saying nothing twice, so that every edit is a change."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.said = 0

    def text(self) -> str:
        self.said += 1
        return f"第{self.said}句"

    def draw(self, at: Machine) -> Act:
        """One action of the kind people do there."""
        kinds = (
            (self.register, 22), (self.edit, 30), (self.session, 10), (self.agreement, 9),
            (self.reword, 5), (self.seal, 7), (self.visit, 5), (self.inquiry, 4), (self.void, 3),
            (self.settle, 8), (self.party, 4),
        )  # fmt: skip
        doing = self.chance.choices([k for k, _ in kinds], [w for _, w in kinds])[0]
        return doing(at)

    def register(self, at: Machine) -> Act:
        on, said, name = at.world.day_on, self.text(), self.text()

        def register_case(db: Session) -> None:
            case_id = cases.register_case(db, at.log, on, {"summary": said})
            cases.add_party(db, case_id, {"role": "applicant", "name": name})

        return lambda: at.desk.do(register_case)

    def edit(self, at: Machine) -> Act:
        return self._edit(at, Case, self._fields(at))

    def risk(self, at: Machine) -> Act:
        """What only a later program asks of a case."""
        told = {versions.LATER_FIELD: self.text()} if at.version != versions.OLD else {}
        return self._edit(at, Case, told or {"summary": self.text()})

    def session(self, at: Machine) -> Act:
        return self._below(at, cases.add_session, {"place": self.text()}, MediationSession)

    def inquiry(self, at: Machine) -> Act:
        if at.version == versions.OLD:
            return self.edit(at)
        return self._below(at, cases.add_inquiry, {"place": self.text()}, Inquiry)

    def party(self, at: Machine) -> Act:
        return self._edit(at, Party, {"address": self.text()})

    def visit(self, at: Machine) -> Act:
        return self._below(at, cases.record_visit, {"note": self.text()}, Visit)

    def agreement(self, at: Machine) -> Act:
        case_id = self._any(at, Case)
        return self.agree(at, case_id) if case_id else self.register(at)

    def agree(self, at: Machine, case_id: str) -> Act:
        """An agreement in one case."""
        told, item = {"terms": [self.text()]}, {"what": self.text()}
        return lambda: at.desk.do(cases.make_agreement, case_id, told, [item])

    def reword(self, at: Machine) -> Act:
        if self.chance.random() < 0.3:
            return self._edit(at, PerformanceItem, {"what": self.text()})
        return self._edit(at, Agreement, {"terms": [self.text()]})

    def seal(self, at: Machine) -> Act:
        agreement_id = self._any(at, Agreement)
        return self.sign(at, agreement_id) if agreement_id else self.agreement(at)

    def reword_one(self, at: Machine, agreement_id: str) -> Act:
        """Other terms in one agreement."""
        told = {"terms": [self.text()]}
        return lambda: at.desk.do(edit.edit, Agreement, agreement_id, told)

    def sign(self, at: Machine, agreement_id: str) -> Act:
        """One agreement is signed and sealed."""
        on = at.world.day_on
        signed = dict.fromkeys(
            ("made_on", "parties_signed_on", "mediator_signed_on", "sealed_on"), on
        )

        def seal() -> None:
            at.desk.do(cases.mark_signed, agreement_id, signed)
            at.desk.do(cases.seal_agreement, agreement_id)

        return seal

    def void(self, at: Machine) -> Act:
        case_id, reason = self._any(at, Case), self.text()
        if case_id is None:
            return self.register(at)
        return lambda: at.desk.do(edit.void, Case, case_id, reason)

    def settle(self, at: Machine) -> Act:
        """A person closes a conflict, or says once more what stands."""
        with at.shelf.engine.connect() as link:
            told = (
                "SELECT DISTINCT kind, row, field FROM head WHERE kind = 'case' ORDER BY row, field"
            )
            open_ = [tuple(row) for row in link.exec_driver_sql(told)]
        open_ = [one for one in open_ if one[2] in FIELDS and self._knows(at, one[2])]
        said, place = self.text(), self.chance.random()
        case_id = self._any(at, Case)
        if open_:
            _, case_id, field = open_[int(place * len(open_))]
        else:
            field = "summary"
        return self.close(at, case_id, field, said) if case_id else self.register(at)

    def close(self, at: Machine, case_id: str, field: str, said: str) -> Act:
        """A person says what stands in one field."""

        def settle_conflict(db: Session) -> None:
            heads.settle(db, edit.get(db, Case, case_id), field, said)

        return lambda: at.desk.do(settle_conflict)

    def change(self, at: Machine, case_id: str, field: str) -> Act:
        """One field of one case."""
        said = {field: self.text()}
        return lambda: at.desk.do(edit.edit, Case, case_id, said)

    def for_all(self, at: Machine) -> Act:
        """A centre says something to all its rooms."""
        said = self.text()

        def announce(db: Session) -> None:
            room = own_room(db, at.log)
            cases.find_or_make_place(db, room.id, [said])

        return lambda: at.desk.do_in("*", announce)

    def for_room(self, at: Machine, room_id: str) -> Act:
        """A centre begins a matter in a room's lane."""
        said = self.text()

        def hand_over(db: Session) -> None:
            db.add(Case(room_id=room_id, summary=said))

        return lambda: at.desk.do_in(room_id, hand_over)

    def in_room(self, at: Machine, room_id: str) -> Act | None:
        """A centre changes a case of a room."""
        with at.shelf.reading() as db:
            ids = list(db.scalars(select(Case.id).where(Case.room_id == room_id).order_by(Case.id)))
        place, said = self.chance.random(), self._fields(at)
        if not ids:
            return None
        case_id = ids[int(place * len(ids))]
        return lambda: at.desk.do(edit.edit, Case, case_id, said)

    def _fields(self, at: Machine) -> dict[str, Any]:
        names = self.chance.sample(FIELDS, self.chance.choice((1, 1, 2)))
        return {n: self.text() for n in names if self._knows(at, n)} or {"summary": self.text()}

    def _knows(self, at: Machine, field: str) -> bool:
        return at.version != versions.OLD or field != versions.LATER_FIELD

    def _edit(self, at: Machine, record: type[Record], values: dict[str, Any]) -> Act:
        row = self._any(at, record)
        if row is None:
            return self.register(at)
        return lambda: at.desk.do(edit.edit, record, row, values)

    def _below(
        self, at: Machine, doing: Callable[..., str], told: dict[str, Any], kind: type[Record]
    ) -> Act:
        if self.chance.random() < 0.25:
            name = next(iter(told))
            return self._edit(at, kind, {name: told[name]})
        case_id = self._any(at, Case)
        if case_id is None:
            return self.register(at)
        return lambda: at.desk.do(doing, case_id, told)

    def _any(self, at: Machine, record: type[Record]) -> str | None:
        """Any row of a kind, by its id alone: what is shown in it decides nothing here."""
        with at.shelf.engine.connect() as link:
            told = f'SELECT id FROM "{record.kind()}" ORDER BY id'
            ids = [row[0] for row in link.exec_driver_sql(told)]
        place = self.chance.random()
        recent = ids if place < 0.7 else ids[-3:]
        return recent[int(self.chance.random() * len(recent))] if recent else None


def is_lawful(why: Trouble) -> bool:
    return why.key.startswith(LAWFUL)
