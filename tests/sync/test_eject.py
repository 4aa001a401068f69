"""A stick may be pulled only when the system said that it let it go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.sync import eject

PLACE = Path("/media/u/老孟的盘")


def here(*names: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in names else None


def programs(*names: str, device: str = "/dev/sdb1") -> list[list[str]]:
    found = eject.ways(PLACE, device, here(*names))
    return [[f"{step[0].split('/')[-1]} {step[1]}" for step in way] for way in found]


def test_the_disk_service_comes_first_and_takes_the_power_off() -> None:
    assert programs("udisksctl", "gio") == [
        ["udisksctl unmount", "udisksctl power-off"], ["gio mount"], ["gio mount"],
    ]  # fmt: skip


def test_without_any_program_there_is_no_way() -> None:
    assert programs() == []


def test_a_network_place_is_not_given_to_the_disk_service() -> None:
    assert programs("udisksctl", device="//server/share") == []


def test_a_way_counts_only_when_every_step_went_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ways(*_: object) -> list[list[list[str]]]:
        return told

    monkeypatch.setattr(eject, "ways", ways)
    told = [[["true"], ["false"]], [["/no/such/program"]]]
    assert not eject.eject(tmp_path, "/dev/sdb1")
    told = [[["false"]], [["true"], ["true"]]]
    assert eject.eject(tmp_path, "/dev/sdb1")
    told = []
    assert not eject.eject(tmp_path, "/dev/sdb1")


def test_a_system_that_does_not_answer_has_not_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eject, "PATIENCE", 0.05)
    monkeypatch.setattr(eject, "ways", lambda *_: [[["sleep", "5"]]])
    assert not eject.eject(tmp_path, "/dev/sdb1")
