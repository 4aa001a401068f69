"""Case files without a database: one told by a test's docstring, one from the reference case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from app import holidays
from app.codes import code_list
from app.records import (
    Agreement,
    Case,
    CaseFile,
    Inquiry,
    MediationSession,
    Mediator,
    Party,
    Performance,
    PerformanceItem,
    Reopening,
    Room,
    Visit,
)
from app.rules import lengths as rule_lengths
from app.rules.money_words import read_money

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "data" / "reference-case.yaml"


@pytest.fixture(scope="session")
def calendar() -> holidays.Calendar:
    return holidays.load()


@pytest.fixture(scope="session")
def lengths() -> rule_lengths.Lengths:
    return rule_lengths.shipped()


@pytest.fixture
def story(request: pytest.FixtureRequest) -> CaseFile:
    """The case file of the test's docstring: one line a fact, `day verb what`."""
    return tell(request.function.__doc__ or "")


@pytest.fixture
def told() -> Callable[[str], CaseFile]:
    """A case file from any text in the same words."""
    return tell


@pytest.fixture(scope="session")
def reference_facts() -> dict[str, Any]:
    if not REFERENCE.exists():
        pytest.skip("../shared/data/reference-case.yaml is not here")
    facts: dict[str, Any] = yaml.safe_load(REFERENCE.read_text(encoding="utf-8"))
    return facts


@pytest.fixture
def reference(reference_facts: dict[str, Any]) -> CaseFile:
    """The reference case as it stands after its last line."""
    return _reference(reference_facts)


def tell(text: str) -> CaseFile:
    """受理 调查 调解 协议 未签协议 应履行 履行 回访 终止 结案 重启, in the order they happened."""
    lead = Mediator(name="杜守义")
    case_file = CaseFile(Case(lead_id=lead.id), Room(), mediators={lead.id: lead})
    for line in text.splitlines():
        words = line.split()
        if words and words[0][:4].isdigit() and len(words) > 1 and words[1] in VERBS:
            VERBS[words[1]](case_file, date.fromisoformat(words[0]), words[2:])
    return case_file


def _accept(case_file: CaseFile, day: date, names: list[str]) -> None:
    case_file.case.accepted_on = day
    for name, role in zip(names, ("applicant", "respondent", "third"), strict=False):
        case_file.parties.append(Party(name=name, role=role))


def _inquire(case_file: CaseFile, day: date, _: list[str]) -> None:
    case_file.inquiries.append(Inquiry(at=datetime(day.year, day.month, day.day, 9)))


def _sit(case_file: CaseFile, day: date, words: list[str]) -> None:
    code = code_list("session_outcome").find(words[0]) if words else None
    at = datetime(day.year, day.month, day.day, 14, 30)
    case_file.sessions.append(
        MediationSession(
            at=at,
            outcome=code and code.code,
            mediator_ids=[case_file.case.lead_id],
            rights_told=True,
        )
    )


def _agree(case_file: CaseFile, day: date, words: list[str]) -> None:
    form = code_list("agreement_form").find(words[0]) if words else None
    written = Agreement(made_on=day, form=form.code if form else "written")
    if written.form == "written":
        written.parties_signed_on = written.mediator_signed_on = written.sealed_on = day
    case_file.agreements.append(written)


def _agree_unsigned(case_file: CaseFile, day: date, _: list[str]) -> None:
    case_file.agreements.append(Agreement(made_on=day, form="written"))


def _promise(case_file: CaseFile, day: date, words: list[str]) -> None:
    amount = read_money(words[1]) if len(words) > 1 else None
    party = next((p for p in case_file.parties if words and p.name == words[0]), None)
    case_file.items.append(
        PerformanceItem(
            agreement_id=case_file.agreements[-1].id,
            party_id=party and party.id,
            amount=amount,
            due_on=day,
        )
    )


def _perform(case_file: CaseFile, day: date, words: list[str]) -> None:
    """履行 2 5500元: on the second promise; without a sum it is kept as a whole."""
    item = case_file.items[int(words[0]) - 1]
    amount = read_money(words[1]) if len(words) > 1 else None
    case_file.performances.append(
        Performance(item_id=item.id, done_on=day, amount=amount, complete=amount is None)
    )


def _visit(case_file: CaseFile, day: date, words: list[str]) -> None:
    case_file.visits.append(
        Visit(
            done_on=day,
            by_id=case_file.case.lead_id,
            performed="已履行" in words,
            relapse="复燃" in words,
        )
    )


