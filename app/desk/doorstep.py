"""What can be known before anybody signed in; loads nothing heavy, for the window opens with it."""

from __future__ import annotations

import json

from app.paths import DataDir
from app.trouble import Trouble


def exists(data: DataDir) -> bool:
    """Whether a room was set up in this folder."""
    return data.database.exists() or data.address.exists()


def people(data: DataDir) -> list[tuple[str, str]]:
    """Who may sign in: (id, name), from the key file alone."""
    if not data.keys.exists():
        raise Trouble("keys.gone" if exists(data) else "shelf.absent")
    try:
        told = json.loads(data.keys.read_bytes())
        return [(wrap["user"], wrap["name"]) for wrap in told["wraps"] if wrap["user"]]
    except (ValueError, KeyError, TypeError) as why:
        raise Trouble("keys.unreadable") from why
