"""包案台账: the register of cases in the hands of named leaders, and of hard cases that are in nobody's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.papers.wording import official, said
from app.records import CaseFile, LeaderCase
from app.rules import hard_cases
from app.rules.listing import Column, Listing, Value
from app.rules.mechanism import Mechanism

FORM = "leader_register"
COLUMNS = (
    ("number", 0.5), ("leader_no", 1.0), ("file_no", 1.7), ("parties", 1.4), ("dispute", 1.0), ("grid", 1.4),
    ("begun", 1.0), ("due", 1.0), ("leaders", 2.6), ("plan", 2.2), ("last", 2.2), ("state", 1.1),
)  # fmt: skip


def register(
    files: Iterable[CaseFile], way: Mechanism, today: date, office: str, *, everywhere: bool = False
) -> Listing:
    """One row a 包案, and one for each hard case without; at a centre with whose it is."""
    rows: list[tuple[Value, ...]] = []
    counts = {"all": 0, "struck": 0, "none": 0}
    for file in files:
        mine: list[LeaderCase | None] = [*file.leader_cases]
        if not mine and hard_cases.is_hard(file, way):
            mine = [None]
        for one in mine:
            counts["all"] += 1
            counts["none"] += one is None
            counts["struck"] += bool(one and one.struck_on)
            row = (len(rows) + 1, *_row(file, one, way, today))
            rows.append(
                (*row, file.room.room_name or file.room.committee or "") if everywhere else row
            )
    columns = [Column(official(FORM, name), wide) for name, wide in COLUMNS]
    columns += [Column(official(FORM, "room"), 1.0)] if everywhere else []
    told: list[Value] = [None] * len(columns)
    told[0], told[len(COLUMNS) - 1] = official(FORM, "total"), None
    told[COLUMNS.index(("leaders", 2.6))] = official(FORM, "sum", **counts)
    return Listing(
        official(FORM, "title"), columns, rows,
        above=[(official(FORM, "office"), office), (official(FORM, "day"), str(today))],
        signs=[official(FORM, "sign_1"), official(FORM, "sign_2")], total=tuple(told),
    )  # fmt: skip


def _row(file: CaseFile, one: LeaderCase | None, way: Mechanism, today: date) -> tuple[Value, ...]:
    case = file.case
    head: tuple[Value, ...] = (
        one.number if one else None, case.file_no, "、".join(p.name or "" for p in file.parties),
        said("dispute_type", case.dispute_type), file.places[-1].name if file.places else None,
    )  # fmt: skip
    if one is None:
        return (*head, None, None, None, None, None, official(FORM, "none"))
    names = [
        official(FORM, "by", role=said("leader_role", post.role), name=post.name or "")
        for post in hard_cases.posts_of(file, one)
    ]
    told = hard_cases.progress_of(file, one)
    last = (
        official(FORM, "told", day=told[-1].on_day or "", told=told[-1].told or "")
        if told
        else None
    )
    return (
        *head, one.begun_on, one.due_on, "；".join(names) or None, one.plan, last,
        state_of(file, one, way, today),
    )  # fmt: skip


def state_of(file: CaseFile, one: LeaderCase, way: Mechanism, today: date) -> str:
    """化解中, 进展逾期, 待销号 or 已销号."""
    if one.struck_on:
        return official(FORM, "struck", day=one.struck_on)
    if hard_cases.may_strike(file):
        return official(FORM, "over")
    due = hard_cases.progress_due(file, one, way)
    late = (today - due).days if due else 0
    return official(FORM, "late", days=late) if late > 0 else official(FORM, "going")
