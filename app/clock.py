"""What day and time it is; tests hold it still. No clock decides anything, it is evidence."""

from __future__ import annotations

import datetime as _dt

_held: _dt.datetime | None = None


def hold(moment: _dt.datetime | None) -> None:
    """Hold the clock at a local moment; `None` lets it run again."""
    global _held  # noqa: PLW0603  the one thing in the house that may stand still
    _held = moment


def now() -> _dt.datetime:
    """The local wall time, to the second, without a zone."""
    return (_held or _dt.datetime.now()).replace(microsecond=0)


def today() -> _dt.date:
    """The local day."""
    return now().date()
