"""In which room a log's own computer says that it stands: evidence where nothing else tells whose a log is.

A centre that was put back gets logs of its rooms again from the centre above before it meets the room itself.
Only what a log says of itself counts, in the workstation row that it began.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from app.store import chain, content
from app.store.rows import parts
from app.store.statements import ask, named

SAID = 'SELECT log, room_id, "_v" FROM workstation WHERE log IN ids'
LOGS = "SELECT id, log FROM entry WHERE id IN ids"


def said_by(one: chain.Entry) -> str | None:
    """The room id a log's first entry names for itself."""
    if one.head.seq != 1:
        return None
    rows = (told for _, kind, _, told in content.read(one).ops if kind == "workstation")
    return next((told.get("room_id") for told in rows if told.get("log") == one.head.log), None)


def places(link: Connection, logs: Iterable[str]) -> dict[str, str]:
    """The room ids of those of these logs that named one."""
    found: dict[str, str] = {}
    for some in parts(sorted(logs)):
        said = {}
        for log, room, told in ask(link, *named(link, SAID, some)):
            versions = json.loads(told) if isinstance(told, str) else told
            said[versions.get("*", "")] = (log, room)
        for star, log in ask(link, *named(link, LOGS, sorted(said))):
            named_log, room = said[star]
            if log == named_log and room:
                found[log] = room
    return found
