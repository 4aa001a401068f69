"""What the examination says of the roads: how each place stands, and every alarm."""

from __future__ import annotations

from collections.abc import Iterator

from app.desk.desk import Desk
from app.desk.overview import LONG_AGO, Overview, overview
from app.words import say

Told = tuple[str, bool, str, str]  # key, whether it is well, what was seen, next step


def road_lines(desk: Desk) -> Iterator[Told]:
    """One line for the places, one for each alarm."""
    seen = overview(desk)
    yield _places(seen)
    if not seen.alarms:
        yield "alarms", True, say("doctor.alarms.well"), ""
    for alarm in seen.alarms:
        yield "alarms", False, alarm.told(), alarm.next()


def _places(seen: Overview) -> Told:
    known = [one for one in seen.places if one.state != "unknown"]
    if not known:
        return "roads", True, say("doctor.roads.none"), ""
    oldest = max(known, key=lambda one: (one.age is None, one.age or 0))
    late = [one for one in known if (one.age or 0) >= LONG_AGO]
    if late:
        facts = {"count": len(late), "limit": LONG_AGO, "name": oldest.name, "age": oldest.aged()}
        return "roads", False, say("doctor.roads.ill", **facts), say("doctor.roads.next")
    told = say(
        "doctor.roads.well",
        places=len(known),
        agreed=sum(one.state == "agreed" for one in known),
        to_send=sum(one.to_send > 0 and not one.written for one in known),
        oldest=oldest.name,
        age=oldest.aged(),
    )
    return "roads", True, told, ""
