"""What may be the same thing twice is told with its reasons; how well, is measured on a labelled set."""

from __future__ import annotations

from itertools import combinations

import pytest

from app.rules import repeats
from app.rules.mechanism import Repeats
from app.rules.repeats import LIKELY, MAYBE, PERSON, Told
from tests.rules.told_later import ROWS as LATER
from tests.rules.told_twice import ROWS, told

USUAL = Repeats()
Rows = tuple[tuple[int, str, str, str, str, str], ...]


def measured(rows: Rows, *verdicts: str) -> tuple[float, float]:
    """Precision and recall, over every pair of a labelled set, of what is told with these verdicts."""
    same, told_of = 0, []
    for (thing, one), (other_thing, other) in combinations(told(rows), 2):
        alike = repeats.compare(one, other, USUAL)
        same += thing == other_thing
        if alike is not None and alike.verdict in verdicts:
            told_of.append(thing == other_thing)
    return sum(told_of) / len(told_of), sum(told_of) / same


def test_what_is_told_as_likely_is_the_same() -> None:
    precision, recall = measured(ROWS, LIKELY)
    assert precision == 1.0
    assert recall >= 0.4


def test_with_the_doubtful_ones_most_doubles_are_told() -> None:
    precision, recall = measured(ROWS, LIKELY, MAYBE)
    assert precision >= 0.9
    assert recall >= 0.9


def test_on_rows_the_weights_were_not_set_by_it_holds_less_well() -> None:
    """What nobody's phone, address or words connect is not found; what is told stands."""
    assert measured(LATER, LIKELY) == pytest.approx((1.0, 0.3), abs=0.01)
    assert measured(LATER, LIKELY, MAYBE) == pytest.approx((1.0, 0.7), abs=0.01)


def of(text: str = "", **more: object) -> Told:
    return Told("x", repeats.MATTER, text, **more)  # type: ignore[arg-type]


WALL = "隔壁建房滴水檐伸到自家院内，下雨天雨水流入院中"
PAY = "咨询生育津贴怎样申领，需要哪些材料"


def test_every_weight_is_told() -> None:
    one = of(WALL, names=("孔德柱",), phones=("19900000101",), addresses=("上河村12号",))
    alike = repeats.compare(one, one, USUAL)
    assert alike is not None
    assert alike.points == {"phone": 40, "address": 30, "text": 20, "name": 10}
    assert (alike.score, alike.verdict) == (100, LIKELY)


def test_the_same_person_with_another_thing_is_told_as_that() -> None:
    who = {"names": ("孔德柱",), "phones": ("19900000101",), "addresses": ("上河村12号",)}
    alike = repeats.compare(of(WALL, **who), of(PAY, **who), USUAL)
    assert alike is not None
    assert (alike.score, alike.verdict) == (80, PERSON)


def test_the_number_of_the_other_system_settles_it() -> None:
    alike = repeats.compare(of(WALL, outside_no="G-1"), of(PAY, outside_no="G-1"), USUAL)
    assert alike is not None
    assert (alike.score, alike.verdict, alike.same_number) == (100, LIKELY, True)


def test_nothing_known_is_nothing_alike() -> None:
    assert repeats.compare(of(), of(), USUAL) is None
    assert repeats.compare(of("甲"), of("甲"), USUAL) is None


def test_the_same_words_of_nobody_are_told_of() -> None:
    alike = repeats.compare(of(WALL * 2), of(WALL * 2), USUAL)
    assert alike is not None
    assert (alike.verdict, alike.same_words) == (MAYBE, True)


def test_the_likeliest_stands_first() -> None:
    who = {"phones": ("19900000101",)}
    near = Told("near", repeats.CASE, WALL, ("孔德柱",), ("19900000101",), ("上河村12号",))
    far = Told("far", repeats.VISITOR, PAY, (), ("19900000101",))
    found = repeats.among(of(WALL, addresses=("上河村12号",), **who), [far, near], USUAL)
    assert [x.told.id for x in found] == ["near", "far"]


@pytest.mark.parametrize(
    ("times", "colour"), [(1, ""), (2, "yellow"), (3, "orange"), (4, "orange"), (5, "red")]
)
def test_what_comes_again_and_again_turns_red(times: int, colour: str) -> None:
    assert repeats.alert(times, USUAL) == colour


def test_a_place_may_set_its_own_weights() -> None:
    only = Repeats(phone=0, address=0, text=100, name=0, same=90, maybe=80)
    alike = repeats.compare(of(WALL), of(WALL), only)
    assert alike is not None
    assert alike.verdict == LIKELY
