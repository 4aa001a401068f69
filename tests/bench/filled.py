"""A room with thousands of cases, made once a run: what a room holds after years.

Real in it: the encrypted file, the room, its people and keys (made by the program's own door), every row,
the index, and a signed journal whose fold the rows are. Made up faster than a room would: one entry a case,
where a room would have written about seven, and agreements that nobody froze.
"""

from __future__ import annotations

import atexit
import functools
import random
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Connection

from app import clock
from app.desk import room as rooms
from app.desk.desk import Desk
from app.records import (
    Agreement,
    Case,
    MediationSession,
    Party,
    Performance,
    PerformanceItem,
    Place,
    Record,
    Visit,
)
from app.records.field import fields_of, to_json
from app.store import chain, search, statements
from app.store.journal import APPLIED
from app.store.shelf import Shelf
from tests.bench.invented_cases import DEED, THING, VILLAGES, Invention
from tests.rooms import make_room

NAME = "MediationRoom"  # where the program looks by itself, once the data home is the folder above
OPEN = 0.03  # of all cases; the newest
DILIGENT = 0.85  # of what an open case promised for the past
YEARS = 10
SLICE = 500
MOVE_END = "UPDATE tip SET id = ?, seq = ?, lam = ? WHERE log = ?"
ADD_ENTRY = "INSERT INTO entry (id, log, seq, lam, state, header, body, sig) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


