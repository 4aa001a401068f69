"""The only place where the parts meet: words, data folder, then the command line or the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from app.paths import DataDir
from app.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """`mediation-room`: without a verb the window opens, with one the command line answers."""
    told = list(sys.argv[1:] if argv is None else argv)
    if told == ["--own-process", "app.desk.ledger.reader"]:  # see paths.own_process
        from app.desk.ledger import reader

        return reader.main()
    if told == ["--own-process", "app.desk.copying"]:
        from app.desk import copying

        return copying.main()
    if told == ["--own-process", "app.scans.reader"]:
        from app.scans import reader as scan_reader

        return scan_reader.main()
    from app.cli.run import run

    return run(told, _window, _serve)


def _window(data: DataDir, settings: Settings, demo: bool) -> int:  # noqa: FBT001  a plain answer
    """The window, loaded only when it is asked for."""
    from app.ui.start import run

    return run(data, settings, demo=demo)


def _serve(*told: Any, **more: Any) -> str:
    """A centre that answers rooms, loaded only when it is asked for."""
    from app.centre.serve import serve

    return serve(*told, **more)
