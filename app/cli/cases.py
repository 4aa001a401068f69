"""case add, case list, case show."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app import words
from app.cli.door import signed_in
from app.cli.run import Answer
from app.cli.telling import PARTS, case_lines
from app.codes import code_list
from app.desk import (
    by_mark,
    case_sync,
    concluded,
    elsewhere,
    grid,
    intake,
    practice,
    questions,
    relief,
    same_case,
    told,
    yaml_file,
)
from app.desk.questions import Line
from app.desk.today import lengths_of
from app.paths import DataDir
from app.records import CaseFile, Record
from app.records.field import fields_of, to_json
from app.records.masks import masked_name
from app.rules import offers
from app.rules.completeness import findings
from app.rules.mechanism import Mechanism
from app.settings import Settings
from app.words import say

CONTRADICTIONS = {
    "identity",
    "sex_differs",
    "birth_differs",
    "age_differs",
    "date_order",
    "in_future",
}
"""Findings about what was told; what is merely missing is said by `case show` and the window."""


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Enter a whole case; prints its file number, and what the file said otherwise than the rules."""
    raw = yaml_file.read_yaml(Path(args.source))
    with signed_in(data, settings, args) as desk:
        case = told.case_told(_with_own_tier(raw, desk.look(practice.standing, desk.shelf.log)))
        before = set(desk.look(grid.tree, desk.shelf.log).order)
        case_id = intake.take_case(desk, case)
        file = desk.look(questions.case_file, case_id)
        lengths = lengths_of(desk)
        found = concluded.conclude(file, desk.calendar(), lengths, desk.today())
        odd = [
            one.said(say)
            for one in findings(file, desk.today(), desk.calendar(), lengths)
            if one.name in CONTRADICTIONS
        ]
        same = desk.look(same_case.same_here, case_id)
        tree = desk.look(grid.tree, desk.shelf.log)
        fresh = [tree.told(one) for one in tree.order if before and one not in before]
    differ = concluded.differences(case, found)
    lines = [file.case.file_no or case_id, *[say("cli.differs", what=x) for x in differ], *odd]
    lines += [say("cases.same_here", numbers="、".join(same))] if same else []
    lines += [say("cases.new_places", places="；".join(fresh))] if fresh else []
    return Answer(
        lines, id=case_id, file_no=file.case.file_no, differs=differ, odd=odd, same=same, new_places=fresh
    )  # fmt: skip


def _with_own_tier(raw: dict[str, Any], way: Mechanism) -> dict[str, Any]:
    """A tier may be told by the name this place gives it."""
    case = raw.get("case")
    meant = offers.tier_meant(way, str(case.get("tier", ""))) if isinstance(case, dict) else None
    return {**raw, "case": {**case, "tier": meant}} if isinstance(case, dict) and meant else raw


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The register, or what a search finds. Names are masked in the lines for a person."""
    with signed_in(data, settings, args) as desk:
        if args.find:
            desk.indexing.now()
        found = desk.look(_found, desk.shelf.log, args.find, args.limit, args.only)
        unseen = desk.look(questions.unseen) if args.find else 0
        marks = desk.look(case_sync.marks, [line.id for line in found]) or {}
        heirs = desk.look(relief.heirs, found, desk.today())
    lines = [_line(line, marks.get(line.id, ""), heirs.get(line.id, "")) for line in found]
    part = say(f"register.part.{args.only}") if args.only else ""
    told = say("register.part_count", part=part, count=len(found)) if part else ""
    lines.append(told or say("cli.count", count=len(found)))
    if unseen:
        lines.append(say("index.unseen", count=unseen))
    return Answer(
        lines, count=len(found), unseen=unseen, cases=[_plain(line, marks, heirs) for line in found],
    )  # fmt: skip


def _found(
    db: Session, log: str, text: str | None, limit: int | None, only: str | None
) -> list[Line]:
    many = limit or questions.how_many(db)
    if only is None:
        return (
            questions.find(db, text, limit=many) if text else elsewhere.listed(db, log, limit=many)
        )
    if text:
        found = questions.find(db, text, limit=questions.how_many(db))
        return by_mark.within(db, only, found)[:many]
    return by_mark.page(db, only, limit=many).lines[:many]


def _line(line: Line, mark: str, heir: str) -> str:
    kind = code_list("dispute_type").label(line.dispute_type, words.language())
    names = "、".join(masked_name(x) for x in line.parties)
    told = f"{line.accepted_on or '—'}  {line.file_no or line.id[:8]}  {kind}  {names}"
    told += f"  {say('relief.taken_over', name=heir)}" if heir else ""
    return f"{told}  {say(f'case_sync.{mark}')}" if mark else told


def _plain(line: Line, marks: dict[str, str], heirs: dict[str, str]) -> dict[str, Any]:
    return {
        "id": line.id, "file_no": line.file_no, "accepted_on": line.accepted_on,
        "dispute_type": line.dispute_type, "route": line.route, "parties": [masked_name(x) for x in line.parties],
        "closed_on": line.closed_on, "sync": marks.get(line.id), "taken_over_by": heirs.get(line.id),
    }  # fmt: skip


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One case whole: what was typed, and what the rules conclude of it."""
    with signed_in(data, settings, args) as desk:
        file = desk.look(questions.case_file, desk.look(questions.by_number, args.number))
        lengths = lengths_of(desk)
        found = concluded.conclude(file, desk.calendar(), lengths, desk.today())
    return Answer(case_lines(file, found, lengths.way), **whole_case(file, found))


def whole_case(file: CaseFile, found: dict[str, Any]) -> dict[str, Any]:
    """Everything about a case as plain JSON values."""
    people = {key: m.name for key, m in file.mediators.items() if m.room_id == file.case.room_id}
    return {
        "case": _record(file.case), "place": file.place_path, "mediators": people,
        **{name: [_record(x) for x in getattr(file, name)] for name in (*PARTS, "printed")},
        "concluded": found,
    }  # fmt: skip


def _record(record: Record) -> dict[str, Any]:
    told_ = {n: to_json(f, getattr(record, n)) for n, f in fields_of(type(record)).items()}
    return {"id": record.id, **{n: v for n, v in told_.items() if v is not None}}
