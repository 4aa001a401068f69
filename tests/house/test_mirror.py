"""Every module of the perfect rooms has its file of stories at the same place under tests/."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("records", "rules", "store", "sync")


def modules() -> list[Path]:
    """Every module of these rooms; migrations are proved as a whole by the schema test."""
    found = [p for room in ROOMS for p in (ROOT / "app" / room).rglob("*.py")]
    return sorted(p for p in found if p.name != "__init__.py" and "migrations" not in p.parts)


@pytest.mark.parametrize("module", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_module_has_its_stories(module: Path) -> None:
    inside = module.relative_to(ROOT / "app")
    mirror = ROOT / "tests" / inside.with_name(f"test_{inside.name}")
    assert mirror.exists(), f"write {mirror.relative_to(ROOT)}"
