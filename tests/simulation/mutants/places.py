"""Planted faults of places: who may see, bring and write what, and which log goes on."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from app.desk import exchange, series, trust
from app.store import (
    journal,
    lanes,
    owners,
    peers,
)
from tests.simulation.mutants.registry import mutant, put


@mutant
def no_new_log_after_a_fork(stack: ExitStack) -> None:
    """A machine writes on in its log though somebody knows a later end of it."""
    put(stack, series, "was_put_back", lambda *_: False)
    put(stack, lanes, "were_put_back", lambda *_: [])


@mutant
def lanes_are_not_given_up(stack: ExitStack) -> None:
    """A centre that was put back writes on in the lanes it had."""
    put(stack, lanes, "were_put_back", lambda *_: [])


@mutant
def everybody_gets_everything(stack: ExitStack) -> None:
    """A room is sent the logs of other rooms."""
    put(stack, exchange, "logs_for", lambda db, *_: set(journal.have(db)))


@mutant
def rooms_bring_what_they_like(stack: ExitStack) -> None:
    """Whose logs a room brings is not asked."""
    put(stack, trust, "may_bring", lambda *_: lambda _: True)


@mutant
def a_centre_writes_in_one_log(stack: ExitStack) -> None:
    """What a centre writes for a room goes into its own log."""
    put(stack, lanes, "choose", lambda *_: None)


@mutant
def a_new_log_is_a_stranger(stack: ExitStack) -> None:
    """Nobody believes a log for which the old key vouches."""

    def believed(db: Any, header: Any) -> Any:
        sender = peers.find(db, header.sender)
        return sender if sender is not None and sender.trusted else None

    put(stack, trust, "believed", believed)


@mutant
def a_room_writes_on_others_rows(stack: ExitStack) -> None:
    """Whose a row is, is not asked where a room's log changes it."""
    put(stack, owners.Owners, "check", lambda *_: None)
