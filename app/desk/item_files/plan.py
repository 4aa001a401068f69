"""What a file of items would bring: which are new, which are here already, and every doubt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.codes import code_list, table
from app.desk import grid
from app.desk import room as rooms
from app.desk.item_files.reading import Item, moment, read_items
from app.desk.place_finder import Finder
from app.records import Import, Matter
from app.records.field import fields_of
from app.words import say

NEW, SAME, REFUSED = "new", "same", "refused"
VERDICTS = (NEW, SAME, REFUSED)
CODED = {"line": "line", "channel": "source", "matter_kind": "matter_kind", "tier": "tier"}
READ = frozenset({*CODED, "place", "people_count", "came_at", "due_on"})
WHAT = "matters"
MOST_LEFT = 20


@dataclass(frozen=True)
class Doubt:
    """Something to look at: words key and its facts."""

    key: str
    facts: Mapping[str, object]

    def told(self) -> str:
        return say(self.key, **self.facts)


@dataclass
class Draft:
    """One item with the values a matter would get."""

    row: int
    verdict: str
    values: dict[str, Any]
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class Plan:
    """A whole file; nothing is kept before it is taken."""

    name: str
    sha256: str
    drafts: list[Draft] = field(default_factory=list)
    left: tuple[str, ...] = ()  # headings no field was found for
    taken_before: bool = False  # this very file

    def count(self, verdict: str) -> int:
        return sum(1 for one in self.drafts if one.verdict == verdict)

    @property
    def same(self) -> list[str]:
        """What is here already and is not taken again: row and number of each."""
        return [
            say("items.of_row", row=one.row, told=one.values.get("outside_no") or "")
            for one in self.drafts
            if one.verdict == SAME
        ]

    @property
    def doubts(self) -> list[str]:
        """Every doubt with its row, in words."""
        return [
            say("items.of_row", row=one.row, told=doubt.told())
            for one in self.drafts
            for doubt in one.doubts
        ]


def plan_items(db: Session, log: str, path: Path) -> Plan:
    """Look at a file; nothing changes."""
    file = read_items(path)
    look = _Look(db, log)
    asked = select(Import.id).where(
        Import.sha256 == file.sha256, Import.what == WHAT, Import.void.is_(None)
    )
    plan = Plan(file.name, file.sha256, taken_before=db.scalars(asked).first() is not None)
    plan.drafts = [look.draft(item) for item in file.items]
    plan.left = tuple(dict.fromkeys(head for item in file.items for head in item.left))[:MOST_LEFT]
    return plan


def known_numbers(db: Session, log: str) -> set[tuple[str, str]]:
    """(channel, number) of every item that stands here."""
    room = rooms.own_room(db, log)
    asked = select(Matter.channel, Matter.outside_no).where(
        Matter.outside_no.is_not(None), Matter.void.is_(None), Matter.room_id == room.id
    )
    return {(channel or "", number or "") for channel, number in db.execute(asked)}


class _Look:
    """What is asked once for all items."""

    def __init__(self, db: Session, log: str) -> None:
        self.known = known_numbers(db, log)
        self.places = Finder.of(grid.options(db, log))
        self.usual = table("rules/items")["usual"]

    def draft(self, item: Item) -> Draft:
        draft = Draft(item.row, NEW, dict(self.usual))
        for name, text in item.texts.items():
            self._take(draft, name, text)
        values = draft.values
        if not values.get("told"):
            draft.verdict = REFUSED
            draft.doubts = [Doubt("items.nothing_told", {})]  # nothing of it is kept anywhere
            return draft
        number = values.get("outside_no")
        if not number:
            draft.doubts.append(Doubt("items.no_number", {}))
            return draft
        key = (values.get("channel") or "", number)
        if key in self.known:
            draft.verdict, draft.doubts = SAME, []
        self.known.add(key)
        return draft

    def _take(self, draft: Draft, name: str, text: str) -> None:
        """One text of an item as the value of its field; what cannot be read is told, never guessed."""
        field_ = "place_id" if name == "place" else name
        if name not in READ:
            before = draft.values.get("remark") if name == "remark" else None
            draft.values[name] = _cut(draft, name, f"{before}\n{text}" if before else text)
            return
        value = self._read(name, text)
        if value is None:
            _unread(draft, field_, text)
        elif name == "came_at" and ahead_of(value, clock.now()):
            _unread(draft, field_, text, "items.ahead")
        else:
            draft.values[field_] = value

    def _read(self, name: str, text: str) -> Any:
        if name == "place":
            return self.places.exact(text)
        if name in CODED:
            found = code_list(CODED[name]).find(text)
            return found.code if found else None
        if name == "people_count":
            return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None
        at = moment(text)
        return at.date() if at and name == "due_on" else at


def _cut(draft: Draft, name: str, text: str) -> str:
    longest = fields_of(Matter)[name].longest
    if len(text) > longest:
        draft.doubts.append(
            Doubt("items.cut", {"field": say(fields_of(Matter)[name].label), "longest": longest})
        )
    return text[:longest]


def _unread(draft: Draft, name: str, text: str, key: str = "items.unread") -> None:
    """Told, and kept in the remark, so that nothing of the item is lost."""
    label = say(fields_of(Matter)[name].label)
    draft.doubts.append(Doubt(key, {"field": label, "text": text[:40]}))
    kept = f"{label}：{text}"
    before = draft.values.get("remark")
    whole = f"{before}\n{kept}" if before else kept
    draft.values["remark"] = whole[: fields_of(Matter)["remark"].longest]


def ahead_of(moment_: dt.datetime, now: dt.datetime) -> bool:
    """Whether an item claims to have come in the future: its own clock is wrong."""
    return moment_ > now + dt.timedelta(hours=1)
