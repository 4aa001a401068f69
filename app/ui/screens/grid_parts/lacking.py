"""What a grid lacks, in words."""

from __future__ import annotations

from app.codes import code_list
from app.rules.grid_check import Lack
from app.words import language, say


def lack_words(lack: Lack) -> list[str]:
    """The roles nobody holds, then what else is not as the place wants it."""
    roles = "、".join(code_list("post_role").label(role, language()) for role in lack.roles)
    told = [say("grids.lacks_roles", roles=roles)] if roles else []
    return told + [say(f"grids.lacks_{fault}") for fault in lack.faults]
