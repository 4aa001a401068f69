"""Planted faults: each breaks one rule of the program, and the simulation must find it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from sqlalchemy import select, update

from app.desk import edit, exchange, series, trust
from app.records import RECORDS
from app.records.field import fields_of
from app.store import (
    absorb,
    chain,
    content,
    heads,
    journal,
    lanes,
    merge,
    migrate,
    peers,
    set_aside,
)
from app.store.rows import Rows
from app.store.tables import entry as entries
from app.store.tables import peer as peer_table
from app.sync import unpack
from tests.simulation import faults

Patch = Callable[[ExitStack], None]
MUTANTS: dict[str, Patch] = {}


def mutant(change: Patch) -> Patch:
    MUTANTS[change.__name__] = change
    return change


@contextmanager
def planted(name: str) -> Iterator[None]:
    """While this lasts, the program has this fault."""
    with ExitStack() as stack:
        if name:
            MUTANTS[name](stack)
        yield


def _set(stack: ExitStack, of: Any, name: str, value: Any) -> None:
    stack.enter_context(patch.object(of, name, value))


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

    _set(stack, exchange, "_make_one", make)


@mutant
def last_writer_wins(stack: ExitStack) -> None:
    """Only the highest value stays, the others go."""

    def set_(row: Any, name: str, new: Any, bases: Any, lam_of: Any) -> None:
        shown = row.version(name)
        if not shown or new.rank > (shown in row.freezes, lam_of(shown), shown):
            merge._show(row, name, new)

    _set(stack, merge, "_set", set_)


@mutant
def stored_counts_as_applied(stack: ExitStack) -> None:
    """The receipt names what lies in the journal, though it still waits."""
    plain = journal.have

    def have(db: Any) -> Any:
        told = dict(plain(db))
        asked = select(entries.c.log, entries.c.seq, entries.c.id).where(entries.c.state == 0)
        for row in db.execute(asked.order_by(entries.c.seq)):
            told[row.log] = [(row.seq, row.id)]
        return told

    _set(stack, journal, "have", have)


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

    _set(stack, absorb, "absorb", fresh)


@mutant
def no_new_log_after_a_fork(stack: ExitStack) -> None:
    """A machine writes on in its log though somebody knows a later end of it."""
    _set(stack, series, "was_put_back", lambda *_: False)
    _set(stack, lanes, "were_put_back", lambda *_: [])


@mutant
def lanes_are_not_given_up(stack: ExitStack) -> None:
    """A centre that was put back writes on in the lanes it had."""
    _set(stack, lanes, "were_put_back", lambda *_: [])


@mutant
def no_causal_order(stack: ExitStack) -> None:
    """Entries are applied as they come."""
    _set(stack, absorb, "_causes", lambda _: [])
    _set(stack, absorb, "_check", lambda *_: None)


@mutant
def signatures_are_not_checked(stack: ExitStack) -> None:
    """An entry is believed by its looks."""
    _set(stack, chain, "VerifyKey", lambda _: SimpleNamespace(verify=lambda *_: None))


@mutant
def bodies_are_not_checked(stack: ExitStack) -> None:
    """The hash of the content is not compared."""

    def read(header: bytes, body: bytes, sig: bytes) -> Any:
        return chain.stored(header, body, sig)

    _set(stack, unpack, "chain", SimpleNamespace(**{**vars(chain), "read": read}))


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

    _set(stack, Shelf, "take", take)


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

    _set(stack, Shelf, "take", take)


@mutant
def signed_content_changes(stack: ExitStack) -> None:
    """A frozen row shows what came after the signature."""
    plain = merge._set

    def set_(row: Any, name: str, new: Any, bases: Any, lam_of: Any) -> None:
        freezes, row.freezes = row.freezes, []
        for one in row.heads.get(name, ()):
            one.frozen = False
        plain(row, name, replace(new, frozen=False), bases, lam_of)
        row.freezes = freezes

    _set(stack, merge, "_set", set_)


@mutant
def receipt_by_number_only(stack: ExitStack) -> None:
    """A peer at the same number is believed to have the same entries."""

    def lacking(db: Any, log: str, ends: Any) -> Any:
        after = max((seq for seq, _ in ends), default=0)
        return "log = ? AND state <> ? AND seq > ?", [log, journal.WAITING, after]

    _set(stack, journal, "_lacking", lacking)


@mutant
def newer_schema_is_applied(stack: ExitStack) -> None:
    """An older program applies what only a newer one understands."""
    _set(stack, absorb, "chain", SimpleNamespace(**{**vars(chain), "SCHEMA": 2**31}))


@mutant
def receipts_only_grow(stack: ExitStack) -> None:
    """What a peer once claimed to have it is believed to have for ever."""
    plain = peers.heard

    def heard(link: Any, log: str, have: Any, *more: Any, **named: Any) -> None:
        old = peers.find(link, log)
        plain(link, log, {**have, **((old.have if old else None) or {})}, *more, **named)

    _set(stack, peers, "heard", heard)


@mutant
def bases_are_ignored(stack: ExitStack) -> None:
    """An edit takes nothing away."""
    plain = merge._set

    def set_(row: Any, name: str, new: Any, bases: Any, lam_of: Any) -> None:
        plain(row, name, new, set(), lam_of)

    _set(stack, merge, "_set", set_)


@mutant
def order_is_believed(stack: ExitStack) -> None:
    """The Lamport number an entry claims is not worked out again."""

    def check(one: Any, told: Any, past: Any) -> None:
        if told.fault:
            raise chain.Fault(told.fault)

    _set(stack, absorb, "_check", check)


@mutant
def a_clock_decides(stack: ExitStack) -> None:
    """Of two values the one with the later wall time is shown."""
    plain = absorb._fold

    def fold(rows: Any, one: Any, told: Any) -> Any:
        wall = int("".join(c for c in one.head.wall if c.isdigit()))
        return plain(rows, replace_lam(one, wall), told)

    def replace_lam(one: Any, lam: int) -> Any:
        head = SimpleNamespace(**{n: getattr(one.head, n) for n in one.head.__struct_fields__})
        head.lam = lam
        return SimpleNamespace(id=one.id, head=head)

    _set(stack, absorb, "_fold", fold)


@mutant
def chance_decides(stack: ExitStack) -> None:
    """The winner is the greater id, whatever came after what."""
    _set(stack, merge.Head, "rank", property(lambda h: (h.frozen, 0, h.version)))


@mutant
def unknown_fields_are_dropped(stack: ExitStack) -> None:
    """What an older program does not know it does not keep."""
    plain = content.read

    def absorbed(link: Any, told: Any, *more: Any) -> Any:
        return whole(link, map(_stripped, told), *more)

    def _stripped(one: Any) -> Any:
        if plain(one).complete:
            return one
        salt, ops, verb = json.loads(one.body)
        ops = [op for op in ops if op[1] in RECORDS]
        for op in ops:
            known = fields_of(RECORDS[op[1]])
            op[3] = {n: v for n, v in op[3].items() if n in known}
        return chain.Entry(
            one.header, json.dumps([salt, ops, verb]).encode(), one.sig, one.id, one.head
        )

    whole = absorb.absorb
    _set(stack, absorb, "absorb", absorbed)


@mutant
def everybody_gets_everything(stack: ExitStack) -> None:
    """A room is sent the logs of other rooms."""
    _set(stack, exchange, "logs_for", lambda db, *_: set(journal.have(db)))


@mutant
def rooms_bring_what_they_like(stack: ExitStack) -> None:
    """Whose logs a room brings is not asked."""
    _set(stack, trust, "may_bring", lambda *_: lambda _: True)


@mutant
def refused_entries_are_dropped(stack: ExitStack) -> None:
    """What is no evidence is thrown away instead of set aside."""
    _set(stack, set_aside, "put", lambda *_: None)


@mutant
def applied_again(stack: ExitStack) -> None:
    """A known entry is folded into its row once more."""
    plain = absorb.absorb

    def twice(link: Any, told: Any, *more: Any) -> Any:
        held = list(told)
        known = absorb._known(link, (one.id for one in held))
        rows = Rows(link)
        again = [
            one
            for one in held
            if one.id in known
            and link.scalar(select(entries.c.state).where(entries.c.id == one.id))
        ]
        read = {one.id: content.read(one) for one in again}
        rows.fetch(place for one in read.values() for place in one.places)
        for one in again:
            absorb._fold(rows, one, read[one.id])
        rows.write_back()
        return plain(link, held, *more)

    _set(stack, absorb, "absorb", twice)


@mutant
def closing_takes_all(stack: ExitStack) -> None:
    """Closing a conflict takes away values too that the person never saw."""
    plain = merge.fold

    def fold(row: Any, op: str, told: Any, *more: Any) -> bool:
        if op == "r":
            for name in told:
                row.heads[name] = [h for h in row.heads.get(name, []) if h.frozen]
        return plain(row, op, told, *more)

    _set(stack, absorb, "fold", fold)


@mutant
def answers_every_bundle(stack: ExitStack) -> None:
    """Whoever takes something in writes that down as an entry."""
    plain = exchange._absorb

    def absorbed(desk: Any, *told: Any) -> Any:
        done = plain(desk, *told)
        if done.new:
            desk.do(note_merge)
        return done

    def note_merge(db: Any) -> None:
        from app.records import Place

        db.add(Place(name="merge"))

    _set(stack, exchange, "_absorb", absorbed)


@mutant
def saved_in_memory_only(stack: ExitStack) -> None:
    """The write-ahead log does not outlive a power cut (synchronous = OFF)."""
    import shutil

    def copy(from_: Any, to: Any) -> None:
        shutil.copytree(from_, to, ignore=shutil.ignore_patterns("*-shm", "*-wal"))

    _set(stack, faults, "copy_folder", copy)


@mutant
def a_centre_writes_in_one_log(stack: ExitStack) -> None:
    """What a centre writes for a room goes into its own log."""
    _set(stack, lanes, "choose", lambda *_: None)


@mutant
def a_new_log_is_a_stranger(stack: ExitStack) -> None:
    """Nobody believes a log for which the old key vouches."""

    def believed(db: Any, header: Any) -> Any:
        sender = peers.find(db, header.sender)
        return sender if sender is not None and sender.trusted else None

    _set(stack, trust, "believed", believed)


@mutant
def rebuilt_without_further_values(stack: ExitStack) -> None:
    """Folding the journal again forgets what stands beside the shown value."""
    plain = absorb.rebuild

    def rebuild(link: Any) -> int:
        done = plain(link)
        link.exec_driver_sql("DELETE FROM head")
        return done

    _set(stack, absorb, "rebuild", rebuild)


@mutant
def a_newer_file_is_opened(stack: ExitStack) -> None:
    """An older program opens what a newer one wrote."""
    _set(stack, migrate, "is_behind", lambda _: False)


@mutant
def only_the_first_of_a_slice_moves_the_end(stack: ExitStack) -> None:
    """A receipt lags behind what is applied."""
    plain = absorb._move_tips
    _set(stack, absorb, "_move_tips", lambda link, applied: plain(link, applied[:1]))


@mutant
def an_edit_stays_unsaid(stack: ExitStack) -> None:
    """A row is written whose change no entry tells."""
    plain = edit.edit

    def edited(db: Any, record: Any, row_id: str, changes: Any, *more: Any) -> None:
        plain(db, record, row_id, changes, *more)
        db.connection().exec_driver_sql(
            f'UPDATE "{record.kind()}" SET void = NULL WHERE id = ?', (row_id,)
        )

    _set(stack, edit, "edit", edited)


CONTROL = "an_edit_names_every_value"
"""No fault: an edit that names all heads it could see closes a conflict, and says so in its entry."""


def an_edit_names_every_value(stack: ExitStack) -> None:
    def seen(db: Any, obj: Any, known: Any, value: Any) -> list[str]:
        beside = heads.further(db, obj.kind(), obj.id)
        return [heads.shown(obj, known.name), *(h.version for h in beside if h.field == known.name)]

    _set(stack, heads, "seen", seen)
