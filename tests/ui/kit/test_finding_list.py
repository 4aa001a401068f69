"""Each line of what is missing jumps to its gap."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.ui.kit.finding_list import FindingList
from app.words import say

OWN = Qt.FindChildOption.FindDirectChildrenOnly


def test_a_line_jumps_to_its_target(shown):
    findings = shown(FindingList())
    jumped = []
    findings.jumped.connect(jumped.append)
    findings.load([("缺受理日期", "stop", "a"), ("缺电话", "warn", "b")])
    assert findings.texts() == ["缺受理日期", "缺电话"]
    findings.lines[1].click()
    assert jumped == ["b"]


def test_nothing_missing_is_said_too(shown, qapp):
    findings = shown(FindingList())
    findings.load([("缺电话", "warn", "b")])
    findings.load([])
    qapp.processEvents()
    assert findings.texts() == []
    shown_texts = [
        told.text() for told in findings.findChildren(QLabel, options=OWN) if not told.isHidden()
    ]
    assert shown_texts == [say("kit.findings_none")]
