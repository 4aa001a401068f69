"""Our own faults: written down without secrets, so that whoever looks after the program can find them."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from app import __version__, clock

Told = tuple[type[BaseException], BaseException, TracebackType | None]


def account(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> str:
    """What happened and where: names of kinds, files, lines. No message and no value, for they may hold a name."""
    import platform
    import traceback

    lines = [
        f"program {__version__}",
        f"python {platform.python_version()} on {platform.system()} {platform.machine()}",
        f"at {clock.now():%Y-%m-%d %H:%M:%S}",
    ]
    cause: BaseException | None = value
    while cause is not None:
        lines.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        frames = traceback.extract_tb(cause.__traceback__ if cause is not value else trace)
        lines += [f"  {_inside(f.filename)}:{f.lineno} {f.name}" for f in frames]
        cause = cause.__cause__
    return "\n".join(lines) + "\n"


def write_down(folder: Path, told: Told) -> Path:
    """The account as a file a person may send to whoever looks after the program."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:  # no folder of ours: the system's own for passing things
        import tempfile

        folder = Path(tempfile.gettempdir())
    path = folder / f"mishap-{clock.now():%Y%m%d-%H%M%S}.txt"
    path.write_text(account(*told), encoding="utf-8")
    return path


def _inside(file: str) -> str:
    """A file by its place in the program, not on this person's disk."""
    parts = Path(file).parts
    for mark in ("app", "site-packages"):
        if mark in parts:
            place = len(parts) - 1 - parts[::-1].index(mark)
            return "/".join(parts[place + (mark != "app") :])
    return parts[-1] if parts else file
