"""The computers of a room: ask, let in, come in, list, a new key, closing one and lifting it; what stands aside."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from app import clock
from app.cli.door import password, signed_in
from app.cli.run import Answer
from app.desk import closing, exchange, mates, recovery, series, set_aside
from app.desk.closing import Shut
from app.desk.enrolment import own_fingerprint
from app.desk.newcomer import Newcomer, asked
from app.desk.room import RoomTold
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def ask(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The new computer: make what is its own, put its card onto the stick."""
    lines: list[str] = []
    facts: dict[str, str] = {}
    if asked(data):
        new = Newcomer.resume(data, password())
    else:
        code = recovery.new_code()
        new = Newcomer.begin(data, args.name or "", password("cli.new_password"), code)
        lines, facts = _sheet(args, code)
    try:
        card = new.ask(Path(args.folder))
        said = new.fingerprint
    finally:
        new.close()
    lines.append(say("mates.asked", file=card.name, fingerprint=said))
    return Answer(lines, file=str(card), fingerprint=said, **facts)


def _sheet(args: argparse.Namespace, code: str) -> tuple[list[str], dict[str, str]]:
    if not args.recovery_out:
        return [say("cli.recovery_code", code=code)], {"recovery_code": code}
    told = RoomTold(committee=args.name or "")
    Path(args.recovery_out).write_bytes(recovery.sheet(told, code, clock.today()))
    lines = [say("cli.recovery_written", file=args.recovery_out)]
    return lines, {"recovery_sheet": args.recovery_out}


def requests(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The first computer: who asks on this stick."""
    with signed_in(data, settings, args) as desk:
        found = mates.asking(desk, Path(args.folder))
    lines = [say("mates.asks", name=one.name, fingerprint=one.fingerprint) for one in found]
    return Answer(lines or [say("mates.none_asks")], asking=[asdict(one) for one in found])


def admit(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The first computer: let in the one whose fingerprint was compared."""
    with signed_in(data, settings, args) as desk:
        done = mates.admit(desk, Path(args.folder), args.fingerprint)
        own = own_fingerprint(desk)
    line = say("mates.admitted", name=done.name, letter=done.letter, fingerprint=own)
    return Answer([line, say("cli.may_remove")], own_fingerprint=own, **asdict(done))


def enter(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The new computer: take in all the first gave, say who sits here, write the first receipt."""
    told = password()
    new = Newcomer.resume(data, told)
    people = new.enter(Path(args.folder), args.fingerprint)
    known = {name: id_ for id_, name in people}
    if not args.new_person and args.me not in known:
        new.close()
        raise Trouble("mates.who", names="、".join(known))
    desk = new.finish(known.get(args.me, ""), told, args.me if args.new_person else "", settings)
    try:
        written = exchange.make_bundle(desk, Path(args.folder))
        letter = next(one.letter for one in mates.computers(desk) if one.state == mates.OWN)
        own = own_fingerprint(desk)
    finally:
        desk.close()
    lines = [say("mates.came_in", letter=letter), say("cli.may_remove")]
    return Answer(lines, letter=letter, fingerprint=own, written=[asdict(one) for one in written])


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The computers of this room."""
    with signed_in(data, settings, args) as desk:
        found = mates.computers(desk)
    return Answer([line(one) for one in found], computers=[asdict(one) for one in found])


def line(one: mates.Computer) -> str:
    """One computer in words."""
    return say(
        "mates.line", name=one.called, fingerprint=one.fingerprint,
        letter=one.letter or say("mates.no_letter"), state=say(f"mates.state.{one.state}"),
        at=one.heard_at[:16].replace("T", " ") or "—",
    )  # fmt: skip


def rotate(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A new key and a new address for this computer."""
    with signed_in(data, settings, args) as desk:
        letter = series.rotate(desk)
        own = own_fingerprint(desk)
    said = say("mates.rotated", letter=letter, fingerprint=own)
    return Answer(said, letter=letter, fingerprint=own)


def close(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A centre closes a lost computer."""
    with signed_in(data, settings, args) as desk:
        done = closing.close(desk, args.fingerprint, args.reason)
    return _shut([done])


def lift(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A centre takes it back."""
    with signed_in(data, settings, args) as desk:
        done = closing.lift(desk, args.fingerprint, args.reason)
    return Answer(done.sentences(), **asdict(done))


def count(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A centre lets more of a closed computer's changes count."""
    with signed_in(data, settings, args) as desk:
        done = closing.count_until(desk, args.fingerprint, args.number)
    return _shut([done])


def closed(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The closed computers."""
    with signed_in(data, settings, args) as desk:
        return _shut(closing.shut(desk))


def _shut(found: list[Shut]) -> Answer:
    lines = [shut_line(one) for one in found] or [say("closing.none")]
    return Answer(lines, closed=[asdict(one) for one in found])


def shut_line(one: Shut) -> str:
    """One closed computer in words."""
    facts = {"name": one.name, "fingerprint": one.fingerprint, "last": one.last}
    if not one.aside:
        return say("closing.line", **facts)
    return say("closing.line_aside", count=one.aside, until=one.aside_until, **facts)


def aside(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What stands aside, why, and trying again."""
    with signed_in(data, settings, args) as desk:
        taken_up = set_aside.retry(desk) if args.retry else 0
        found = set_aside.groups(desk)
    lines = [say("aside.taken_up", count=taken_up)] if args.retry else []
    lines += [one.sentence() for one in found] or [say("doctor.aside.well")]
    return Answer(lines, taken_up=taken_up, groups=[asdict(one) for one in found])
