"""conflict list, conflict close, case history: what two sides wrote, and what became of it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from sqlalchemy.orm import Session

from app.cli.door import signed_in
from app.cli.run import Answer
from app.desk import conflicts, history, questions, typed_value
from app.desk.conflicts import Conflict
from app.desk.desk import Desk
from app.desk.in_words import label
from app.paths import DataDir
from app.records import RECORDS
from app.records.field import fields_of
from app.settings import Settings
from app.trouble import Trouble
from app.words import say


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What a person shall settle, newest first, and what came after a seal."""
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.case) if args.case else None
        found = desk.look(_all, case_id, args.limit)
        count = desk.look(conflicts.count, case_id)
    lines = [line for one in found for line in _lines(one)]
    return Answer(
        [*lines, say("conflict.count", count=count)],
        count=count, conflicts=[_plain(one) for one in found],
    )  # fmt: skip


def _all(db: Session, case_id: str | None, limit: int) -> list[Conflict]:
    found = conflicts.open_conflicts(db, case_id, limit=limit)
    rest = limit - len(found)
    return found + conflicts.after_seal(db, case_id, limit=rest, seen=case_id is not None)


def close(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Settle one field: take the N-th value, or a text of one's own."""
    kind, row, name = _place(args.place)
    with signed_in(data, settings, args) as desk:
        told = desk.look(conflicts.find, kind, row, name)
        if args.take is not None:
            _take(desk, told, args.take)
        else:
            value = typed_value.read(fields_of(RECORDS[kind])[name], args.value)
            desk.do(conflicts.close, kind, row, name, value, told.versions)
        words = desk.look(history.history, kind, row, name)[-1].words
    return Answer(
        say("conflict.closed", field=label(kind, name), value=words),
        place=args.place, value=words,
    )  # fmt: skip


def _take(desk: Desk, told: Conflict, place: int) -> None:
    if not 0 < place <= len(told.values):
        raise Trouble("conflict.no_such_value")
    version = told.values[place - 1].version
    desk.do(conflicts.take, told.kind, told.row, told.field, version, told.versions)


def see(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Somebody looked at what came after a seal."""
    kind, row, name = _place(args.place)
    with signed_in(data, settings, args) as desk:
        told = desk.look(conflicts.find, kind, row, name)
        desk.do(conflicts.mark_seen, kind, row, name, told.versions)
        seen = desk.look(conflicts.find, kind, row, name).seen
    lines = [say("conflict.seen_by", hand=hand.said) for hand in seen]
    return Answer(lines, place=args.place, seen=[hand.said for hand in seen])


def story(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Every value the fields of a case had: who wrote it, when, and what it took the place of."""
    with signed_in(data, settings, args) as desk:
        case_id = desk.look(questions.by_number, args.number)
        told = desk.look(history.of_case, case_id, args.field)
    lines = [line for one in told for line in _story_lines(one)]
    return Answer(
        lines or [say("conflict.no_story")],
        case=case_id, stories=[_plain_story(one) for one in told],
    )  # fmt: skip


def _place(told: str) -> tuple[str, str, str]:
    parts = told.split("/")
    if len(parts) != 3 or parts[0] not in RECORDS or parts[2] not in fields_of(RECORDS[parts[0]]):
        raise Trouble("conflict.no_such_place", place=told)
    return parts[0], parts[1], parts[2]


def _lines(one: Conflict) -> Iterator[str]:
    where = "  ".join(x for x in (one.file_no, say(f"record.{one.kind}"), one.of) if x)
    yield f"{where}  {label(one.kind, one.field)}  {say(f'conflict.sort.{one.sort}')}"
    yield f"  {one.place}"
    for number, value in enumerate(one.values, 1):
        mark = say("conflict.shown") if value.shown else ""
        yield f"  {number}. {value.words.replace(chr(10), ' ')} {mark}".rstrip()
        for hand in value.hands:
            yield f"     {hand.said}"
    for hand in one.seen:
        yield f"  {say('conflict.seen_by', hand=hand.said)}"


def _plain(one: Conflict) -> dict[str, Any]:
    return {
        "place": one.place, "sort": one.sort, "kind": one.kind, "row": one.row, "field": one.field,
        "case": one.case_id, "file_no": one.file_no, "can_be_closed": one.can_be_closed,
        "seen": [hand.said for hand in one.seen],
        "values": [
            {
                "take": number, "value": value.value, "words": value.words, "shown": value.shown,
                "written": [
                    {"version": h.version, "who": h.who, "where": h.where, "when": h.when, "doubtful": h.doubtful}
                    for h in value.hands
                ],
            }
            for number, value in enumerate(one.values, 1)
        ],
    }  # fmt: skip


def _story_lines(one: history.Story) -> Iterator[str]:
    yield f"{say(f'record.{one.kind}')}  {label(one.kind, one.field)}"
    for was in one.values:
        marks = (
            (was.closed, "conflict.was_settled"), (was.sealed, "conflict.was_sealed"),
            (was.stands, "conflict.stands"),
        )  # fmt: skip
        hand = f"{was.hand.said}  " if was.hand else ""
        told = "  ".join(say(key) for holds, key in marks if holds)
        yield f"  {hand}{was.words.replace(chr(10), ' ')}  {told}".rstrip()


def _plain_story(one: history.Story) -> dict[str, Any]:
    return {
        "place": f"{one.kind}/{one.row}/{one.field}",
        "values": [
            {
                "version": was.version, "value": was.value, "words": was.words, "verb": was.verb,
                "over": list(was.over), "settled": was.closed, "sealed": was.sealed, "stands": was.stands,
                "who": was.hand.who if was.hand else "", "where": was.hand.where if was.hand else "",
                "when": was.hand.when if was.hand else "",
            }
            for was in one.values
        ],
    }  # fmt: skip
