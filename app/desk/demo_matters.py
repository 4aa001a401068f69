"""What came in at the demo room: a few matters on every line, at every stage, and one whistle."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app.codes import table
from app.desk import cases, matters, units, whistles
from app.desk import room as rooms

FACTS = (
    "line", "channel", "outside_no", "tier", "reporter", "phone", "about", "told", "people_count",
)  # fmt: skip


def bring_in(db: Session, log: str, now: dt.datetime, places: list[list[str]]) -> None:
    """登记 of all of them."""
    told = table("demo/matters")
    room = rooms.own_room(db, log)
    for name, kind, hours in told["units"]:
        units.add_unit(db, log, {"name": name, "unit_kind": kind, "response_hours": hours})
    db.flush()
    known = {one.name: one.id for one in units.units(db, log)}
    ids = []
    for one in told["matter"]:
        at = now - dt.timedelta(hours=one["hours"])
        values = {name: one.get(name) for name in FACTS}
        values["place_id"] = cases.find_or_make_place(db, room.id, places[one["place"]])
        ids.append(matters.write_down(db, log, at, values))
        for number, (step, whom, words) in enumerate(one["steps"], 1):
            taken = at + dt.timedelta(minutes=20 * number)
            matters.take_step(db, taken, ids[-1], step, _values(step, whom, words, known))
    for one in told["whistle"]:
        blown = now - dt.timedelta(hours=3)
        called = [known[name] for name in one["units"]]
        of = {"matter_id": ids[one["matter"]], "what": one["what"]}
        whistles.blow(db, log, blown, of, called)


def _values(step: str, whom: str, words: str, known: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {"told": words or None}
    if step == "feedback":
        return {**told, "solved": whom == "solved"}
    return {**told, "to_unit_id": known.get(whom)}
