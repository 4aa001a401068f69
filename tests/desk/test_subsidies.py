"""以案定补 in a real room: proposed, claimed, approved, on a sheet, paid; one dispute only once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk import practice, subsidies, subsidy_sheet
from app.desk.desk import Desk
from app.desk.dispute_chains import chains
from app.desk.room import own_room
from app.desk.subsidy_lines import lines
from app.papers.listing import draw
from app.records import (
    Agreement,
    Case,
    Dispatch,
    DispatchStep,
    Handover,
    Matter,
    Mediator,
    Party,
    Reopening,
    Subsidy,
    Visit,
)
from app.rules import mechanism
from app.trouble import Trouble

LAX = {"paying": {"dossier": False}}


def fill(db: Session, log: str, more: dict[str, Any] | None = None) -> list[str]:
    """Three closed cases; the second is a relapse of the first."""
    room = own_room(db, log)
    lead = db.scalars(select(Mediator.id).order_by(Mediator.position)).first()
    practice.put(
        db,
        log,
        dt.date(2026, 1, 1),
        mechanism.read({**mechanism.told(mechanism.preset("common")), **LAX}),
    )
    ids: list[str] = []
    for number in (1, 2, 3):
        case = Case(
            room_id=room.id,
            file_no=f"柳{number}",
            difficulty="ordinary",
            lead_id=lead,
            plot="旧军村3号宅基地",
            accepted_on=dt.date(2026, 6, number),
            closed_on=dt.date(2026, 7, number),
            dispute_type="02",
            recurs_id=ids[0] if number == 2 else None,
        )
        ids.append(case.id)
        db.add_all(
            [
                case,
                Agreement(case_id=case.id, form="written", made_on=dt.date(2026, 6, 20)),
                Visit(case_id=case.id, done_on=dt.date(2026, 6, 28)),
                Party(case_id=case.id, position=1, role="applicant", name="张三"),
                Party(
                    case_id=case.id,
                    position=2,
                    role="respondent",
                    name="李四" if number < 3 else "赵六",
                ),
            ]
        )
    return ids  # fmt: skip


def test_a_case_goes_from_proposal_to_the_bank_and_its_relapse_is_not_paid(desk: Desk) -> None:
    desk.do(fill, desk.shelf.log)
    found = {one.file_no: one for one in subsidies.proposals(desk, "2026Q3")}
    assert found["柳1"].amount == Decimal(100)
    assert [r.key for r in found["柳2"].reasons] == ["payment.dispute_proposed"]
    assert not found["柳3"].doubts
    assert [one.file_no for one in subsidies.claim(desk, "2026Q3")] == ["柳1", "柳3"]
    again = {one.file_no: one for one in subsidies.proposals(desk, "2026Q3")}
    assert [r.key for r in again["柳2"].reasons] == ["payment.dispute_claimed"]
    with pytest.raises(Trouble):
        subsidies.claim(desk, "2026Q3")
    with pytest.raises(Trouble) as caught:
        subsidies.claim(desk, "2026Q3", ["柳1"])
    assert "2026Q3已申报过：柳1（主办）" in str(caught.value)
    first, third = (one.id for one in desk.look(lines, "2026Q3"))
    with pytest.raises(Trouble) as caught:
        subsidies.judge(desk, [third], "refused")
    assert caught.value.key == "payment.reason"
    subsidies.judge(desk, [third], "refused", "卷宗缺回访")
    subsidies.judge(desk, [first], "approved", amount=Decimal("88.80"))
    draft = desk.look(subsidy_sheet.sheet, desk.shelf.log, dt.date(2026, 10, 1), "2026Q3")
    assert len(draft.rows) == 1
    number = subsidy_sheet.number_sheet(desk, "2026Q3")
    assert number == "2026Q3-1"
    with pytest.raises(Trouble):
        subsidy_sheet.number_sheet(desk, "2026Q3")
    with pytest.raises(Trouble) as caught:
        subsidies.judge(desk, [first], "refused", "改主意")
    assert caught.value.key == "payment.on_sheet"
    subsidies.judge(desk, [first], "paid")
    sheet = desk.look(subsidy_sheet.sheet, desk.shelf.log, dt.date(2026, 10, 1), "2026Q3", number)
    assert ("期间", "2026年第3季度") in sheet.above
    assert sheet.total is not None
    assert sheet.total[8] == Decimal("88.80")
    assert sheet.below[0] == "合计（大写）：人民币捌拾捌元捌角"
    bank = desk.look(subsidy_sheet.bank, desk.shelf.log, dt.date(2026, 10, 1), "2026Q3", number)
    assert bank.rows[0][4:6] == (1, Decimal("88.80"))
    room = desk.look(own_room, desk.shelf.log)
    assert draw(sheet, room).startswith(b"%PDF")
    assert desk.look(subsidy_sheet.sheets) == ["2026Q3-1"]


def test_nothing_is_paid_without_a_sheet_and_a_case_reopened_after_it_is_told(desk: Desk) -> None:
    ids = desk.do(fill, desk.shelf.log)
    subsidies.claim(desk, "2026Q3", ["柳1"])
    row = desk.look(lines, "2026Q3")[0]
    subsidies.judge(desk, [row.id], "approved")
    with pytest.raises(Trouble) as caught:
        subsidies.judge(desk, [row.id], "paid")
    assert (caught.value.key, caught.value.facts["number"]) == ("payment.not_on_sheet", "柳1")
    subsidy_sheet.number_sheet(desk, "2026Q3")
    subsidies.judge(desk, [row.id], "paid")
    claimed = desk.today()
    for day in (claimed - dt.timedelta(days=9), claimed + dt.timedelta(days=30)):
        desk.do(lambda db, on=day: db.add(Reopening(case_id=ids[0], on_day=on)))
        later = desk.look(lines, "2026Q3")[0].reopened
        assert later == (day if day > claimed else None)  # what was before the claim was known


def test_the_same_people_in_another_case_are_asked_about(desk: Desk) -> None:
    ids = desk.do(fill, desk.shelf.log)
    desk.do(lambda db: setattr(db.get(Case, ids[1]), "recurs_id", None))
    subsidies.claim(desk, "2026Q3", ["柳1"])
    found = {one.file_no: one for one in subsidies.proposals(desk, "2026Q3")}
    assert [one.facts["number"] for one in found["柳2"].doubts] == ["柳1"]
    assert [one.facts["number"] for one in found["柳3"].doubts] == ["柳1"]  # one of them, same plot
    assert found["柳2"].payable


def test_what_two_computers_claimed_at_once_is_told_and_only_one_is_approved(desk: Desk) -> None:
    ids = desk.do(fill, desk.shelf.log)
    subsidies.claim(desk, "2026Q3", ["柳1"])
    row = desk.look(lines, "2026Q3")[0]

    def from_the_other_computer(db: Session) -> None:
        room = own_room(db, desk.shelf.log)
        lead = db.get(Subsidy, row.id).mediator_id  # type: ignore[union-attr]
        for case_id in ids[:2]:
            db.add(
                Subsidy(
                    room_id=room.id, case_id=case_id, period="2026Q3", level="ordinary", role="lead",
                    mediator_id=lead, amount=Decimal(100), status="claimed", claimed_on=dt.date(2026, 9, 30),
                )
            )  # fmt: skip

    desk.do(from_the_other_computer)
    found = desk.look(lines, "2026Q3")
    assert len(found) == 3
    assert all(one.double for one in found)
    with pytest.raises(Trouble) as caught:
        subsidies.judge(desk, [one.id for one in found], "approved")
    assert caught.value.key == "payment.approved_already"
    assert {one.status for one in desk.look(lines, "2026Q3")} == {"claimed"}
    subsidies.judge(desk, [found[0].id], "approved")
    for other in found[1:]:
        with pytest.raises(Trouble):
            subsidies.judge(desk, [other.id], "approved")
    subsidies.judge(desk, [one.id for one in found[1:]], "refused", "重复申报")
    assert not any(one.double for one in desk.look(lines, "2026Q3"))


def test_a_dispute_is_followed_over_relapse_handover_and_merged_matters(desk: Desk) -> None:
    def link(db: Session) -> dict[str, str]:
        cases = {name: Case(file_no=name) for name in "abcdef"}
        cases["b"].recurs_id = cases["a"].id
        given = Handover(case_id=cases["b"].id)
        asked = Dispatch(handover_id=given.id)
        taken = DispatchStep(dispatch_id=asked.id, step="accepted", case_id=cases["c"].id)
        one, two = Matter(case_id=cases["c"].id), Matter(case_id=cases["d"].id)
        two.same_as_id = one.id
        alone = Matter(case_id=cases["e"].id)
        db.add_all([*cases.values(), given, asked, taken, one, two, alone])
        return {name: case.id for name, case in cases.items()}

    ids = desk.do(link)
    found = desk.look(chains, [ids["d"], ids["e"], ids["f"]])
    assert found[ids["d"]] == {ids[one] for one in "abcd"}
    assert found[ids["e"]] == {ids["e"]}
