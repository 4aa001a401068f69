from __future__ import annotations

import datetime as dt

from app.desk import cases, grid_changes, questions, receiving
from app.desk.desk import Desk

TODAY = dt.date(2026, 3, 2)


def test_a_case_is_told_where_it_belongs_by_its_applicant(desk: Desk) -> None:
    log = desk.shelf.log
    place = desk.do(grid_changes.add_place, log, {"name": "上河村"})
    case = desk.do(cases.register_case, log, TODAY, {"matter_class": "rights"})
    told = {"name": "甘草", "role": "applicant", "address": "上河村1号"}
    party = desk.do(cases.add_party, case, told)

    def look() -> receiving.Advice:
        found = desk.look(receiving.for_case, log, desk.look(questions.case_file, case))
        assert found is not None
        return found

    assert look().sort == "no_address"
    assert "户籍" in look().sentence
    from app.desk.edit import edit
    from app.records import Party

    desk.do(edit, Party, party, {"register_address": "柳林镇上河村9号"})
    assert look().place_id == place
    assert look().committee == "柳林镇人民调解委员会"
    assert look().committee in look().sentence


def test_without_a_class_nothing_is_said(desk: Desk) -> None:
    assert desk.look(receiving.advice, desk.shelf.log, None, "上河村", "上河村") is None
