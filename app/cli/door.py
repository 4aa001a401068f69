"""Signing in from the command line: the password comes from a prompt or MEDIATION_ROOM_PASSWORD."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.desk import doorstep, room
from app.desk.desk import Desk
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def password(ask: str = "cli.password") -> str:
    """The password, never echoed; a sentence where nobody can be asked."""
    told = os.environ.get("MEDIATION_ROOM_PASSWORD")
    if told:
        return told
    if not sys.stdin.isatty():
        raise Trouble("keys.password_needed")
    return getpass.getpass(say(ask))


@contextmanager
def signed_in(data: DataDir, settings: Settings, told: argparse.Namespace) -> Iterator[Desk]:
    """The desk of the named person, or of the first who may sign in; its index is brought up, then it is closed."""
    people = doorstep.people(data)
    user = told.user or (people[0][0] if people else "")
    desk = room.sign_in(data, user, password(), settings)
    try:
        sys.stderr.writelines(f"{line}\n" for line in desk.at_start)
        yield desk
        desk.indexing.now()
    finally:
        desk.close()
