"""The volume is locked, dismounted and ejected in this order; a volume that is in use is not let go."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from app.sync import eject_windows as ejecting


class Kernel:
    """The four calls of the system, with a volume that may be in use."""

    def __init__(self, *, in_use: int = 0, there: bool = True) -> None:
        self.in_use, self.there = in_use, there
        self.asked: list[int] = []
        self.closed = 0
        self.opened = ""

        def create(name: str, *_: Any) -> int:
            self.opened = name
            return 7 if self.there else ctypes.c_void_p(-1).value or 0

        self.CreateFileW = create

    def DeviceIoControl(self, _handle: Any, code: int, *_: Any) -> int:
        self.asked.append(code)
        if code == ejecting.LOCK and self.in_use:
            self.in_use -= 1
            return 0
        return 1

    def CloseHandle(self, _handle: Any) -> None:
        self.closed += 1


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Any:
    def install(kernel: Kernel) -> Kernel:
        monkeypatch.setattr(ctypes, "windll", type("W", (), {"kernel32": kernel}), raising=False)
        monkeypatch.setattr(ejecting, "PAUSE", 0)
        return kernel

    return install


def test_a_free_volume_is_let_go(system: Any) -> None:
    kernel = system(Kernel(in_use=2))
    assert ejecting.eject("E:\\")
    assert kernel.opened == "\\\\.\\E:"
    assert kernel.asked[-4:] == [
        ejecting.LOCK, ejecting.DISMOUNT, ejecting.MEDIA_REMOVAL, ejecting.EJECT,
    ]  # fmt: skip
    assert kernel.closed == 1


def test_a_volume_in_use_is_not(system: Any) -> None:
    kernel = system(Kernel(in_use=1000))
    assert not ejecting.eject("E:\\")
    assert set(kernel.asked) == {ejecting.LOCK}
    assert kernel.closed == 1


def test_a_drive_that_is_gone_is_not(system: Any) -> None:
    kernel = system(Kernel(there=False))
    assert not ejecting.eject("E:\\")
    assert kernel.asked == []
