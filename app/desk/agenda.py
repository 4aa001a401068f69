"""议程 that makes itself: what is open, late, new and due, whom to visit, what is red, who has not reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import matter_list, matters_then, questions, sweeps_due
from app.desk import today as todays
from app.desk.questions import Line
from app.desk.room import own_room
from app.desk.today import Errand
from app.holidays import Calendar
from app.papers.wording import LANGUAGE, official
from app.records import Case, LeaderCase, Matter, Meeting, MeetingItem
from app.records.masks import masked_name
from app.rules.grid_tree import told_apart
from app.rules.lengths import Lengths
from app.words import say

SECTIONS = (
    "decided", "late", "red", "leaders", "new", "due", "visits", "sweeps", "open",
)  # fmt: skip
"""The parts of an agenda in their order; words of the paper: meeting.<section>."""
SHOWN = 30  # entries of a part that are told one by one
AHEAD = 7  # days
FIRST = dt.timedelta(days=31)  # so far back is new where there was no such meeting yet


@dataclass(frozen=True)
class Entry:
    """One thing to talk over, and what it is about."""

    text: str
    case_id: str = ""
    matter_id: str = ""
    late: bool = False


_Told: TypeAlias = Entry | Errand | Line | matter_list.Line
"""What an entry is made of, once it is among those that are told."""


@dataclass(frozen=True)
class Section:
    """One part of the agenda; `count` is told where not all are listed, here or in a part before it."""

    key: str
    entries: tuple[Entry, ...]
    count: int
    before: int = 0  # of them, in the parts before

    def title(self, place: int) -> str:
        """一、已经逾期的（3 件）: its heading as the so-manieth part."""
        sign = official("meeting", "signs")[place - 1]
        return official("meeting", "part", sign=sign) + official(
            "meeting", self.key, count=self.count
        )


@dataclass(frozen=True)
class Agenda:
    """What a meeting has before it on a day."""

    day: dt.date
    since: dt.date
    sections: tuple[Section, ...]

    def lines(self) -> list[str]:
        """As it is frozen into the minutes: the parts with their first entries, numbered."""
        told: list[str] = []
        for place, section in enumerate(self.sections, 1):
            told.append(section.title(place))
            shown = section.entries
            told += [
                official("meeting", "line", number=number, text=entry.text)
                for number, entry in enumerate(shown, 1)
            ]
            left = section.count - section.before - len(shown)
            told += [official("meeting", "more", count=left)] if left else []
        return told or [official("meeting", "empty")]


def agenda(
    db: Session, log: str, now: dt.datetime, calendar: Calendar, lengths: Lengths, kind: str
) -> Agenda:
    """The agenda of a meeting of this kind as things stood at its moment; new is what came since the last one."""
    day, since = now.date(), _since(db, log, now, kind)
    page = todays.today(db, day, calendar, lengths, ahead=AHEAD, log=log)
    periods = [*page.promises, *page.periods]
    late_cases = [x for x in periods if _is_late(x)]
    found = matters_then.still_open(db, log, now, calendar)
    matters = found.lines
    late = [x for x in matters if x.is_late]
    soon = dt.datetime.combine(day + dt.timedelta(days=AHEAD), dt.time.max)
    due = [x for x in matters if not x.is_late and x.due and x.due <= soon]
    new_matters = [x for x in matters if x.came_at and x.came_at.date() > since]
    told: dict[str, list[_Told]] = {
        "decided": [*_decided(db, log, now)],
        "late": [*late_cases, *late],
        "red": _fierce(db, log, matters, day),
        "leaders": [*_leaders(db, log, day)],
        "new": [*_new_cases(db, log, since, day), *new_matters],
        "due": [*(x for x in periods if not _is_late(x)), *due],
        "visits": [*page.visits],
        "sweeps": [_sweep(x) for x in sweeps_due.owed(db, log, day, calendar, then=True)],
    }
    open_cases = _open_cases(db, log, day)
    named = {_case_of(one) for some in told.values() for one in some}
    rest = [x for x in open_cases if x not in named]
    named = {x.id for x in (*late, *due, *new_matters)}
    others = [x for x in matters if x.id not in named]
    cases = questions.register(db, ids=rest[:SHOWN]) if rest else []
    told["open"] = [*cases, *others]
    counts = {key: len(some) for key, some in told.items()}
    counts["open"] = len(open_cases) + len(matters) + found.unseen
    before = {"open": counts["open"] - len(rest) - len(others) - found.unseen}
    sections = [
        Section(key, tuple(map(_entry, told[key][:SHOWN])), counts[key], before.get(key, 0))
        for key in SECTIONS if counts[key]
    ]  # fmt: skip
    return Agenda(day, since, tuple(sections))


def _is_late(one: Errand) -> bool:
    return (one.days_left or 0) < 0


def _case_of(one: _Told) -> str:
    return one.id if isinstance(one, Line) else one.case_id


def _entry(one: _Told) -> Entry:
    """In words, only of what is told."""
    match one:
        case Entry():
            return one
        case Errand():
            return _errand(one)
        case Line():
            return _case(one)
        case _:
            return _matter(one)


def _since(db: Session, log: str, now: dt.datetime, kind: str) -> dt.date:
    """The day of the last meeting of this kind."""
    asked = select(func.max(Meeting.at)).where(
        Meeting.room_id == own_room(db, log).id, Meeting.meeting_kind == kind, Meeting.at < now,
        Meeting.void.is_(None),
    )  # fmt: skip
    last = db.scalar(asked)
    return last.date() if last else (now - FIRST).date()


def _decided(db: Session, log: str, now: dt.datetime) -> list[Entry]:
    """What was decided before and was not done."""
    day = now.date()
    asked = (
        select(MeetingItem)
        .join(Meeting, Meeting.id == MeetingItem.meeting_id)
        .where(
            Meeting.room_id == own_room(db, log).id, MeetingItem.void.is_(None), Meeting.void.is_(None),
            or_(MeetingItem.done_on.is_(None), MeetingItem.done_on > day), Meeting.at < now,
            or_(MeetingItem.due_on.is_not(None), MeetingItem.who.is_not(None)),
        )
        .order_by(MeetingItem.due_on.nulls_last(), MeetingItem.id)
    )  # fmt: skip
    return [
        Entry(
            official(
                "meeting", "decided_line", topic=_short(one.decided or one.topic), who=one.who or "—",
                due=one.due_on or "—",
            ),
            one.case_id or "", one.matter_id or "", bool(one.due_on and one.due_on < day),
        )
        for one in db.scalars(asked)
    ]  # fmt: skip


def _fierce(db: Session, log: str, lines: list[matter_list.Line], day: dt.date) -> list[_Told]:
    """Open cases and matters of high intensity (激烈程度高)."""
    standing = select(Case.id).where(
        Case.room_id == own_room(db, log).id, Case.void.is_(None), Case.import_id.is_(None),
        *_open_on(day), Case.risk == "high",
    )  # fmt: skip
    ids = list(db.scalars(standing.order_by(Case.accepted_on, Case.id).limit(SHOWN * 4)))
    high = select(Matter.id).where(Matter.risk == "high", Matter.void.is_(None))
    fierce = set(db.scalars(high.where(Matter.id.in_([x.id for x in lines[:500]]))))
    cases = questions.register(db, ids=ids) if ids else []
    return [*cases, *(x for x in lines if x.id in fierce)]


def _leaders(db: Session, log: str, day: dt.date) -> list[Entry]:
    """包案 that is not struck off (销号)."""
    asked = (
        select(LeaderCase, Case.file_no, Case.summary)
        .join(Case, Case.id == LeaderCase.case_id, isouter=True)
        .where(
            LeaderCase.room_id == own_room(db, log).id, LeaderCase.void.is_(None),
            or_(LeaderCase.struck_on.is_(None), LeaderCase.struck_on > day),
            or_(LeaderCase.begun_on.is_(None), LeaderCase.begun_on <= day),
        )
    )  # fmt: skip
    return [
        Entry(
            official(
                "meeting", "leader_line", number=number or "—", told=_short(one.plan or summary)
            ),
            one.case_id or "",
        )
        for one, number, summary in db.execute(asked)
    ]


def _new_cases(db: Session, log: str, since: dt.date, day: dt.date) -> list[Line]:
    came = func.coalesce(Case.accepted_on, Case.registered_on)
    asked = select(Case.id).where(
        Case.room_id == own_room(db, log).id, Case.void.is_(None), Case.import_id.is_(None),
        or_(Case.accepted_on > since, Case.registered_on > since), came > since, came <= day,
    )  # fmt: skip
    ids = list(db.scalars(asked.order_by(came, Case.id).limit(SHOWN * 4)))
    return questions.register(db, ids=ids) if ids else []


def _open_cases(db: Session, log: str, day: dt.date) -> list[str]:
    asked = select(Case.id).where(
        Case.room_id == own_room(db, log).id, Case.void.is_(None), Case.import_id.is_(None),
        *_open_on(day),
    )  # fmt: skip
    return list(db.scalars(asked.order_by(Case.accepted_on, Case.id)))


def _open_on(day: dt.date) -> tuple[ColumnElement[bool], ...]:
    """Cases that had come by a day and were not closed."""
    came = func.coalesce(Case.accepted_on, Case.registered_on)
    return or_(came.is_(None), came <= day), or_(Case.closed_on.is_(None), Case.closed_on > day)


def _case(line: Line) -> Entry:
    names = official("sheet", "list").join(masked_name(x) for x in line.parties)
    kind = code_list("dispute_type").label(line.dispute_type, LANGUAGE)
    text = official("meeting", "case_line", number=line.file_no, names=names, told=kind)
    return Entry(text, line.id)


def _errand(one: Errand) -> Entry:
    names = official("sheet", "list").join(masked_name(x) for x in one.parties)
    facts = dict(one.facts)
    if one.record == "performance_item":
        facts["who"] = masked_name(str(facts.get("who", "")))
    told = say(one.key, **facts)
    text = official(
        "meeting", "errand_line", number=one.file_no, names=names, day=one.on or "—", told=told
    )
    return Entry(text, one.case_id, late=(one.days_left or 0) < 0)


def _matter(line: matter_list.Line) -> Entry:
    text = official(
        "meeting", "matter_line", number=line.number, where=line.place or "—",
        name=masked_name(line.reporter) or "—", told=_short(line.told),
    )  # fmt: skip
    return Entry(text, line.case_id, line.id, line.is_late)


def _sweep(one: sweeps_due.Owed) -> Entry:
    names = official("sheet", "list").join(told_apart([path for _, path in one.missing])[:10])
    kind = code_list("sweep_kind").label(one.kind, LANGUAGE)
    text = official(
        "meeting", "sweep_line", kind=kind, since=one.turn.first, until=one.turn.last,
        count=len(one.missing), names=names,
    )  # fmt: skip
    return Entry(text, late=one.late)


def _short(text: str | None) -> str:
    plain = " ".join((text or "").split())
    return plain[:60] + ("…" if len(plain) > 60 else "")
