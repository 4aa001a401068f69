"""One command on a fresh machine: install what is missing, then open the program or run its tests.

Standard library only. What was done is remembered in `.venv/installed`, so the next time is quick.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sentences import say

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "installer" / "pins"
PLACE = ROOT / ".venv"
PYTHON = PLACE / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = PLACE / "installed"


def main(arguments: list[str]) -> int:
    """`start` opens the program, `test` runs its tests; what follows is handed on as it is."""
    action, *rest = arguments or ["?"]
    if action not in {"start", "test"}:
        say("usage")
        return 2
    if not (3, 10) <= sys.version_info[:2] <= (3, 13):
        say("wrong_python", found=sys.version.split()[0])
        return 1
    pins = "run" if action == "start" else "dev"
    if not installed(pins) and not install(pins):
        return 1
    if action == "start":
        paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
        os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        return become([str(PYTHON), "-m", "app", *rest])
    os.chdir(ROOT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return become([str(PYTHON), "-m", "pytest", *at_once(rest), *rest])


def at_once(rest: list[str]) -> list[str]:
    """The tests run on every core there is, unless the command says how (`-n 0`: one after the other)."""
    cores = min(os.cpu_count() or 1, 8)
    told = any(word.startswith("-n") for word in rest)
    return [] if told or cores == 1 else ["-n", str(cores), "--dist", "worksteal"]


def installed(pins: str) -> bool:
    """Whether the stamp answers for these pins, this Python and this folder; `dev` holds `run`."""
    told = STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""
    return PYTHON.exists() and told in {state("dev"), state(pins)}


def state(pins: str) -> str:
    """Everything that, when it changes, asks for a new installation."""
    import hashlib

    told = hashlib.sha256(f"{sys.version}\n{sys.base_prefix}\n{ROOT}\n".encode())
    for file in (PINS / "run.txt", PINS / "dev.txt", ROOT / "installer" / "system.py"):
        told.update(file.read_bytes())
    return f"{pins} {told.hexdigest()}\n"


def install(pins: str) -> bool:
    """Bring system, environment and packages to what the pins say; each step says what it does."""
    import system

    if not system.complete(tests=pins == "dev") or not make_place():
        return False
    say("packages")
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    loud = [] if sys.stdout.isatty() else ["--quiet"]
    checked = ["--require-hashes", "--only-binary", ":all:", "-r", str(PINS / f"{pins}.txt")]
    if subprocess.run([*pip, *loud, *checked], check=False).returncode != 0:
        say("no_packages")
        return False
    STAMP.write_text(state(pins), encoding="utf-8")
    say("ready")
    return True


def make_place() -> bool:
    """A venv of this very Python with pip in it; one that no longer works is made anew."""
    alive = f"import pip, sys; sys.exit(sys.version != {sys.version!r})"
    if PYTHON.exists():
        asked = subprocess.run([str(PYTHON), "-c", alive], capture_output=True, check=False)
        if asked.returncode == 0:
            return True
    say("place", place=PLACE)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(PLACE)], check=False)
    if made.returncode != 0:
        say("no_place", place=PLACE)
    return made.returncode == 0


def become(command: list[str]) -> int:
    """Step aside for the program; Windows has no way to, so there we wait for it."""
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606  no shell is wanted
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
