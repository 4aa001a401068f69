"""room create, room join, centre create."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import clock
from app.cli.door import password, signed_in
from app.cli.run import Answer
from app.desk import doorstep, lodging, practice, recovery, room, told, yaml_file
from app.desk.enrolment import own_fingerprint
from app.desk.room import RoomTold
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def create(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Set up a room from the `room:` part of a file."""
    return _create(data, settings, args, told.room_told(yaml_file.read_yaml(Path(args.source))))


def create_centre(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Set up a centre; the name under `room.centre` is enough."""
    fresh = told.room_told(yaml_file.read_yaml(Path(args.source)), centre=True)
    fresh.database = args.database or ""
    return _create(data, settings, args, fresh)


def give_address(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The centre's database answers elsewhere, or under another password."""
    people = doorstep.people(data)
    user = args.user or (people[0][0] if people else "")
    kept = lodging.give_address(data, (user, password()), args.database)
    return Answer(say("server.address_kept", address=kept), address=kept)


def _create(data: DataDir, settings: Settings, args: argparse.Namespace, fresh: RoomTold) -> Answer:
    code = recovery.new_code()
    fresh.way = args.way or fresh.way
    if doorstep.exists(data):
        raise Trouble("shelf.exists")
    desk = room.create_room(data, fresh, password("cli.new_password"), code, settings)
    facts = {
        "room": fresh.committee,
        "data": str(data.root),
        "fingerprint": own_fingerprint(desk),
    }
    lines = [say("cli.room_made", name=fresh.committee, data=str(data.root))]
    way = desk.look(practice.standing, desk.shelf.log)
    facts["way"] = desk.look(practice.chosen, desk.shelf.log)
    lines.append(say("practice.now", name=way.name))
    if args.recovery_out:
        Path(args.recovery_out).write_bytes(recovery.sheet(fresh, code, clock.today()))
        facts["recovery_sheet"] = args.recovery_out
        lines.append(say("cli.recovery_written", file=args.recovery_out))
    else:
        facts["recovery_code"] = code
        lines.append(say("cli.recovery_code", code=code))
    desk.close()
    return Answer(lines, **facts)


def join(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Join the centre of a card file; its fingerprint is compared by telephone."""
    from app.desk import enrolment

    with signed_in(data, settings, args) as desk:
        joined = enrolment.join(desk, Path(args.file), leave=args.leave)
        own = own_fingerprint(desk)
    return Answer(
        [
            say("cli.joined", name=joined.name, fingerprint=joined.fingerprint),
            say("exchange_screen.own_fingerprint", fingerprint=own),
        ],
        own_fingerprint=own,
        centre=joined.name, fingerprint=joined.fingerprint,
    )  # fmt: skip


def fingerprint(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """This computer's own fingerprint, to be read out on the telephone."""
    with signed_in(data, settings, args) as desk:
        own = own_fingerprint(desk)
    return Answer(say("exchange_screen.own_fingerprint", fingerprint=own), fingerprint=own)
