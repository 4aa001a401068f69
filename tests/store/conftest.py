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
    shelf = _empty(request, tmp_path / "either")
    yield shelf
    shelf.close()


@pytest.fixture(scope="session")
def _standing() -> Iterator[dict[tuple[str, str], Shelf]]:
    """The shelves that tests share, by file of tests and database."""
    shelves: dict[tuple[str, str], Shelf] = {}
    yield shelves
    for shelf in shelves.values():
        shelf.close()


@pytest.fixture(params=["file", "postgres"])
def common(
    request: pytest.FixtureRequest,
    _standing: dict[tuple[str, str], Shelf],
    tmp_path_factory: pytest.TempPathFactory,
) -> Shelf:
    """A shelf in each database for the tests of one file that are many and keep each to one table."""
    which = request.path.stem, request.param
    if which not in _standing:
        _standing[which] = _empty(request, tmp_path_factory.mktemp("common"))
    return _standing[which]


def _empty(request: pytest.FixtureRequest, folder: Path) -> Shelf:
    """An empty shelf in the database the test is for."""
    if request.param == "postgres":
        return shelf_on(request.getfixturevalue("postgres"))
    return shelf_in(folder)
