"""How a command line is read: what every verb takes, and what is amiss told in the person's language."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn, TypeAlias

from app.trouble import Trouble

Verbs: TypeAlias = (
    "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name
)

PROGRAM, VERB, ACTION = "mediation-room", "VERB", "ACTION"

_AMISS = (
    ("cli.usage_no_action", re.compile(r"the following arguments are required: (?P<names>ACTION)")),
    ("cli.usage_no_verb", re.compile(r"argument (?P<name>VERB): invalid choice: (?P<told>.+) \(choose from .+\)")),
    ("cli.usage_other_action", re.compile(
        r"argument (?P<name>ACTION): invalid choice: (?P<told>.+) \(choose from .+\)"
    )),
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


class _Actions(argparse._SubParsersAction):  # type: ignore[type-arg]
    """The verbs below a verb; every one is listed in the help, whose words are looked up when it is asked for."""

    def add_parser(self, name: str, **more: Any) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = super().add_parser(name, **{"help": "", **more})
        return made


class Parser(argparse.ArgumentParser):
    """Refuses with one sentence instead of its own words, and helps in the person's language."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"prog": PROGRAM, **more})
        self.register("action", "parsers", _Actions)

    def format_help(self) -> str:
        from app.cli import helping

        self.formatter_class = helping.Formatter
        helping.fill(self)
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        verb = self.prog.split(" ", 1)[-1]
        for key, shape in _AMISS:
            if found := shape.fullmatch(message):
                raise Trouble(key, verb=verb, **self._said(found.groupdict()))
        raise Trouble("cli.usage", verb=verb)

    def _said(self, found: dict[str, str]) -> dict[str, object]:
        """Of an argument what it means as well; of a verb that is none those there are."""
        said: dict[str, object] = dict(found)
        if "told" in found:
            said["told"] = found["told"].strip("'")
        if "known" in found:
            said["known"] = found["known"].replace("'", "").replace(", ", "、")
        if {found.get("names"), found.get("name")} & {ACTION, VERB}:
            said["known"] = Later(self, [])
        elif "names" in found:
            said["names"] = Later(self, re.split(r",? ", found["names"]))
        return said


class Later:
    """Arguments of a verb, or its actions where none are named, in words: said once the language is chosen."""

    def __init__(self, parser: Parser, names: list[str]) -> None:
        self.parser, self.names = parser, names

    def __str__(self) -> str:
        from app.cli import helping

        named = helping.named(self.parser, self.names)
        return named if self.names else helping.actions(self.parser)


def front_parser() -> argparse.ArgumentParser:
    """What may stand without a verb."""
    front = Parser(add_help=False, parents=[common_parser(None)])
    front.add_argument("--demo", action="store_true")
    return front


def common_parser(default: str | None) -> argparse.ArgumentParser:
    """Options every verb takes, before or after it. A verb must not reset what stood before it."""
    common = Parser(add_help=False)
    common.add_argument("--data", metavar="DIR", default=default)
    common.add_argument("--json", action="store_true", default=default or False)
    common.add_argument("--user", metavar="NAME", default=default)
    common.add_argument("--language", default=default)
    return common


def group_of(verbs: Verbs, common: argparse.ArgumentParser, name: str) -> Verbs:
    """A verb that has actions."""
    group = verbs.add_parser(name, parents=[common])
    return group.add_subparsers(dest="act_name", metavar=ACTION, required=True)
