"""Take entries of other machines into the journal and fold them into the rows; rebuild rows from the journal.

Works in slices: verify, fetch the rows touched, fold in memory, write back with one statement a table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, tuple_, update

from app.records import RECORDS
from app.records.field import Field, fields_of, from_json, to_json
from app.store import chain
from app.store.journal import APPLIED, PARTLY, WAITING
from app.store.merge import Head, Row, fold
from app.store.tables import entry, head, tip

SLICE = 500


@dataclass
class Absorbed:
    """What taking in did: entries new here, known already, still waiting, refused with a reason each."""

    new: int = 0
    known: int = 0
    waiting: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)  # (entry id, reason)
    touched: set[tuple[str, str]] = field(default_factory=set)  # (kind, row id)


def absorb(link: Connection, entries: Iterable[chain.Entry]) -> Absorbed:
    """Store and apply entries already verified by `chain.read`, inside the caller's transaction."""
    done = Absorbed()
    batch: list[chain.Entry] = []
    for one in entries:
        batch.append(one)
        if len(batch) == SLICE:
            _absorb_slice(link, batch, done)
            batch = []
    if batch:
        _absorb_slice(link, batch, done)
    done.waiting = len(link.execute(select(entry.c.n).where(entry.c.state == WAITING)).all())
    return done


def _absorb_slice(link: Connection, batch: list[chain.Entry], done: Absorbed) -> None:
    ids = [e.id for e in batch]
    known = {
        i
        for start in range(0, len(ids), 500)
        for i in link.scalars(select(entry.c.id).where(entry.c.id.in_(ids[start : start + 500])))
    }
    fresh: dict[str, chain.Entry] = {}
    for one in batch:
        if one.id in known or one.id in fresh:
            done.known += 1
        else:
            fresh[one.id] = one
    if not fresh:
        return
    waiting = {e.id: e for e in _waiting(link)}
    _apply(link, {**waiting, **fresh}, fresh, done)


def _waiting(link: Connection) -> list[chain.Entry]:
    rows = link.execute(
        select(entry.c.header, entry.c.body, entry.c.sig).where(entry.c.state == WAITING)
    )
    return [chain.stored(r.header, r.body, r.sig) for r in rows]


def _apply(
    link: Connection, todo: dict[str, chain.Entry], fresh: dict[str, chain.Entry], done: Absorbed
) -> None:
    """Apply what is ready, causes first; store the rest as waiting; refuse what does not fit its past."""
    causes = {c for e in todo.values() for c in _causes(e)}
    lams = _lams_of(link, causes)
    desk = Fold(link)
    states: dict[str, int] = {}
    refused: set[str] = set()
    ordered = sorted(todo.values(), key=lambda e: (e.head.lam, e.id))
    for one in ordered:
        needs = _causes(one)
        if any(c not in lams for c in needs) or one.head.schema > chain.SCHEMA:
            continue
        try:
            states[one.id] = _apply_one(desk, one, lams, needs)
        except chain.Fault as why:
            refused.add(one.id)
            done.refused.append((one.id, why.reason))
            continue
        lams[one.id] = (one.head.lam, one.head.seq, one.head.log)
    _store(link, todo, fresh, states, refused)
    _move_tips(link, [todo[i] for i in states])
    desk.write_back()
    done.new += len(states)
    done.touched |= set(desk.rows)


def _causes(one: chain.Entry) -> list[str]:
    return ([one.head.prev] if one.head.prev else []) + one.head.see


def _lams_of(link: Connection, ids: Iterable[str]) -> dict[str, tuple[int, int, str]]:
    wanted = sorted(ids)
    found = {}
    for start in range(0, len(wanted), 500):
        rows = link.execute(
            select(entry.c.id, entry.c.lam, entry.c.seq, entry.c.log).where(
                entry.c.id.in_(wanted[start : start + 500]), entry.c.state != WAITING
            )
        )
        found.update({r.id: (r.lam, r.seq, r.log) for r in rows})
    return found


