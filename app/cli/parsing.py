"""How a command line is read: what every verb takes, and what is amiss told in the person's language."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn, TypeAlias

from app.trouble import Trouble

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)

_AMISS = (
    ("cli.usage_missing", re.compile(r"the following arguments are required: (?P<names>.+)")),
    ("cli.usage_one_of", re.compile(r"one of the arguments (?P<names>.+) is required")),
    ("cli.usage_unknown", re.compile(r"unrecognized arguments: (?P<names>.+)")),
    ("cli.usage_unknown", re.compile(r"ambiguous option: (?P<names>\S+) could match")),
    ("cli.usage_choice", re.compile(
        r"argument (?P<name>.+?): invalid choice: (?P<told>.+) \(choose from (?P<known>.+)\)"
    )),
    ("cli.usage_together", re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)")),
    ("cli.usage_value", re.compile(r"argument (?P<names>.+?): expected .+")),
)  # fmt: skip
"""What the reader of arguments says, by the key of our own sentence."""


class Parser(argparse.ArgumentParser):
    """Refuses with one sentence instead of its own words."""

    def error(self, message: str) -> NoReturn:
        verb = self.prog.split(" ", 1)[-1]
        for key, shape in _AMISS:
            if found := shape.fullmatch(message):
                raise Trouble(key, verb=verb, **found.groupdict())
        raise Trouble("cli.usage", verb=verb)


def front_parser() -> argparse.ArgumentParser:
    """What may stand without a verb."""
    front = Parser(add_help=False, parents=[common_parser(None)])
    front.add_argument(
        "--demo", action="store_true", help="the window with a filled throw-away room"
    )
    return front


def common_parser(default: str | None) -> argparse.ArgumentParser:
    """Options every verb takes, before or after it. A verb must not reset what stood before it."""
    common = Parser(add_help=False)
    common.add_argument("--data", metavar="DIR", default=default, help="data folder of the room")
    common.add_argument(
        "--json", action="store_true", default=default or False, help="print one JSON object"
    )
    common.add_argument(
        "--user", metavar="NAME", default=default, help="who signs in (default: the first)"
    )
    common.add_argument("--language", default=default, help="zh_CN or en")
    return common


def group_of(verbs: Verbs, common: argparse.ArgumentParser, name: str, told: str) -> Verbs:
    group = verbs.add_parser(name, parents=[common], help=told)
    return group.add_subparsers(dest="act_name", metavar="ACTION", required=True)
