"""Planted faults of folding: what an entry does to a row, in which order, and what the rows keep."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from app.desk import edit
from app.records import RECORDS, Case
from app.records.field import fields_of
from app.store import (
    absorb,
    chain,
    content,
    evidence,
    merge,
)
from app.store.rows import Rows
from app.store.tables import entry as entries
from tests.simulation.mutants.registry import mutant, put


@mutant
def last_writer_wins(stack: ExitStack) -> None:
    """Only the highest value stays, the others go."""

    def set_(row: Any, name: str, new: Any, bases: Any, lam_of: Any) -> None:
        shown = row.version(name)
        if not shown or new.rank > (shown in row.freezes, lam_of(shown), shown):
            merge._show(row, name, new)

    put(stack, merge, "_set", set_)


@mutant
def no_causal_order(stack: ExitStack) -> None:
    """Entries are applied as they come."""
    put(stack, evidence, "causes", lambda _: [])
    put(stack, evidence, "check", lambda *_: None)


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

    put(stack, merge, "_set", set_)


@mutant
def bases_are_ignored(stack: ExitStack) -> None:
    """An edit takes nothing away."""
    plain = merge._set

    def set_(row: Any, name: str, new: Any, bases: Any, lam_of: Any) -> None:
        plain(row, name, new, set(), lam_of)

    put(stack, merge, "_set", set_)


@mutant
def order_is_believed(stack: ExitStack) -> None:
    """The Lamport number an entry claims is not worked out again."""

    def check(one: Any, told: Any, past: Any) -> None:
        if told.fault:
            raise chain.Fault(told.fault)

    put(stack, evidence, "check", check)


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

    put(stack, absorb, "_fold", fold)


@mutant
def chance_decides(stack: ExitStack) -> None:
    """The winner is the greater id, whatever came after what."""
    put(stack, merge.Head, "rank", property(lambda h: (h.frozen, 0, h.version)))


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

    put(stack, absorb, "absorb", twice)


@mutant
def closing_takes_all(stack: ExitStack) -> None:
    """Closing a conflict takes away values too that the person never saw."""
    plain = merge.fold

    def fold(row: Any, op: str, told: Any, *more: Any) -> bool:
        if op == "r":
            for name in told:
                row.heads[name] = [h for h in row.heads.get(name, []) if h.frozen]
        return plain(row, op, told, *more)

    put(stack, merge, "fold", fold)


@mutant
def rebuilt_without_further_values(stack: ExitStack) -> None:
    """Folding the journal again forgets what stands beside the shown value."""
    plain = absorb.rebuild

    def rebuild(link: Any) -> int:
        done = plain(link)
        link.exec_driver_sql("DELETE FROM head")
        return done

    put(stack, absorb, "rebuild", rebuild)


@mutant
def an_edit_stays_unsaid(stack: ExitStack) -> None:
    """A row is written whose change no entry tells."""
    plain = edit.edit

    def edited(db: Any, record: Any, row_id: str, changes: Any, *more: Any) -> None:
        plain(db, record, row_id, changes, *more)
        if record is Case:
            told = "UPDATE \"case\" SET remark = 'x' WHERE id = ?"
            db.connection().exec_driver_sql(told, (row_id,))

    put(stack, edit, "edit", edited)


@mutant
def newer_schema_is_applied(stack: ExitStack) -> None:
    """An older program applies what only a newer one understands."""
    put(stack, evidence, "chain", SimpleNamespace(**{**vars(chain), "SCHEMA": 2**31}))


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
    put(stack, absorb, "absorb", absorbed)
