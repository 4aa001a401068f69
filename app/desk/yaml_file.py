"""A YAML file from outside: of bounded size, without anchors, only true and false for yes and no."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from app.trouble import Trouble

LARGEST = 4 * 1024 * 1024


def read_yaml(path: Path) -> dict[str, Any]:
    """A YAML file of bounded size holding a mapping; anything else gets its sentence."""
    import yaml

    try:
        if path.stat().st_size > LARGEST:
            raise Trouble("told.too_large", file=path.name)
        text = path.read_text(encoding="utf-8-sig")
        if re.search(r"(^|[\s\[{,:-])[&*][A-Za-z0-9_]", text) and _has_alias(text):
            raise Trouble("told.aliases", file=path.name)
        told = yaml.load(text, Loader=_loader())  # noqa: S506  a SafeLoader with fewer booleans
    except OSError as why:
        raise Trouble("told.cannot_open", file=path.name) from why
    except (yaml.YAMLError, UnicodeDecodeError, ValueError, RecursionError) as why:
        raise Trouble("told.not_yaml", file=path.name) from why
    if not isinstance(told, dict):
        raise Trouble("told.not_yaml", file=path.name)
    return told


@cache
def _loader() -> Any:
    """A safe loader for which only true and false are yes and no: `no: 1` is the number of a session."""
    import yaml

    class Plain(yaml.SafeLoader):
        pass

    Plain.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:bool"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))
    return Plain


def _has_alias(text: str) -> bool:
    """Aliases can blow a small file up; nobody who types a case needs them."""
    import yaml

    return any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(text, Loader=yaml.SafeLoader))
