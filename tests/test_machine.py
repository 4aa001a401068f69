"""A computer is told from another by what both times could be read; what cannot be read says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import machine


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(machine, "ID_FILES", (tmp_path / "id", tmp_path / "dbus"))
    monkeypatch.setattr(machine, "BOARD_FILE", tmp_path / "board")
    return tmp_path


def test_nothing_readable_says_nothing(files: Path) -> None:
    assert machine.marks() == {}
    assert not machine.differs({}, {"id": "a"})
    assert not machine.differs({"id": "a"}, {})


def test_another_id_is_another_computer_though_the_board_cannot_be_read_now(files: Path) -> None:
    (files / "id").write_text("0123456789abcdef0123456789abcdef\n")
    (files / "board").write_text("4C4C4544-0035-4410-8052-B2C04F4A3332\n")
    then = machine.marks()
    assert set(then) == {"id", "board"}
    (files / "board").unlink()
    assert not machine.differs(then, machine.marks())
    (files / "id").write_text("ffff456789abcdef0123456789abcdef\n")
    assert machine.differs(then, machine.marks())


def test_the_second_place_counts_where_the_first_is_empty(files: Path) -> None:
    (files / "id").write_text("")
    (files / "dbus").write_text("0123456789abcdef0123456789abcdef")
    assert "id" in machine.marks()


@pytest.mark.parametrize(
    "told", ["uninitialized", "0" * 32, "f" * 8, "00000000-0000-0000-0000-000000000000"]
)
def test_a_name_that_many_share_is_none(files: Path, told: str) -> None:
    (files / "id").write_text(told)
    assert machine.marks() == {}


def test_nothing_can_be_read_back(files: Path) -> None:
    (files / "id").write_text("0123456789abcdef0123456789abcdef")
    assert "0123456789abcdef" not in str(machine.marks())
