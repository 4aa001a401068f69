"""Letting a stick go on Windows: lock the volume, dismount it, ask the drive to eject."""

from __future__ import annotations

import ctypes
import time

READ_WRITE = 0xC0000000
SHARE = 0x3
OPEN_EXISTING = 3
LOCK, DISMOUNT, MEDIA_REMOVAL, EJECT = 0x00090018, 0x00090020, 0x002D4804, 0x002D4808
TRIES, PAUSE = 10, 0.5
"""Another program (a virus scanner) often holds a fresh file for a second or two."""


def eject(root: str) -> bool:
    """Let the drive of this letter go; its handle is closed in any case."""
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  absent elsewhere
    kernel.CreateFileW.restype = ctypes.c_void_p
    handle = kernel.CreateFileW(
        f"\\\\.\\{root[:1]}:", READ_WRITE, SHARE, None, OPEN_EXISTING, 0, None
    )
    if handle in (None, ctypes.c_void_p(-1).value):
        return False
    try:
        return _let_go(kernel, ctypes.c_void_p(handle))
    finally:
        kernel.CloseHandle(ctypes.c_void_p(handle))


def _let_go(kernel: object, handle: ctypes.c_void_p) -> bool:
    def ask(code: int, told: bytes = b"") -> bool:
        got = ctypes.c_ulong()
        return bool(
            kernel.DeviceIoControl(  # type: ignore[attr-defined]
                handle, code, told or None, len(told), None, 0, ctypes.byref(got), None
            )
        )

    for _ in range(TRIES):
        if ask(LOCK):
            return ask(DISMOUNT) and ask(MEDIA_REMOVAL, b"\0") and ask(EJECT)
        time.sleep(PAUSE)
    return False
