"""Nothing that rises in the window is lost: troubles are said, mishaps written down and said."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from app.trouble import Trouble


def catch_all(
    folder: Path, say_trouble: Callable[[Trouble], object], say_mishap: Callable[[Path], object]
) -> None:
    """From now on nothing that rises is lost: troubles are said, mishaps written down and said."""

    def hook(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        from app.mishap import account, write_down

        if isinstance(value, Trouble):
            say_trouble(value)
        elif issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value, trace)
        else:
            sys.stderr.write(account(kind, value, trace))
            say_mishap(write_down(folder, (kind, value, trace)))

    sys.excepthook = hook
    threading.excepthook = lambda told: (
        hook(told.exc_type, told.exc_value, told.exc_traceback) if told.exc_value else None
    )
