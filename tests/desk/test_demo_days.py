"""The demo room shows every page with something on it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app import holidays
from app.desk import calls, demo_days, meetings, roster, signing_in, sweeps, units, visitors
from app.desk.grid import nodes
from tests.rooms import moved_room

PLACES = [["青石镇", "上河村", "第1微网格"], ["青石镇", "下河村"], ["青石镇", "石桥村"]]
NOW = dt.datetime(2026, 9, 16, 15)


def test_the_days_of_the_demo_are_lived(tmp_path: Path) -> None:
    desk = moved_room(tmp_path / "room")
    log, day = desk.shelf.log, NOW.date()
    desk.do(demo_days.choose_way, log, day)
    desk.do(demo_days.put_roster, log, day, holidays.load())
    desk.do(demo_days.live, log, NOW, PLACES)
    month = desk.look(roster.month, log, day, holidays.load(), NOW)
    assert (month.gaps, month.unit_gaps) == ({}, {})
    sat = desk.look(signing_in.figures, log, dt.date(2026, 9, 1), day - dt.timedelta(days=1), NOW)
    due, absent, late = (sum(getattr(x, name) for x in sat) for name in ("due", "absent", "late"))
    assert 0 < absent < due / 10
    assert 0 < late < due / 5
    came = desk.look(visitors.lines, log, dt.date(2026, 9, 1), day)
    assert sorted(one.number for one in came) == [f"访〔2026〕{n}号" for n in (1, 2, 3)]
    assert [len(one.units.split("、")) for one in came if one.joint] == [4]
    swept = desk.look(sweeps.listing, log)
    assert sorted((one.zero, one.found) for one in swept) == [(False, 1), (True, 0)]
    assert len(desk.look(calls.listing, log)) == 2
    assert desk.look(meetings.listing, log)[0].items == 2
    assert len(desk.look(units.units, log)) == 7
    assert len(desk.look(nodes)) == 5
    desk.close()
