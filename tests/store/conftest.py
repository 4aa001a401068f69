"""The same stories on both databases: the file of a room, and PostgreSQL where it starts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store.shelf import Shelf
from tests.machines import shelf_in
from tests.servers import shelf_on


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """A machine's empty file."""
    return shelf_in(tmp_path / "a")


@pytest.fixture
def other(tmp_path: Path) -> Shelf:
    """Another machine's."""
    return shelf_in(tmp_path / "b")


@pytest.fixture(params=["file", "postgres"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    """An empty shelf, once in each database."""
    on_server = request.param == "postgres"
    address = request.getfixturevalue("postgres") if on_server else ""
    shelf = shelf_on(address) if on_server else shelf_in(tmp_path / "either")
    yield shelf
    shelf.close()
