"""What was done in a period that a rule of the place may give points for: read where it is written anyway."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.desk.room import own_room
from app.records import (
    Agreement,
    Case,
    HomeCall,
    Matter,
    MatterStep,
    PerformanceItem,
    Reopening,
    Shift,
    Sweep,
    Visit,
)
from app.rules.points import Fact
from app.words import say

PETITION = "petition"
PART = 500  # cases asked about at a time


def facts(db: Session, log: str, since: dt.date, until: dt.date, slack: int) -> list[Fact]:
    """Everything done by us from a day to a day, both included; `slack` days after the promise a visit is in time."""
    room = own_room(db, log).id
    period = _Period(db, room, since, until)
    return [
        *period.agreements(), *period.closings(), *period.visits(slack), *period.relapses(), *period.matters(),
        *period.sweeps(), *period.calls(), *period.duty(),
    ]  # fmt: skip


class _Period:
    """The questions of one period."""

    def __init__(self, db: Session, room: str, since: dt.date, until: dt.date) -> None:
        self.db, self.room, self.since, self.until = db, room, since, until
        self.from_moment = dt.datetime.combine(since, dt.time.min)
        self.to_moment = dt.datetime.combine(until, dt.time.max)
        self.ours = and_(Case.room_id == room, Case.void.is_(None), Case.lead_id.is_not(None))

    def _rows(self, asked: Any) -> Iterable[Any]:
        return self.db.execute(asked)

    def agreements(self) -> Iterator[Fact]:
        """调解成功: the day the first agreement that stands was made; of a petition besides."""
        earlier = aliased(Agreement)
        before = exists().where(
            earlier.case_id == Agreement.case_id, earlier.void.is_(None),
            earlier.made_on < Agreement.made_on,
        )  # fmt: skip
        asked = (
            select(Case.id, Case.lead_id, Case.file_no, Case.line, Agreement.made_on)
            .join(Agreement, Agreement.case_id == Case.id)
            .where(
                self.ours, Agreement.void.is_(None), Agreement.made_on.between(self.since, self.until),
                Case.ended_on.is_(None), ~before,
            )
        )  # fmt: skip
        for case_id, lead, number, line, on in self._rows(asked):
            told = (f"mediator/{lead}", on, f"case/{case_id}", number or "")
            yield Fact("agreed", *told)
            if line == PETITION:
                yield Fact(PETITION, *told)

    def closings(self) -> Iterator[Fact]:
        """结案."""
        asked = select(Case.id, Case.lead_id, Case.file_no, Case.closed_on).where(
            self.ours, Case.closed_on.between(self.since, self.until)
        )
        for case_id, lead, number, on in self._rows(asked):
            yield Fact("case_closed", f"mediator/{lead}", on, f"case/{case_id}", number or "")

    def visits(self, slack: int) -> Iterator[Fact]:
        """按时回访: no later than so many days after the last promise that was due by the visit."""
        due = (
            select(PerformanceItem.due_on)
            .where(
                PerformanceItem.case_id == Visit.case_id, PerformanceItem.void.is_(None),
                PerformanceItem.due_on <= Visit.done_on,
            )
            .order_by(PerformanceItem.due_on.desc())
            .limit(1)
            .correlate(Visit)
            .scalar_subquery()
        )  # fmt: skip
        asked = (
            select(Visit.id, Visit.by_id, Visit.done_on, Case.file_no, Case.lead_id, due)
            .join(Case, Case.id == Visit.case_id)
            .where(self.ours, Visit.void.is_(None), Visit.done_on.between(self.since, self.until))
            .order_by(Visit.done_on, Visit.id)
        )
        for visit, by, on, number, lead, promised in self._rows(asked):
            if promised is None or (on - promised).days <= slack:
                yield Fact("visited", f"mediator/{by or lead}", on, f"visit/{visit}", number or "")

    def relapses(self) -> Iterator[Fact]:
        """反弹: a case burns again after its agreement, told at a visit or by reopening it; once a case."""
        told = self._of_case(Visit, Visit.done_on).where(Visit.relapse.is_(True))
        again = self._of_case(Reopening, Reopening.on_day)
        first: dict[str, Fact] = {}
        for asked in (told, again):
            for case_id, lead, number, on in self._rows(asked):
                key = "points.again" if asked is again else "points.seen_again"
                what = say(key, number=number or case_id[:8], day=on)
                fact = Fact("relapse", f"mediator/{lead}", on, f"case/{case_id}", what)
                if case_id not in first or on < first[case_id].on:
                    first[case_id] = fact
        made = self._agreed_on(list(first))
        for case_id, fact in first.items():
            agreed = say("points.agreed_then", day=made[case_id]) if case_id in made else ""
            yield replace(fact, what=fact.what + agreed)

    def _agreed_on(self, ids: list[str]) -> dict[str, dt.date]:
        """The day each case was first agreed: what was given then may lie in another period."""
        found: dict[str, dt.date] = {}
        for start in range(0, len(ids), PART):
            asked = select(Agreement.case_id, func.min(Agreement.made_on)).where(
                Agreement.case_id.in_(ids[start : start + PART]), Agreement.void.is_(None)
            )
            rows = self._rows(asked.group_by(Agreement.case_id))
            found.update((case_id, day) for case_id, day in rows if day)
        return found

    def _of_case(self, record: type[Visit] | type[Reopening], day: Any) -> Any:
        return (
            select(Case.id, Case.lead_id, Case.file_no, day)
            .join(record, record.case_id == Case.id)
            .where(self.ours, record.void.is_(None), day.between(self.since, self.until))
        )

    def matters(self) -> Iterator[Fact]:
        """办结事项: the step that says it is solved, of whoever handles it; once a matter."""
        asked = (
            select(Matter.id, Matter.handler_id, Matter.number, MatterStep.by_id, MatterStep.at)
            .join(MatterStep, MatterStep.matter_id == Matter.id)
            .where(
                Matter.room_id == self.room, Matter.void.is_(None), MatterStep.void.is_(None),
                MatterStep.solved.is_(True), MatterStep.at.between(self.from_moment, self.to_moment),
            )
            .order_by(MatterStep.at.desc(), MatterStep.id)
        )  # fmt: skip
        found: dict[str, Fact] = {}
        for matter, handler, number, by, at in self._rows(asked):
            who = f"person/{handler}" if handler else f"mediator/{by}" if by else ""
            if who:
                found[matter] = Fact(
                    "matter_solved", who, at.date(), f"matter/{matter}", number or ""
                )
        yield from found.values()

    def sweeps(self) -> Iterator[Fact]:
        """排查."""
        asked = select(Sweep.id, Sweep.by_person_id, Sweep.by_id, Sweep.from_on).where(
            Sweep.room_id == self.room,
            Sweep.void.is_(None),
            Sweep.from_on.between(self.since, self.until),
        )
        yield from self._of_us("sweep", "sweep", asked)

    def calls(self) -> Iterator[Fact]:
        """走访."""
        asked = select(HomeCall.id, HomeCall.by_person_id, HomeCall.by_id, HomeCall.on_day).where(
            HomeCall.room_id == self.room, HomeCall.void.is_(None),
            HomeCall.on_day.between(self.since, self.until),
        )  # fmt: skip
        yield from self._of_us("call", "home_call", asked)

    def _of_us(self, event: str, kind: str, asked: Any) -> Iterator[Fact]:
        for id_, person, by, on in self._rows(asked):
            who = f"person/{person}" if person else f"mediator/{by}" if by else ""
            if who and on:
                yield Fact(event, who, on, f"{kind}/{id_}")

    def duty(self) -> Iterator[Fact]:
        """坐班: a shift that was signed; one a day and person."""
        asked = (
            select(Shift.id, Shift.mediator_id, Shift.person_id, Shift.on_day)
            .where(
                Shift.room_id == self.room, Shift.void.is_(None), Shift.in_at.is_not(None),
                Shift.on_day.between(self.since, self.until),
            )
            .order_by(Shift.on_day, Shift.id)
        )  # fmt: skip
        seen = set()
        for shift, mediator, person, on in self._rows(asked):
            who = f"mediator/{mediator}" if mediator else f"person/{person}" if person else ""
            if who and (who, on) not in seen:
                seen.add((who, on))
                yield Fact("duty", who, on, f"shift/{shift}")
