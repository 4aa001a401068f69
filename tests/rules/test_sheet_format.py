"""A sheet of another system is data, and wrong data is refused with the column and the reason."""

from __future__ import annotations

from typing import Any

import pytest

from app.rules import sheet_format
from app.rules.sheet_format import kinds_of, read, shipped
from app.trouble import Trouble


def a_format(**column: Any) -> dict[str, Any]:
    return {"name": "皖表", "column": [{"heading": "案件编号", "fact": "file_no", **column}]}


def test_the_shipped_sheets_have_their_published_columns() -> None:
    assert {key: len(form.column) for key, form in shipped().items()} == {
        "x25": 25, "ajbl": 28, "fq18": 18, "nm": 26, "ours": 27,
    }  # fmt: skip
    assert shipped()["x25"].headings()[:4] == ("案件编码", "调委会", "调解工作室", "受理员")
    codes = [one.code for one in shipped()["ajbl"].column]
    assert codes[:3] == ["JFLX", "JFLY", "XZQH"]
    assert all(codes)


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ({"name": "皖表", "column": []}, "sheet_format.columns"),
        ({"name": "", "column": [{"heading": "甲"}]}, "sheet_format.columns"),
        ({"name": "皖表"}, "sheet_format.unreadable"),
        (a_format(colour="red"), "sheet_format.unreadable"),
        (a_format(fact="blood_group"), "sheet_format.no_such_fact"),
        (a_format(heading=" "), "sheet_format.heading"),
        (a_format(unit="亿元"), "sheet_format.unit"),
        (a_format(days="%H"), "sheet_format.days"),
        (a_format(fact="result", words={"won": "胜"}), "sheet_format.no_such_code"),
        (a_format(fact="result", words={"agreed": "是", "ongoing": "是"}), "sheet_format.word_twice"),
        ({"name": "皖表", "column": [{"heading": "甲"}, {"heading": "甲"}]}, "sheet_format.twice"),
        (
            {"name": "皖表", "column": [{"heading": "甲", "code": "A"}, {"heading": "乙", "code": "A"}]},
            "sheet_format.twice",
        ),
    ],
)  # fmt: skip
def test_a_wrong_format_is_refused_with_its_reason(told: dict[str, Any], key: str) -> None:
    with pytest.raises(Trouble) as caught:
        read(told)
    assert caught.value.key == key
    assert str(caught.value)


def test_the_words_of_a_column_lead_back_to_our_codes() -> None:
    column = read(
        a_format(fact="result", words={"agreed": "成功"}, also={"1": "agreed", "2": "not_agreed"})
    ).column[0]
    assert kinds_of(column) == {"成功": "agreed", "1": "agreed", "2": "not_agreed"}


def test_every_day_pattern_can_be_read_back() -> None:
    assert all("%Y" in one for one in sheet_format.DAYS if one)
