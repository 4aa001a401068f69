"""Figures of mediators are one aggregate over the lines, in a file and on a server alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.rules.case_line import CaseLine
from app.rules.period import slices
from app.store import case_lines
from app.store.mediator_figures import Codes, of_period
from tests.machines import shelf_in

CODES = Codes(
    ["agreed"],
    ["performed", "on_the_spot"],
    ["satisfied", "unsatisfied"],
    ["satisfied"],
    "handed_over",
)
MARCH = (date(2026, 3, 1), date(2026, 3, 31))


def case(number: int, **told: object) -> CaseLine:
    values = {
        "room_id": "r", "lead_id": "m", "accepted_on": date(2026, 3, number), "result": "agreed",
        "mediated_on": date(2026, 3, number + 4), "promised_on": date(2026, 4, 1), **told,
    }  # fmt: skip
    return CaseLine(f"c{number}", **values)  # type: ignore[arg-type]


def test_sums_are_those_of_the_lines(tmp_path):
    shelf = shelf_in(tmp_path)
    lines = [
        case(1, performance="performed", satisfaction="satisfied", visited_on=date(2026, 4, 20), form="written",
             amount=Decimal("12.50")),
        case(2, performance="not_due", satisfaction="unsatisfied", visited_on=date(2026, 6, 1), relapse=True),
        case(3, result="not_agreed", mediated_on=None, promised_on=None, knotty=True),
        case(4, result="handed_over"),
        case(5, lead_id=""),
        case(6, room_id="other"),
        CaseLine("c0", room_id="r", lead_id="m", accepted_on=date(2026, 2, 28)),
    ]  # fmt: skip
    with shelf.local_writing() as link:
        case_lines.write(link, [one.case_id for one in lines], lines)
        (found,) = of_period(link, [MARCH], date(2026, 7, 1), 30, CODES, "r")
        both = list(of_period(link, [MARCH], date(2026, 7, 1), 30, CODES))
    shelf.close()
    assert (found.cases, found.agreed, found.performed, found.written, found.knotty) == (
        3,
        2,
        1,
        1,
        1,
    )
    assert (found.answered, found.satisfied, found.to_visit, found.timely) == (2, 1, 2, 1)
    assert (found.relapses, found.timed, found.days, found.amount) == (1, 2, 8, 1250)
    assert {one.room_id for one in both} == {"r", "other"}


def test_a_year_is_counted_month_by_month_and_adds_up(tmp_path):
    shelf = shelf_in(tmp_path)
    lines = [
        CaseLine(f"c{month}{lead}", room_id="r", lead_id=lead, accepted_on=date(2026, month, 28),
                 result="agreed", form="written", amount=Decimal(month))
        for month in range(1, 13) for lead in ("m", "n")
    ]  # fmt: skip
    told = []
    with shelf.local_writing() as link:
        case_lines.write(link, [one.case_id for one in lines], lines)
        year = (slices((date(2026, 1, 1), date(2026, 12, 31))), date(2027, 1, 1), 30, CODES)
        found = list(of_period(link, *year, report=lambda *so_far: told.append(so_far)))
    shelf.close()
    assert [(one.lead_id, one.cases, one.written, one.amount) for one in found] == [
        ("m", 12, 12, 7800), ("n", 12, 12, 7800)
    ]  # fmt: skip
    assert told == [(month, 12) for month in range(12)]


def test_only_codes_go_into_the_statement(tmp_path):
    shelf = shelf_in(tmp_path)
    bad = Codes(["x') OR 1=1 --"], [], [], [], "")
    with shelf.reading() as db, pytest.raises(ValueError, match="a code"):
        list(of_period(db, [MARCH], date(2026, 7, 1), 30, bad))
    shelf.close()
