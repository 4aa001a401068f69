"""The verbs of a case, on a real file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import cases, edit, questions
from app.desk.desk import Desk
from app.desk.hanging import FEW, HANGING
from app.records import Agreement, Case, CaseFile, Mediator, Party, PerformanceItem, Place
from app.rules.deadlines import deadlines
from app.rules.followups import visits_due
from app.rules.lengths import shipped
from app.trouble import Trouble

DAY = date(2026, 3, 2)


def register(desk: Desk, **values: object) -> str:
    return desk.do(cases.register_case, desk.shelf.log, DAY, values)


def test_numbers_follow_each_other_within_a_year(desk: Desk) -> None:
    told = [
        register(desk),
        register(desk),
        register(desk, accepted_on=date(2027, 1, 5)),
        register(desk),
    ]
    numbers = [desk.look(questions.case_file, i).case.file_no for i in told]
    assert numbers == [
        "（2026）柳人调字第1号", "（2026）柳人调字第2号", "（2027）柳人调字第1号", "（2026）柳人调字第3号",
    ]  # fmt: skip


def test_a_told_number_is_kept_and_the_series_goes_on_above_it(desk: Desk) -> None:
    register(desk, file_no="（2026）柳人调字第40号")
    assert desk.look(questions.case_file, register(desk)).case.file_no == "（2026）柳人调字第41号"
    with pytest.raises(Trouble) as trouble:
        register(desk, file_no="（2026）柳人调字第40号")
    assert trouble.value.key == "case.number_used"


def test_a_voided_case_keeps_its_number_from_being_used_again(desk: Desk) -> None:
    case_id = register(desk)
    desk.do(edit.void, Case, case_id, "重复登记")
    assert desk.look(questions.case_file, register(desk)).case.file_no == "（2026）柳人调字第2号"
    with pytest.raises(Trouble) as trouble:
        desk.look(questions.case_file, case_id)
    assert trouble.value.key == "case.absent"
    assert [line.id for line in desk.look(questions.register)] != [case_id]


def test_parties_stand_in_the_order_they_were_entered(desk: Desk) -> None:
    case_id = register(desk)
    for name in ("甲", "乙", "丙"):
        desk.do(cases.add_party, case_id, {"name": name})
    assert [p.name for p in desk.look(questions.case_file, case_id).parties] == ["甲", "乙", "丙"]


def agreed(desk: Desk) -> tuple[str, str]:
    case_id = register(desk)
    party = desk.do(cases.add_party, case_id, {"name": "甲"})
    agreement = desk.do(
        cases.make_agreement, case_id,
        {"form": "written", "made_on": DAY, "terms": ["甲赔乙五百元"]},
        [{"party_id": party, "what": "赔款", "amount": Decimal(500), "due_on": date(2026, 4, 1)}],
    )  # fmt: skip
    return case_id, agreement


def test_an_agreement_carries_the_file_number(desk: Desk) -> None:
    case_id, _ = agreed(desk)
    file = desk.look(questions.case_file, case_id)
    assert file.agreement is not None
    assert file.agreement.number == file.case.file_no


def test_sealing_needs_every_signature(desk: Desk) -> None:
    _, agreement = agreed(desk)
    with pytest.raises(Trouble) as trouble:
        desk.do(cases.seal_agreement, agreement)
    assert trouble.value.key == "agreement.not_signed"


def test_a_sealed_agreement_never_changes(desk: Desk) -> None:
    case_id, agreement = agreed(desk)
    signs = {"parties_signed_on": DAY, "mediator_signed_on": DAY, "sealed_on": DAY}
    desk.do(cases.mark_signed, agreement, signs)
    desk.do(cases.seal_agreement, agreement)
    item = desk.look(questions.case_file, case_id).items[0]
    attempts = (
        lambda: desk.do(edit.edit, Agreement, agreement, {"terms": ["别的"]}),
        lambda: desk.do(edit.edit, PerformanceItem, item.id, {"amount": Decimal(5)}),
        lambda: desk.do(edit.void, Agreement, agreement, "不要了"),
        lambda: desk.do(cases.add_item, agreement, {"what": "再加一项"}),
        lambda: desk.do(cases.seal_agreement, agreement),
        lambda: desk.do(cases.mark_signed, agreement, signs),
    )
    for attempt in attempts:
        with pytest.raises(Trouble) as trouble:
            attempt()
        assert trouble.value.key == "edit.frozen"
    desk.do(cases.record_performance, item.id, {"done_on": date(2026, 3, 20)})
    assert desk.look(questions.case_file, case_id).performances[0].complete is True


def test_another_visitor_needs_a_reason(desk: Desk) -> None:
    people = desk.look(lambda db: [m.id for m in db.query(Mediator).order_by(Mediator.position)])
    case_id = register(desk, lead_id=people[0])
    with pytest.raises(Trouble) as trouble:
        desk.do(cases.record_visit, case_id, {"by_id": people[1], "done_on": DAY})
    assert trouble.value.key == "visit.reason_needed"
    desk.do(
        cases.record_visit, case_id, {"by_id": people[1], "done_on": DAY, "change_reason": "病假"}
    )
    desk.do(cases.record_visit, case_id, {"done_on": DAY})
    assert {v.by_id for v in desk.look(questions.case_file, case_id).visits} == set(people[:2])


def test_a_case_with_gaps_does_not_close(desk: Desk) -> None:
    case_id = register(desk)
    with pytest.raises(Trouble) as trouble:
        desk.do(cases.close_case, case_id, {"closed_on": DAY}, ["没有协议"])
    assert "没有协议" in str(trouble.value)
    desk.do(cases.close_case, case_id, {"closed_on": DAY}, [])
    assert desk.look(questions.case_file, case_id).case.closed_on == DAY


def test_a_place_is_made_once(desk: Desk) -> None:
    def make(db: Session) -> str | None:
        return cases.find_or_make_place(db, "room", ["柳林镇", "东关村"])

    assert desk.do(make) == desk.do(make)
    tree = desk.look(questions.places)
    assert sorted(p.name or "" for p in tree.values()) == ["东关村", "柳林镇"]
    leaf = next(p for p in tree.values() if p.name == "东关村")
    assert [p.name for p in questions.path_of(tree, leaf.id)] == ["柳林镇", "东关村"]


def test_a_village_told_without_its_town_is_the_one_there_is(desk: Desk) -> None:
    def places(path: list[str]) -> str | None:
        return desk.do(cases.find_or_make_place, "room", path)

    village = places(["柳林镇", "东关村"])
    assert places(["东关村"]) == village
    grid = places(["东关村", "第1网格"])
    assert places(["柳林镇", "东关村", "第1网格"]) == grid
    places(["西关村", "第1网格"])
    twice = places(["第1网格"])  # which of the two is not known: a new one at the top
    assert twice not in {grid, places(["西关村", "第1网格"])}


def test_a_path_of_another_tree_ends_at_the_place_the_room_has(desk: Desk) -> None:
    def places(path: list[str]) -> str | None:
        return desk.do(cases.find_or_make_place, "room", path)

    town = places(["柳林镇"])
    grid = places(["柳林镇", "东关村", "第1网格"])
    village = places(["柳林镇", "东关村"])
    assert places(["吉州区", "柳林镇"]) == town
    assert places(["吉州区", "柳林镇", "东关村"]) == village
    assert places(["吉州区", "东关村", "第1网格"]) == grid
    assert len(desk.look(questions.places)) == 3
    places(["西关村", "第1网格"])  # a grid of another village
    assert len(desk.look(questions.places)) == 5
    places(["西关村", "新村"])
    places(["柳林镇", "新村"])
    assert places(["吉州区", "新村"]) is not None  # which of two is not known
    assert len(desk.look(questions.places)) == 9


def test_whatever_there_is_of_a_case_hangs_in_its_file_alone_and_among_many(desk: Desk) -> None:
    """A case for each kind that has only this one, and one that has nothing."""
    alone = {name: register(desk) for _, name, _ in HANGING}
    bare = register(desk)

    def fill(db: Session) -> None:
        for record, name, _ in HANGING:
            db.add(record(case_id=alone[name]))

    desk.do(fill)

    def hung(one: CaseFile) -> list[str]:
        return [name for _, name, _ in HANGING if getattr(one, name)]

    every = desk.look(lambda db: questions.case_files(db, list(db.scalars(select(Case)))))
    assert len(every) > FEW
    among = {one.case.id: hung(one) for one in every}
    for name, case_id in alone.items():
        assert hung(desk.look(questions.case_file, case_id)) == among[case_id] == [name]
    assert hung(desk.look(questions.case_file, bare)) == among[bare] == []


def test_a_ring_of_places_is_cut() -> None:
    a, b = Place(id="a", parent_id="b"), Place(id="b", parent_id="a")
    assert [p.id for p in questions.path_of({"a": a, "b": b}, "a")] == ["b", "a"]


def test_a_listener_hears_what_was_touched_until_it_leaves(desk: Desk) -> None:
    heard: list[set[tuple[str, str]]] = []
    leave = desk.listen(heard.append)
    case_id = register(desk)
    assert heard == [{("case", case_id)}]
    leave()
    register(desk)
    assert len(heard) == 1


def test_values_unfit_for_their_field_change_nothing(desk: Desk) -> None:
    case_id = register(desk, summary="原来的话")
    wrong: list[tuple[type, dict[str, object], str]] = [
        (Case, {"route": "forced"}, "edit.no_such_choice"),
        (Case, {"amount": "十块"}, "edit.money"),
        (Case, {"amount": Decimal("1.005")}, "edit.money"),
        (Case, {"summary": "长" * 4001}, "edit.too_long"),
        (Case, {"accepted_on": "2026-03-02"}, "edit.shape"),
        (Case, {"goals": ["nothing"]}, "edit.no_such_choice"),
        (Case, {"summary": "\ud800"}, "edit.shape"),
        (Party, {"name": 3}, "edit.shape"),
        (Party, {"age_told": 2**40}, "edit.shape"),
    ]
    for record, values, key in wrong:
        action = (
            (edit.edit, Case, case_id, {"remark": "x", **values})
            if record is Case
            else (edit.add, record, values)
        )
        with pytest.raises(Trouble) as trouble:
            desk.do(*action)
        assert trouble.value.key == key
    case = desk.look(questions.case_file, case_id).case
    assert (case.summary, case.remark) == ("原来的话", None)


def test_a_field_changed_meanwhile_is_not_overwritten(desk: Desk) -> None:
    case_id = register(desk, summary="一", remark="甲")
    seen = dict(desk.look(questions.case_file, case_id).case.v)
    desk.do(edit.edit, Case, case_id, {"summary": "二"})
    with pytest.raises(Trouble) as trouble:
        desk.do(edit.edit, Case, case_id, {"summary": "三"}, seen)
    assert trouble.value.key == "edit.stale"
    desk.do(edit.edit, Case, case_id, {"remark": "乙"}, seen)
    case = desk.look(questions.case_file, case_id).case
    assert (case.summary, case.remark) == ("二", "乙")


def test_voiding_needs_a_reason(desk: Desk) -> None:
    case_id = register(desk)
    with pytest.raises(Trouble) as trouble:
        desk.do(edit.void, Case, case_id, "  ")
    assert trouble.value.key == "edit.void_reason"


def test_a_case_is_found_by_number_or_the_start_of_its_identity(desk: Desk) -> None:
    case_id = register(desk)
    assert desk.look(questions.by_number, " （2026）柳人调字第1号 ") == case_id
    assert desk.look(questions.by_number, case_id[:8]) == case_id
    with pytest.raises(Trouble) as trouble:
        desk.look(questions.by_number, "（2026）柳人调字第9号")
    assert trouble.value.key == "case.no_such_number"


def _sealed(desk: Desk) -> tuple[str, str]:
    case_id, agreement = agreed(desk)
    signs = {"parties_signed_on": DAY, "mediator_signed_on": DAY, "sealed_on": DAY}
    desk.do(cases.mark_signed, agreement, signs)
    desk.do(cases.seal_agreement, agreement)
    return case_id, agreement


def test_a_draft_beside_a_sealed_agreement_takes_no_promise_away(desk: Desk) -> None:
    case_id, sealed = _sealed(desk)
    draft = desk.do(cases.make_agreement, case_id, {"form": "written", "made_on": date(2026, 3, 9)})
    file = desk.look(questions.case_file, case_id)
    assert file.agreement is not None
    assert file.newest_agreement is not None
    assert (file.agreement.id, file.newest_agreement.id) == (sealed, draft)
    assert [v.due_on for v in visits_due(file, shipped())] == [date(2026, 4, 1)]


def test_judicial_confirmation_is_applied_for_after_the_seal(desk: Desk) -> None:
    case_id, _ = _sealed(desk)
    desk.do(edit.edit, Case, case_id, {"confirmation_applied_on": date(2026, 3, 20)})
    file = desk.look(questions.case_file, case_id)
    running = {clock.key for clock in deadlines(file, desk.calendar(), shipped())}
    assert running == {"deadline.promised_sum", "deadline.court"}
