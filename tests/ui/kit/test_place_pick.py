from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from app.ui.kit.place_pick import PlacePick

PLACES = [("s", "刁镇街道"), ("sj", "刁镇街道 > 时家村"), ("lj", "刁镇街道 > 吕家村")]


def test_a_place_is_picked_and_taken_back(shown: Any, hand: Any) -> None:
    line = shown(PlacePick("split.place", "split.everywhere"), 400, 60)
    line.offer(PLACES)
    heard: list[str | None] = []
    line.picked.connect(lambda: heard.append(line.place_id))
    hand.type(line, "sjc")
    hand.press(Qt.Key.Key_Return)
    assert heard == ["sj"]
    assert line.text() == "刁镇街道 > 时家村"
    hand.retype(line, "没有的村")
    hand.press(Qt.Key.Key_Escape)
    hand.press(Qt.Key.Key_Return)
    assert line.place_id is None
    line.offer(PLACES)
    assert line.text() == ""
