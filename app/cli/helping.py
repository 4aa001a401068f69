"""--help in the person's language: what a verb does and what its arguments mean, from the words.

`cli.help.<verb>.<action>` tells of a verb; of an argument `cli.arg.<verb>.<action>.<name>`, or for all verbs that
have one of that name `cli.arg.<name>`. They are looked up when help is asked for, never before.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from app.cli.typed import OneOf
from app.words import has, say

_PIECES = re.compile(r"[!-~]+|\s+|.")
_NOT_FIRST, _NOT_LAST = "，。；：、！？）”》", "（“《"


class Formatter(argparse.HelpFormatter):
    """Counts a character as wide as it is shown, and breaks between Chinese ones."""

    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        super().add_usage(usage, actions, groups, say("cli.usage_is") if prefix is None else prefix)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return broken(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in broken(text, width - len(indent)))


def broken(text: str, width: int) -> list[str]:
    """The text in lines of so many columns; a mark stays with what it ends or opens."""
    lines = [""]
    for piece in _PIECES.findall(" ".join(text.split())):
        if columns(lines[-1] + piece.rstrip()) > width and lines[-1] and piece not in _NOT_FIRST:
            opens = lines[-1][-1] if lines[-1][-1] in _NOT_LAST else ""
            lines[-1] = lines[-1].removesuffix(opens)
            lines.append(opens)
        lines[-1] = (lines[-1] + piece).lstrip()
    return [line.rstrip() for line in lines]


def columns(text: str) -> int:
    """How wide a terminal shows it."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def fill(parser: argparse.ArgumentParser) -> None:
    """Every word the help of this verb says."""
    path = parser.prog.split()[1:]
    if path:
        parser.description = say(verb_key(path))
    titles = {"positional arguments": "cli.positionals", "options": "cli.options"}
    for group in parser._action_groups:  # noqa: SLF001  argparse offers no other way
        if group.title in titles:
            group.title = say(titles[group.title])
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:  # noqa: SLF001
                choice.help = _plain(say(verb_key([*path, choice.dest])))
        else:
            may_be = say("cli.may_be", known=action.type) if isinstance(action.type, OneOf) else ""
            action.help = _plain(say(argument_key(path, action)) + may_be)


def verb_key(path: list[str]) -> str:
    """cli.help.room.create."""
    return f"cli.help.{_dotted(path)}"


def argument_key(path: list[str], action: argparse.Action) -> str:
    """What this verb says of it, else what all do."""
    own = f"cli.arg.{_dotted([*path, name_of(action)])}"
    return own if has(own) else f"cli.arg.{_dotted([name_of(action)])}"


def name_of(action: argparse.Action) -> str:
    """An option by its longest name, another by its own."""
    return max(action.option_strings, key=len).lstrip("-") if action.option_strings else action.dest


def named(parser: argparse.ArgumentParser, names: list[str]) -> str:
    """Arguments as they are written, each with what it means; what is none stands as it is."""
    path, known = parser.prog.split()[1:], parser._actions  # noqa: SLF001
    told = []
    for name in names:
        meant = [one for one in known if name in {*one.option_strings, one.dest, one.metavar}]
        label = _first(say(argument_key(path, meant[0]))) if len(meant) == 1 else ""
        told.append(say("cli.choice", label=name, code=label) if label not in {"", name} else name)
    return "、".join(told)


def actions(parser: argparse.ArgumentParser) -> str:
    """The actions of a verb with what each does, of the whole program its verbs."""
    path = parser.prog.split()[1:]
    found = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))  # noqa: SLF001
    names = [name for one in found for name in one.choices]
    if not path:
        return "、".join(names)
    return "、".join(
        say("cli.choice", label=name, code=_first(say(verb_key([*path, name])))) for name in names
    )


def _first(text: str) -> str:
    """The first part of what help says."""
    return re.split(r"[（(；;。.：:]", text)[0].strip()


def arguments(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[list[str], argparse.Action | None]]:
    """Every verb with its path, and every argument with that of its verb."""
    for action in parser._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield [*path, name], None
                yield from arguments(below, (*path, name))
        else:
            yield list(path), action


def _dotted(path: list[str]) -> str:
    return ".".join(path).replace("-", "_")


def _plain(text: str) -> str:
    """argparse fills in what stands behind a percent sign."""
    return text.replace("%", "%%")
