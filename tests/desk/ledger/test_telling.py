"""What an import says can be said in every language, and shows no whole number of a person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app import words
from app.desk.ledger import telling
from app.desk.ledger.reading import Doubt
from tests.desk.ledger.sheets import HEADING, plan, row, sheet

LEDGER = Path(__file__).resolve().parents[3] / "app" / "desk" / "ledger"


def keys() -> list[str]:
    """Every key of a doubt or note that the ledger's code can raise."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(LEDGER.glob("*.py")))
    return sorted(set(re.findall(r'"(ledger\.(?:doubt|note)\.\w+)"', text)))


COUNTS = (
    "first name count told found story day year before after age people values longest label result"
)
FACTS = {
    **dict.fromkeys(COUNTS.split(), "3"),
    "source": "ledger.year_from.title",
    "problem": "identity.check",
    "reason": "ledger.column.by_name",
    "target": "case.amount",
}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("key", keys())
def test_every_doubt_is_a_sentence(language: str, key: str) -> None:
    words.speak(language)
    line = telling.told(Doubt("台账", 3, "E", "身份证号", "x", key, FACTS))
    assert "{" not in line
    assert "ledger." not in line
    assert "identity." not in line


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_target_has_a_label(language: str) -> None:
    words.speak(language)
    labels = [label for _, label in telling.known_targets()]
    assert all(labels)
    assert len(set(labels)) >= len(labels) - 1  # nothing and `kept` mean the same


def test_numbers_of_persons_are_masked() -> None:
    doubt = Doubt(
        "台账", 3, "E", "身份证号", "370181197511020039、13800000001", "ledger.doubt.several_values"
    )
    line = telling.told(doubt)
    assert "3701**********0039" in line
    assert "138****0001" in line
    assert "1975110200" not in line


def test_the_place_of_a_doubt_is_said_as_a_person_would() -> None:
    made = plan(sheet([*HEADING, "涉及金额"], [*row(1), "三五千"], [*row(2), 500.0]))
    assert (
        telling.told(made.doubts[0])
        == "工作表“台账”第2行H列（涉及金额）“三五千”：金额看不懂，没有记"
    )


def test_the_tally_and_the_kinds_of_doubts_are_said() -> None:
    made = plan(sheet(HEADING, row(1, 受理日期="去年"), row(2), row(2)))
    assert telling.tally_line(made).startswith("共 4 行：导入 1 行，导入但有疑问 1 行")
    assert [(key, count) for key, count, _ in telling.grouped(made)] == [
        ("ledger.doubt.day_unreadable", 1)
    ]
    assert telling.passed_over(made)[-1] == "工作表“台账”第4行：与第 3 行内容完全一样，是重复录入"
    assert telling.row_reason(made.rows[3]) == "与第 3 行内容完全一样，是重复录入"
