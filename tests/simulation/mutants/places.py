"""Planted faults of places: who may see, bring and write what, and which log goes on."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from app.desk import exchange, series, trust
from app.store import (
    annulled,
    declared,
    journal,
    lane_words,
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
    put(stack, owners.Owners, "check", lambda *_: True)


@mutant
def nothing_of_a_wrongdoer_counts_any_more(stack: ExitStack) -> None:
    """What is foreign stands aside, and all that its log writes after it waits."""
    put(stack, annulled.Room, "__call__", lambda *_: False)


@mutant
def a_rebuild_gives_effect_to_what_has_none(stack: ExitStack) -> None:
    """Rows made again are made of annulled entries too."""
    put(stack, journal, "EFFECTIVE", (*journal.EFFECTIVE, journal.ANNULLED))


@mutant
def what_is_annulled_is_told_nobody(stack: ExitStack) -> None:
    """A centre keeps to itself which entries have no effect."""
    put(stack, annulled, "of", lambda *_: [])


@mutant
def words_of_lanes_say_nothing(stack: ExitStack) -> None:
    """A centre put back does not ask for the words of lanes it does not remember."""
    put(stack, lane_words, "recognised", lambda *_: {})


@mutant
def logs_say_nothing_of_themselves(stack: ExitStack) -> None:
    """Nobody believes what an unknown log says of its room."""
    put(stack, declared, "places", lambda *_: {})
    put(stack, declared, "said_by", lambda _: None)


@mutant
def who_was_followed_is_dead(stack: ExitStack) -> None:
    """A log that another went on from is never written to again."""
    plain = trust.know

    def know(*told: Any, **more: Any) -> Any:
        return plain(*told, **{**more, "unseen": False})

    put(stack, trust, "know", know)
