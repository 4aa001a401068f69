"""以案定补 from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.lines import Line
from tests.desk.test_subsidies import fill
from tests.rooms import PASSWORD, moved_room


def test_a_quarter_is_proposed_claimed_approved_printed_and_paid(
    tmp_path: Path, monkeypatch: object
) -> None:
    monkeypatch.setenv("MEDIATION_ROOM_PASSWORD", PASSWORD)  # type: ignore[attr-defined]
    desk = moved_room(tmp_path / "room")
    desk.do(fill, desk.shelf.log)
    desk.close()
    line = Line(tmp_path / "room")
    proposed = line.ask("subsidy", "propose", "2026Q3")[1]
    assert [one["payable"] for one in proposed["cases"]] == [True, False, True]
    assert line.ask("subsidy", "claim", "2026Q3", "--case", "柳1")[1]["total"] == "100"
    assert line.ask("subsidy", "claim", "2026Q3", "--case", "柳2")[0] == 1
    assert line.ask("subsidy", "refuse", "2026Q3", "--why", "x")[0] == 1
    assert line.ask("subsidy", "approve", "2026Q3")[1]["count"] == 1
    assert line.ask("subsidy", "pay", "2026Q3")[1]["refused"] == "payment.not_on_sheet"
    made = line.ask("subsidy", "sheet", "2026Q3", "--out", str(tmp_path / "s.pdf"))[1]
    assert made["number"] == "2026Q3-1"
    out = str(tmp_path / "b.xlsx")
    assert (
        line.ask("subsidy", "sheet", "2026Q3", "--bank", "--out", out)[1]["rows"]
        == line.ask("subsidy", "sheet", "2026Q3", "--bank", "--number", "2026Q3-1", "--out", out)[
            1
        ]["rows"]
        == 1
    )
    assert line.ask("subsidy", "pay", "2026Q3")[1]["count"] == 1
    assert line.ask("subsidy", "list", "2026Q3")[1]["claims"][0]["status"] == "paid"
    assert line.ask("subsidy", "propose", "2026Q9")[0] == 1  # fmt: skip
