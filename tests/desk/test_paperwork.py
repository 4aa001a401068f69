"""Agents, evidence, letters, notices and what was served are written under their case."""

from __future__ import annotations

from datetime import date

import pytest

from app.desk import cases, paperwork, questions

DAY = date(2026, 3, 2)


@pytest.fixture
def case_id(desk):
    return desk.do(cases.register_case, desk.shelf.log, DAY, {})


@pytest.mark.parametrize(
    ("verb", "name", "told"),
    [
        (paperwork.add_agency, "agencies", {"name": "周律师"}),
        (paperwork.add_evidence, "evidence", {"name": "宅基地使用证"}),
        (paperwork.add_letter, "letters", {"organ": "章丘区人民法院"}),
        (paperwork.add_notice, "notices", {"place": "老孟调解室"}),
        (paperwork.add_service, "services", {"paper": "调解通知书"}),
        (paperwork.add_volume, "volumes", {"remark": "一案一卷"}),
    ],
)
def test_what_is_written_stands_in_the_file_of_its_case(desk, case_id, verb, name, told):
    made = desk.do(verb, case_id, told)
    (found,) = getattr(desk.look(questions.case_file, case_id), name)
    assert found.id == made
    assert all(getattr(found, field) == value for field, value in told.items())


def test_evidence_stands_in_the_order_it_was_given(desk, case_id):
    for name in ("照片", "收据", "证明"):
        desk.do(paperwork.add_evidence, case_id, {"name": name})
    file = desk.look(questions.case_file, case_id)
    assert [one.name for one in file.evidence] == ["照片", "收据", "证明"]
