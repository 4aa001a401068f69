"""ledger import, undo, export."""

from __future__ import annotations

import argparse

from app.cli.run import Answer
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="ledger import")


def undo(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="ledger undo")


def export(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="ledger export")
