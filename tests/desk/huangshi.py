"""黄石, one month of 2016: cases that have the published margins (domain 4.2–4.4), dealt out by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.desk.desk import Desk
from app.records import Agreement, Case, Room

TYPES = (
    ("01", 160), ("02", 278), ("03", 67), ("04", 44), ("05", 31), ("06", 76), ("07", 18), ("08", 28), ("09", 4),
    ("10", 13), ("12", 7), ("13", 55), ("14", 33), ("15", 1), ("99", 54),
)  # fmt: skip
SOURCES = (
    ("own", 455),
    ("applied", 378),
    ("referred_court", 10),
    ("referred_police", 20),
    ("superior", 6),
)
TOTAL, AGREED, YUAN = 869, 842, Decimal(28_738_000)
YEAR_AGO, BEFORE = 1028, 840  # −15.5 %, +3.5 %
MONTH = (date(2016, 8, 1), date(2016, 8, 31))


def fill(desk: Desk, slice_: int = 450) -> None:
    """Write them through the desk."""
    rows = [*_month(), *_earlier(date(2015, 8, 1), YEAR_AGO), *_earlier(date(2016, 7, 1), BEFORE)]
    for start in range(0, len(rows), slice_):
        desk.do(put, rows[start : start + slice_])


def put(db: Session, rows: list[list[Any]]) -> None:
    room = db.query(Room).first()
    assert room is not None
    room.committee_kind = "street"
    for records in rows:
        records[0].room_id = room.id
        db.add_all(records)


def _month() -> Iterator[list[Any]]:
    chance = random.Random(869)
    types = [code for code, many in TYPES for _ in range(many)]
    sources = [code for code, many in SOURCES for _ in range(many)]
    chance.shuffle(types)
    chance.shuffle(sources)
    left = YUAN
    for n, (kind, source) in enumerate(zip(types, sources, strict=True)):
        day = MONTH[0] + timedelta(days=n % 31)
        case = Case(accepted_on=day, dispute_type=kind, source=source, people_count=2 + n % 3)
        if n >= AGREED:
            case.result, case.ended_on = "not_agreed", day
            case.amount = Decimal(999)  # asked for, never agreed: it does not count
            yield [case]
            continue
        case.amount = left if n == AGREED - 1 else Decimal(chance.randrange(6_000_000)) / 100
        left -= case.amount
        yield [case, Agreement(case_id=case.id, form="oral" if n % 3 else "written", made_on=day)]


def _earlier(first: date, many: int) -> Iterator[list[Any]]:
    for n in range(many):
        yield [Case(accepted_on=first + timedelta(days=n % 31), dispute_type="02", source="own")]
