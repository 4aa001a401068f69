"""Typing: what was shown as kept is kept, field by field; the one thing under way is wholly there or not at all."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.desk import cases, edit, questions
from app.desk.desk import Desk
from app.records import RECORDS, Agreement, Case, Party, PerformanceItem, Record
from app.store import checks, journal
from tests.crash import town

OLD, STEPS = 12, 90
SIGNED = {"parties_signed_on", "mediator_signed_on", "sealed_on"}

Facts = dict[str, Any]
Kept = dict[str, Facts]  # "kind id" → what was kept of it


def prepare(folder: Path) -> None:
    """A room with a few cases."""
    town.a_room(folder / "as-it-was", OLD).close()


def begin(folder: Path) -> None:
    town.as_it_was(folder)


def act(folder: Path, told: Callable[[str], object]) -> None:
    """A person types on and on; each answer of the desk is shown, with all that it kept."""
    desk = town.at_desk(folder / "room")
    hand = _Hand(desk)
    for _ in range(STEPS):
        told(json.dumps(hand.next(), ensure_ascii=False))


class _Hand:
    """The next thing a person does, and what must be there from then on."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.number = desk, 0
        self.dice = random.Random(7)
        self.ids = [line.id for line in desk.look(questions.register)]

    def next(self) -> Kept:
        self.number += 1
        deeds = [self._enter, self._edit, self._remark, self._agree, self._void]
        return deeds[self.number % len(deeds)]()

    def _enter(self) -> Kept:
        facts = {
            "summary": f"第{self.number}次登记，院墙渗水",
            "happened_at": f"上河村{self.number}号",
        }
        names = [f"欧阳{chr(0x4E00 + self.number)}", f"李{chr(0x5E00 + self.number)}"]
        case_id, parties = self.desk.do(_enter, self.desk.shelf.log, self.desk.today(), facts, names)  # fmt: skip
        self.ids.append(case_id)
        kept = {f"party {p}": {"name": n, "case_id": case_id} for p, n in zip(parties, names, strict=True)}  # fmt: skip
        return {f"case {case_id}": facts, **kept}

    def _edit(self) -> Kept:
        return self._change(self.dice.choice(self.ids), {"summary": f"改第{self.number}次"})

    def _remark(self) -> Kept:
        facts = {"remark": f"补记{self.number}", "happened_at": f"下河村{self.number}号"}
        return self._change(self.ids[-1], facts)

    def _change(self, case_id: str, facts: Facts) -> Kept:
        self.desk.do(edit.edit, Case, case_id, facts)
        return {f"case {case_id}": facts}

    def _agree(self) -> Kept:
        day = self.desk.today()
        told = {"form": "written", "made_on": day, "terms": ["各退一步", f"第{self.number}条"]}
        items = [{"what": f"修墙{self.number}"}, {"what": f"赔礼{self.number}"}]
        signed = dict.fromkeys(SIGNED, day)
        agreement = self.desk.do(cases.make_agreement, self.ids[-1], {**told, **signed}, items)
        return {f"agreement {agreement}": {"terms": told["terms"], "case_id": self.ids[-1]}}

    def _void(self) -> Kept:
        """One seals what stands on the paper; another takes back a party."""
        file = self.desk.look(questions.case_file, self.ids[-1])
        if self.number % 2:
            agreement = file.agreements[-1].id
            self.desk.do(cases.seal_agreement, agreement)
            return {f"agreement {agreement}": {"sealed": True}}
        party = file.parties[0].id
        self.desk.do(edit.void, Party, party, "写错了")
        return {f"party {party}": {"void": "写错了"}}


def _enter(db: Any, log: str, on: Any, facts: Facts, names: list[str]) -> tuple[str, list[str]]:
    """登记 of a case with its parties, in one action."""
    case_id = cases.register_case(db, log, on, facts)
    return case_id, [cases.add_party(db, case_id, {"name": name}) for name in names]


def check(folder: Path, acknowledged: list[str]) -> None:
    desk = town.open_again(folder / "room")
    kept: Kept = {}
    for line in acknowledged:
        for place, facts in json.loads(line).items():
            kept.setdefault(place, {}).update(facts)
    base = 1 + OLD  # the room itself, and its cases
    with desk.shelf.reading() as db:
        written = journal.count(db, desk.shelf.log) - base
        assert len(acknowledged) <= written <= len(acknowledged) + 1
        assert checks.chains(db.connection()).faults == []
        differing = [place for place, facts in kept.items() if not _stands(db, place, facts)]
        voided = {f"party {p.id}" for p in db.query(Party).filter(Party.void.is_not(None))}
        for made in db.query(Agreement).filter(Agreement.frozen.is_not(None)):
            sealed = db.query(PerformanceItem).filter_by(agreement_id=made.id)
            assert all(item.frozen for item in sealed), "half a seal"
    # the deed under way may have changed one case or party once more
    assert len(differing) <= written - len(acknowledged), differing
    assert town.is_fold(desk)
    assert town.is_indexed(desk)
    for place, facts in kept.items():
        if "name" in facts and place not in voided:
            found = [line.id for line in desk.look(questions.find, facts["name"])]
            assert facts["case_id"] in found
    desk.close()


def _stands(db: Any, place: str, facts: Facts) -> bool:
    kind, row_id = place.split()
    row: Record | None = db.get(RECORDS[kind], row_id)
    assert row is not None, f"{kind} was shown as kept"
    is_sealed = bool(row.frozen) or "sealed" not in facts
    return is_sealed and all(getattr(row, n) == v for n, v in facts.items() if n != "sealed")
