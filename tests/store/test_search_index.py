"""The index keeps each case once, under a number that begins with its day."""

from __future__ import annotations

from collections.abc import Iterable

from app.store import cut, search_index
from app.store.findable import Findable, Line
from app.store.search_index import DAY
from app.store.shelf import Shelf


def case(case_id: str, day: int, text: str = "漏水") -> Findable:
    return Findable(case_id, day, [Line("case.summary", "text", text)])


def put(shelf: Shelf, told: Iterable[Findable], *gone: str) -> dict[str, int]:
    told = list(told)
    with shelf.local_writing() as link:
        search_index.write(link, [*(one.case_id for one in told), *gone], told)
        rows = link.exec_driver_sql("SELECT case_id, n FROM search_case ORDER BY n").all()
    return {row[0]: row[1] for row in rows}


def found(shelf: Shelf, asked: str, most: int = 50) -> list[str]:
    with shelf.reading() as db:
        return search_index.matching(db.connection(), cut.question(asked), most)


def test_numbers_follow_the_days(either: Shelf) -> None:
    assert put(either, [case("b", 7), case("a", 9), case("c", 7), case("d", 0)]) == {
        "d": 0, "b": 7 * DAY, "c": 7 * DAY + 1, "a": 9 * DAY,
    }  # fmt: skip
    assert found(either, "漏水") == ["a", "c", "b", "d"]
    assert found(either, "漏水", 2) == ["a", "c"]


def test_a_case_written_again_keeps_its_number(either: Shelf) -> None:
    put(either, [case("a", 7), case("b", 7)])
    assert put(either, [case("a", 7, "院墙")]) == {"a": 7 * DAY, "b": 7 * DAY + 1}
    assert found(either, "漏水") == ["b"]
    assert found(either, "院墙") == ["a"]


def test_a_case_of_another_day_moves(either: Shelf) -> None:
    put(either, [case("a", 7), case("b", 8)])
    assert put(either, [case("a", 9)]) == {"b": 8 * DAY, "a": 9 * DAY}
    assert found(either, "漏水") == ["a", "b"]


def test_a_case_no_longer_there_leaves(either: Shelf) -> None:
    put(either, [case("a", 7), case("b", 7)])
    assert put(either, [], "a", "never") == {"b": 7 * DAY + 1}
    assert found(either, "漏水") == ["b"]


def test_a_full_day_takes_numbers_of_the_next(either: Shelf) -> None:
    with either.local_writing() as link:
        for n, name in ((8 * DAY - 1, "last of the day"), (8 * DAY, "first of the next")):
            link.exec_driver_sql(f"INSERT INTO search_case (n, case_id) VALUES ({n}, '{name}')")
    told = put(either, [case("a", 7), case("b", 8), case("c", 7)])
    assert (told["a"], told["b"], told["c"]) == (8 * DAY + 1, 8 * DAY + 2, 8 * DAY + 3)
    assert put(either, [case("a", 7, "院墙")])["a"] > 8 * DAY
    assert found(either, "院墙") == ["a"]


def test_an_empty_case_is_kept_and_an_empty_index_is_empty(either: Shelf) -> None:
    assert put(either, [Findable("a", 7), case("b", 7)]) == {"a": 7 * DAY, "b": 7 * DAY + 1}
    with either.local_writing() as link:
        search_index.clear(link)
    assert found(either, "漏水") == []
    assert put(either, [case("c", 7)]) == {"c": 7 * DAY}
    assert found(either, "漏水") == ["c"]


def test_counting_stops_where_it_is_told(either: Shelf) -> None:
    put(either, [case(f"c{n}", n) for n in range(30)])
    with either.reading() as db:
        told = [
            search_index.how_many(db.connection(), cut.question("漏水"), most)
            for most in (10, 1000)
        ]
    assert told == [10, 30]


def test_a_long_text_is_found_to_its_end(either: Shelf) -> None:
    put(either, [case("a", 7, "漏水。" * 4000 + "最后一句谈狗")])
    assert found(either, "谈狗") == ["a"]


def test_the_index_keeps_no_text(either: Shelf) -> None:
    put(either, [case("a", 7)])
    with either.reading() as db:
        link = db.connection()
        if search_index.is_file(link):
            kept = link.exec_driver_sql("SELECT words FROM search_word").scalars().all()
            assert kept == [None]
            assert link.exec_driver_sql("SELECT words FROM search_case").scalars().all() == [None]
