"""bundle make, take, inspect; centre card, approve, serve."""

from __future__ import annotations

import argparse

from app.cli.run import Answer
from app.paths import DataDir
from app.settings import Settings
from app.trouble import Trouble


def make(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="make")


def take(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="take")


def inspect(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="inspect")


def card(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="card")


def approve(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="approve")


def serve(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    raise Trouble("cli.not_yet", what="serve")
