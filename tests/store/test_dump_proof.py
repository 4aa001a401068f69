"""A copy of a server is read to its end: what the database itself had lost is found, not only what the copy lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.store import dump, dump_proof, journal, server
from app.store.dump_proof import Found
from app.store.shelf import Shelf
from tests.machines import entries, register, shelf_in, take
from tests.servers import SECRET, said, shelf_on


@pytest.fixture
def shelf(postgres: str, tmp_path: Path) -> Iterator[Shelf]:
    village, made = shelf_in(tmp_path / "village"), shelf_on(postgres)
    for one in (village, made, made, village, made):
        one.write("u", "register", register)
    take(made, entries(village))
    yield made
    made.close()


def proved(shelf: Shelf, path: Path) -> Found:
    looking = shelf.engine.execution_options(**server.LOOKING)
    with looking.begin() as link, path.open("wb") as out:
        seal = dump.write(link, out, "0004")
    return dump_proof.prove(path, seal, SECRET)


def test_a_whole_copy_says_what_stands_in_it(shelf: Shelf, tmp_path: Path) -> None:
    found = proved(shelf, tmp_path / "t")
    with shelf.reading() as db:
        assert found.have == journal.have(db)
    assert (found.cases, found.chains.entries, found.chains.logs) == (5, 5, 2)
    assert found.chains.faults == []
    assert found.identity == shelf.identity


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        ("DELETE FROM entry WHERE seq = 2", "gap"),
        ("UPDATE entry SET body = 'x' WHERE seq = 2", "body"),
        ("UPDATE entry SET seq = 7 WHERE seq = 2", "misfiled"),
        ("DELETE FROM tip", "ends"),
    ],
)
def test_what_the_database_had_lost_is_a_fault_of_the_copy(
    shelf: Shelf, tmp_path: Path, harm: str, reason: str
) -> None:
    said(shelf.engine.url.render_as_string(hide_password=False), harm)
    reasons = {reason for _, _, reason in proved(shelf, tmp_path / "t").chains.faults}
    assert reason in reasons


def test_how_far_it_is_can_be_watched(shelf: Shelf, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    report: Callable[[int, int], None] = lambda done, of: told.append((done, of))  # noqa: E731
    looking = shelf.engine.execution_options(**server.LOOKING)
    with looking.begin() as link, (tmp_path / "t").open("wb") as out:
        seal = dump.write(link, out, "0004", report)
    assert told[-1] == (len(seal.tables), len(seal.tables))
    dump_proof.prove(tmp_path / "t", seal, SECRET, report)
    assert all(0 <= done <= of for done, of in told)
