from __future__ import annotations

from typing import Any

from app.desk.receiving import Advice
from app.ui.kit.receiving_line import ReceivingLine


def test_a_suggestion_is_shown_and_taken_only_by_a_press(shown: Any) -> None:
    line = shown(ReceivingLine(), 600, 80)
    taken: list[str] = []
    line.taken.connect(taken.append)
    line.show_advice(None, None)
    assert not line.isVisible()
    line.show_advice(Advice("服务类按居住地办理", "found", "p", "柳林镇人民调解委员会"), None)
    assert line.isVisible()
    assert taken == []
    line.take.click()
    assert taken == ["p"]
    line.show_advice(Advice("服务类按居住地办理", "found", "p", ""), "p")
    assert not line.take.isVisible()
    line.show_advice(Advice("还没有写", "no_address", None, ""), None)
    assert not line.take.isVisible()
