"""The reference case told in one file: every derived date and number comes out as written there."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app import clock
from app.desk import concluded, intake, questions, told, yaml_file
from app.desk.desk import Desk
from app.desk.today import lengths_for
from app.desk.today import today as todays
from app.trouble import Trouble
from tests.rooms import moved_room, reference


@pytest.fixture
def diao(tmp_path: Path) -> Desk:
    clock.hold(datetime(2026, 11, 20, 9, 0))
    return moved_room(tmp_path / "room", told.room_told(reference()))


def conclude(desk: Desk, case_id: str) -> dict[str, Any]:
    file = desk.look(questions.case_file, case_id)
    return concluded.conclude(file, desk.calendar(), lengths_for(desk.settings), desk.today())


def test_the_rules_agree_with_every_value_worked_out_by_hand(diao: Desk) -> None:
    case = told.case_told(reference())
    assert len(case.concluded) == 7  # two ages, five days and lists
    found = conclude(diao, intake.take_case(diao, case))
    assert concluded.differences(case, found) == []
    assert found["tier_due_on"] == date(2026, 10, 9)
    assert found["period_ends_on"] == date(2026, 10, 26)
    assert found["judicial_confirmation_until"] == date(2026, 11, 9)
    assert found["effective_on"] == date(2026, 10, 8)
    assert found["copies"] == 3
    assert found["visits_due"] == [date(2026, 10, 15), date(2026, 10, 20), date(2026, 11, 15)]
    assert [(p["sex"], p["birth_on"], p["age_at_acceptance"]) for p in found["parties"]] == [
        ("2", date(1968, 3, 15), 58),
        ("1", date(1975, 11, 2), 50),
    ]


def test_every_fact_is_kept_exactly(diao: Desk) -> None:
    file = diao.look(questions.case_file, intake.take_case(diao, told.case_told(reference())))
    assert file.case.file_no == "（2026）刁人调字第1号"
    assert [p.name for p in file.parties] == ["陈㛃喆", "欧阳𬭎"]
    assert file.place_path == "刁镇街道 > 旧军管理区 > 旧军村 > 第3微网格"
    assert [s.number for s in file.sessions] == [1, 2]
    assert file.sessions[0].invited == ["刁镇派出所驻村辅警 周立新", "旧军村法律顾问 宋学文"]
    assert file.names_of(file.sessions[1].mediator_ids) == ["杜守义", "王玉珍"]
    assert [i.amount for i in file.items] == [None, Decimal("5500.00"), Decimal("5000.00")]
    assert file.agreement is not None
    assert file.agreement.frozen
    assert file.visits[0].note == "两期款项付清，通道已通，双方见面说话。"
    assert file.parties[0].sex is None, "the ID number tells it"


def test_a_difference_between_file_and_rules_is_told(diao: Desk) -> None:
    changed = reference()
    changed["case"]["tier_due_on"] = date(2026, 10, 8)
    changed["parties"][0]["age_at_acceptance"] = 57
    case = told.case_told(changed)
    differ = concluded.differences(case, conclude(diao, intake.take_case(diao, case)))
    assert differ == [
        "tier_due_on: 2026-10-08 / 2026-10-09",
        "parties.0.age_at_acceptance: 57 / 58",
    ]


@pytest.mark.parametrize(
    ("part", "value", "key"),
    [
        ("case", {"type": "星际纠纷"}, "told.no_such_word"),
        ("case", {"accepted_on": "昨天"}, "told.no_day"),
        ("case", {"colour": "红"}, "told.unknown_key"),
        ("agreement", {"performance": [{"who": "外人", "what": "x"}]}, "told.no_such_party"),
        ("follow_up", {"by": "外人"}, "told.no_such_mediator"),
        ("parties", ["张三"], "told.part_shape"),
    ],
)
def test_a_file_with_a_mistake_is_refused_whole(
    diao: Desk, part: str, value: Any, key: str
) -> None:
    changed = reference()
    changed[part] = {**changed[part], **value} if isinstance(value, dict) else value
    with pytest.raises(Trouble) as trouble:
        intake.take_case(diao, told.case_told(changed))
    assert trouble.value.key == key
    assert str(trouble.value)
    assert diao.look(questions.register) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a: [", "told.not_yaml"),
        ("- 1", "told.not_yaml"),
        ("a: &x 1\nb: *x", "told.aliases"),
        ("case: 1", "told.part_shape"),
    ],
)
def test_a_file_that_is_no_case_has_its_sentence(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Trouble) as trouble:
        told.case_told(yaml_file.read_yaml(tmp_path / "c.yaml"))
    assert trouble.value.key == key


def test_the_number_of_a_session_is_not_a_no(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("no: 1\nyes: true\noff: x", encoding="utf-8")
    assert yaml_file.read_yaml(tmp_path / "c.yaml") == {"no": 1, "yes": True, "off": "x"}


def test_today_shows_what_was_due_as_things_stood(diao: Desk) -> None:
    intake.take_case(diao, told.case_told(reference()))

    def due(day: date) -> list[tuple[str, date | None]]:
        page = diao.look(todays, day, diao.calendar(), lengths_for(diao.settings))
        return [(e.key, e.on) for e in (*page.visits, *page.promises, *page.periods)]

    assert due(date(2026, 9, 25)) == []
    assert ("deadline.tier", date(2026, 10, 9)) in due(date(2026, 10, 2))
    assert due(date(2026, 10, 9)) == [
        ("followup.on_each_promise", date(2026, 10, 15)),
        ("deadline.promised_sum", date(2026, 10, 15)),
    ]
    assert ("deadline.confirmation", date(2026, 11, 9)) in due(date(2026, 11, 5))
    assert due(date(2026, 11, 17)) == []


def test_performance_and_several_inquiries_may_be_told_in_the_file(diao: Desk) -> None:
    changed = reference()
    changed["inquiry"] = [
        changed["inquiry"],
        {"by": "王玉珍", "asked": "邻居 赵先河", "finding": "属实"},
    ]
    changed["agreement"]["performance"][0]["done"] = date(2026, 10, 12)
    file = diao.look(questions.case_file, intake.take_case(diao, told.case_told(changed)))
    assert len(file.inquiries) == 2
    assert [p.item_id for p in file.performances] == [file.items[0].id]


def test_an_oral_agreement_takes_effect_the_day_it_is_reached(diao: Desk) -> None:
    changed = reference()
    del changed["agreement"]["effective_on"], changed["agreement"]["judicial_confirmation_until"]
    changed["agreement"]["form"] = "口头"
    found = conclude(diao, intake.take_case(diao, told.case_told(changed)))
    assert found["effective_on"] == date(2026, 10, 8)
    assert found["judicial_confirmation_until"] is None
