"""What a room's computer installs is pinned, hashed, and says nothing about where it comes from."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
PINS = {name: ROOT / "installer" / "pins" / f"{name}.txt" for name in ("run", "dev", "build")}
EXTRAS: dict[str, list[str]] = {"run": [], "dev": ["dev"], "build": ["build"]}


def pinned(name: str) -> Iterator[tuple[Requirement, list[str]]]:
    """Each pin of a file and its hashes."""
    text = PINS[name].read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        told, *hashes = re.split(r"\s+--hash=sha256:", line)
        yield Requirement(told), [line.strip() for line in hashes]


@pytest.mark.parametrize("name", PINS)
def test_every_pin_is_one_version_with_hashes(name: str) -> None:
    assert [str(pin) for pin, _ in pinned(name) if not _one_version(pin)] == []
    assert [str(pin) for pin, hashes in pinned(name) if not hashes] == []
    told = [line for _, hashes in pinned(name) for line in hashes]
    assert [line for line in told if not re.fullmatch("[0-9a-f]{64}", line)] == []


@pytest.mark.parametrize("name", PINS)
def test_the_pins_name_no_host(name: str) -> None:
    assert re.findall(r"(?m)://|^-|@", PINS[name].read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", ["dev", "build"])
def test_what_a_room_gets_is_what_was_tested_and_built(name: str) -> None:
    assert {str(r) for r, _ in pinned("run")} <= {str(r) for r, _ in pinned(name)}


@pytest.mark.parametrize(("name", "extras"), EXTRAS.items())
def test_the_pins_answer_the_project_file(name: str, extras: list[str]) -> None:
    """A dependency added or raised without renewing the pins is noticed here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"]]
    wanted += [told for extra in extras for told in project["optional-dependencies"][extra]]
    found: dict[str, set[str]] = {}
    for pin, _ in pinned(name):
        found.setdefault(canonicalize_name(pin.name), set()).add(next(iter(pin.specifier)).version)
    lacking = []
    for told in map(Requirement, wanted):
        versions = found.get(canonicalize_name(told.name), set())
        if not versions or not all(told.specifier.contains(version) for version in versions):
            lacking.append(f"{told}: pinned {sorted(versions)}; python3 installer/renew_pins.py")
    assert lacking == []


def test_the_installer_says_the_same_in_both_languages() -> None:
    told: dict[str, Any] = runpy.run_path(str(ROOT / "installer" / "sentences.py"))
    chinese, english = told["CHINESE"], told["ENGLISH"]
    assert chinese.keys() == english.keys()
    for key in chinese:
        assert _places(chinese[key]) == _places(english[key]), key


def _one_version(told: Requirement) -> bool:
    return [s.operator for s in told.specifier] == ["=="] and "*" not in str(told.specifier)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
