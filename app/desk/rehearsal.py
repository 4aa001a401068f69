"""Everything the first page asks, asked once of an empty room in memory while somebody types a password.

What a program does for the first time it does slowly: mappers are fitted, statements put together, tables of
codes and holidays read. Nothing of it touches the room or the disk.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app import holidays
from app.desk import today as todays
from app.records import Agreement, Case, Mediator, Party, PerformanceItem, Record, Room
from app.settings import Settings
from app.store import capture, statements
from app.store.shelf import engine_for

NOWHERE = Path(":memory:")


def rehearse(day: dt.date) -> None:
    """今日 of a room with one open case."""
    engine = engine_for(NOWHERE, bytes(48))
    with engine.begin() as link:
        Record.metadata.create_all(link)
        for row in _a_case(day):
            statements.add_rows(link, type(row), [row])
    calendar = holidays.load((holidays.shipped(),))
    with capture.Looking(engine) as db:
        todays.today(db, day, calendar, todays.lengths_for(Settings()))
        db.get(Room, "nobody")
        db.get(Mediator, "nobody")
    engine.dispose()


def _a_case(day: dt.date) -> list[Record]:
    case = Case(accepted_on=day, summary="", requests=[""], lead_id="")
    party = Party(case_id=case.id, name="")
    agreement = Agreement(
        case_id=case.id, made_on=day, parties_signed_on=day, mediator_signed_on=day, sealed_on=day, terms=[""]
    )  # fmt: skip
    item = PerformanceItem(
        case_id=case.id, agreement_id=agreement.id, party_id=party.id, what="", due_on=day
    )
    return [case, party, agreement, item]
