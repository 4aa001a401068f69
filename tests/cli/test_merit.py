"""points, figures, honour, helper at the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from tests.cli.lines import Line


def test_points_are_given_listed_and_exchanged(
    line: Line, held_clock: Callable[[dt.datetime | None], None], tmp_path: Path
) -> None:
    held_clock(dt.datetime(2031, 3, 3, 8, 20))
    line.run("practice", "use", "suoxiyu")
    line.run("duty", "sign")
    status, told = line.ask("points", "propose", "--put")
    assert (status, [one["points"] for one in told["points"]]) == (0, [2])
    again = line.ask("points", "propose")[1]
    assert (again["points"], again["from"], again["to"]) == ([], "2031-03-01", "2031-03-31")
    assert "2031年03月" in line.run("points", "propose")[1]
    who = told["points"][0]["name"]
    assert (
        line.ask("points", "give", "--who", who, "--points", "9", "--why", "帮扶")[1]["left"] == 11
    )
    slip = tmp_path / "slip.pdf"
    redeem = ("points", "redeem", "--who", who, "--goods", "洗衣粉一袋", "--out", str(slip))
    assert line.ask(*redeem)[1]["left"] == 1
    assert slip.read_bytes().startswith(b"%PDF")
    assert line.ask(*redeem)[1]["refused"] == "points.too_few"
    listed = line.ask("points", "list")[1]
    assert (len(listed["points"]), listed["from"], listed["left"]) == (3, "2031-03-01", 1)
    told = line.run("points", "list")[1]
    assert "2031年03月" in told
    assert "结存共 1 分" in told
    assert line.ask("points", "list", "--balances")[1]["points"][0]["left"] == 1
    assert line.ask("points", "tidy")[1]["count"] == 0


def test_figures_become_a_table_and_an_honour(
    line: Line, held_clock: Callable[[dt.datetime | None], None], tmp_path: Path
) -> None:
    held_clock(dt.datetime(2031, 3, 3, 8, 20))
    out = tmp_path / "figures.xlsx"
    status, told = line.ask("figures", "mediators", "--from", "2020-01-01")
    assert (status, told["figures"]) == (0, [])  # nobody leads the one case
    assert line.run("figures", "mediators", "--from", "2020-01-01", "--out", str(out))[0] == 0
    assert out.exists()
    status, told = line.ask("honour", "give", "金牌调解员", "--best", "3")
    assert (status, told["refused"]) == (1, "merit.no_best")
    assert "2031年03月" in line.run("honour", "give", "金牌调解员", "--best", "3")[1]
    assert line.ask("honour", "give", "金牌调解员")[1]["refused"] == "merit.whom"
    paper = tmp_path / "citation.pdf"
    given = line.ask("honour", "give", "金牌调解员", "--who", "孟广田", "--out", str(paper))[1]
    assert len(given["ids"]) == 1
    assert paper.read_bytes().startswith(b"%PDF")
    again = line.ask("honour", "give", "金牌调解员", "--who", "孟广田")[1]
    assert again["refused"] == "merit.have_it"
    assert line.ask("honour", "list")[1]["honours"][0]["title"] == "金牌调解员"
    assert line.ask("honour", "drop", given["ids"][0], "--why", "写错")[0] == 0
    assert line.ask("honour", "list")[1]["honours"] == []
