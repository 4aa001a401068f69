"""A case file filled to the brim: every field of every record as long as its declaration lets it be."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from app.codes import code_list
from app.records import (
    Agency,
    Agreement,
    Case,
    CaseFile,
    Consultation,
    Evidence,
    Inquiry,
    LeaderCase,
    LeaderPost,
    LeaderProgress,
    Letter,
    MediationSession,
    Mediator,
    Notice,
    Party,
    Performance,
    PerformanceItem,
    Record,
    Room,
    Service,
    Unit,
    Visit,
    Volume,
)
from app.records.field import Field, fields_of

RARE = "㐀䶵𠀀𪛖𫜴𫝀𫠝𫠠𬺡𬺰𮯠𰻝㛃䶮𬭎𫖯𬱖𠅤𬍛"
WORDS = "老村口的水渠原来由两家共用，2019年改道以后东边的一户说水不够（见https://example.cn/water/2019-1.html），"
LINES = 5
DAY = date(2026, 12, 30)
One = TypeVar("One", bound=Record)


def long(characters: int, start: str = "", *, lines: int = 1) -> str:
    """So many characters, beginning with what tells them from all others; in several lines where a form has them."""
    told = (start + RARE + WORDS * (characters // len(WORDS) + 1))[:characters]
    if lines > 1:
        for at in range(200, characters - 2, 200):
            told = told[:at] + "\n" + told[at + 1 :]
    return told


def _value(field: Field, number: int) -> Any:
    start = f"{field.record}{field.name}{number}"
    if field.kind == "text":
        return long(field.longest, start, lines=field.lines)
    if field.kind == "lines":
        return [long(field.longest if n == 2 else 90, f"{start}第{n}项") for n in range(LINES)]
    if field.kind == "choice":
        return max(code_list(field.codes).active(), key=lambda code: len(code.zh)).code
    if field.kind == "choices":
        return [code.code for code in code_list(field.codes).active()]
    plain = {
        "day": DAY + timedelta(number), "moment": datetime(2026, 12, 30, 23, 59), "count": 9990 + number,
        "money": Decimal("999999999.99") - number, "yes_no": True,
    }  # fmt: skip
    return plain.get(field.kind)


def full(record: type[One], number: int, /, **told: Any) -> One:
    """A record with every field at its limit but those told."""
    made = {name: _value(field, number) for name, field in fields_of(record).items()}
    made |= {"void": None, "id": f"{record.kind()}{number}", **told}
    return record(**made)


def brim_file(**told: Any) -> CaseFile:
    """Four parties, two of everything else, no field empty; `told` is what the case says besides."""
    people = [f"mediator{n}" for n in range(3)]
    room = full(Room, 0, id="b" * 32, dossier_rules=None)
    case = full(
        Case, 0, lead_id=people[0], assist_ids=people[1:], ended_on=None, closed_on=None, source="referred_police",
        **told,
    )  # fmt: skip
    roles = ("applicant", "respondent", "third", "applicant")
    parties = [
        full(
            Party, n, role=role, party_kind="company" if n == 3 else "person", id_type="resident", position=n,
        )
        for n, role in enumerate(roles)
    ]  # fmt: skip
    kinds = (
        "refusal",
        "acceptance",
        "summons",
        "invitation",
        "extension",
        "ending",
        "urging",
        "certificate",
    )
    return CaseFile(
        case=case,
        room=room,
        parties=parties,
        mediators={i: full(Mediator, n, id=i) for n, i in enumerate(people)},
        inquiries=[
            full(Inquiry, 0, party_id="party1", by_ids=people[:2], recorder_id=people[2]),
            full(Inquiry, 1, party_id=None, by_ids=people, recorder_id=people[0]),
        ],
        sessions=[
            full(
                MediationSession, n, number=n + 1, mediator_ids=people[: n + 1], recorder_id=people[2],
                outcome="agreed" if n else "adjourned",
            )
            for n in range(2)
        ],
        agreements=[
            full(Agreement, n, form=form, manner=manner)
            for n, (form, manner) in enumerate((("oral", None), ("written", long(1000, "方式", lines=2))))
        ],
        items=[
            full(PerformanceItem, n, agreement_id=f"agreement{n % 2}", party_id=f"party{n}")
            for n in range(4)
        ],
        performances=[
            full(Performance, 0, item_id="performance_item1", payee_id="party0", witness_id=people[1]),
        ],
        visits=[full(Visit, n, by_id=people[n]) for n in range(2)],
        evidence=[full(Evidence, n) for n in range(2)],
        agencies=[full(Agency, n, party_id=f"party{n}") for n in (2, 3)],
        notices=[
            full(Notice, n, notice_kind=kind, party_ids=[] if kind in ("refusal", "invitation", "certificate") else [
                "party0", "party1",
            ])
            for n, kind in enumerate(kinds)
        ],
        letters=[
            full(Letter, 0, direction="in", letter_kind="court_entrust"),
            *(
                full(Letter, n, direction="out", letter_kind=kind, answers_id="letter0", number=number, **rest)
                for n, (kind, number, rest) in enumerate(_LETTERS, start=1)
            ),
        ],
        services=[full(Service, 0, by_id=people[1])],
        volumes=[full(Volume, 0, by_id=people[2])],
        consultations=[
            full(Consultation, n, lead_unit_id="unit0", unit_ids=["unit1", "unit2"], by_id=people[n]) for n in range(2)
        ],
        leader_cases=[full(LeaderCase, 0)],
        leader_posts=[full(LeaderPost, n, leader_case_id="leader_case0") for n in range(6)],
        leader_progress=[full(LeaderProgress, n, leader_case_id="leader_case0") for n in range(3)],
        units={f"unit{n}": full(Unit, n) for n in range(3)},
    )  # fmt: skip


_LETTERS: tuple[tuple[str, str | None, dict[str, Any]], ...] = (
    ("transfer", long(80, "移送"), {}),
    ("transfer", None, {}),
    ("declined", long(80, "复函"), {}),
    ("reply", None, {}),
    ("risk", long(80, "风险"), {}),
    ("other_out", long(80, "函"), {}),
    ("reply", long(80, "报告"), {"told": None}),
)
