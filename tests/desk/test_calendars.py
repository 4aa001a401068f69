"""A holiday table is taken in only if every day of it makes sense."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from app import holidays
from app.desk import calendars
from app.desk.desk import Desk
from app.paths import DataDir
from app.trouble import Trouble

GOOD = """
year = 2027
[[holiday]]
name = "元旦"
from = 2027-01-01
to = 2027-01-03
working = [2026-12-27]
[[holiday]]
name = "春节"
from = 2027-02-05
to = 2027-02-12
working = [2027-01-31, 2027-02-20]
"""


def refused(folder: Path, told: str | bytes) -> str:
    file = folder / "2027.toml"
    file.write_bytes(told if isinstance(told, bytes) else told.encode())
    data = DataDir(folder / "room")
    with pytest.raises(Trouble) as trouble:
        calendars.take_holidays(data, file)
    assert "2027.toml" in str(trouble.value)
    assert not data.holidays.exists()
    return trouble.value.key


def test_a_table_taken_in_counts_at_once(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text(GOOD, encoding="utf-8")
    assert 2027 not in desk.calendar().known_years
    table = calendars.take_holidays(desk.data, tmp_path / "x.toml")
    assert (table.year, table.holidays, table.days_off, table.made_up) == (2027, 2, 11, 3)
    known = desk.calendar()
    assert 2027 in known.known_years
    assert known.off[dt.date(2027, 2, 12)] == "春节"
    assert dt.date(2026, 12, 27) in known.made_up


def test_the_known_years_are_listed_with_where_they_came_from(tmp_path: Path) -> None:
    data, file = DataDir(tmp_path / "room"), tmp_path / "x.toml"
    shipped = calendars.known_tables(data)
    assert [table.year for table in shipped] == [2024, 2025, 2026]
    assert not any(table.came_later for table in shipped)
    file.write_text(GOOD, encoding="utf-8")
    calendars.take_holidays(data, file)
    file.write_text(
        GOOD.replace("2027", "2026")
        .replace("2026-12", "2025-12")
        .replace("[2026-01-31, 2026-02-20]", "[]")
    )
    calendars.take_holidays(data, file)
    told = [(table.year, table.came_later) for table in calendars.known_tables(data)]
    assert told == [(2024, False), (2025, False), (2026, True), (2027, True)]
    (data.holidays / "2028.toml").write_text("year = 2028")
    assert len(calendars.known_tables(data)) == 4


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_shipped_tables_pass_the_same_check(tmp_path: Path, year: int) -> None:
    taken = calendars.take_holidays(DataDir(tmp_path), holidays.shipped() / f"{year}.toml")
    assert taken.year == year


def test_no_true_clock_stands_before_the_newest_notice() -> None:
    assert calendars.shipped_on() == dt.date(2025, 11, 4)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("year = 2027", "", "no_year"), ("year = 2027", "year = 20277", "no_year"),
        ("year = 2027", 'year = "2027"', "no_year"), ("year = 2027", "year = true", "no_year"),
        ('name = "元旦"', "", "no_name"), ('name = "元旦"', 'name = " "', "no_name"),
        ("from = 2027-01-01", "", "no_day"), ("from = 2027-01-01", 'from = "2027-01-01"', "no_day"),
        ("from = 2027-01-01", "from = 2027-01-01T00:00:00", "no_day"),
        ("working = [2026-12-27]", "working = 3", "no_day"),
        ("working = [2026-12-27]", 'working = ["2026-12-27"]', "no_day"),
        ("from = 2027-01-01", "from = 2028-01-01", "other_year"),
        ("working = [2026-12-27]", "working = [2026-11-28]", "other_year"),
        ("to = 2027-01-03", "to = 2027-01-30", "upside_down"),
        ("to = 2027-02-12", "to = 2027-02-01", "upside_down"),
        ("[2027-01-31, 2027-02-20]", "[2027-01-29]", "worked_weekday"),
        ("from = 2027-02-05", "from = 2027-01-03", "twice"),
        ("[2027-01-31, 2027-02-20]", "[2027-01-02]", "off_and_worked"),
    ],
)  # fmt: skip
def test_nonsense_in_a_table_has_its_own_sentence(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    told = GOOD.replace(old, new, 1)
    assert told != GOOD
    if key == "twice":
        told = told.replace("2027-02-12", "2027-01-08")
    assert refused(tmp_path, told) == f"calendars.{key}"


def test_a_year_of_nothing_but_holidays_is_refused(tmp_path: Path) -> None:
    month = '[[holiday]]\nname = "{0}"\nfrom = 2027-0{0}-01\nto = 2027-0{0}-15\n'
    told = "year = 2027\n" + "".join(month.format(n) for n in range(1, 5))
    assert refused(tmp_path, told) == "calendars.too_many"


@pytest.mark.parametrize(
    "told", [b"\xff\xfe", b"year = ", b"[" * 5000, b"#" * 70_000, b"PK\3\4", b"\0" * 9]
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, told: bytes) -> None:
    assert refused(tmp_path, told) == "calendars.not_a_table"


@pytest.mark.parametrize(
    "told", ["year = 2027", "year = 2027\nholiday = []", "year = 2027\nholiday = 1"]
)
def test_a_table_without_holidays_is_refused(tmp_path: Path, told: str) -> None:
    assert refused(tmp_path, told) == "calendars.no_holidays"


def test_a_holiday_that_is_no_table_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "year = 2027\nholiday = [1]") == "calendars.no_name"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(Trouble) as trouble:
            calendars.take_holidays(DataDir(tmp_path / "room"), path)
        assert trouble.value.key == "calendars.absent"