def _end(case_file: CaseFile, day: date, _: list[str]) -> None:
    case_file.case.ended_on = day


def _close(case_file: CaseFile, day: date, _: list[str]) -> None:
    case_file.case.closed_on = day


def _reopen(case_file: CaseFile, day: date, _: list[str]) -> None:
    case_file.reopenings.append(Reopening(on_day=day, closed_on=case_file.case.closed_on))
    case_file.case.closed_on = None


VERBS: dict[str, Callable[[CaseFile, date, list[str]], None]] = {
    "受理": _accept,
    "调查": _inquire,
    "调解": _sit,
    "协议": _agree,
    "未签协议": _agree_unsigned,
    "应履行": _promise,
    "履行": _perform,
    "回访": _visit,
    "终止": _end,
    "结案": _close,
    "重启": _reopen,
}


def _code(codes: str, text: str) -> str:
    found = code_list(codes).find(text)
    assert found, text
    return found.code


def _reference(facts: dict[str, Any]) -> CaseFile:
    told_room, told, promised = facts["room"], facts["case"], facts["agreement"]
    people = {
        name.split(" ")[0]: Mediator(name=name.split(" ")[0]) for name in told_room["mediators"]
    }
    ids = {name: person.id for name, person in people.items()}
    case = Case(
        file_no=told["file_no"],
        line=_code("line", told["line"]),
        source=_code("source", told["source"]),
        dispute_type=_code("dispute_type", told["type"]),
        tier=_code("tier", told["tier"]),
        route=_code("route", told["route"]),
        happened_on=told["happened_on"],
        accepted_on=told["accepted_on"],
        summary=told["summary"],
        requests=facts["requests"],
        lead_id=ids[facts["follow_up"]["by"]],
        retention=_code("retention", facts["closing"]["retention"]),
        goals=[_code("closing_goal", goal) for goal in facts["closing"]["goals"]],
    )
    parties = [
        Party(
            role=_code("party_role", one["role"]),
            name=one["name"],
            id_number=one["id_number"],
            ethnicity=_code("ethnicity", one["ethnicity"]),
            occupation=one["occupation"],
            phone=one["phone"],
            address=one["address"],
        )
        for one in facts["parties"]
    ]
    by_name = {party.name: party.id for party in parties}
    asked = facts["inquiry"]
    inquiry = Inquiry(
        at=datetime.fromisoformat(asked["at"]),
        place=asked["place"],
        by_ids=[ids[asked["by"]]],
        asked=asked["asked"],
        recorder_id=ids[asked["recorder"]],
        finding=asked["finding"],
    )
    sessions = [
        MediationSession(
            number=number,
            at=datetime.fromisoformat(one["at"]),
            place=one["place"],
            mediator_ids=[ids[name] for name in one["mediators"]],
            recorder_id=ids[one["recorder"]],
            invited=one["invited"],
            rights_told=True,
            outcome=_code("session_outcome", one["outcome"]),
        )
        for number, one in enumerate(facts["sessions"], start=1)
    ]
    signed = promised["made_on"]
    agreement = Agreement(
        form=_code("agreement_form", promised["form"]),
        number=promised["number"],
        made_on=signed,
        terms=promised["terms"],
        parties_signed_on=signed,
        mediator_signed_on=signed,
        sealed_on=signed,
    )
    items = [
        PerformanceItem(
            agreement_id=agreement.id,
            party_id=by_name[one["who"]],
            what=one["what"],
            amount=read_money(one["amount"]) if "amount" in one else None,
            manner=_code("payment_manner", one["manner"]) if "manner" in one else None,
            due_on=one["by"],
        )
        for one in promised["performance"]
    ]
    made = next(visit for visit in facts["follow_up"]["visits"] if "done" in visit)
    visit = Visit(
        done_on=made["done"],
        by_id=ids[facts["follow_up"]["by"]],
        manner=_code("visit_manner", made["manner"]),
        performed=made["performed"],
        satisfaction=_code("satisfaction", made["satisfied"]),
        relapse=made["relapse"],
        note=made["note"],
    )
    room = Room(committee=told_room["committee"], short_name=told_room["short_name"])
    return CaseFile(
        case=case,
        room=room,
        parties=parties,
        inquiries=[inquiry],
        sessions=sessions,
        agreements=[agreement],
        items=items,
        visits=[visit],
        mediators={person.id: person for person in people.values()},
    )
