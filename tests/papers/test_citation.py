"""表彰决定 and 兑换单: one page each, everything on it."""

from __future__ import annotations

import io
from datetime import date

from app.papers.citation import Honoured, draw_citation
from app.papers.redemption import Redeemed, draw_redemption

DAY = date(2026, 12, 20)


def test_ten_are_honoured_on_one_page_with_a_title_of_one_line() -> None:
    people = [
        Honoured(f"谷满{n}", "主办14件，调解成功12件，成功率85.7%。")
        for n in "一二三四五六七八九十"
    ]
    out = io.BytesIO()
    drawn = draw_citation("柳林镇人民调解委员会", "十佳矛盾纠纷调解员", 2026, DAY, people, out)
    assert (drawn.pages, drawn.title, drawn.missing) == (1, "表彰决定", "")
    again = io.BytesIO()
    draw_citation("柳林镇人民调解委员会", "十佳矛盾纠纷调解员", 2026, DAY, people, again)
    assert out.getvalue() == again.getvalue()
    short = draw_citation("柳林镇", "金牌调解员", 2026, DAY, people[:1], io.BytesIO())
    assert short.title == "关于表彰2026年度金牌调解员的决定"


def test_a_slip_is_one_page() -> None:
    one = Redeemed("兑〔2026〕1号", DAY, "谷满仓", "洗衣粉一袋", 10, 2)
    assert draw_redemption("柳林镇人民调解委员会", one, io.BytesIO()).pages == 1