def _apply_one(
    desk: Fold, one: chain.Entry, lams: dict[str, tuple[int, int, str]], needs: list[str]
) -> int:
    h = one.head
    if h.lam != 1 + max((lams[c][0] for c in needs), default=0):
        raise chain.Fault("order")
    if h.prev is not None and lams[h.prev][1:] != (h.seq - 1, h.log):
        raise chain.Fault("chain")
    if any(lams[c][2] == h.log for c in h.see):
        raise chain.Fault("chain")
    ops = chain.content(one).ops
    checked = [_check(op) for op in ops]
    complete = True
    for (name, kind, row_id, told), ok in zip(ops, checked, strict=True):
        if kind not in RECORDS or not ok:
            complete = False
            continue
        known = desk.known(kind)
        complete &= fold(desk.row(kind, row_id), name, told, one.id, h.lam, set(known), desk.lam_of)
    desk.lams[one.id] = h.lam
    return APPLIED if complete else PARTLY


def _check(op: tuple[str, str, str, dict[str, Any]]) -> bool:
    """Whether this program understands the op; raises Fault where a known field has a foreign shape."""
    name, kind, row_id, told = op
    if name not in {"i", "u", "r", "z"}:
        return False
    if len(row_id) > 64:
        raise chain.Fault("content")
    if kind not in RECORDS:
        return False
    known = fields_of(RECORDS[kind])
    if name == "z" and not set(known) <= set(told):
        raise chain.Fault("content")
    for f, value in told.items():
        if name != "i":
            if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], list)):
                raise chain.Fault("content")
            if not all(isinstance(b, str) for b in value[0]):
                raise chain.Fault("content")
            value = value[1]  # noqa: PLW2901
        if f in known:
            try:
                from_json(known[f], value)
            except (ValueError, ArithmeticError) as why:
                raise chain.Fault("content") from why
    return True


def _store(
    link: Connection,
    todo: dict[str, chain.Entry],
    fresh: dict[str, chain.Entry],
    states: dict[str, int],
    refused: set[str],
) -> None:
    rows = [
        {
            "id": e.id, "log": e.head.log, "seq": e.head.seq, "lam": e.head.lam,
            "state": states.get(e.id, WAITING), "header": e.header, "body": e.body, "sig": e.sig,
        }
        for e in sorted(fresh.values(), key=lambda e: (e.head.lam, e.id))
        if e.id not in refused
    ]  # fmt: skip
    if rows:
        link.execute(insert(entry), rows)
    for id_, state in states.items():
        if id_ not in fresh:
            link.execute(update(entry).where(entry.c.id == id_).values(state=state))
    gone = [i for i in refused if i in todo and i not in fresh]
    if gone:
        link.execute(delete(entry).where(entry.c.id.in_(gone)))


def _move_tips(link: Connection, applied: list[chain.Entry]) -> None:
    """An applied entry ends its log unless another applied entry follows it."""
    followed = {e.head.prev for e in applied if e.head.prev}
    if followed:
        gone = sorted(followed)
        for start in range(0, len(gone), 500):
            link.execute(delete(tip).where(tip.c.id.in_(gone[start : start + 500])))
    ends = [
        {"id": e.id, "log": e.head.log, "seq": e.head.seq, "lam": e.head.lam, "named": False}
        for e in applied
        if e.id not in followed
    ]
    if ends:
        link.execute(insert(tip), ends)


