"""What the README names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUOTED = re.compile(r"`([^`\n]+)`")
LINKED = re.compile(r"\]\(([^)#:]+)\)")
PATH = re.compile(r"[\w.\-]+(/[\w.\-]+)*/?")
ENDING = re.compile(r"\.(py|md|toml|txt|po|yaml|spec|ttf|qss)$")


def named_paths() -> set[str]:
    """Links, and quoted words that look like a path; NAME in capitals stands for any name."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = {word for span in QUOTED.findall(text) for word in span.split()}
    paths = {w for w in quoted if PATH.fullmatch(w) and ("/" in w or ENDING.search(w))}
    return {path for path in paths | set(LINKED.findall(text)) if "NAME" not in path}


def test_every_path_in_the_readme_exists() -> None:
    paths = named_paths()
    assert "installer/room.py" in paths
    assert sorted(path for path in paths if not (ROOT / path).exists()) == []
