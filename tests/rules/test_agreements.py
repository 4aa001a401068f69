"""Thirty-odd agreements with faults and as many without: each fault is named, nothing else is blamed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomllib

from app.records import Agreement, Case, CaseFile, Party, PerformanceItem, Room
from app.words import say
from tests.rules.looking import faults

HERE = Path(__file__).parent / "agreements"
RULES = (10, 13, 14, 15, 16, 18, 22, 23, 24)


def told(name: str) -> list[Any]:
    found = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["agreement"]
    return [pytest.param(one, id=one["about"]) for one in found]


def file_of(one: dict[str, Any]) -> CaseFile:
    minors, ages = one.get("minors", {}), one.get("ages", {})
    parties = [
        Party(
            name=name, role="respondent" if place else "applicant", guardian=minors.get(name),
            age_told=ages.get(name, 9 if name in minors else None),
        )
        for place, name in enumerate(one["parties"])
    ]  # fmt: skip
    ids = {party.name: party.id for party in parties}
    agreement = Agreement(
        form="written", made_on=one["made_on"], terms=one["terms"],
        copies=one.get("copies", len(parties) + 1),
    )  # fmt: skip
    items = [
        PerformanceItem(
            agreement_id=agreement.id, position=place, party_id=ids[item["who"]], what=item["what"],
            amount=Decimal(item["amount"]) if "amount" in item else None, manner=item.get("manner"),
            due_on=item["due_on"],
        )
        for place, item in enumerate(one["items"])
    ]  # fmt: skip
    case = Case(accepted_on=one["made_on"])
    return CaseFile(case, Room(), parties=parties, agreements=[agreement], items=items)


@pytest.mark.parametrize("one", told("good"))
def test_a_good_agreement_is_never_blamed(one: dict[str, Any]) -> None:
    assert [(f.name, f.said(say)) for f in faults(file_of(one), *RULES)] == []


@pytest.mark.parametrize("one", told("bad"))
def test_every_fault_is_named_and_nothing_else(one: dict[str, Any]) -> None:
    found = [(f.name, f.said(say)) for f in faults(file_of(one), *RULES)]
    wanted = [tuple(line.split(": ", 1)) for line in one["finds"]]
    missed = [w for w in wanted if not any(w[0] == name and w[1] in told for name, told in found)]
    assert missed == []
    names = {name for name, _ in wanted}
    assert [(name, told) for name, told in found if name not in names] == []
