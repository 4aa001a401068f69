"""I1 to I16 (sync specification 3.1) as comparisons of whole states."""

from __future__ import annotations

import functools
import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from app.records import RECORDS
from app.records.field import fields_of, to_json
from app.store import absorb, annulled, chain, journal, lanes
from app.store.shelf import Shelf, engine_for
from app.trouble import Trouble
from tests.simulation import faults, oracle, settling, versions
from tests.simulation.ledger import Known, Ledger
from tests.simulation.machine import SECRET, Machine, everything_on, state_on
from tests.simulation.places import TOWNSHIP, sees
from tests.simulation.violation import fail

if TYPE_CHECKING:
    from tests.simulation.world import World


def check_machine(at: Machine) -> None:
    """What must hold on every machine at any time: I2, I3, I7, I10, I11."""
    ledger = at.world.ledger
    with versions.running(min(at.version, versions.TODAY)), at.shelf.engine.connect() as link:
        stored = link.exec_driver_sql("SELECT id, state, header, body, sig FROM entry").fetchall()
        applied = {row[0] for row in stored if row[1]}
        effective = {row[0] for row in stored if row[1] in journal.EFFECTIVE}
        _check_chain(at, ledger, stored, applied)
        _check_effects(at, ledger, applied, effective)
        _check_program(at, ledger, effective)
        _check_ends(at, link, ledger, applied)
        _check_rows(at, link, [ledger.entries[id_] for id_ in effective])


def _check_chain(at: Machine, ledger: Ledger, stored: Any, applied: set[str]) -> None:
    for id_, _, header, body, sig in stored:
        known = ledger.entries.get(id_)
        if known is None:
            fail("I11", f"{at.name} holds an entry nobody wrote")
        elif (bytes(header), bytes(body), bytes(sig)) != tuple(known.signed):
            fail("I11", f"{at.name} holds other bytes of an entry than were signed")
    asked = "SELECT id FROM aside WHERE reason = ?"
    on_their_word = {row[0] for row in at.asked(asked, annulled.TOLD)}
    for id_ in applied:
        one = ledger.entries[id_]
        if one.never:
            fail("I11", f"{at.name} applied what is no evidence")
        causes = ledger.causes(id_)
        if one.foreign and id_ in on_their_word:
            continue  # a room, or a centre above, takes the word of who judged: it does not see what was touched
        if not applied.issuperset(causes):
            fail("I10", f"{at.name} applied an entry without what stands behind it")
        past = [ledger.entries[c] for c in [one.head.prev, *one.head.see] if c]
        if one.lam != 1 + max((p.lam for p in past), default=0):
            fail("I11", f"{at.name} applied an entry of another order")
        prev = ledger.entries[one.head.prev] if one.head.prev else None
        if (prev.head.seq, prev.log) != (one.head.seq - 1, one.log) if prev else one.head.seq != 1:
            fail("I11", f"{at.name} applied an entry with a gap before it")


def _check_effects(at: Machine, ledger: Ledger, applied: set[str], effective: set[str]) -> None:
    """What a place wrote on rows of another has no effect at a centre, and all else has."""
    for id_ in applied:
        if ledger.entries[id_].foreign:
            if at.is_centre and id_ in effective:
                fail("I11", f"{at.name} lets a place write on rows of another")
        elif id_ not in effective:
            fail("I2", f"{at.name} takes honest work for work on rows of another place")


def _check_program(at: Machine, ledger: Ledger, applied: set[str]) -> None:
    newest = chain.SCHEMA + (at.version == versions.NEWER)
    for id_ in applied:
        if ledger.entries[id_].head.schema > newest:
            fail("I4", f"{at.name} applied an entry that only a newer program understands")


def _check_ends(at: Machine, link: Connection, ledger: Ledger, applied: set[str]) -> None:
    followed = {ledger.entries[id_].head.prev for id_ in applied}
    must = {(id_, ledger.entries[id_].log) for id_ in applied - followed}
    stands = {tuple(row) for row in link.exec_driver_sql("SELECT id, log FROM tip")}
    if stands != must:
        fail("I10", f"{at.name} claims other ends than those of what it applied")


def _check_rows(at: Machine, link: Connection, entries: list[Known]) -> None:
    must = oracle.rows(entries)
    heads = sorted(tuple(row) for row in link.exec_driver_sql("SELECT * FROM head"))
    expected_heads: list[tuple[Any, ...]] = []
    seen = 0
    for kind in RECORDS:
        for row_id, values, named, frozen in read_rows(link, kind):
            place = must.get((kind, row_id))
            if place is None:
                fail("I3", f"{at.name} holds a {kind} of which no entry tells")
                return
            told, beside = oracle.told_like_a_row(kind, row_id, place)
            expected_heads += beside
            seen += 1
            if {n: v for n, v in told["values"].items() if v is not None} != values:
                fail(
                    "I7" if place.freezes else "I2",
                    f"{at.name} shows another {kind} than was written",
                )
            if told["v"] != named or told["frozen"] != frozen:
                fail("I3", f"{at.name} names other versions of a {kind}")
    if seen != len(must):
        fail("I3", f"{at.name} lacks {len(must) - seen} rows of which entries tell")
    if [(*h[:5], bool(h[5]), h[6]) for h in heads] != sorted(expected_heads):
        fail("I2", f"{at.name} keeps other further values than were written")


