"""Capture: what a session writes becomes one signed entry and its rows, in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from nacl.signing import SigningKey
from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session

from app import clock
from app.records import Record
from app.records.base import FREEZING
from app.records.field import Field, fields_of, from_json, to_json
from app.store import blobs, chain, heads, lanes
from app.store.journal import ADD_ENTRY, APPLIED
from app.store.statements import add_rows, ask, change_row, load, send
from app.store.witness import Last

ENDS = """
SELECT log = ? AS mine, id, seq, lam FROM tip WHERE log = ? OR NOT named ORDER BY mine DESC, seq DESC, id
"""
"""The ends of my log, and those of other logs that no entry of mine has named yet."""
FIRST_END = "INSERT INTO tip (id, seq, lam, log, named) VALUES (?, ?, ?, ?, ?)"
MOVE_END = "UPDATE tip SET id = ?, seq = ?, lam = ?, named = ? WHERE id = ?"
NAME_END = "UPDATE tip SET named = TRUE WHERE id = ?"
WRITTEN = "written"  # where a session keeps which entry it wrote
MOST_SEEN = 1000  # tips one entry names; more would not fit its header


@dataclass
class Pen:
    """What a writing session needs to sign its entry: the key of this workstation's log, who, and what."""

    key: SigningKey
    user: str
    verb: str
    place: str | None = None  # the lane an action demands; None: what it touches decides


class BulkRefused(RuntimeError):
    """A bulk statement would pass the journal by."""


class Writing(Session):
    """A session that journals what it writes: `info` collects ops, `finish` writes the entry."""

    def __init__(self, engine: Engine, pen: Pen) -> None:
        super().__init__(engine, autoflush=False, expire_on_commit=False)
        self.info.update(pen=pen, ops={}, rows={})
        self._link: Connection | None = None

    def connection(self, *args: Any, **more: Any) -> Connection:
        """The one of its one transaction; asked for by everything that writes."""
        if self._link is None:
            self._link = super().connection(*args, **more)
        return self._link

    def get(self, entity: Any, ident: Any, **more: Any) -> Any:
        """One record by its id; most saves begin with it."""
        return super().get(entity, ident, **more) if more else load(self, entity, ident)


