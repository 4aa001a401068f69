"""A date is read as written, or the guess is named, or it is not taken."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.desk.ledger.days import Years, read_day
from app.desk.ledger.workbook import Cell, Stamp

TODAY = dt.date(2026, 3, 2)
OF_2020 = Years(title=2020, before=2020, after=2020)


def read(cell: Cell, years: Years = OF_2020) -> tuple[dt.date | None, list[str]]:
    reading = read_day(cell, today=TODAY, years=years)
    return reading.value, [remark.key.removeprefix("ledger.") for remark in reading.remarks]


@pytest.mark.parametrize(
    "cell",
    [
        Stamp("date", "2020-01-20"), Stamp("date", "2020-01-20T09:30:00"), "2020-01-20", "2020.1.20", "2020/1/20",
        "2020年1月20日", "2020年01月20号", "20200120", 20200120.0, "二〇二〇年一月二十日", "二○二○年一月二十日",
        "２０２０．１．２０", "2020 1 20", "2020年1月20日上午9时",
        "2020-1-20 09:30", "2020年1月20日 星期一", "2020/1/20 0:00:00",
        "2020年1月20日下午3点半",
    ],
)  # fmt: skip
def test_a_day_written_out_is_taken_without_a_word(cell: Cell) -> None:
    assert read(cell) == (dt.date(2020, 1, 20), [])


def test_a_serial_number_of_excel_is_read_and_said() -> None:
    assert read(43832.0) == (dt.date(2020, 1, 2), ["note.day_serial"])
    assert read("43832") == (dt.date(2020, 1, 2), ["note.day_serial"])


def test_a_serial_number_that_no_year_supports_is_doubtful() -> None:
    assert read(43832.0, Years()) == (dt.date(2020, 1, 2), ["doubt.day_serial"])


def test_a_workbook_from_1904_counts_its_days_from_there() -> None:
    reading = read_day(42370.0, today=TODAY, years=OF_2020, from_1904=True)
    assert reading.value == dt.date(2020, 1, 2)


@pytest.mark.parametrize("cell", ["1月4日", "1.4", "1-4", "1/4", "01月04号", "一月四日", "元月4日"])
def test_a_year_that_is_not_written_is_taken_from_the_title_and_named(cell: str) -> None:
    assert read(cell) == (dt.date(2020, 1, 4), ["doubt.day_year_taken"])


def test_neighbours_give_the_year_where_the_title_has_none() -> None:
    reading = read_day("1月4日", today=TODAY, years=Years(before=2021, after=2021))
    assert reading.value == dt.date(2021, 1, 4)
    assert reading.remarks[0].facts["source"] == "ledger.year_from.neighbours"


@pytest.mark.parametrize(
    "years", [Years(), Years(before=2020, after=2021), Years(title=2019, before=2020)]
)
def test_a_year_that_cannot_be_concluded_is_not_invented(years: Years) -> None:
    assert read("1月4日", years) == (None, ["doubt.day_no_year"])


@pytest.mark.parametrize(
    ("cell", "day", "key"),
    [
        ("20/1/18", dt.date(2020, 1, 18), "doubt.day_short_year"),
        ("2020.1.2-2020.1.5", dt.date(2020, 1, 2), "doubt.day_range"),
        ("2020年1月4日(补登)", dt.date(2020, 1, 4), "doubt.day_more_text"),
        ("2002-01-05", dt.date(2002, 1, 5), "doubt.day_other_year"),
        ("2021-01-05", dt.date(2021, 1, 5), "doubt.day_other_year"),
        ("2030-01-05", dt.date(2030, 1, 5), "doubt.day_future"),
        ("2020-02-30", None, "doubt.day_impossible"),
        ("2月30日", None, "doubt.day_impossible"),
        ("2020年1月", None, "doubt.day_month_only"),
        (2020.1, None, "doubt.day_month_only"),
        ("去年腊月", None, "doubt.day_unreadable"),
        (Stamp("time", "09:30:00"), None, "doubt.day_unreadable"),
    ],
)
def test_what_is_not_plain_is_named(cell: Cell, day: dt.date | None, key: str) -> None:
    value, keys = read(cell)
    assert value == day
    assert key in keys


def test_an_empty_cell_says_nothing() -> None:
    assert read(None) == (None, [])


@given(st.dates(dt.date(2020, 1, 1), dt.date(2020, 12, 31)))
def test_every_way_of_writing_a_day_gives_the_same_day(day: dt.date) -> None:
    figures = "〇一二三四五六七八九"
    tens = ["", "十", "二十", "三十"]

    def spoken(number: int) -> str:
        high, low = divmod(number, 10)
        return tens[high] + (figures[low] if low else "")

    year = "".join(figures[int(c)] for c in str(day.year))
    for text in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{year}年{spoken(day.month)}月{spoken(day.day)}日",
    ):
        assert read(text)[0] == day


@given(st.text(max_size=30) | st.floats(allow_nan=False))
def test_no_cell_whatever_breaks_the_reading(cell: str | float) -> None:
    read(cell)
