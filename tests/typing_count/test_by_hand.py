"""A form filled in by hand: what is printed on it is not written, what the case tells is."""

from __future__ import annotations

from app.records import Case, CaseFile, Party, Room
from tests.typing_count.by_hand import by_hand
from tests.typing_count.tally import strokes


def application(**party: str) -> CaseFile:
    return CaseFile(
        Case(id="c"),
        Room(id="r", committee="柳林镇人民调解委员会"),
        parties=[Party(id="p", role="applicant", **party)],
    )


def test_an_untold_case_writes_nothing_on_its_form() -> None:
    (nothing,) = by_hand(application(), [("application", None)])
    (name,) = by_hand(application(name="马桂兰"), [("application", None)])
    assert (nothing.characters, nothing.labels) == (0, 0)
    assert name.characters >= len("马桂兰")
    assert name.labels >= 1


def test_a_character_costs_its_pinyin_and_half_a_choice() -> None:
    assert strokes("27") == 2
    assert strokes("调解") == len("diao") + len("jie") + 1
    assert strokes("村，") == len("cun") + 1 + 1
