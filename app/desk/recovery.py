"""恢复单: the code that opens the room when every password is forgotten, and the sheet it is printed on."""

from __future__ import annotations

import datetime as dt
import io

from app.desk.room import RoomTold
from app.records import Room
from app.store import keys


def new_code() -> str:
    """A fresh code in eight groups of four."""
    return keys.new_recovery_code()


def ends_are(code: str, first: str, last: str) -> bool:
    """Whether somebody has the sheet in hand: its first and last group, typed back."""
    groups = code.split("-")
    return (_plain(first), _plain(last)) == (groups[0], groups[-1])


def sheet(told: RoomTold, code: str, on: dt.date) -> bytes:
    """The recovery sheet as PDF."""
    from app.papers.recovery import draw_recovery

    out = io.BytesIO()
    room = Room(committee=told.committee, room_name=told.room_name)
    draw_recovery(room, code, on, out)
    return out.getvalue()


def _plain(typed: str) -> str:
    return "".join(typed.upper().split()).translate(str.maketrans("ILOU", "110V"))
