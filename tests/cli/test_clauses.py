"""Clauses by the command line alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.lines import Line
from tests.machines import register
from tests.rooms import PASSWORD, moved_room

NO, OLD = "（2026）柳人调字第2号", "（2026）柳人调字第1号"
PAY = (
    "--set",
    "金额=10500",
    "--set",
    "付款日=2026-12-01",
    "--set",
    "方式=现金",
    "--set",
    "款项=修理费",
)


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """A room with two numbered cases."""
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)
    desk = moved_room(tmp_path / "room")
    for number in (OLD, NO):
        desk.do(register, file_no=number, dispute_type="02")
    desk.close()
    return Line(tmp_path / "room")


def test_templates_are_listed_by_kind_of_dispute(line: Line) -> None:
    status, told = line.ask("wording", "clauses", "--type", "邻里", "--find", "排水")
    assert status == 0
    assert {one["type"] for one in told["clauses"]} == {"02"}
    assert "02-drain" in {one["key"] for one in told["clauses"]}
    assert line.ask("wording", "clauses", "--type", "没有")[1]["refused"] == "cli.no_such_kind"
    status, out = line.run("wording", "clauses", "--find", "保密")
    assert (status, out.count("【")) == (0, 1)


def test_a_template_is_filled_with_the_parties_of_the_case_and_put(line: Line) -> None:
    status, told = line.ask("wording", "fill", NO, "一次付清一笔钱", *PAY)
    assert (status, told["put"], told["missing"]) == (0, False, [])
    assert "欧阳𬭎应当于2026年12月1日前" in told["text"]
    assert line.ask("case", "show", NO)[1]["agreements"] == []
    status, told = line.ask("wording", "fill", NO, "common-pay", *PAY, "--put")
    assert (status, told["put"]) == (0, True)
    _, case = line.ask("case", "show", NO)
    assert case["agreements"][0]["terms"] == [told["text"]]
    assert [(item["amount"], item["due_on"]) for item in case["items"]] == [
        ("10500.00", "2026-12-01")
    ]


def test_what_cannot_be_read_is_told_and_not_put(line: Line) -> None:
    status, told = line.ask("wording", "fill", NO, "common-pay", "--set", "金额=若干", "--put")
    assert (status, told["put"]) == (1, False)
    assert [one["name"] for one in told["doubts"]] == ["bad_money"]
    status, told = line.ask(
        "wording", "fill", NO, "common-pay", *PAY, "--set", "付款日=2026-13-45", "--put"
    )
    assert (status, told["put"], told["doubts"][0]["name"]) == (1, False, "bad_day")
    assert line.ask("case", "show", NO)[1]["agreements"] == []
    assert line.ask("wording", "fill", NO, "no-such")[1]["refused"] == "clause.no_such_template"
    assert (
        line.ask("wording", "fill", NO, "common-pay", "--set", "金额")[1]["refused"]
        == "clause.no_value"
    )


def test_a_sum_is_paid_in_parts(line: Line) -> None:
    told = ("wording", "instalments", NO, "--total", "1万元", "--first", "2027-01-31")
    status, done = line.ask(*told, "--times", "3", "--what", "货款", "--put")
    assert (status, done["missing"]) == (0, ["manner"])
    assert [one["due_on"] for one in done["promises"]] == ["2027-01-31", "2027-02-28", "2027-03-31"]
    assert [one["amount"] for one in done["promises"]] == ["3333.33", "3333.33", "3333.34"]
    _, case = line.ask("case", "show", NO)
    assert len(case["items"]) == 3
    assert line.ask(*told, "--each", "9999")[1]["promises"][1]["amount"] == "1.00"
    assert line.ask(*told, "--times", "1")[1]["refused"] == "clause.plan_times"
    assert line.ask("wording", "instalments", NO, "--total", "若干", "--first", "2027-01-31", "--times", "2")[1][
        "refused"
    ] == "typed.money"  # fmt: skip


def test_clauses_of_an_earlier_case_come_without_its_facts(line: Line) -> None:
    line.ask("wording", "fill", OLD, "common-pay", *PAY, "--put")
    line.ask("wording", "fill", OLD, "common-confidential", "--put")
    _, told = line.ask("wording", "earlier", NO)
    assert [(one["file_no"], one["clauses"]) for one in told["agreements"]] == [(OLD, 2)]
    status, told = line.ask("wording", "copy", NO, OLD, "--put")
    assert (status, len(told["clauses"]), len(told["promises"])) == (0, 2, 1)
    assert "10,500" in told["clauses"][0]["before"]
    _, case = line.ask("case", "show", NO)
    assert case["agreements"][0]["terms"][0] == told["clauses"][0]["after"]
    assert "amount" not in case["items"][0]
    status, out = line.run("wording", "copy", NO, OLD, "--only", "2")
    assert (status, out.count("原文：")) == (0, 1)
    assert (
        line.ask("wording", "copy", NO, OLD, "--only", "9")[1]["refused"] == "clause.no_such_clause"
    )
    assert line.ask("wording", "copy", NO, NO)[1]["refused"] == "clause.nothing_to_copy"
