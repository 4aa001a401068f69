"""The table of the five places (resources/presets/README.md) tells the truth: every mechanism with its screen,
command and test."""

from __future__ import annotations

import argparse
import re
from functools import cache
from pathlib import Path

import pytest

from app.cli.verbs import VERBS, parser

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "resources" / "presets" / "README.md"
CORE = 52
"""Rows marked ★ in the catalogue of the five places."""


@cache
def rows() -> list[list[str]]:
    """Seed, mark, mechanism, screen, command, test of each line of the table."""
    told = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if re.match(r"\|\s*S00\d\s*\|", line)
    ]
    assert all(len(row) == 6 for row in told), [row for row in told if len(row) != 6]
    return told


@cache
def actions_of(verb: str) -> set[str]:
    """What may follow a verb; nothing where it stands alone."""
    return set(_below(_below(parser(verb))[verb]))


def _below(told: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    kinds = [one for one in told._actions if isinstance(one, argparse._SubParsersAction)]
    return {name: parser for one in kinds for name, parser in one.choices.items()}


def test_every_core_mechanism_has_a_line() -> None:
    core = [row for row in rows() if "★" in row[1]]
    assert len(core) == CORE
    assert len({(row[0], row[2]) for row in core}) == CORE


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[2])
def test_its_commands_and_tests_are_there(row: list[str]) -> None:
    commands = re.findall(r"`([^`]+)`", row[4])
    assert commands
    for command in commands:
        verb, *rest = command.split()
        assert verb in VERBS, command
        actions = actions_of(verb)
        assert not actions or rest[0] in actions, (command, sorted(actions))
    tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", row[5])
    assert tests
    for path, name in tests:
        assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), (path, name)


def test_a_test_that_is_not_there_would_be_found() -> None:
    here = Path(__file__).relative_to(ROOT)
    row = ["S000", "★", "无此项", "今日", "`today`", f"`{here}::test_nobody_wrote_this`"]
    with pytest.raises(AssertionError, match="test_nobody_wrote_this"):
        test_its_commands_and_tests_are_there(row)
