"""What is still to be told to others: how a handover went, a step of what was passed on.

It is noted with the steps, so no power cut loses it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from app import chance
from app.desk.desk import Desk
from app.records import DispatchStep, Handover
from app.store import locals_
from app.store.statements import Link

DUE = "handovers_to_tell"
CONCERNED = frozenset({DispatchStep.kind(), Handover.kind()})


def note(link: Connection, touched: Iterable[tuple[str, str]]) -> None:
    """Steps came or were taken: how a dispatch stands may be another now. Or only now it is known who asked."""
    if any(kind in CONCERNED for kind, _ in touched):
        locals_.put(link, DUE, chance.token_hex(8))


def is_due(link: Link) -> bool:
    """Whether something is to be told: now, or since before the power went."""
    return locals_.get(link, DUE) is not None


def tell(desk: Desk) -> int:
    """Tell what is due, perhaps since before the power went; answers how many rooms heard something new."""
    with desk.shelf.reading() as db:
        due = locals_.get(db, DUE)
    if due is None:
        return 0
    from app.desk import handovers, passing_on

    told = passing_on.repeat(desk) + handovers.pass_on(desk)
    with desk.shelf.local_writing() as link:
        if locals_.get(link, DUE) == due:  # nothing came meanwhile
            locals_.drop(link, DUE)
    return told


def at_start(desk: Desk) -> None:
    """A newer program, at its first opening, lets count what waited for it: nobody was told of that."""
    from app.desk import handovers, passing_on

    passing_on.repeat(desk)
    handovers.pass_on(desk)


def heard(desk: Desk, touched: Iterable[tuple[str, str]]) -> None:
    """These stood aside and count now."""
    concerned = [one for one in touched if one[0] in CONCERNED]
    if concerned:
        with desk.shelf.local_writing() as link:
            note(link, concerned)
        tell(desk)
