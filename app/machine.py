"""Which computer this is, as far as it says so itself. Hashed: nothing of it can be read back."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

ID_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
BOARD_FILE = Path("/sys/class/dmi/id/product_uuid")  # only root may read it on most systems
SHORTEST = 16  # "uninitialized", or a board whose maker wrote nothing, is no name


def marks() -> dict[str, str]:
    """What tells this computer from others: kind → hash. A kind that cannot be read is left out."""
    found = {"id": _windows_id() if sys.platform == "win32" else _first(*ID_FILES)}
    found["board"] = _first(BOARD_FILE)
    return {kind: _hash(kind, told) for kind, told in found.items() if _is_name(told)}


def differs(then: dict[str, str], now: dict[str, str]) -> bool:
    """Whether a mark that was known then is another now; what is not known both times says nothing."""
    return any(now[kind] != told for kind, told in then.items() if kind in now)


def _is_name(told: str) -> bool:
    signs = told.replace("-", "")
    return len(signs) >= SHORTEST and len(set(signs.lower())) > 2


def _hash(kind: str, told: str) -> str:
    return hashlib.sha256(f"zjb/1 machine {kind}\0{told.strip().lower()}".encode()).hexdigest()


def _first(*places: Path) -> str:
    for place in places:
        try:
            told = place.read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            continue  # not there, or not for us: then it says nothing
        if told:
            return told
    return ""


def _windows_id() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        place = r"SOFTWARE\Microsoft\Cryptography"
        way = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place, 0, way) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""
