"""放假安排 by bundle: a centre publishes a year, its rooms count by it; what differs or makes no sense is told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app.desk import calendars, calendars_due, doctor, holiday_publishing, holiday_years, reminders
from app.desk.desk import Desk
from app.records import HolidayYear
from app.trouble import Trouble
from tests.district import District, district

TABLE = 'year = 2027\n[[holiday]]\nname = "元旦"\nfrom = 2027-01-01\nto = {to}\n'


def table(folder: Path, to: str = "2027-01-03") -> Path:
    file = folder / f"{to}.toml"
    file.write_text(TABLE.format(to=to), encoding="utf-8")
    return file


@pytest.fixture
def two(tmp_path: Path) -> District:
    return district(tmp_path / "d")


def test_what_a_centre_publishes_its_rooms_count_by(two: District, tmp_path: Path) -> None:
    centre, room = two.desks["镇"], two.desks["柳林"]
    published = holiday_publishing.publish_file(centre, table(tmp_path))
    assert (published.year, published.days_off, published.handed) == (2027, 3, True)
    assert 2027 in centre.calendar().known_years
    assert 2027 not in room.calendar().known_years
    two.everyone()
    assert room.calendar().off[dt.date(2027, 1, 3)] == "元旦"
    holiday_publishing.publish_file(centre, table(tmp_path, "2027-01-02"))
    two.everyone()
    assert dt.date(2027, 1, 3) not in room.calendar().off
    assert len(room.look(lambda db: db.query(HolidayYear).all())) == 1


def test_only_a_centre_publishes(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="只有中心"):
        holiday_publishing.publish_file(desk, table(tmp_path))


def test_a_file_of_ones_own_gives_way_to_the_centre_and_the_difference_is_told(
    desk: Desk, tmp_path: Path
) -> None:
    calendars.take_holidays(desk.data, table(tmp_path))
    log = desk.shelf.log
    desk.do(
        holiday_publishing.publish, log, dt.date(2026, 11, 20), 2027, TABLE.format(to="2027-01-03")
    )
    assert desk.look(holiday_years.differing, desk.data) == []
    desk.do(
        holiday_publishing.publish, log, dt.date(2026, 11, 21), 2027, TABLE.format(to="2027-01-01")
    )
    assert desk.look(holiday_years.differing, desk.data) == [2027]
    assert dt.date(2027, 1, 2) not in desk.calendar().off
    told = [line for line in doctor.examine(desk) if line.key == "holidays"]
    assert [line.well for line in told] == [False]


def test_two_centres_that_differ_are_told_of_and_the_newest_counts(desk: Desk) -> None:
    def hand(db, room: str, day: int, to: str) -> None:
        text = TABLE.format(to=to)
        db.add(HolidayYear(room_id=room, year=2027, told=text, set_on=dt.date(2026, 11, day)))

    desk.do(hand, "a" * 32, 20, "2027-01-03")
    desk.do(hand, "b" * 32, 19, "2027-01-02")
    found = desk.look(holiday_years.handed)
    assert (found.rivals, found.tables[2027]["holiday"][0]["to"]) == ((2027,), dt.date(2027, 1, 3))
    on, log = dt.date(2026, 11, 22), desk.shelf.log
    asked = desk.look(reminders.reminders, log, on, desk.calendar())
    assert [one.key for one in asked if one.key.startswith("calendars.")] == ["calendars.rivals"]


@pytest.mark.parametrize("text", ["", "year = 2028", "year = [", TABLE.format(to="2027-03-03")])
def test_a_record_that_makes_no_sense_is_left_aside_and_told(desk: Desk, text: str) -> None:
    def hand(db) -> None:
        db.add(HolidayYear(room_id="a" * 32, year=2027, told=text, set_on=dt.date(2026, 11, 20)))

    desk.do(hand)
    assert desk.look(holiday_years.handed).unreadable == (2027,)
    assert 2027 not in desk.calendar().known_years


def test_in_december_the_next_year_is_asked_for(desk: Desk) -> None:
    calendar = desk.calendar()
    assert calendars_due.missing(calendar, dt.date(2026, 11, 30)) == []
    assert calendars_due.missing(calendar, dt.date(2026, 12, 1)) == [2027]
    asked = desk.look(calendars_due.reminders, desk.shelf.log, dt.date(2027, 1, 4), calendar)
    assert [(one.facts["year"], one.late) for one in asked] == [(2027, True)]
