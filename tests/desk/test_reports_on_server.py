"""A large centre's database tells every report as a room's file does."""

from __future__ import annotations

from datetime import date

import pytest

from app.desk import report_book
from app.desk.report_book import Wanted
from tests import servers
from tests.bench import reported
from tests.machines import desk_in, desk_on

QUARTER = (date(2026, 4, 1), date(2026, 6, 30))


@pytest.fixture
def both(tmp_path, postgres):
    on_server = desk_on(servers.shelf_on(postgres), tmp_path, "中心", centre=True)
    in_file = desk_in(tmp_path / "file", "中心", centre=True)
    for desk in (in_file, on_server):
        reported.fill(desk, 400, 5)
    yield in_file, on_server
    for desk in (in_file, on_server):
        desk.close()


def test_file_and_server_tell_the_same(both):
    for name in report_book.NAMES:
        told = [report_book.make(desk, Wanted(name, QUARTER)) for desk in both]
        assert told[0].listing == told[1].listing, name
        if told[0].table:
            assert told[0].table.total == told[1].table.total, name
        assert [one.told for one in told[0].warnings] == [one.told for one in told[1].warnings]
