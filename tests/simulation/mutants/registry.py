"""The list of planted faults, and how one is planted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

Patch = Callable[[ExitStack], None]
MUTANTS: dict[str, Patch] = {}
CONTROLS: dict[str, Patch] = {}
RICH: set[str] = set()  # those of them that only rich worlds can show


def mutant(change: Patch) -> Patch:
    """A fault that must be found."""
    MUTANTS[change.__name__] = change
    return change


def rich_mutant(change: Patch) -> Patch:
    """A fault in what only rich worlds have."""
    RICH.add(change.__name__)
    return mutant(change)


def control(change: Patch) -> Patch:
    """A change that breaks nothing, and must not be found."""
    CONTROLS[change.__name__] = change
    return change


@contextmanager
def planted(name: str) -> Iterator[None]:
    """While this lasts, the program has this fault; an empty name plants none."""
    with ExitStack() as stack:
        if name:
            (MUTANTS | CONTROLS)[name](stack)
        yield


def put(stack: ExitStack, of: Any, name: str, value: Any) -> None:
    """Something else stands there while the fault lasts."""
    stack.enter_context(patch.object(of, name, value))
