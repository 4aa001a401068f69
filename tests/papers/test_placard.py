"""The placard of a grid: its code is read again, and holds what the room wants."""

from __future__ import annotations

import zxingcpp

from app.papers import placard
from app.papers.pdfium import opened
from app.papers.placard import Placard

TEXT = 1  # FPDF_PAGEOBJ_TEXT
FACTS = {
    "room": "老孟调解室",
    "phone": "0000-1",
    "grid": "一网格",
    "path": "镇 村 一网格",
    "code": "G1",
}


def test_the_code_on_the_page_is_what_the_room_set() -> None:
    text = placard.filled("https://example.invalid/s?g={code}&n={grid}", FACTS)
    pdf = placard.draw([Placard("老孟调解室", "0000-1", "上河村 一网格", text)])
    with opened(pdf) as leaves:
        picture = leaves[0].render(scale=1.5).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == "https://example.invalid/s?g=G1&n=一网格"


def test_without_a_text_the_code_says_whom_to_call() -> None:
    plain = "老孟调解室 电话0000-1 网格一网格"
    assert placard.filled("", FACTS) == plain
    assert placard.filled("{code}", {**FACTS, "code": ""}) == plain


def test_unknown_braces_are_told() -> None:
    assert placard.problem("{room} {grid}") == ""
    assert placard.problem("{host}") == "placard.unknown_token"
    assert placard.problem("{room") == "placard.unknown_token"


def test_the_same_placards_give_the_same_bytes_a_page_each() -> None:
    one = Placard("室", "1", "格", "x", (("head", "柳桂芳", "2"), ("worker", "严国强", "3")))
    assert placard.draw([one, one]) == placard.draw([one, one])
    with opened(placard.draw([one, one])) as leaves:
        assert len(leaves) == 2


def test_much_below_the_code_is_set_smaller_and_stays_within_the_frame() -> None:
    people = (("head", "柳桂芳", "19900001111"), ("worker", "严国强", "19900002222"))
    hours = "周一至周五上午 8:30–12:00，下午 14:00–17:30；周末之约：周六上午" * 2
    name = "柳林镇人民调解委员会老孟调解室"
    one = Placard(name, "0000-1", "上河村 一网格", "x", people, "联合接访室", hours)
    with opened(placard.draw([one])) as leaves:
        words = [each for each in leaves[0].get_objects() if each.type == TEXT]
        lowest = min(each.get_bounds()[1] for each in words)
    assert lowest > placard.FRAME


def test_little_below_the_code_is_set_larger_and_not_left_at_the_top() -> None:
    def lowest(one: Placard) -> float:
        with opened(placard.draw([one])) as leaves:
            words = [each for each in leaves[0].get_objects() if each.type == TEXT]
            return float(min(each.get_bounds()[1] for each in words))

    assert lowest(Placard("老孟调解室", "0000-1", "", "x")) < placard.FRAME + 70 * placard.MM
