"""Three machines exchange bundles in any order, any number of times: invariants I2 to I5 (sync specification 3.1)."""

from __future__ import annotations

import io
import random
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from nacl.signing import SigningKey
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.records import Agreement, Case
from app.store import absorb, chain, journal
from app.store.shelf import Shelf
from app.store.tables import entry, head
from app.sync import bundle, pack, seal, unpack
from tests.machines import change, entries, register, rows_on, shelf_in, state, take

MACHINES = st.integers(0, 2)
FIELDS = st.sampled_from(["summary", "remark", "happened_at"])


class Village(RuleBasedStateMachine):
    """A room of three workstations and the sticks between them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.machines: list[Shelf] = []
        self.sticks: list[tuple[int, bytes]] = []  # for whom, and the sealed bundle
        self.had: dict[int, bundle.Have] = {}
        self.cases: list[str] = []
        self.agreements: list[str] = []
        self.said = 0
        self.chance = pytest.MonkeyPatch()

    @initialize(seed=st.integers(0, 2**16))
    def settle(self, seed: int) -> None:
        """All chance comes from one seed, so that a failing story can be told again."""
        source = random.Random(seed)
        self.chance.setattr(secrets, "token_bytes", source.randbytes)
        self.chance.setattr(secrets, "token_hex", lambda n: source.randbytes(n).hex())
        keys = [SigningKey(source.randbytes(32)) for _ in range(3)]
        self.machines = [shelf_in(self.folder / str(n), key) for n, key in enumerate(keys)]

    def teardown(self) -> None:
        self.chance.undo()
        for machine in self.machines:
            machine.close()
        shutil.rmtree(self.folder)

    def text(self) -> str:
        self.said += 1
        return f"第{self.said}句"

    @rule(at=MACHINES)
    def register(self, at: int) -> None:
        self.cases.append(self.machines[at].write("u", "register", register)[0])

    @rule(at=MACHINES)
    def draft(self, at: int) -> None:
        def act(db: Session) -> str:
            agreement = Agreement(terms=[self.text()])
            db.add(agreement)
            return agreement.id

        self.agreements.append(self.machines[at].write("u", "draft", act)[0])

    @precondition(lambda self: self.cases)
    @rule(at=MACHINES, which=st.integers(0, 50), fields=st.sets(FIELDS, min_size=1))
    def edit(self, at: int, which: int, fields: set[str]) -> None:
        case_id = self.cases[which % len(self.cases)]
        if self.holds(at, Case, case_id):
            values = {field: self.text() for field in fields}
            self.machines[at].write("u", "edit", lambda db: change(db, case_id, **values))

    @precondition(lambda self: self.agreements)
    @rule(at=MACHINES, which=st.integers(0, 50), signing=st.booleans())
    def word_or_sign(self, at: int, which: int, signing: bool) -> None:
        agreement_id = self.agreements[which % len(self.agreements)]

        def act(db: Session) -> None:
            agreement = db.get(Agreement, agreement_id)
            if agreement is None or agreement.frozen:
                return
            agreement.terms = [self.text()]
            if signing:
                agreement.freeze()

        self.machines[at].write("u", "sign" if signing else "word", act)

    def holds(self, at: int, record: type[Any], row: str) -> bool:
        with self.machines[at].reading() as db:
            return db.get(record, row) is not None

    @rule(from_=MACHINES, to=MACHINES, everything=st.booleans())
    def make(self, from_: int, to: int, everything: bool) -> None:
        mine, theirs = self.machines[from_], self.machines[to]
        known = {} if everything else self.had.get(from_ * 3 + to, {})
        with mine.reading() as db:
            packed = pack.pack(
                mine.key, journal.entries_lacking(db, known), to=theirs.log, room="r",
                card=bundle.Card("n", "room", seal.address(mine.identity)), have=journal.have(db),
                scratch=self.folder,
            )  # fmt: skip
        out = io.BytesIO()
        packed.pour(out, seal.address(theirs.identity))
        self.sticks.append((to, out.getvalue()))

    @precondition(lambda self: self.sticks)
    @rule(which=st.integers(0, 50))
    def deliver(self, which: int) -> None:
        to, told = self.sticks[which % len(self.sticks)]
        self.receive(to, told)

    def receive(self, to: int, told: bytes) -> None:
        machine = self.machines[to]
        opened = unpack.unpack(
            io.BytesIO(told), len(told), identity=machine.identity, me=machine.log,
            admits=lambda log: True, scratch=self.folder,
        )  # fmt: skip
        done = machine.take(opened.entries(), lambda link, done: None)
        assert done.refused == []
        sender = [m.log for m in self.machines].index(opened.header.sender)
        self.had[to * 3 + sender] = opened.header.have

    @precondition(lambda self: self.sticks)
    @rule(which=st.integers(0, 50))
    def deliver_again(self, which: int) -> None:
        """I5: a second time changes nothing."""
        to, told = self.sticks[which % len(self.sticks)]
        self.receive(to, told)
        before = state(self.machines[to])
        self.receive(to, told)
        assert state(self.machines[to]) == before

    @rule(at=MACHINES, from_=MACHINES, seed=st.integers(0, 2**16))
    def shuffle(self, at: int, from_: int, seed: int) -> None:
        """A relay may carry entries in any order and leave some out."""
        told = entries(self.machines[from_])
        random.Random(seed).shuffle(told)
        assert take(self.machines[at], told[: 1 + len(told) * 2 // 3]).refused == []

    @rule(at=MACHINES)
    def rebuild(self, at: int) -> None:
        """I4: the rows are a function of the journal."""
        machine = self.machines[at]
        with machine.local_writing() as link:
            before = rows_on(link)
            absorb.rebuild(link)
            assert rows_on(link) == before

    @invariant()
    def nothing_is_silently_overwritten(self) -> None:
        """I2, told by the set of applied entries alone."""
        for machine in self.machines:
            with machine.engine.connect() as link:
                assert heads_on(link) == heads_told(link)

    @invariant()
    def who_has_the_same_entries_has_the_same_state(self) -> None:
        """I3."""
        seen: dict[str, Any] = {}
        for machine in self.machines:
            now = state(machine)
            other = seen.setdefault(str(sorted(now["entry"])), now)
            assert now == other

    @rule()
    def heal(self) -> None:
        """All roads open: everybody ends with the same, and then falls silent (I14)."""
        for _ in range(2):
            for from_ in range(3):
                for to in range(3):
                    if from_ != to:
                        take(self.machines[to], entries(self.machines[from_]))
        states = [state(machine) for machine in self.machines]
        assert states[0] == states[1] == states[2]
        with self.machines[0].reading() as db:
            assert journal.waiting(db) == 0


def heads_told(link: Any) -> set[tuple[str, str, str, str]]:
    """Every version no applied entry has named as its base, signed ones always."""
    rows = link.execute(
        select(entry.c.header, entry.c.body, entry.c.sig).where(entry.c.state != journal.WAITING)
    )
    said, named = set(), set()
    for row in rows:
        one = chain.stored(row.header, row.body, row.sig)
        for op, kind, row_id, told in chain.content(one).ops:
            for field in fields_of_kind(kind) if op == "i" else told:
                place = (kind, row_id, field)
                said.add((*place, one.id, op == "z"))
                if op != "i":
                    named |= {(*place, base) for base in told[field][0]}
    return {place[:4] for place in said if place[4] or place[:4] not in named}


def heads_on(link: Any) -> set[tuple[str, str, str, str]]:
    found = {(h.kind, h.row, h.field, h.version) for h in link.execute(select(head))}
    for kind in ("case", "party", "agreement"):
        found |= set(shown(link, kind))
    return found


def shown(link: Any, kind: str) -> Iterator[tuple[str, str, str, str]]:
    import json

    from sqlalchemy import text

    for row in link.execute(text(f'SELECT id, _v FROM "{kind}"')):
        versions = json.loads(row[1])
        for field in fields_of_kind(kind):
            yield kind, row[0], field, versions.get(field) or versions["*"]


def fields_of_kind(kind: str) -> list[str]:
    from app.records import RECORDS
    from app.records.field import fields_of

    return list(fields_of(RECORDS[kind]))


TestVillage = pytest.mark.slow(Village.TestCase)
TestVillage.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
