"""What the radar reads of some days: a row a party, a case without any once, nothing void and nothing gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from app.records import Case, Party
from app.store import radar_rows
from tests.machines import desk_in

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def test_a_row_a_party_of_the_days(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)

    def fill(db: Session) -> None:
        days = {"two": 1, "none": 31, "gone": 5, "void": 6}
        for name, on in days.items():
            void = "x" if name == "void" else None
            db.add(Case(id=name, accepted_on=date(2026, 3, on), room_id=name[:1], void=void))
        db.add(Case(id="april", accepted_on=date(2026, 4, 1)))
        for case_id, name in (("two", "甲"), ("two", "乙"), ("gone", "丙"), ("april", "丁")):
            db.add(Party(case_id=case_id, name=name, phone="139"))
        db.add(Party(case_id="two", name="误", void="x"))

    assert desk.look(radar_rows.first_day) is None
    desk.do(fill)
    told = desk.look(radar_rows.of_days, *MARCH, {"gone"})
    assert sorted((row[0], row[7], row[8] or "") for row in told if row[7]) == [
        ("two", "139", "乙"), ("two", "139", "甲")
    ]  # fmt: skip
    assert [row for row in told if row[0] == "none"] == [("none", "2026-03-31", "n", *[None] * 7)]
    assert len(told) == 3
    assert {row[0] for row in desk.look(radar_rows.of_days, *MARCH, (), "g")} == {"gone"}
    assert desk.look(radar_rows.first_day) == "2026-03-01"
    desk.close()
