"""The room itself: set up, people, sign-in, recovery sheet."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.desk import lodging
from app.desk.desk import Desk
from app.desk.doorstep import exists
from app.desk.edit import checked
from app.paths import DataDir
from app.records import Mediator, Room, Workstation
from app.rules import numbering
from app.settings import Settings
from app.store import keys, statements
from app.store.shelf import Shelf
from app.sync import seal
from app.trouble import Trouble

OWN = "SELECT room_id FROM workstation WHERE log = ? LIMIT 1"
GOAL = (70, 20, 10)  # percent of people's, administrative, judicial (S003); a guide


@dataclass
class RoomTold:
    """What the wizard asks. `people` are (name, duty); the first of `me` is who signs in."""

    committee: str
    short_name: str = ""
    room_name: str = ""
    address: str = ""
    phone: str = ""
    centre_name: str = ""
    people: list[tuple[str, str]] = field(default_factory=list)
    me: int = 0
    is_centre: bool = False
    number_pattern: str = numbering.TRADITIONAL
    database: str = ""  # a PostgreSQL address for a large centre; empty: the encrypted file
    way: str = ""  # 做法: a preset, by its name or its place; empty: the usual one


def create_room(
    data: DataDir, told: RoomTold, password: str, recovery: str, settings: Settings | None = None
) -> Desk:
    """Make the folder, the database, the first records and the key file; signed in afterwards."""
    if exists(data):
        raise Trouble("shelf.exists")
    keys.check_password(password)
    if not told.committee.strip():
        raise Trouble("room.no_committee")
    if not told.is_centre and not told.short_name.strip():
        raise Trouble("room.no_short_name")
    named = [(name.strip(), duty.strip()) for name, duty in told.people if name.strip()]
    if not named:
        raise Trouble("room.no_people")
    problem = numbering.pattern_problem(told.number_pattern)
    if problem:
        raise Trouble(problem)
    way = _preset(told.way)
    try:
        data.make()
    except OSError as why:
        raise Trouble("room.cannot_make", folder=data.root.name) from why
    secret = keys.new_secret()
    for leftover in data.root.glob("room.making*"):
        leftover.unlink()
    making = data.root / "room.making"
    place = lodging.reserve(data, told.database, secret) if told.database else making
    me = _fill(place, secret, told, named, way)
    keys.save(
        data.keys,
        keys.KeyFile(
            [
                keys.wrap(secret, me, named[told.me][0], password),
                keys.wrap(secret, "", "", keys.plain_recovery(recovery)),
            ]
        ),
    )
    if told.database:
        lodging.move_in(data)
    else:
        making.rename(data.database)  # from here on the room exists
    return at_desk(data, secret, me, settings)


def _preset(told: str) -> str:
    """The preset that is meant; the usual one is nobody's choice and need not be written down."""
    from app.rules import mechanism, preset_names

    name = preset_names.called(told) if told else mechanism.USUAL
    return "" if name == mechanism.USUAL else name


def _fill(
    place: Path | str, secret: bytes, told: RoomTold, named: list[tuple[str, str]], way: str
) -> str:
    shelf = Shelf.create(place, secret)
    room = Room(
        **checked(
            Room,
            {
                "committee": told.committee, "short_name": told.short_name, "room_name": told.room_name,
                "address": told.address, "phone": told.phone, "centre_name": told.centre_name,
                "number_pattern": told.number_pattern, "goal_people": GOAL[0],
                "goal_administrative": GOAL[1], "goal_judicial": GOAL[2],
            },
        ),
        is_centre=told.is_centre,
    )  # fmt: skip
    staff = [
        Mediator(room_id=room.id, position=n, **checked(Mediator, {"name": name, "duty": duty}))
        for n, (name, duty) in enumerate(named, 1)
    ]
    me = staff[told.me].id

    def set_up(db: Session) -> None:
        db.add_all([room, *staff])
        db.add(
            Workstation(
                room_id=room.id, log=shelf.log, letter="", recipient=seal.address(shelf.identity)
            )
        )
        if way:
            from app.desk import practice  # it stands on this module

            db.flush()
            practice.use(db, shelf.log, clock.today(), way)

    try:
        shelf.write(me, "set_up", set_up)
    finally:
        shelf.close()
    return me


def at_desk(data: DataDir, secret: bytes, user: str, settings: Settings | None) -> Desk:
    """Signed in, once it is plain that this file is what this computer wrote last."""
    from app.desk import clock_care, common_folder, continuity, outcomes

    desk = Desk(lodging.open_shelf(data, secret), data, user, settings)
    try:
        continuity.settle(desk)
        outcomes.at_start(desk)
        desk.at_start += filter(None, [clock_care.told_at_start(desk)])
        elsewhere = common_folder.fault(desk)
        desk.at_start += [str(elsewhere)] if elsewhere else []
    except BaseException:
        desk.close()
        raise
    return desk


def sign_in(data: DataDir, user: str, password: str, settings: Settings | None = None) -> Desk:
    """Open the room for one person; the password unwraps the database key."""
    for wrap in keys.load(data.keys).wraps:
        if wrap.user and user in {wrap.user, wrap.name}:
            secret = keys.unwrap(wrap, password)
            return at_desk(data, secret, wrap.user, settings)
    raise Trouble("keys.no_such_person")


def sign_in_by_recovery(
    data: DataDir, code: str, user: str, new_password: str, settings: Settings | None = None
) -> Desk:
    """The recovery sheet opens the room and gives one person a new password."""
    keys.check_password(new_password)
    told = keys.load(data.keys)
    plain = keys.plain_recovery(code)
    secret = keys.unwrap(next(w for w in told.wraps if not w.user), plain)
    name = next((w.name for w in told.wraps if w.user == user), None)
    if name is None:
        raise Trouble("keys.no_such_person")
    _rewrap(data, told, keys.wrap(secret, user, name, new_password))
    return at_desk(data, secret, user, settings)


def give_password(
    data: DataDir, mine: tuple[str, str], person: tuple[str, str], password: str
) -> None:
    """`mine` (id, password) lets `person` (id, name) sign in with a password of their own."""
    keys.check_password(password)
    told = keys.load(data.keys)
    own = next((w for w in told.wraps if w.user == mine[0]), None)
    if own is None:
        raise Trouble("keys.no_such_person")
    secret = keys.unwrap(own, mine[1])
    _rewrap(data, told, keys.wrap(secret, person[0], person[1], password))


def _rewrap(data: DataDir, told: keys.KeyFile, fresh: keys.Wrap) -> None:
    kept = [w for w in told.wraps if w.user != fresh.user]
    keys.save(data.keys, keys.KeyFile([*kept, fresh]))


def own_room(db: Session, log: str) -> Room:
    """The room this workstation belongs to."""
    room = statements.chosen(db, Room, OWN, (log,))
    if room is None:
        raise Trouble("room.no_room")
    return room


def whose(room: Room) -> str:
    """Whose sheet it is, as its head says: a centre by its name, a room by its committee."""
    return (room.centre_name if room.is_centre else None) or room.committee or ""


def mediators(db: Session, room_id: str) -> list[Mediator]:
    """The room's people who have not left, in their order."""
    found = db.scalars(
        select(Mediator)
        .where(Mediator.room_id == room_id, Mediator.void.is_(None))
        .order_by(Mediator.position)
    )
    return list(found)


def series(db: Session, log: str) -> str:
    """This workstation's letter in file numbers; empty for the first."""
    station = db.scalars(select(Workstation).where(Workstation.log == log)).first()
    return (station.letter or "") if station else ""
