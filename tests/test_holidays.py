"""The holiday tables, shipped and added later."""

from __future__ import annotations

from datetime import date

from app import holidays

TABLE_2027 = """
year = 2027
[[holiday]]
name = "invented"
from = 2027-02-06
to = 2027-02-08
working = [2027-02-14]
"""


def test_three_announced_years_are_shipped():
    calendar = holidays.load()
    assert calendar.known_years == {2024, 2025, 2026}
    assert calendar.unreadable == ()


def test_2026_is_as_the_notice_says():
    """国务院办公厅 2025-11-04: six make-up days, thirty-three days off."""
    calendar = holidays.load()
    assert sorted(d for d in calendar.made_up if d.year == 2026) == [
        date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28),
        date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10),
    ]  # fmt: skip
    assert len([d for d in calendar.off if d.year == 2026]) == 3 + 9 + 3 + 5 + 3 + 3 + 7
    assert calendar.off[date(2026, 9, 25)] == "中秋节"


def test_make_up_days_are_weekends_and_never_off():
    calendar = holidays.load()
    assert all(day.weekday() >= 5 for day in calendar.made_up)
    assert not calendar.made_up & set(calendar.off)


def test_a_new_notice_is_a_new_file(tmp_path):
    (tmp_path / "2027.toml").write_text(TABLE_2027, encoding="utf-8")
    calendar = holidays.load([holidays.shipped(), tmp_path])
    assert 2027 in calendar.known_years
    assert calendar.missing_year(date(2026, 12, 31)) is None
    assert date(2027, 2, 14) in calendar.made_up


def test_a_later_folder_takes_the_place_of_a_year(tmp_path):
    corrected = TABLE_2027.replace("2027", "2026")
    (tmp_path / "2026.toml").write_text(corrected, encoding="utf-8")
    calendar = holidays.load([holidays.shipped(), tmp_path])
    assert {d for d in calendar.made_up if d.year == 2026} == {date(2026, 2, 14)}
    assert date(2026, 10, 1) not in calendar.off


def test_a_file_that_is_no_table_is_named_and_its_year_stays_unknown(tmp_path):
    for name, text in {
        "2027.toml": "year = 2027\n[[holiday]]\nname = 'x'\nfrom = 'soon'\nto = 2027-01-01\n",
        "2028.toml": "year = ",
        "2029.toml": "year = 2029",
        "2030.toml": "year = 2030\nholiday = 3",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    calendar = holidays.load([tmp_path])
    assert calendar.known_years == frozenset()
    assert [path.name for path in calendar.unreadable] == sorted(p.name for p in tmp_path.iterdir())


def test_a_folder_that_is_not_there_adds_nothing(tmp_path):
    assert holidays.load([tmp_path / "none"]).known_years == frozenset()
