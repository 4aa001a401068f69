"""What the 复燃雷达 reads of the cases of some days: one row a party, a case without any once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from app.store.statements import Link, ask

COLUMNS = """
c.id, c.accepted_on, c.room_id, c.plot, p.id, p.id_number, p.household_id, p.phone, p.name, p.address
"""
ROWS = f"""
SELECT {COLUMNS} FROM "case" c LEFT JOIN party p ON p.case_id = c.id AND p.void IS NULL
WHERE c.accepted_on BETWEEN ? AND ? AND c.void IS NULL
"""  # noqa: S608  names of our own columns
FIRST = 'SELECT min(accepted_on) FROM "case"'


def of_days(
    link: Link, since: date, until: date, gone: Collection[str], room_id: str = ""
) -> list[tuple[Any, ...]]:
    """The rows as the driver gives them, a day as text or as a day; without the cases that are gone."""
    values = [since.isoformat(), until.isoformat()]
    asked = ROWS
    if room_id:
        asked += " AND c.room_id = ?"
        values.append(room_id)
    rows = ask(link, asked, values)
    return [row for row in rows if row[0] not in gone] if gone else rows


def first_day(link: Link) -> Any:
    """The earliest day a case was accepted, as the driver gives it; nothing where there is none."""
    return ask(link, FIRST)[0][0]
