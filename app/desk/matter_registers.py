"""收集清单, 交办清单, 反馈清单 and the merged register: over the same matters, by period and place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from app.desk import all_rooms, doubles, matter_list, matter_names, practice, step_holders
from app.desk import room as rooms
from app.desk.loop_steps import steps_of
from app.holidays import Calendar
from app.papers.wording import LANGUAGE, official, said
from app.records import Case, Matter, MatterStep, masks
from app.rules.listing import Column, Listing, Value
from app.rules.matter_states import GIVEN, in_order, known_until, standing_of
from app.rules.three_lists import Followed, ThreeLists, divide
from app.rules.tier_clock import tier_name
from app.store.watched import stoppable

FORM = "matters"
WHICH = ("collected", "handed", "told_back")
A_DAY = dt.timedelta(days=1)
NAMED = 12  # numbers in a note
DONE = frozenset({"find", "check", "handle", "return", "feedback"})


@dataclass(frozen=True)
class Period:
    """From a day to a day, of a place and below; what is None is not asked for."""

    since: dt.date | None = None
    until: dt.date | None = None
    place_id: str = ""
    room_id: str = ""  # at a centre: of one room


def three_lists(db: Session, log: str, period: Period) -> ThreeLists:
    """The matters that came in a period, as they stood at its end."""
    asked = _of(db, log, period)
    if period.since:
        asked = asked.where(Matter.came_at >= _begin(period.since))
    if period.until:
        asked = asked.where(Matter.came_at < _begin(period.until + A_DAY))
    rows = _read(db, asked)
    steps = steps_of(db, [row.id for row in rows])
    settled = matter_list.settled_cases(
        db, [row.case_id for row in rows if row.case_id], period.until
    )
    apart = doubles.standing_doubles(db, rows)
    lists = divide(
        _followed(row, steps[row.id], settled, apart, period.until) for row in stoppable(db, rows)
    )
    lists.handed_later, lists.solved_later = _of_before(db, log, period)
    return lists


def _of(db: Session, log: str, period: Period) -> Select[Matter]:
    """The matters of whoever and wherever is asked for."""
    asked = select(Matter).where(Matter.void.is_(None))
    own = rooms.own_room(db, log)
    if not own.is_centre or period.room_id:
        asked = asked.where(Matter.room_id == (period.room_id or own.id))
    if period.place_id:
        asked = asked.where(matter_list.within(db, log, period.place_id))
    return asked


def _read(db: Session, asked: Select[Matter]) -> list[Matter]:
    some = asked.order_by(Matter.came_at, Matter.number, Matter.id)
    return list(stoppable(db, db.scalars(some.execution_options(yield_per=500))))


def _begin(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _of_before(db: Session, log: str, period: Period) -> tuple[list[str], list[str]]:
    """What came before a period and was handed out in it, and what was solved in it: numbers."""
    if period.since is None:
        return [], []
    end = period.until or dt.date.max - A_DAY
    before = period.since - A_DAY
    worked = select(MatterStep.matter_id).where(
        MatterStep.void.is_(None), MatterStep.step.in_((*GIVEN, "feedback")),
        MatterStep.at >= _begin(period.since), MatterStep.at < _begin(end + A_DAY),
    )  # fmt: skip
    closed = select(Case.id).where(Case.closed_on >= period.since, Case.closed_on <= end)
    asked = _of(db, log, period).where(
        Matter.came_at < _begin(period.since), Matter.same_as_id.is_(None),
        or_(Matter.id.in_(worked), Matter.case_id.in_(closed)),
    )  # fmt: skip
    rows = _read(db, asked)
    steps = steps_of(db, [row.id for row in rows])
    cases = [row.case_id for row in rows if row.case_id]
    settled = [matter_list.settled_cases(db, cases, day) for day in (before, end)]
    handed, solved = [], []
    for row in stoppable(db, rows):
        then, now = (
            _followed(row, steps[row.id], known, set(), day)
            for known, day in zip(settled, (before, end), strict=True)
        )
        if len(now.orders) > len(then.orders):
            handed.append(row.number or row.id[:8])
        if now.is_solved and not then.is_solved:
            solved.append(row.number or row.id[:8])
    return handed, solved


def _followed(
    row: Matter, steps: list[MatterStep], settled: set[str], apart: set[str], until: dt.date | None
) -> Followed:
    then = known_until(steps, until) if until else steps
    standing = standing_of(row, then)
    return Followed(row, tuple(then), standing, row.case_id in settled, row.id in apart)


def listings(
    db: Session, log: str, period: Period, on: dt.date, *, whole: bool = False
) -> dict[str, Listing]:
    """The three registers to print or write; the invariant stands below each."""
    return of_lists(db, log, three_lists(db, log, period), period, on, whole=whole)


def both(
    db: Session, log: str, period: Period, on: dt.date
) -> tuple[ThreeLists, dict[str, Listing], dict[str, Listing]]:
    """The lists; what is shown of them, masked; and the same whole, for handing in."""
    lists = three_lists(db, log, period)
    masked, whole = (
        of_lists(db, log, lists, period, on, whole=is_whole) for is_whole in (False, True)
    )
    return lists, masked, whole


def of_lists(
    db: Session, log: str, lists: ThreeLists, period: Period, on: dt.date, *, whole: bool = False
) -> dict[str, Listing]:
    """The same of lists that were divided already; names and numbers masked unless they are to be whole."""
    hide = _plain if whole else masks.masked
    story = _story if not whole else _told
    names = _Names(db, lists)
    way = practice.standing(db, log)
    above = _above(db, log, period, on)
    counts = {"collected": lists.collected, "solved": lists.solved, "tracked": lists.tracked}
    below = [official(FORM, "balance", **{name: len(one) for name, one in counts.items()})]
    below += [official(FORM, "doubles", count=lists.doubles)] if lists.doubles else []
    below += [official(FORM, "maybe_same", count=lists.maybe_same)] if lists.maybe_same else []
    rows: dict[str, list[tuple[Value, ...]]] = {
        "collected": [
            (
                n, one.matter.number, _minute(one.matter.came_at), said("line", one.matter.line),
                one.matter.outside_no, names.place(one.matter.place_id),
                hide("name", one.matter.reporter), hide("phone", one.matter.phone), story(one.matter),
                tier_name(way, one.matter.tier, LANGUAGE),
            )
            for n, one in enumerate(stoppable(db, lists.collected), 1)
        ],
        "handed": [
            (
                n, one.matter.number, story(one.matter), _minute(step.at), names.holder(step),
                step.due_on, step.told, said("matter_step", _loop_word(one)),
            )
            for n, (one, step) in enumerate(
                ((one, step) for one in stoppable(db, lists.handed) for step in one.orders), 1
            )
        ],
        "told_back": [
            (
                n, one.matter.number, story(one.matter), *_back(one), names.number(one.matter.case_id),
                official(FORM, "solved" if one.is_solved else "tracked"),
            )
            for n, one in enumerate(stoppable(db, lists.told_back), 1)
        ],
    }  # fmt: skip
    signs = [official(FORM, "writer"), official(FORM, "checker")]
    more = {
        "handed": _later("handed_later", lists.handed_later),
        "told_back": _later("solved_later", lists.solved_later),
    }
    return {
        which: Listing(
            official(FORM, which), _columns(which), rows[which], above, [*below, *more.get(which, ())], signs
        )
        for which in WHICH
    }  # fmt: skip


def _later(key: str, numbers: list[str]) -> list[str]:
    """What was collected before and stands in the lists of then, named as far as there is room."""
    if not numbers:
        return []
    told = "、".join(numbers[:NAMED]) + ("……" if len(numbers) > NAMED else "")
    return [official(FORM, key, count=len(numbers), numbers=told)]


def _plain(_privacy: str, text: str | None) -> str:
    return text or ""


def _told(matter: Matter) -> str | None:
    return matter.told


def _story(matter: Matter) -> str | None:
    """What was told, without the names and the number it was written down with."""
    return masks.masked_story(matter.told, (matter.reporter, matter.about), matter.phone) or None


def merged(
    db: Session, log: str, now: dt.datetime, calendar: Calendar, wanted: matter_list.Wanted, *, whole: bool = False
) -> Listing:  # fmt: skip
    """The merged list as it is shown, to print or write: masked unless a person asks for it whole."""
    found = matter_list.listing(db, log, now, calendar, wanted, limit=matter_list.MOST)
    way = practice.standing(db, log)
    rows: list[tuple[Value, ...]] = [
        (
            n, line.number, _minute(line.came_at), said("line", line.line), line.place,
            line.reporter if whole else masks.masked_name(line.reporter), line.told if whole else line.masked_story,
            tier_name(way, line.tier, LANGUAGE), _minute(line.due), "、".join(line.holders),
            said("matter_step", line.standing.state), line.file_no,
        )
        for n, line in enumerate(found.lines, 1)
    ]  # fmt: skip
    columns = [
        *_wide("serial", 0.5), *_wide("number", 1.8), *_wide("came", 1.3), *_wide("line", 0.8),
        *_wide("place", 1.4), *_wide("reporter", 1), *_wide("story", 3.4), *_wide("tier", 0.9),
        *_wide("due", 1.3), *_wide("to", 1.3), *_wide("state", 0.8), *_wide("case", 1.6),
    ]  # fmt: skip
    above = _above(db, log, Period(place_id=wanted.place_id), now.date())
    below = [official(FORM, "unlisted", count=found.unseen)] if found.unseen else []
    made = Listing(official(FORM, "merged"), columns, rows, above, below)
    return all_rooms.with_rooms(db, log, made, [line.room for line in found.lines])


def _columns(which: str) -> list[Column]:
    told = {
        "collected": (
            ("serial", 0.5), ("number", 1.8), ("came", 1.3), ("line", 0.8), ("outside", 1.3),
            ("place", 1.5), ("reporter", 1), ("phone", 1.2), ("story", 4), ("tier", 0.9),
        ),
        "handed": (
            ("serial", 0.5), ("number", 1.8), ("story", 3.6), ("handed_on", 1.3), ("to", 1.6),
            ("due", 1.1), ("order", 2.4), ("state", 0.8),
        ),
        "told_back": (
            ("serial", 0.5), ("number", 1.8), ("story", 3.4), ("back_on", 1.3), ("result", 3),
            ("satisfaction", 0.9), ("case", 1.6), ("outcome", 0.8),
        ),
    }[which]  # fmt: skip
    return [column for name, wide in told for column in _wide(name, wide)]


def _wide(name: str, wide: float) -> list[Column]:
    return [Column(official(FORM, name), wide, tail=name == "place")]


def _above(db: Session, log: str, period: Period, on: dt.date) -> list[tuple[str, str]]:
    room = rooms.own_room(db, log)
    days = [f"{day:%Y-%m-%d}" if day else "" for day in (period.since, period.until)]
    told = "至".join(days) if any(days) else official(FORM, "all_days")
    found = [(official(FORM, "room"), room.room_name or room.committee or "")]
    found += [(official(FORM, "period"), told)]
    if period.place_id:
        found += [(official(FORM, "place"), matter_names.Names(db).place(period.place_id))]
    return [*found, (official(FORM, "day"), f"{on:%Y-%m-%d}")]


def _loop_word(one: Followed) -> str:
    return one.standing.state


def _back(one: Followed) -> tuple[Value, Value, Value]:
    """When it was told back, what was done or said last, and whether people were content."""
    told = [step for step in in_order(one.steps) if step.void is None and step.step != "report"]
    back = [step for step in told if step.step == "feedback"]
    done = back or [step for step in told if step.step in DONE]  # an order is no result
    words = [step.told for step in done if step.told]
    return (
        _minute(back[-1].at) if back else None, words[-1] if words else None,
        said("satisfaction", back[-1].satisfaction) if back else None,
    )  # fmt: skip


def _minute(moment: dt.datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else None


class _Names:
    """What the ids of the lists are called."""

    def __init__(self, db: Session, lists: ThreeLists) -> None:
        steps = [step for one in lists.handed for step in one.orders]
        self.known = matter_names.Names(db)
        self.holders = step_holders.named(db, steps)
        self.known.add_cases([one.matter.case_id for one in lists.collected if one.matter.case_id])

    def place(self, place_id: str | None) -> str:
        return self.known.place(place_id)

    def holder(self, step: MatterStep) -> str:
        return self.holders.get(step.id, "")

    def number(self, case_id: str | None) -> str:
        return self.known.cases.get(case_id or "", "")
