"""A computer with an approved key and bad intentions, and strangers without any.

What it signs is a bundle as any other; the entries in it are wrong in one way each. Those that are evidence all
the same (nobody can tell them from honest work) join the ledger; the others must never be applied anywhere.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nacl.signing import SigningKey

from app.store import chain, peers
from app.sync import bundle, pack, seal
from tests.simulation.fate import age_identity
from tests.simulation.road import FORGED, Parcel

if TYPE_CHECKING:
    from tests.simulation.machine import Machine
    from tests.simulation.world import World

FIELDS = {
    "case": "summary", "party": "name", "room": "room_name", "workstation": "name", "mediator": "name", "place": "name",
}  # fmt: skip
GOOD = ("honest look", "fork", "foreign row", "second identity", "unknown kind", "lying header")
NEVER = (
    "wrong order",
    "gap",
    "broken chain",
    "bad content",
    "unknown base",
    "far schema",
    "cause in its own log",
)
FOREIGN = "others' rows"
AT_CENTRES = (FOREIGN, "foreign log")  # a room receives only what is for it
REFUSED = ("bad signature", "bad body", "foreign name", "foreign log", "wrong address")


@dataclass
class Hostile:
    """Its keys and where its log stands."""

    world: World
    place: str
    key: SigningKey = field(init=False)
    identity: str = field(init=False)
    seq: int = 0
    prev: str | None = None
    lam: int = 0

    def __post_init__(self) -> None:
        draws = self.world.fate.draws
        self.key = SigningKey(draws.randbytes(32))
        self.identity = age_identity(draws.randbytes(32))

    @property
    def log(self) -> str:
        return chain.log_name(self.key)

    def enrol(self, at: Machine, role: str) -> None:
        """Somebody was talked into approving it."""
        room = self.world.room_ids[self.place]
        met = peers.Peer(self.log, role, room, "hostile", seal.address(self.identity))
        with at.shelf.local_writing() as link:
            peers.meet(link, met)
            peers.trust(link, self.log, at.now().isoformat())
        self.world.ledger.owner[self.log] = self.place

    def parcel(self, at: Machine, kind: str) -> Parcel:
        """A bundle of one kind of malice for this machine."""
        entries, more = self._entries(kind, at)
        return self.sealed(at, kind, entries, **more)

    def sealed(self, at: Machine, kind: str, entries: list[chain.Entry], **more: Any) -> Parcel:
        """A bundle of these entries, signed and sealed as any other."""
        to = "A" * 43 if kind == "wrong address" else at.log
        have: bundle.Have = {self.log: [(self.seq, self.prev)]} if self.prev else {}
        if kind == "lying header":
            have = {log: [(10**6, "Z" * 43)] for log in self.world.ledger.owner}
        packed = pack.pack(
            self.key, entries, card=bundle.Card("x", "room", seal.address(self.identity)),
            room=self.world.room_ids[self.place], to=to, have=have, scratch=at.folder, **more,
        )  # fmt: skip
        out = io.BytesIO()
        packed.pour(out, seal.address(at.shelf.identity.split("\n")[0]))
        return Parcel("hostile", at.log, out.getvalue(), FORGED if kind in REFUSED else "whole")

    def _entries(self, kind: str, at: Machine) -> tuple[list[chain.Entry], dict[str, Any]]:
        salt = self.world.fate.draws.randbytes(4).hex()
        row = ["i", "case", self.world.fate.draws.randbytes(16).hex(), {"summary": salt}]
        good = self._next([row])
        if kind in {"honest look", "lying header", "wrong address"}:
            return self._keep(good, kind), {}
        if kind == "fork":
            return [*self._keep(good, kind), *self._keep(self._again(good, salt), kind)], {}
        if kind in {"foreign row", "second identity"}:
            return self._keep(self._touching(kind, salt), kind), {}
        if kind == "unknown kind":
            ops = [
                ["i", "comet", salt, {"tail": 1}],
                ["u", "case", salt, {"colour": [[], "red"]}],
                row,
            ]
            return self._keep(self._next(ops), kind), {}
        if kind == "foreign log":
            theirs = [e for e in self.world.ledger.entries.values() if self._is_foreign(e.log)]
            return [self._as_entry(e.signed) for e in theirs[:3]] or [
                self._broken("bad body", row)
            ], {}
        if kind == FOREIGN:
            found = self._on_others(at, salt)
            return self._keep(found or good, kind if found else "honest look"), {}
        wrong = self._broken(kind, row)
        return [*self._keep(wrong, kind), *self._keep(good, "honest look")], {}

    def naming(self, ops: list[Any]) -> list[chain.Entry]:
        """An entry that is evidence, whatever it says."""
        return self._keep(self._next(ops), "honest look")

    def _is_foreign(self, log: str) -> bool:
        owner = self.world.ledger.owner[log]
        return owner != self.place and owner[0] == "R"

    def _next(self, ops: list[Any], **changed: Any) -> chain.Entry:
        told: dict[str, Any] = {
            "seq": self.seq + 1, "prev": self.prev, "see": [], "lam": self.lam + 1, "wall": "2030-01-01T00:00:00",
            "user": "x", "ops": ops, "verb": "x", "schema": 1,
        }  # fmt: skip
        return chain.write(self.key, **{**told, **changed})

    def _again(self, one: chain.Entry, salt: str) -> chain.Entry:
        """Another entry with the same number and the same past."""
        head = one.head
        ops = [["i", "case", f"f{salt}", {"summary": f"fork {salt}"}]]
        return self._next(ops, seq=head.seq, prev=head.prev, lam=head.lam)

    def _touching(self, kind: str, salt: str) -> chain.Entry:
        """Somebody else's row changed, or claimed as its own."""
        seen = [
            (e, op)
            for e in self.world.ledger.entries.values()
            for op in e.body.ops
            if op[0] == "i" and op[1] == "case" and self.world.ledger.owner[e.log] == self.place
        ]
        if not seen:
            return self._next([["i", "case", salt, {"summary": salt}]])
        one, op = seen[self.world.chance.randrange(len(seen))]
        told = ["u", "case", op[2], {"summary": [[one.id], salt]}]
        if kind == "second identity":
            told = ["i", "case", op[2], {"summary": salt, "remark": salt}]
        see = [] if one.log == self.log else [one.id]
        lam = 1 + max(self.lam, one.lam if see else 0)
        return self._next([told], see=see, lam=lam)

    def _on_others(self, at: Machine, salt: str) -> chain.Entry | None:
        """A row of another place changed, claimed, or hung something under."""
        there, known = set(at.ids("1, 2, 3")), self.world.ledger
        put_back = self.world.tally["silent restores"] + self.world.tally["restored backups"]
        seen = [
            (e, op)
            for e in known.entries.values()
            if e.id in there and not self._is_for(known.owner[e.log], sure=not put_back)
            for op in e.body.ops
            if op[0] == "i" and op[1] in FIELDS
        ]
        if not seen:
            return None
        one, (_, kind, row, _) = self.world.chance.choice(seen)
        ops: list[Any] = [["u", kind, row, {FIELDS[kind]: [[one.id], salt]}]]
        if kind == "case":
            ops.append(["i", kind, row, {FIELDS[kind]: salt}])
            ops.append(["i", "party", salt, {"case_id": row, "name": salt}])
        told = self.world.chance.choice(ops)
        return self._next([told], see=[one.id], lam=1 + max(self.lam, one.lam))

    def _is_for(self, owner: str, *, sure: bool) -> bool:
        """Whether a log is for its own place. Where a centre forgot a lane for all, whoever brings it may own it."""
        return owner == self.place or (owner[0] == "*" and not sure)

    def _broken(self, kind: str, row: list[Any]) -> chain.Entry:
        """An entry with one thing wrong with it."""
        ops = [row]
        if kind == "wrong order":
            return self._next(ops, lam=self.lam + 1 + self.world.chance.choice((-1, 1, 10**9)) or 7)
        if kind == "gap":
            return self._next(ops, seq=self.seq + 5, prev="G" * 43, lam=self.lam + 5)
        if kind == "broken chain":
            return self._next(ops, seq=self.seq + 3, prev=self.prev or "G" * 43)
        if kind == "bad content":
            wrong: Any = self.world.chance.choice(
                (
                    ["i", "case", "\n", {}],
                    ["i", "case", "x", {"summary": 7}],
                    ["u", "case", row[2], {"summary": 1}],
                )
            )
            return self._next([row, wrong])
        if kind == "unknown base":
            return self._next([["u", "case", row[2], {"summary": [["B" * 43], "x"]}]])
        if kind == "far schema":
            return self._next(ops, schema=2**30)
        if kind == "cause in its own log":
            return self._next(ops, see=[self.prev or "G" * 43])
        good = self._next(ops)
        if kind == "bad body":
            return self._as_entry(
                chain.Signed(good.header, good.body.replace(b"i", b"u", 1), good.sig)
            )
        if kind == "foreign name":
            header = good.header.replace(self.log.encode(), self.world.machines[0].log.encode())
            sig = self.key.sign(chain.DOMAIN + header).signature
            return self._as_entry(chain.Signed(header, good.body, sig))
        return self._as_entry(chain.Signed(good.header, good.body, bytes(64)))

    def _as_entry(self, told: chain.Signed) -> chain.Entry:
        return chain.stored(*told)

    def _keep(self, one: chain.Entry, kind: str) -> list[chain.Entry]:
        """The world knows of it; where it is evidence, its log goes on behind it."""
        if kind in REFUSED:
            return [one]
        signed = chain.Signed(one.header, one.body, one.sig)
        self.world.ledger.enter(
            signed, "hostile", self.place, never=kind in NEVER, foreign=kind == FOREIGN
        )
        if kind in {*GOOD, FOREIGN}:
            self.seq, self.prev, self.lam = one.head.seq, one.id, one.head.lam
        return [one]


def kinds_for(at: Machine) -> tuple[str, ...]:
    """What malice may be tried there; a room-mate's word counts for whatever it brings."""
    told = (*GOOD, *NEVER, *REFUSED)
    return (
        (*told, *AT_CENTRES, *AT_CENTRES)
        if at.is_centre
        else tuple(one for one in told if one not in AT_CENTRES)
    )


def stranger(world: World, at: Machine) -> Parcel:
    """Somebody nobody ever approved."""
    return Hostile(world, world.rooms[0]).parcel(at, "honest look")