@functools.cache
def _rows_of(kind: str) -> Any:
    return RECORDS[kind].__table__.select()


def read_rows(link: Connection, kind: str) -> Any:
    """Every row of a kind as JSON values, its versions and its freezes."""
    known = fields_of(RECORDS[kind])
    for row in link.execute(_rows_of(kind)).mappings():
        values = {n: to_json(f, row[n]) for n, f in known.items() if row[n] is not None}
        yield row["id"], values, dict(row["_v"] or {}), row["_frozen"]


def digest(at: Machine) -> str:
    """Everything that is shared, in one hash."""
    return hashlib.sha256(repr(at.state()).encode()).hexdigest()


def check_replay(at: Machine) -> None:
    """I4: the rows made again from the journal are the same, byte for byte."""
    with at.shelf.engine.execution_options(writing=True).connect() as link, link.begin() as change:
        before = state_on(link)
        absorb.rebuild(link)
        after = state_on(link)
        change.rollback()
    if before != after:
        fail("I4", f"{at.name} would be another after a rebuild")


def check_older_program(at: Machine) -> None:
    """I15: a file that a newer program brought up to date is refused, and nothing of it changes."""
    folder = at.world.fresh_folder("newer")
    faults.copy_folder(at.folder, folder)
    engine = engine_for(folder / "room.db", SECRET)
    with engine.execution_options(writing=True).begin() as link:
        link.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    before = (folder / "room.db").read_bytes()
    try:
        Shelf.open(folder / "room.db", SECRET).close()
    except Trouble as why:
        if why.key != "shelf.newer" or (folder / "room.db").read_bytes() != before:
            fail("I15", f"{at.name}: a newer file was told {why.key}")
    else:
        fail("I15", f"{at.name}: an older program opened a newer file")


def check_sent_again(world: World, at: Machine, to: Machine) -> None:
    """I5: everything again in one bundle changes nothing; I12: making it only reads."""
    for peer in world.receivers(at):
        if peer.log not in settling.names(to):
            continue
        with at.shelf.engine.connect() as link:
            mine = everything_on(link)
        before = digest(to)
        world.deliver(world.make_whole(at, peer), to)
        if digest(to) != before:
            fail("I5", f"{to.name} changed by what it had")
        with at.shelf.engine.connect() as link:
            if everything_on(link) != mine:
                fail("I12", f"{at.name} changed by making a bundle")


def check_healed(world: World, alive: set[str]) -> None:
    """After healing: I1, I3, scope and I11 of the whole world. `alive`: entries somewhere when it began."""
    for one in world.machines:
        check_machine(one)
    whole = appliable(world.ledger, alive)
    for one in world.machines:
        must = {id_ for id_ in whole if may_see(world, one, world.ledger.entries[id_])}
        must = within_reach(world, one, must)
        applied = set(one.ids("1, 2, 3"))
        for id_ in applied:
            if not may_see(world, one, world.ledger.entries[id_]):
                fail("scope", f"{one.name} holds an entry that is not for {one.place}")
        lacking = must - applied
        wronged = {row[0] for row in one.asked("SELECT id FROM aside")} & lacking
        if wronged:
            fail("I1", f"{one.name} put {len(wronged)} honest entries aside: {len(lacking)} wait")
        if lacking:
            first = min(world.ledger.entries[id_].serial for id_ in lacking)
            fail("I1", f"{one.name} lacks {len(lacking)} entries, the first is {first}")
    for place in sorted({one.place for one in world.machines}):
        states: dict[str, set[str]] = {}
        for one in world.at(place):
            state = one.state()
            states.setdefault(json.dumps(state["tip"]), set()).add(
                hashlib.sha256(repr(state).encode()).hexdigest()
            )
        if len(states) > 1 or any(len(told) > 1 for told in states.values()):
            fail("I3", f"the computers of {place} do not agree")


def within_reach(world: World, at: Machine, must: set[str]) -> set[str]:
    """Without the lanes of a centre that was put back and cannot say any more for whom they were.

    What stood in them is not lost: it is at the centres, and in the rooms that had it before.
    """
    if at.is_centre or not world.tally["silent restores"] + world.tally["restored backups"]:
        return must
    township = world.at(TOWNSHIP)[0]
    with township.shelf.engine.connect() as link:
        placed = lanes.visible(link, world.room_ids[at.place])
    entries = world.ledger.entries
    centres = {one.name for one in world.centres}
    out = {id_ for id_ in must if entries[id_].author in centres and entries[id_].log not in placed}
    world.count("lane entries a put-back centre cannot place", len(out))
    return appliable(world.ledger, must - out)


def appliable(ledger: Ledger, ids: set[str]) -> set[str]:
    """Of these entries, those whose whole past is among them."""
    found: set[str] = set()
    for one in sorted((ledger.entries[id_] for id_ in ids), key=lambda e: (e.lam, e.id)):
        if found.issuperset(ledger.causes(one.id)):
            found.add(one.id)
    return found


def may_see(world: World, at: Machine, one: Known) -> bool:
    """Whether an entry is for this machine's place, by who wrote it and for whom."""
    return sees(at.place, world.ledger.owner[one.log])
