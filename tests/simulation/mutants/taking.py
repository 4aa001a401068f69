"""Planted faults of the roads: receipts, transactions, evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select, update

from app.desk import exchange, taking
from app.store import (
    absorb,
    chain,
    journal,
    migrate,
    peers,
    set_aside,
)
from app.store.tables import entry as entries
from app.store.tables import peer as peer_table
from app.sync import unpack
from tests.simulation import faults
from tests.simulation.mutants.registry import mutant, put


@mutant
def marked_as_sent(stack: ExitStack) -> None:
    """What went onto a stick counts as received, whatever the receipt says."""
    receipts_only_grow(stack)
    plain = exchange._make_one

    def make(desk: Any, folder: Any, to: Any) -> Any:
        written = plain(desk, folder, to)
        with desk.shelf.reading() as db:
            have = journal.have(db)
        with desk.shelf.local_writing() as link:
            told = update(peer_table).where(peer_table.c.log == to.log)
            link.execute(told.values(have=json.dumps(have)))
        return written

    put(stack, exchange, "_make_one", make)


@mutant
def stored_counts_as_applied(stack: ExitStack) -> None:
    """The receipt names what lies in the journal, though it still waits."""
    plain = journal.have

    def have(db: Any, *logs: Any) -> Any:
        told = dict(plain(db, *logs))
        asked = select(entries.c.log, entries.c.seq, entries.c.id).where(entries.c.state == 0)
        for row in db.execute(asked.order_by(entries.c.seq)):
            told[row.log] = [(row.seq, row.id)]
        return told

    put(stack, journal, "have", have)


@mutant
def known_by_number(stack: ExitStack) -> None:
    """Two entries of one log with one number count as the same."""
    plain = absorb.absorb

    def fresh(link: Any, told: Any, *more: Any) -> Any:
        def others() -> Iterator[Any]:
            for one in told:
                there = select(entries.c.id).where(
                    entries.c.log == one.head.log, entries.c.seq == one.head.seq
                )
                if link.scalar(there) in {None, one.id}:
                    yield one

        return plain(link, others(), *more)

    put(stack, absorb, "absorb", fresh)


@mutant
def signatures_are_not_checked(stack: ExitStack) -> None:
    """An entry is believed by its looks."""
    put(stack, chain, "_key", lambda _: SimpleNamespace(verify=lambda *_: None))


@mutant
def bodies_are_not_checked(stack: ExitStack) -> None:
    """The hash of the content is not compared."""

    def read(header: bytes, body: bytes, sig: bytes) -> Any:
        return chain.stored(header, body, sig)

    put(stack, unpack, "chain", SimpleNamespace(**{**vars(chain), "read": read}))


@mutant
def taken_in_two_steps(stack: ExitStack) -> None:
    """Entries are committed before their receipt and their line in the list."""
    from app.store.shelf import Shelf

    plain = Shelf.take

    def take(shelf: Any, told: Any, then: Any, *more: Any) -> Any:
        done = plain(shelf, told, lambda link, done: None, *more)
        with shelf.local_writing() as link:
            then(link, done)
        return done

    put(stack, Shelf, "take", take)


@mutant
def written_down_before_it_is_there(stack: ExitStack) -> None:
    """The line that says taken is committed before the entries are."""
    from app.store.shelf import Shelf

    plain = Shelf.take

    def take(shelf: Any, told: Any, then: Any, *more: Any) -> Any:
        held = list(told)
        with shelf.local_writing() as link:
            known = absorb._known(link, (one.id for one in held))
            then(link, absorb.Absorbed(new=len(held) - len(known), known=len(known)))
        return plain(shelf, held, lambda link, done: None, *more)

    put(stack, Shelf, "take", take)


@mutant
def receipt_by_number_only(stack: ExitStack) -> None:
    """A peer at the same number is believed to have the same entries."""

    def lacking(db: Any, log: str, ends: Any) -> Any:
        after = max((seq for seq, _ in ends), default=0)
        return "log = ? AND state <> ? AND seq > ?", [log, journal.WAITING, after]

    put(stack, journal, "_lacking", lacking)


@mutant
def receipts_only_grow(stack: ExitStack) -> None:
    """What a peer once claimed to have it is believed to have for ever."""
    plain = peers.heard

    def heard(link: Any, log: str, have: Any, *more: Any, **named: Any) -> None:
        old = peers.find(link, log)
        once = ((old.have if old else None) or {}).items()
        former = {n: ends for n, ends in once if max(ends) > max(have.get(n) or [(0, "")])}
        plain(link, log, {**have, **former}, *more, **named)

    put(stack, peers, "heard", heard)


@mutant
def refused_entries_are_dropped(stack: ExitStack) -> None:
    """What is no evidence is thrown away instead of set aside."""
    put(stack, set_aside, "put", lambda *_: None)


@mutant
def answers_every_bundle(stack: ExitStack) -> None:
    """Whoever takes something in writes that down as an entry."""
    plain = taking._absorb

    def absorbed(desk: Any, *told: Any) -> Any:
        done = plain(desk, *told)
        if done.new:
            desk.do(note_merge)
        return done

    def note_merge(db: Any) -> None:
        from app.records import Place

        db.add(Place(name="merge"))

    put(stack, taking, "_absorb", absorbed)


@mutant
def saved_in_memory_only(stack: ExitStack) -> None:
    """The write-ahead log does not outlive a power cut (synchronous = OFF)."""
    import shutil

    def copy(from_: Any, to: Any) -> None:
        shutil.copytree(from_, to, ignore=shutil.ignore_patterns("*-shm", "*-wal"))

    put(stack, faults, "copy_folder", copy)


@mutant
def only_the_first_of_a_slice_moves_the_end(stack: ExitStack) -> None:
    """A receipt lags behind what is applied."""
    plain = absorb._move_tips
    put(stack, absorb, "_move_tips", lambda link, applied: plain(link, applied[:1]))


@mutant
def a_newer_file_is_opened(stack: ExitStack) -> None:
    """An older program opens what a newer one wrote."""
    put(stack, migrate, "is_behind", lambda _: False)