class Looking(Session):
    """A session that refuses to write."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, autoflush=False, expire_on_commit=False)
        self._link: Connection | None = None

    def connection(self, *args: Any, **more: Any) -> Connection:
        """The one of its one transaction; every question asks for it."""
        if self._link is None:
            self._link = super().connection(*args, **more)
        return self._link

    def close(self) -> None:
        self._link = None
        super().close()


def _refuse_writing(db: Session, *_: object) -> None:
    if db.new or db.dirty or db.deleted:
        raise BulkRefused("this session only looks")


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise BulkRefused("bulk writing passes the journal by")


def _collect(db: Session, *_: object) -> None:
    """Turn what the unit of work holds into ops; several flushes of one transaction add up."""
    if db.deleted:
        raise BulkRefused("nothing is deleted; void it with a reason")
    ops: dict[tuple[str, str], list[Any]] = db.info["ops"]
    for obj in db.new:
        if isinstance(obj, Record):
            _collect_one(db, ops, obj, is_new=True)
    for obj in db.dirty:
        if isinstance(obj, Record):
            _collect_one(db, ops, obj, is_new=False)


def _collect_one(
    db: Session, ops: dict[tuple[str, str], list[Any]], obj: Record, *, is_new: bool
) -> None:
    kind, known = obj.kind(), fields_of(type(obj))
    place = (kind, obj.id)
    if is_new and place not in ops:
        said = vars(
            obj
        )  # past the instruments: a new case has forty fields, most of them never set
        told = {n: _plain(obj, f) for n, f in known.items() if said.get(n) is not None}
        ops[place] = ["i", kind, obj.id, told]
        db.info["rows"][place] = obj
        return
    state = inspect(obj)
    touched = state.committed_state
    settled = heads.settled(db, obj)
    changed = {
        n: f
        for n, f in known.items()
        if n in settled or (n in touched and state.attrs[n].history.has_changes())
    }
    changed |= {f.size: known[f.size] for f in changed.values() if f.size}
    freezing = FREEZING in (obj.frozen or "").split(",")
    if not changed and not freezing:
        return
    if (obj.frozen or FREEZING) != FREEZING:
        raise BulkRefused(f"a signed {kind} does not change")
    old = ops.get(place)
    if old is not None and old[0] == "i":
        old[3].update({n: _plain(obj, f) for n, f in changed.items()})
        if not freezing:
            return
        raise BulkRefused("freeze in a transaction of its own")
    wanted = known if freezing else changed
    told = {} if old is None else old[3]
    for n, f in wanted.items():
        named = settled.get(n, [])
        if n in told:
            named = [*told[n][0], *named]
        elif not named:
            named = heads.seen(db, obj, f, touched.get(n, getattr(obj, n)))
        told[n] = [[*dict.fromkeys(named)], _plain(obj, f)]
    ops[place] = ["z" if freezing else "r" if settled else "u", kind, obj.id, told]
    db.info["rows"][place] = obj


def _plain(obj: Record, known: Field) -> Any:
    """A value as the entry tells it; the row keeps exactly what every other machine will read there."""
    value = getattr(obj, known.name)
    told = to_json(known, value)
    read = from_json(known, told)
    if read != value:
        setattr(obj, known.name, read)
    return told


event.listen(Writing, "before_flush", _collect)
event.listen(Writing, "do_orm_execute", _refuse_bulk)
event.listen(Looking, "before_flush", _refuse_writing)
event.listen(Looking, "do_orm_execute", _refuse_bulk)


def finish(db: Session) -> set[tuple[str, str]]:
    """Sign and write the one entry of this transaction and the rows it tells of; answers which those are.

    Afterwards the session is empty: what it held is written. Without a change there is no entry.
    """
    _collect(db)
    ops: dict[tuple[str, str], list[Any]] = db.info["ops"]
    if not ops:
        return set()
    link = db.connection()
    pen: Pen = db.info["pen"]
    lane = lanes.choose(link, ops.values(), pen.place)
    told = [*ops.values()]
    new = _sign(link, pen, lane, told)
    _put_rows(link, new.id, db.info["rows"], ops)
    _write(link, new, named=lane is None)
    blobs.name(link, new.head.log, new.head.seq, new.head.lam, blobs.named_by(told), ours=True)
    if lane is not None:
        lanes.named(link, lane, new.head.see)
    elif new.head.see:
        send(link, NAME_END, *((seen,) for seen in new.head.see))
    db.info[WRITTEN] = Last(new.head.log, new.head.seq, new.id)
    db.expunge_all()
    return set(ops)


def _sign(link: Connection, pen: Pen, lane: lanes.Lane | None, ops: list[Any]) -> chain.Entry:
    key = pen.key if lane is None else lane.key
    mine, others = _ends(link, chain.log_name(key)) if lane is None else lanes.ends(link, lane)
    prev, seq, lam = mine or (None, 0, 0)
    seen = others[:MOST_SEEN]  # the next entry names the others
    return chain.write(
        key,
        seq=seq + 1,
        prev=prev,
        see=[id_ for id_, _ in seen],
        lam=1 + max([lam, *(high for _, high in seen)]),
        wall=clock.now().isoformat(),
        user=pen.user,
        ops=ops,
        verb=pen.verb,
    )


def _ends(link: Connection, log: str) -> tuple[lanes.End | None, lanes.Ends]:
    """The end of our own log, and those of others that no entry of it has named; the same as `lanes.ends`."""
    ends = ask(link, ENDS, (log, log))
    mine = ends[0][1:] if ends and ends[0][0] else None
    others = [(id_, lam) for is_mine, id_, _, lam in ends if not is_mine]
    return mine, sorted(others, key=lanes.highest_first)


def _put_rows(
    link: Connection,
    version: str,
    rows: dict[tuple[str, str], Record],
    ops: dict[tuple[str, str], list[Any]],
) -> None:
    """Stamp the version on every row and write what the ops say, those already flushed too."""
    fresh: dict[type[Record], list[Record]] = {}
    for place, (op, _, _, told) in ops.items():
        obj = rows[place]
        if op == "i":
            obj.v = {"*": version}
        else:
            obj.v = dict(sorted({**obj.v, **dict.fromkeys(told, version)}.items()))
        if op == "z":
            obj.frozen = version
        if inspect(obj).pending:
            fresh.setdefault(type(obj), []).append(obj)
        else:
            change_row(link, obj, told)
            if op != "i":
                heads.close(link, obj.kind(), obj.id, told)
    for record, added in fresh.items():
        add_rows(link, record, added)


def _write(link: Connection, new: chain.Entry, *, named: bool = True) -> None:
    """`named`: an end of our own log needs no naming; that of a lane does, by our own log."""
    h = new.head
    told = (new.id, h.log, h.seq, h.lam, APPLIED, new.header, new.body, new.sig)
    send(link, ADD_ENTRY, told)
    if h.prev is None:
        send(link, FIRST_END, (new.id, h.seq, h.lam, h.log, named))
    else:
        send(link, MOVE_END, (new.id, h.seq, h.lam, named, h.prev))
