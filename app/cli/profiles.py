"""room profile show, set: 本室名片, as the settings page has it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.coded import code
from app.cli.door import signed_in
from app.cli.run import Answer
from app.codes import code_list
from app.desk import edit, room_photo
from app.desk.desk import Desk
from app.desk.room import own_room
from app.paths import DataDir
from app.records import Room
from app.records.field import fields_of
from app.settings import Settings
from app.trouble import Trouble
from app.words import language, say

FIELDS = (
    "committee", "short_name", "room_name", "room_kind", "committee_kind", "brand", "head_name", "phone", "address",
    "hours", "code", "studio_code",
)  # fmt: skip
SET = FIELDS[1:]
"""What may be given here; the committee's own name is said when the room is set up."""


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What is known of the room."""
    with signed_in(data, settings, args) as desk:
        return _told(desk)


def give(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What is named is kept, an empty word takes it away; then the whole profile."""
    known = fields_of(Room)
    told = {name: getattr(args, name) for name in SET if getattr(args, name) is not None}
    changes: dict[str, Any] = {
        name: code(known[name].codes, text) if known[name].kind == "choice" else text
        for name, text in told.items()
    }
    if not changes and not args.photo and not args.no_photo:
        raise Trouble("cli.profile_nothing")
    if told.get("short_name", "x").strip() == "":
        raise Trouble("room.no_short_name")
    with signed_in(data, settings, args) as desk:
        own = desk.look(own_room, desk.shelf.log)
        if changes:
            desk.do(edit.edit, Room, own.id, changes)
        if args.no_photo:
            room_photo.forget(desk)
        elif args.photo:
            room_photo.keep(desk, Path(args.photo))
        return _told(desk)


def _told(desk: Desk) -> Answer:
    own, known = desk.look(own_room, desk.shelf.log), fields_of(Room)
    facts = {name: getattr(own, name) for name in FIELDS}
    lines = []
    for name, value in facts.items():
        codes = known[name].codes
        words = code_list(codes).label(value, language()) if codes else value
        lines.append(f"{say(known[name].label)}: {words or '—'}")
    lines.append(say("cli.profile_photo" if own.photo else "cli.profile_no_photo"))
    return Answer(lines, **facts, photo_size=own.photo_size)
