"""backup make, verify, restore; doctor."""

from __future__ import annotations

import argparse

from app.cli.run import Answer
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble


def backup_make(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="backup_make")


def backup_verify(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="backup_verify")


def backup_restore(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="backup_restore")


def doctor(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="doctor")
