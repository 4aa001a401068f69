"""清单打印记录: that a list left the program is kept, and nothing of what stood in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app.desk import list_log
from app.desk.desk import Desk
from app.records import ListPrinted
from app.records.field import fields_of
from app.rules.listing import Column, Listing
from tests import district as districts

MARCH = ("期间", "2026-03-01至2026-03-31")
BOOK = Listing(
    "来访登记簿", [Column("来访人"), Column("电话")], [("谷满仓", "19900001234")] * 3,
    above=[("接待人", "孟广田"), MARCH],
)  # fmt: skip


def test_which_list_of_when_by_whom_is_kept_and_nothing_that_stood_in_it(desk: Desk) -> None:
    list_log.keep(desk, BOOK, list_log.EXCEL, copies=2, sheets="1-2")
    (one,) = desk.look(list_log.lines, desk.shelf.log, None, None)
    assert (one.title, one.period) == ("来访登记簿", "2026-03-01至2026-03-31")
    assert (one.by_id, one.how, one.copies, one.sheets, one.lines) == (
        desk.user,
        "excel",
        2,
        "1-2",
        3,
    )
    kept = " ".join(str(getattr(one, name)) for name in fields_of(ListPrinted))
    assert not any(word in kept for word in ("谷满仓", "19900001234", "孟广田"))
    (row,) = desk.look(list_log.listing, desk.shelf.log, None, None).rows
    assert row[1:5] == ("来访登记簿", "2026-03-01至2026-03-31", "孟广田", "存Excel")
    tomorrow = desk.today() + dt.timedelta(days=1)
    assert desk.look(list_log.lines, desk.shelf.log, tomorrow, None) == []


def test_the_day_of_a_list_is_told_where_it_has_no_period(desk: Desk) -> None:
    table = Listing("时限表", [Column("卷号")], [], above=[("填表日期", "2026-03-05 10:00")])
    list_log.keep(desk, table, list_log.PDF)
    (one,) = desk.look(list_log.lines, desk.shelf.log, None, None)
    assert (one.period, one.pages) == ("2026-03-05", None)


def test_a_centre_sees_what_its_rooms_printed(tmp_path: Path) -> None:
    district = districts.district(tmp_path)
    list_log.keep(district.desks["柳林"], BOOK, list_log.PRINTER)
    district.everyone()
    centre, other = district.desks["镇"], district.desks["石桥"]
    (row,) = centre.look(list_log.listing, centre.shelf.log, None, None).rows
    assert row[-1] == "柳林村调解室"
    assert other.look(list_log.lines, other.shelf.log, None, None) == []