class Fold:
    """The rows being folded: fetched once, changed in memory, written back once."""

    def __init__(self, link: Connection) -> None:
        self.link = link
        self.rows: dict[tuple[str, str], Row] = {}
        self.lams: dict[str, int] = {}
        self._known: dict[str, dict[str, Field]] = {}

    def known(self, kind: str) -> dict[str, Field]:
        if kind not in self._known:
            self._known[kind] = fields_of(RECORDS[kind])
        return self._known[kind]

    def lam_of(self, version: str) -> int:
        if version not in self.lams:
            found = self.link.execute(select(entry.c.lam).where(entry.c.id == version)).scalar()
            self.lams[version] = found or 0
        return self.lams[version]

    def row(self, kind: str, row_id: str) -> Row:
        if (kind, row_id) not in self.rows:
            self.rows[kind, row_id] = self._fetch(kind, row_id)
        return self.rows[kind, row_id]

    def _fetch(self, kind: str, row_id: str) -> Row:
        table: Table = RECORDS[kind].__table__  # type: ignore[assignment]
        stored = self.link.execute(select(table).where(table.c.id == row_id)).mappings().first()
        row = Row(kind, row_id)
        if stored is None:
            return row
        row.values = {n: to_json(f, stored[n]) for n, f in self.known(kind).items()}
        row.versions = dict(stored["_v"] or {})
        row.freezes = [x for x in (stored["_frozen"] or "").split(",") if x]
        row.exists = bool(row.versions.get("*"))
        row.in_store = True
        further = self.link.execute(select(head).where(head.c.kind == kind, head.c.row == row_id))
        for h in further:
            row.heads.setdefault(h.field, []).append(
                Head(h.version, h.lam, json.loads(h.value), h.frozen)
            )
        return row

    def write_back(self) -> None:
        """Put every changed row into its table and its further heads beside it."""
        for kind in sorted({kind for kind, _ in self.rows}):
            changed = [r for (k, _), r in self.rows.items() if k == kind and r.changed]
            table: Table = RECORDS[kind].__table__  # type: ignore[assignment]
            new = [self._columns(r) for r in changed if not r.in_store]
            old = [{**self._columns(r), "key": r.id} for r in changed if r.in_store]
            if new:
                self.link.execute(insert(table), new)
            if old:
                setting: dict[str, Any] = {
                    c.name: bindparam(c.name) for c in table.columns if c.name != "id"
                }
                self.link.execute(
                    update(table).where(table.c.id == bindparam("key")).values(setting), old
                )
        self._write_heads()
        for row in self.rows.values():
            row.in_store, row.changed = True, False

    def _columns(self, row: Row) -> dict[str, Any]:
        known = self.known(row.kind)
        return {
            **{n: from_json(f, row.values.get(n)) for n, f in known.items()},
            "id": row.id,
            "_v": row.versions,
            "_frozen": ",".join(row.freezes) or None,
        }

    def _write_heads(self) -> None:
        places = [key for key, r in self.rows.items() if r.changed and r.heads]
        for start in range(0, len(places), 500):
            part = places[start : start + 500]
            self.link.execute(delete(head).where(tuple_(head.c.kind, head.c.row).in_(part)))
        told = [
            {
                "kind": r.kind, "row": r.id, "field": name, "version": h.version, "lam": h.lam,
                "frozen": h.frozen, "value": json.dumps(h.value, ensure_ascii=False),
            }
            for key in places
            for r in [self.rows[key]]
            for name, heads in r.heads.items()
            for h in heads
        ]  # fmt: skip
        if told:
            self.link.execute(insert(head), told)


def rebuild(link: Connection) -> int:
    """Make every row again from the journal alone; returns the entries folded. Invariant I4."""
    for record in RECORDS.values():
        link.execute(delete(record))
    link.execute(delete(head))
    rows = link.execute(
        select(entry.c.header, entry.c.body, entry.c.sig)
        .where(entry.c.state != WAITING)
        .order_by(entry.c.lam, entry.c.id)
    ).all()
    fold_all = Fold(link)
    for row in rows:
        one = chain.stored(row.header, row.body, row.sig)
        lam, complete = one.head.lam, True
        for op in chain.content(one).ops:
            if op[1] not in RECORDS or not _check(op):
                complete = False
                continue
            known = set(fold_all.known(op[1]))
            complete &= fold(
                fold_all.row(op[1], op[2]), op[0], op[3], one.id, lam, known, fold_all.lam_of
            )
        fold_all.lams[one.id] = lam
        link.execute(
            update(entry).where(entry.c.id == one.id).values(state=APPLIED if complete else PARTLY)
        )
    fold_all.write_back()
    return len(rows)