@functools.cache
def room_with(cases: int) -> Path:
    """The folder of a room with so many cases; gone when the run ends. Everybody's password is `rooms.PASSWORD`."""
    folder = Path(tempfile.mkdtemp(prefix="filled-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = make_room(folder / NAME)
    fill(desk, cases)
    with desk.shelf.engine.connect() as link:
        link.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    desk.close()
    return folder / NAME


def fill(desk: Desk, cases: int) -> None:
    """So many cases into a room that has none."""
    room = desk.look(rooms.own_room, desk.shelf.log)
    staff = [m.id for m in desk.look(rooms.mediators, room.id)]
    story = _Story(cases, room.id, staff, desk.today())
    with desk.shelf.local_writing() as link:
        writer = _Writer(link, desk.shelf, desk.user)
        writer.write([story.places])
        batch: list[list[Record]] = []
        for told in story.cases():
            batch.append(told)
            if len(batch) == SLICE:
                writer.write(batch)
                batch = []
        writer.write(batch)
        writer.close()
        search.rebuild(link)


class _Story:
    """Ten years of one room: what each case left behind."""

    def __init__(self, cases: int, room_id: str, staff: list[str], today: date) -> None:
        self.invention = Invention(cases, seed=11)
        self.dice: random.Random = self.invention.dice
        self.count, self.room_id, self.staff, self.today = cases, room_id, staff, today
        self.places: list[Record] = [Place(room_id=room_id, name=f"{v}村") for v in VILLAGES]

    def cases(self) -> Iterator[list[Record]]:
        still_open = max(1, int(self.count * OPEN))
        for n in range(self.count):
            is_open = n >= self.count - still_open
            if is_open:
                back = (self.count - 1 - n) * 90 // still_open  # the last three months
            else:
                back = 90 + (self.count - still_open - n) * YEARS * 365 // self.count
            yield self._case(n, self.today - timedelta(days=back), is_open=is_open)

    def _case(self, n: int, day: date, *, is_open: bool) -> list[Record]:
        dice, place = self.dice, self.dice.choice(self.places)
        told = self.invention._case(n)  # its story, parties and terms; the days are ours
        one, parties = told[0][0], told[1]
        case = Case(
            id=one["id"], room_id=self.room_id, file_no=f"（{day.year}）柳人调字第{n + 1}号",
            line=dice.choice(("grid", "hotline", "petition", "visit")), source=dice.choice(("applied", "own")),
            dispute_type=one["dispute_type"], place_id=place.id, tier=dice.choice(("simple", "coordinated", "hard")),
            route=dice.choices(("people", "administrative", "judicial"), (70, 20, 10))[0],
            happened_on=day - timedelta(days=dice.randrange(20)), happened_at=one["happened_at"],
            registered_on=day, accepted_on=day, summary=one["summary"], requests=one["requests"],
            lead_id=dice.choice(self.staff), assist_ids=[dice.choice(self.staff)],
        )  # fmt: skip
        found: list[Record] = [case, *(Party(**p) for p in parties)]
        age = (self.today - day).days
        if is_open and age < 10:
            return found
        return found + self._mediated(case, found[1].id, day, age, is_open=is_open)

    def _mediated(
        self, case: Case, party_id: str, day: date, age: int, *, is_open: bool
    ) -> list[Record]:
        dice = self.dice
        sat = day + timedelta(days=dice.randrange(2, 9))
        agreed = dice.random() < 0.85
        session = MediationSession(
            case_id=case.id, number=1, at=datetime.combine(sat, time(9, 30)), place="本室",
            mediator_ids=self.staff[:2], recorder_id=self.staff[2], rights_told=True, record=case.summary,
            outcome="agreed" if agreed else "not_agreed",
        )  # fmt: skip
        if not agreed:
            if not is_open:
                case.ended_on, case.told_routes, case.closed_on, case.retention = sat, True, sat, "short"  # fmt: skip
            return [session]
        agreement = Agreement(
            case_id=case.id, form="written", number=case.file_no, made_on=sat, parties_signed_on=sat,
            mediator_signed_on=sat, sealed_on=sat, terms=[f"{dice.choice(DEED)}{dice.choice(THING)}，不得反悔"] * 3,
        )  # fmt: skip
        items = [
            PerformanceItem(
                case_id=case.id, agreement_id=agreement.id, position=n, party_id=party_id, what=f"支付第{n}期款",
                amount=Decimal(dice.randrange(5, 200) * 100), manner="cash",
                due_on=sat + timedelta(days=dice.randrange(5, 60)),
            )
            for n in (1, 2)
        ]  # fmt: skip
        found: list[Record] = [session, agreement, *items]
        last = max(i.due_on or sat for i in items)
        if not is_open:
            case.closed_on, case.retention, case.goals = last + timedelta(days=3), "long", ["settled"]  # fmt: skip
        return found + self._done(case, items, last)

    def _done(self, case: Case, items: list[PerformanceItem], last: date) -> list[Record]:
        """What fell due was mostly done, and somebody went to see."""
        dice = self.dice
        due = [i for i in items if i.due_on and i.due_on < self.today]
        paid: list[Record] = [
            Performance(case_id=case.id, item_id=i.id, done_on=i.due_on, amount=i.amount, complete=True)
            for i in due
            if case.closed_on or dice.random() < DILIGENT
        ]  # fmt: skip
        seen = sorted({i.due_on or last for i in due})
        visits = [
            Visit(
                case_id=case.id, done_on=min(on + timedelta(days=2), self.today), by_id=case.lead_id, manner="door",
                performed=True, satisfaction="satisfied", relapse=False, note="已按协议履行，双方见面说话。",
            )
            for on in seen
            if case.closed_on or dice.random() < DILIGENT
        ]  # fmt: skip
        return [*paid, *visits]


class _Writer:
    """Goes on with the room's own log: an entry a case, signed, and the rows it tells."""

    def __init__(self, link: Connection, shelf: Shelf, user: str) -> None:
        self.link, self.shelf, self.user = link, shelf, user
        ((self.prev, self.seq, self.lam),) = statements.ask(link, "SELECT id, seq, lam FROM tip")

    def write(self, batch: list[list[Record]]) -> None:
        rows: dict[type[Record], list[Record]] = {}
        entries = []
        for told in batch:
            one = self._sign(told)
            h = one.head
            entries.append((one.id, h.log, h.seq, h.lam, APPLIED, one.header, one.body, one.sig))
            for row in told:
                row.v = {"*": one.id}
                rows.setdefault(type(row), []).append(row)
        if entries:
            statements.send(self.link, ADD_ENTRY, *entries)
        for record, each in rows.items():
            statements.add_rows(self.link, record, each)

    def _sign(self, told: list[Record]) -> chain.Entry:
        ops = []
        for row in told:
            known = fields_of(type(row))
            said = {
                n: to_json(f, vars(row)[n])
                for n, f in known.items()
                if vars(row).get(n) is not None
            }
            ops.append(["i", row.kind(), row.id, said])
        self.seq, self.lam = self.seq + 1, self.lam + 1
        one = chain.write(
            self.shelf.key, seq=self.seq, prev=self.prev, see=[], lam=self.lam,
            wall=clock.now().isoformat(), user=self.user, ops=ops, verb="register_case",
        )  # fmt: skip
        self.prev = one.id
        return one

    def close(self) -> None:
        told = (self.prev, self.seq, self.lam, self.shelf.log)
        statements.send(self.link, MOVE_END, told)
