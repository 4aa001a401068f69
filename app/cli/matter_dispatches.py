"""matter dispatch, matter signoff: a centre hands a matter to a room, and signs off what the room did."""

from __future__ import annotations

import argparse

from app import clock
from app.cli import matters as shown
from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import dispatches, matter_dispatch, matters
from app.desk.edit import get
from app.paths import DataDir
from app.records import Dispatch
from app.settings import Settings
from app.words import say


def dispatch(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """交办给调解室 with all that is known of the matter."""
    with signed_in(data, settings, args) as desk:
        matter_id = desk.look(matters.by_number, args.number)
        to = desk.look(dispatches.place_named, args.to)
        made = matter_dispatch.hand_out(
            desk, clock.now(), matter_id, to.room, due=args.due, told=args.told or ""
        )
        number = desk.look(get, Dispatch, made).number
        facts = shown.facts_of(desk, matter_id)
    told = say("cli.matter_dispatched", number=args.number, to=to.name, dispatch=number or "")
    return Answer(told, **facts, dispatch=made, dispatch_number=number)


def sign_off(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """签收办结: what the room did is told back as solved."""
    with signed_in(data, settings, args) as desk:
        matter_id = desk.look(matters.by_number, args.number)
        matter_dispatch.sign_off(desk, matter_id)
        facts = shown.facts_of(desk, matter_id)
    return Answer(say("cli.matter_signed_off", number=args.number), **facts)
