"""The states of the items back to the system they came from, as JSON or CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import table
from app.desk import matter_list
from app.desk import room as rooms
from app.desk.loop_steps import steps_of
from app.holidays import Calendar
from app.papers.wording import said
from app.records import Matter
from app.rules.matter_states import in_order
from app.trouble import Trouble

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def states(
    db: Session, log: str, now: dt.datetime, calendar: Calendar, since: dt.date | None = None,
    until: dt.date | None = None, channel: str = "",
) -> list[dict[str, Any]]:  # fmt: skip
    """One flat object an item that has a number of another system."""
    room = rooms.own_room(db, log)
    asked = select(Matter).where(
        Matter.void.is_(None), Matter.outside_no.is_not(None), Matter.room_id == room.id
    )
    if channel:
        asked = asked.where(Matter.channel == channel)
    if since:
        asked = asked.where(Matter.came_at >= dt.datetime.combine(since, dt.time()))
    if until:
        asked = asked.where(
            Matter.came_at < dt.datetime.combine(until + dt.timedelta(days=1), dt.time())
        )
    rows = list(db.scalars(asked.order_by(Matter.came_at, Matter.number, Matter.id)))
    steps = steps_of(db, [row.id for row in rows])
    found = []
    for line in matter_list.told(db, log, now, calendar, rows):
        back = [one for one in in_order(steps[line.id]) if one.step == "feedback" and not one.void]
        last = back[-1] if back else None
        found.append(
            {
                "outside_no": line.outside_no, "number": line.number, "came_at": _minute(line.came_at),
                "state": line.standing.state, "state_told": said("matter_step", line.standing.state),
                "solved": line.is_solved, "holder": "、".join(filter(None, line.holders)),
                "since": _minute(line.standing.since), "told_back": (last.told if last else None) or "",
                "told_back_at": _minute(last.at if last else None),
                "satisfaction": said("satisfaction", last.satisfaction) if last else "",
                "file_no": line.file_no,
            }
        )  # fmt: skip
    return found


def write(told: list[dict[str, Any]], path: Path) -> None:
    """As the ending says; a broken file never stands in the place of a whole one."""
    if path.suffix.lower() == ".json":
        content = msgspec.json.format(msgspec.json.encode({"items": told}), indent=1)
    elif path.suffix.lower() == ".csv":
        content = _csv(told)
    else:
        raise Trouble("items.ending", file=path.name)
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError as why:
        fresh.unlink(missing_ok=True)
        raise Trouble("cli.cannot_write", file=str(path)) from why


def _csv(told: list[dict[str, Any]]) -> bytes:
    """With the mark by which a spreadsheet knows the encoding; no cell becomes a formula."""
    heads: dict[str, str] = table("rules/items")["give"]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads.values())
    for one in told:
        writer.writerow([_cell(one[name]) for name in heads])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value or "")
    return f"'{text}" if text.startswith(FORMULA) else text


def _minute(moment: dt.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""
