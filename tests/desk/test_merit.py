"""调解员业绩 in a room: figures from its cases, the ranking, honours once a year."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.desk import cases, merit, merit_papers
from app.desk.desk import Desk
from app.desk.room import mediators, own_room
from app.rules.mechanism import Ranking
from app.trouble import Trouble

MARCH = (dt.date(2026, 3, 1), dt.date(2026, 3, 31))


def staff_ids(desk: Desk) -> list[str]:
    log = desk.shelf.log
    return [one.id for one in desk.look(lambda db: mediators(db, own_room(db, log).id))]


def agreed_case(desk: Desk, lead: str, day: int, *, agreed: bool = True) -> str:
    def write(db: Any) -> str:
        on = dt.date(2026, 3, day)
        told = {"accepted_on": on, "lead_id": lead, "summary": "界石"}
        case = cases.register_case(db, desk.shelf.log, on, told)
        if agreed:
            signed = {"form": "oral", "made_on": on + dt.timedelta(days=2)}
            cases.make_agreement(db, case, signed)
        return case

    return desk.do(write)


def test_the_ranking_follows_what_was_done(desk: Desk) -> None:
    a, b, _ = staff_ids(desk)
    for day in (2, 3):
        agreed_case(desk, a, day)
    agreed_case(desk, b, 4)
    agreed_case(desk, b, 5, agreed=False)
    ranked = merit.ranking(desk, *MARCH)
    assert [(x.place, x.figures.cases, x.figures.agreed) for x in ranked] == [(1, 2, 2), (2, 2, 1)]
    assert ranked[0].figures.average == 2
    assert ranked[0].figures.name == "孟广田"
    listing = merit_papers.figures_listing(ranked, *MARCH, Ranking())
    assert "所在调解室" not in [column.label for column in listing.columns]


def test_an_honour_is_given_once_a_year(desk: Desk) -> None:
    a, b, _ = (f"mediator/{x}" for x in staff_ids(desk))
    day, title = dt.date(2026, 12, 20), {"title": "金牌调解员"}
    assert len(desk.do(merit.honour, desk.shelf.log, day, [a, b, a], title)) == 2
    assert desk.do(merit.honour, desk.shelf.log, day, [a], title) == []
    assert len(desk.do(merit.honour, desk.shelf.log, day.replace(year=2027), [a], title)) == 1
    given = desk.look(merit.honours, desk.shelf.log)
    assert {x.given_by for x in given} == {"柳林镇人民调解委员会"}
    with pytest.raises(Trouble):
        desk.do(merit.honour, desk.shelf.log, day, [a], {"title": ""})
