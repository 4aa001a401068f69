"""meeting agenda, add, write, list, show, print, item, done, chat."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app import clock
from app.cli import listed, progress
from app.cli.door import signed_in
from app.cli.matters import code
from app.cli.run import Answer
from app.codes import code_list
from app.desk import field_registers, meetings, minutes
from app.desk.desk import Desk
from app.desk.edit import get
from app.paths import DataDir
from app.records import Matter, Meeting, MeetingItem
from app.records.field import fields_of
from app.rules import chat as chats
from app.settings import Settings
from app.trouble import Trouble
from app.words import language, say

LONGEST = fields_of(Meeting)["chat"].longest


def agenda(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What stands before the next meeting of this kind."""
    with signed_in(data, settings, args) as desk, progress.watching(desk, args):
        found = minutes.agenda_of(desk, clock.now(), code("meeting_kind", args.kind) or "")
    sections = [
        {"key": x.key, "count": x.count, "entries": [asdict(e) for e in x.entries]}
        for x in found.sections
    ]
    return Answer(found.lines(), since=found.since, sections=sections)


def add(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """A meeting; where minutes are told at once its agenda is frozen."""
    with signed_in(data, settings, args) as desk:
        now = clock.now()
        kind = code("meeting_kind", args.kind)
        values = {k: v for k, v in _values(args).items() if k not in meetings.WRITTEN}
        log = desk.shelf.log
        made = desk.do(meetings.hold, log, now, {"meeting_kind": kind, **values})
        minutes.write(desk, now, made, _values(args))
        line = _line(desk, made)
    return Answer(_said(line), **asdict(line))


def write(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Minutes and facts of a meeting."""
    with signed_in(data, settings, args) as desk:
        meeting = _named(desk, args.number)
        minutes.write(desk, clock.now(), meeting, _values(args))
        line = _line(desk, meeting)
    return Answer(_said(line), **asdict(line))


def listing(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """The meetings, the newest first."""
    with signed_in(data, settings, args) as desk:
        found = desk.look(meetings.listing, desk.shelf.log)
        lines = [_said(x) for x in found] or [say("cli.meeting_none")]
        if args.out:
            made = desk.look(field_registers.meeting_listing, desk.shelf.log)
            lines = listed.written(desk, made, args.out)
    return Answer(lines, meetings=[asdict(x) for x in found])


def show(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """One meeting with its agenda, items and minutes."""
    with signed_in(data, settings, args) as desk:
        named = desk.look(meetings.by_number, desk.shelf.log, args.number, everywhere=True)
        meeting = desk.look(get, Meeting, named)
        items = desk.look(meetings.items, meeting.id)
        came = desk.look(meetings.came_of, items)
        line = _line(desk, meeting.id)
    told = [_said(line), *(meeting.agenda or "").splitlines()]
    rows = [
        {"topic": x.topic, "decided": x.decided, "who": x.who, "due": x.due_on, "done": x.done_on,
         "case": x.case_id, "matter": x.matter_id, "file_no": file_no, "matter_no": matter_no}
        for x, (file_no, matter_no) in zip(items, came, strict=True)
    ]  # fmt: skip
    for n, (one, row) in enumerate(zip(items, rows, strict=True), 1):
        plain = {key: value or "—" for key, value in row.items()}
        told.append(say("cli.meeting_item", place=n, **plain))
        told += _behind(one, row["file_no"], row["matter_no"])
    told += [text for text in (meeting.minutes, meeting.decided) if text]
    facts = {"agenda": meeting.agenda, "minutes": meeting.minutes, "decided": meeting.decided}
    return Answer(told, **{**asdict(line), **facts, "items": rows})


def printed(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """会议记录 as PDF."""
    with signed_in(data, settings, args) as desk:
        named = desk.look(meetings.by_number, desk.shelf.log, args.number, everywhere=True)
        pdf = minutes.draw(desk, clock.now(), named)
    try:
        Path(args.out).write_bytes(pdf)
    except OSError as why:
        raise Trouble("cli.cannot_write", file=args.out) from why
    return Answer(say("cli.meeting_written", file=args.out), file=args.out, size=len(pdf))


def item(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """议题 with what was decided; it may become a matter or a case at once."""
    values = {"topic": args.topic, "decided": args.decided, "who": args.who, "due_on": args.due}
    with signed_in(data, settings, args) as desk:
        log, meeting = desk.shelf.log, _named(desk, args.number)
        made = desk.do(meetings.add_item, meeting, values)
        if args.matter:
            desk.do(meetings.become_matter, log, clock.now(), made, {})
        if args.case:
            desk.do(meetings.become_case, log, desk.today(), made)
        row = next(x for x in desk.look(meetings.items, meeting) if x.id == made)
        ((file_no, matter_no),) = desk.look(meetings.came_of, [row])
    told = [say("cli.meeting_item_kept", topic=args.topic), *_behind(row, file_no, matter_no)]
    return Answer(
        told, id=made, matter=row.matter_id, case=row.case_id, matter_no=matter_no, file_no=file_no
    )


def done(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """What was decided is done."""
    with signed_in(data, settings, args) as desk:
        items = desk.look(meetings.items, _named(desk, args.number))
        if args.item > len(items):
            raise Trouble("cli.no_such_which", which=args.item)
        row = items[args.item - 1]
        desk.do(meetings.done, row.id, desk.today())
    key = "cli.meeting_item_open" if row.done_on else "cli.meeting_item_done"
    return Answer(say(key, topic=row.topic or ""), id=row.id)


def chat(data: DataDir, settings: Settings, args: argparse.Namespace) -> Answer:
    """Pasted chat lines of a file, split; those that are taken become matters."""
    text = _read(Path(args.file))
    with signed_in(data, settings, args) as desk:
        meeting = _named(desk, args.number)
        held = desk.look(lambda db: get(db, Meeting, meeting).at)
        found = chats.split(text, desk.today(), held.date() if held else None)
        wanted = {n for n in args.take if n <= len(found)}
        chosen = [x for n, x in enumerate(found, 1) if n in wanted or (args.take_all and x.asks)]
        made: list[str] = []
        if chosen:
            log, now = desk.shelf.log, clock.now()
            desk.do(meetings.write, meeting, {"chat": text})
            made = desk.do(meetings.take_messages, log, now, meeting, chosen, {})
        numbers = [desk.look(_number, one) for one in made]
    lines = [
        say("cli.chat_line", place=n, mark="*" if x.asks else " ", who=x.who or "—",
            at=f"{x.at:%m-%d %H:%M}" if x.at else "—", text=" ".join(x.text.split())[:60])
        for n, x in enumerate(found, 1)
    ]  # fmt: skip
    lines = lines or [say("talks.chat_empty")]
    lines += [say("cli.chat_taken", count=len(made), numbers="、".join(numbers))] if made else []
    return Answer(lines, messages=[asdict(x) for x in found], matters=numbers)


def _behind(item: MeetingItem, file_no: Any, matter_no: Any) -> list[str]:
    """The case and the matter behind an item, and whether the case came of it."""
    case = "cli.meeting_item_case" if item.case_made else "cli.meeting_item_about"
    told = [say(case, number=file_no)] if file_no else []
    return told + ([say("cli.meeting_item_matter", number=matter_no)] if matter_no else [])


def _number(db: Any, matter_id: str) -> str:
    return get(db, Matter, matter_id).number or ""


def _read(path: Path) -> str:
    """A text file, never more than the record takes."""
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST * 4 + 1)
    except OSError as why:
        raise Trouble("told.cannot_open", file=path.name) from why
    for coding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(coding)
        except UnicodeDecodeError:
            continue
        if len(text) > LONGEST:
            raise Trouble("talks.chat_too_long", longest=LONGEST)
        return text
    raise Trouble("told.cannot_open", file=path.name)


def _values(args: argparse.Namespace) -> dict[str, Any]:
    told = {
        "at": args.at, "place": args.place, "chair": args.chair, "present": args.present,
        "minutes": args.minutes, "decided": args.decided,
    }  # fmt: skip
    return {name: value for name, value in told.items() if value is not None}


def _named(desk: Desk, number: str) -> str:
    return desk.look(meetings.by_number, desk.shelf.log, number)


def _line(desk: Desk, meeting_id: str) -> meetings.Line:
    return desk.look(meetings.listing, desk.shelf.log, meeting_id=meeting_id)[0]


def _said(line: meetings.Line) -> str:
    told = say(
        "cli.meeting_line", number=line.number, cases=line.cases,
        kind=code_list("meeting_kind").label(line.kind, language()),
        at=f"{line.at:%Y-%m-%d %H:%M}" if line.at else "—", items=line.items, waiting=line.waiting,
        matters=line.matters,
    )  # fmt: skip
    return f"{told}　{line.room}" if line.room else told
