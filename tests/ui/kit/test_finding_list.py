"""Each line of what is missing jumps to its gap."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.ui.kit.finding_list import FindingList
from app.words import say


def test_a_line_jumps_to_its_target(shown):
    findings = shown(FindingList())
    jumped = []
    findings.jumped.connect(jumped.append)
    findings.load([("缺受理日期", "stop", "a"), ("缺电话", "warn", "b")])
    assert findings.texts() == ["缺受理日期", "缺电话"]
    findings.lines[1].click()
    assert jumped == ["b"]


def test_nothing_missing_is_said_too(shown):
    findings = shown(FindingList())
    findings.load([("缺电话", "warn", "b")])
    findings.load([])
    assert findings.texts() == []
    shown_texts = [told.text() for told in findings.findChildren(QLabel) if not told.isHidden()]
    assert shown_texts == [say("kit.findings_none")]
