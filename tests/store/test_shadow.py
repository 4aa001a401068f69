"""A scratch copy inside a server stands before the real tables for one transaction, and leaves nothing."""

from __future__ import annotations

import threading

from sqlalchemy import inspect

from app.store import absorb, refold, search, shadow, transfer
from app.store.shelf import Shelf
from tests.machines import change, register
from tests.servers import shelf_on


def test_what_is_done_to_the_copies_never_reaches_the_tables(postgres: str) -> None:
    shelf = shelf_on(postgres)
    case_id, _ = shelf.write("u", "register", register)
    shelf.write("u", "change", lambda db: change(db, case_id, summary="再说"))
    with shelf.engine.connect() as link:
        before, tables = transfer.sums(link), inspect(link).get_table_names()
    with shadow.cast(shelf.engine) as copy:
        assert transfer.sums(copy) == before
        copy.exec_driver_sql("UPDATE entry SET state = 0")
        copy.exec_driver_sql('DELETE FROM "case"')
        copy.exec_driver_sql("DELETE FROM search_case")
        assert transfer.sums(copy) != before
    with shelf.engine.connect() as link:
        assert transfer.sums(link) == before
        assert inspect(link).get_table_names() == tables
    with shelf.reading() as db:
        assert search.count(db, "再说") == 1
    shelf.close()


def test_who_writes_meanwhile_is_not_kept_waiting(postgres: str) -> None:
    shelf = shelf_on(postgres)
    shelf.write("u", "register", register)
    with shadow.cast(shelf.engine) as copy:
        writer = threading.Thread(target=lambda: shelf.write("u", "register", register))
        writer.start()
        writer.join()
        assert absorb.rebuild(copy) == 1  # one moment of the centre
        assert refold.rows_whole(copy) == {}
    _entries(shelf, 2)
    shelf.close()


def _entries(shelf: Shelf, count: int) -> None:
    with shelf.engine.connect() as link:
        assert transfer.sums(link)["entry"][0] == count
