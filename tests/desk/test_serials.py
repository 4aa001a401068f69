"""Numbers of registers: one series a workstation and year, given out once."""

from __future__ import annotations

from typing import Any

from app.desk import serials
from app.desk.desk import Desk
from app.records import Matter, Workstation


def numbers(desk: Desk, year: int = 2026, count: int = 1) -> list[str]:
    return desk.look(serials.next_numbers, desk.shelf.log, Matter, serials.MATTER, year, count)


def test_they_go_on_from_the_highest_of_the_year_also_of_what_was_struck_out(desk: Desk) -> None:
    def write(db: Any) -> None:
        for serial, void in (("9", None), ("11", "写错"), ("A40", None)):
            db.add(Matter(number=f"（2026）柳人调事字第{serial}号", void=void))

    desk.do(write)
    assert numbers(desk, count=2) == ["（2026）柳人调事字第12号", "（2026）柳人调事字第13号"]
    assert numbers(desk, 2027) == ["（2027）柳人调事字第1号"]


def test_another_computer_of_the_room_has_its_letter(desk: Desk) -> None:
    def move(db: Any) -> None:
        db.query(Workstation).one().letter = "A"

    desk.do(move)
    assert numbers(desk) == ["（2026）柳人调事字第A1号"]


def test_two_written_at_once_have_two_numbers(desk: Desk) -> None:
    def write(db: Any) -> list[str]:
        told = []
        for _ in range(2):
            told += serials.next_numbers(db, desk.shelf.log, Matter, serials.MATTER, 2026)
            db.add(Matter(number=told[-1]))
        return told

    assert desk.do(write) == ["（2026）柳人调事字第1号", "（2026）柳人调事字第2号"]
