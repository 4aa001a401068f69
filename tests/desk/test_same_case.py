"""A case entered twice is told of, and only that."""

from __future__ import annotations

import datetime as dt

from app.desk import cases
from app.desk.desk import Desk
from app.desk.edit import void
from app.desk.same_case import same_here
from app.records import Case

DAY = dt.date(2026, 3, 9)


def entered(desk: Desk, *names: str, on: dt.date = DAY) -> str:
    made: str = desk.do(cases.register_case, desk.shelf.log, on, {"accepted_on": on})
    for name in names:
        desk.do(cases.add_party, made, {"name": name})
    return made


def test_the_same_people_on_the_same_day_are_told_with_the_number(desk: Desk) -> None:
    first = entered(desk, "张三", "李四")
    number = desk.look(lambda db: db.get(Case, first).file_no)
    assert desk.look(same_here, first) == []
    for others in (("张三",), ("张三", "李四", "王五"), ()):
        assert desk.look(same_here, entered(desk, *others)) == []
    assert desk.look(same_here, entered(desk, "张三", "李四", on=dt.date(2026, 3, 10))) == []
    again = entered(desk, "李四", "张三")
    assert desk.look(same_here, again) == [number]
    desk.do(void, Case, first, "登记重了")
    assert desk.look(same_here, again) == []
