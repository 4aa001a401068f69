"""Two case files to draw: the reference case, whole, and one that holds next to nothing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.codes import code_list
from app.records import (
    Agreement,
    Case,
    CaseFile,
    MediationSession,
    Mediator,
    Party,
    PerformanceItem,
    Place,
    Room,
    Visit,
)

REFERENCE = Path(__file__).parents[2].parent / "shared" / "data" / "reference-case.yaml"


def _code(codes: str, text: str) -> str:
    found = code_list(codes).find(text)
    assert found, text
    return found.code


class Reader:
    """Lays the reference case out as records, every fact as it is written there."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        names = [text.split(" ")[0] for text in told["room"]["mediators"]]
        self.mediators = [Mediator(id=f"m{i}", name=name) for i, name in enumerate(names)]
        self.parties = [self._party(i, one) for i, one in enumerate(told["parties"])]

    def mediator(self, name: str) -> str:
        return next(m.id for m in self.mediators if m.name == name)

    def _party(self, i: int, one: dict[str, Any]) -> Party:
        return Party(
            id=f"p{i}", position=i, role=_code("party_role", one["role"]), name=one["name"],
            id_number=one["id_number"], ethnicity=_code("ethnicity", one["ethnicity"]),
            occupation=one["occupation"], phone=one["phone"], address=one["address"],
            party_kind="person",
        )  # fmt: skip

    def file(self) -> CaseFile:
        told, room = self.told["case"], self.told["room"]
        return CaseFile(
            case=Case(
                id="c1", file_no=told["file_no"], source=_code("source", told["source"]),
                dispute_type=_code("dispute_type", told["type"]), accepted_on=told["accepted_on"],
                summary=told["summary"], requests=self.told["requests"],
                lead_id=self.mediator(self.told["follow_up"]["by"]),
            ),
            room=Room(
                id="0123456789abcdef", committee=room["committee"], room_name=room["room_name"]
            ),
            parties=self.parties,
            sessions=[self._session(n, s) for n, s in enumerate(self.told["sessions"], start=1)],
            agreements=[self._agreement()],
            items=self._items(),
            visits=[self._visit(v) for v in self.told["follow_up"]["visits"] if "done" in v],
            mediators={m.id: m for m in self.mediators},
            places=[Place(name=name) for name in told["grid"].split(" > ")],
        )  # fmt: skip

    def _session(self, number: int, one: dict[str, Any]) -> MediationSession:
        return MediationSession(
            id=f"s{number}", number=number, at=datetime.fromisoformat(str(one["at"])),
            place=one["place"], mediator_ids=[self.mediator(n) for n in one["mediators"]],
            recorder_id=self.mediator(one["recorder"]), invited=one["invited"], rights_told=True,
            outcome=_code("session_outcome", one["outcome"]),
        )  # fmt: skip

    def _agreement(self) -> Agreement:
        told = self.told["agreement"]
        return Agreement(
            id="a1", number=told["number"], made_on=told["made_on"], terms=told["terms"],
            copies=told["copies"], form=_code("agreement_form", told["form"]),
        )  # fmt: skip

    def _items(self) -> list[PerformanceItem]:
        who = {p.name: p.id for p in self.parties}
        return [
            PerformanceItem(
                id=f"i{n}", agreement_id="a1", position=n, party_id=who[one["who"]],
                what=one["what"], due_on=one["by"],
                amount=Decimal(str(one["amount"])) if "amount" in one else None,
                manner=_code("payment_manner", one["manner"]) if "manner" in one else None,
            )
            for n, one in enumerate(self.told["agreement"]["performance"])
        ]  # fmt: skip

    def _visit(self, one: dict[str, Any]) -> Visit:
        return Visit(
            id="v1", done_on=one["done"], by_id=self.mediator(self.told["follow_up"]["by"]),
            manner=_code("visit_manner", one["manner"]), performed=one["performed"],
            satisfaction=_code("satisfaction", one["satisfied"]), relapse=one["relapse"],
            note=one["note"],
        )  # fmt: skip


@pytest.fixture
def full() -> CaseFile:
    """The reference case with everything it holds."""
    if not REFERENCE.exists():
        pytest.skip("shared/data/reference-case.yaml is not beside the repository")
    return Reader(yaml.safe_load(REFERENCE.read_text(encoding="utf-8"))).file()


@pytest.fixture
def bare() -> CaseFile:
    """A case somebody has only just begun."""
    return CaseFile(case=Case(id="c2", accepted_on=date(2026, 9, 24)), room=Room(id="f" * 32))
