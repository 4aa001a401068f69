"""A room, or a centre of many, with very much on hand at once: what its lists and its first screen read.

Written straight into the tables. Every matter is open and half of them were handed out; of the cases three in a
hundred are open. Grids, households and people stand in one tree; registers of five years lie beside.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from app import clock
from app.desk import room as rooms
from app.desk.desk import Desk
from app.records import (
    Agreement,
    Case,
    Dispatch,
    HomeCall,
    Honour,
    Household,
    KeyPerson,
    LeaderCase,
    Leave,
    Matter,
    MatterStep,
    MediationSession,
    Mediator,
    Meeting,
    MeetingItem,
    Party,
    PerformanceItem,
    Person,
    Place,
    Points,
    Post,
    Room,
    Shift,
    Subsidy,
    Sweep,
    Unit,
    Visit,
    Visitor,
    Whistle,
    WhistleCall,
)
from tests.bench.reported import _put

YEARS = 5
Row = dict[str, Any]
VILLAGES, GRIDS = 20, 250


def fill(
    desk: Desk, *, matters: int, cases: int, households: int, rooms_below: int = 0, seed: int = 5
) -> None:
    """So many of each; of other registers in proportion. At a centre they are its rooms', a share its own."""
    own = desk.look(rooms.own_room, desk.shelf.log).id
    with desk.shelf.local_writing() as link:
        if link.dialect.name == "sqlite":
            link.exec_driver_sql("PRAGMA cache_size = -1000000")
        _Filling(link, own, rooms_below, random.Random(seed)).fill(matters, cases, households)
    desk.shelf.engine.dispose()


class _Filling:
    """Every table in its turn."""

    def __init__(self, link: Connection, own: str, below: int, dice: random.Random) -> None:
        self.link, self.own, self.dice = link, own, dice
        self.today = clock.today()
        self.noon = datetime.combine(self.today, datetime.min.time()) + timedelta(hours=9)
        self.rooms = [own, *(f"a{n:031x}" for n in range(below))]
        self.count = 0

    def fill(self, matters: int, cases: int, households: int) -> None:
        share = max(matters, cases, households) // 100
        self.put(Room, (
            {"id": one, "room_name": f"村{n}调解室", "committee": f"第{n}村人民调解委员会",
             "short_name": f"村{n}", "committee_kind": "village"}
            for n, one in enumerate(self.rooms) if n
        ))  # fmt: skip
        self.people = self.ids("b", max(4, 3 * len(self.rooms)))
        self.put(Mediator, (
            {"id": one, "room_id": self.rooms[n * len(self.rooms) // len(self.people)], "name": f"调解员{n}",
             "full_time": n % 3 == 0} for n, one in enumerate(self.people)
        ))  # fmt: skip
        self.fill_grid(households, share)
        self.fill_matters(matters, share)
        self.fill_cases(cases)
        self.fill_registers(share)

    def fill_grid(self, households: int, share: int) -> None:
        own = self.own
        villages = self.ids("c0", VILLAGES)
        top = f"c9{0:030x}"
        grids = self.ids("c1", VILLAGES * GRIDS if share >= 1000 else VILLAGES * 5)
        self.put(
            Place,
            [{"id": top, "room_id": own, "name": "柳林镇", "grid_kind": "street", "position": 1}],
        )
        self.put(Place, (
            {"id": one, "room_id": own, "parent_id": top, "name": f"第{n}村", "grid_kind": "village", "position": n,
             "stands_for_id": self.rooms[n + 1] if n + 1 < len(self.rooms) else None}
            for n, one in enumerate(villages)
        ))  # fmt: skip
        self.put(Place, (
            {"id": one, "room_id": own, "parent_id": villages[n % VILLAGES], "name": f"第{n}网格",
             "grid_kind": "basic", "position": n // VILLAGES} for n, one in enumerate(grids)
        ))  # fmt: skip
        self.grids, self.units = grids, self.ids("d", 40)
        self.put(Unit, (
            {"id": one, "room_id": own, "position": n, "name": f"第{n}站所", "unit_kind": "station",
             "response_hours": 2} for n, one in enumerate(self.units)
        ))  # fmt: skip
        persons = self.ids("e", 3 * share)
        self.put(Person, (
            {"id": one, "room_id": own, "name": f"网格员{n}", "phone": f"138{n:08d}"} for n, one in enumerate(persons)
        ))  # fmt: skip
        self.put(Post, (
            {"id": f"e2{n:030x}", "person_id": one, "role": "grid_head" if n % 4 == 0 else "grid_worker",
             "place_id": grids[n % len(grids)], "since": date(2024, 1, 1)} for n, one in enumerate(persons)
        ))  # fmt: skip
        self.persons = persons
        self.homes = self.ids("f", households)
        self.put(Household, (
            {"id": one, "room_id": own, "place_id": grids[n % len(grids)], "number": f"{n}号", "head": f"户主{n}",
             "people": n % 6 + 1, "phone": f"137{n:08d}", "care": ["elderly"] if n % 9 == 0 else None}
            for n, one in enumerate(self.homes)
        ))  # fmt: skip
        self.put(KeyPerson, (
            {"id": f"f2{n:030x}", "room_id": own, "place_id": grids[n % len(grids)], "name": f"重点人{n}",
             "groups": ["drug"], "since": date(2025, 1, 1)} for n in range(2 * share)
        ))  # fmt: skip

    def fill_matters(self, count: int, share: int) -> None:
        ids, dice = self.ids("1", count), self.dice
        lines = ("grid", "hotline", "petition", "opinion")
        tiers = ("simple", "coordinated", "hard", None)
        self.put(Matter, (
            {"id": one, "room_id": dice.choice(self.rooms), "number": f"来〔2026〕{n}号", "line": lines[n % 4],
             "came_at": self.noon - timedelta(minutes=(count - n) * 525_600 // count), "tier": tiers[n % 7 % 4],
             "place_id": self.grids[n % len(self.grids)], "reporter": f"报事人{n}", "phone": f"136{n % 9973:08d}",
             "told": f"第{n}处路灯不亮，多次反映未修", "about": None, "people_count": 1,
             "risk": "high" if n % 50 == 0 else None, "same_as_id": ids[n - 1] if n % 100 == 99 else None}
            for n, one in enumerate(ids)
        ))  # fmt: skip
        self.put(MatterStep, (
            {"id": f"12{n:030x}", "matter_id": one, "step": "pass", "to_unit_id": self.units[n % 40],
             "at": self.noon - timedelta(minutes=(count - n) * 525_600 // count - 30)}
            for n, one in enumerate(ids) if n % 2
        ))  # fmt: skip
        whistles = self.ids("13", share)
        self.put(Whistle, (
            {"id": one, "room_id": dice.choice(self.rooms), "number": f"哨{n}", "matter_id": ids[n],
             "blown_at": self.noon - timedelta(hours=n), "what": "路灯"} for n, one in enumerate(whistles)
        ))  # fmt: skip
        self.put(WhistleCall, (
            {"id": f"14{n:029x}{k}", "whistle_id": one, "unit_id": self.units[(n + k) % 40],
             "due_at": self.noon - timedelta(hours=n - 2), "answered_at": self.noon if n % 3 else None}
            for n, one in enumerate(whistles) for k in (0, 1)
        ))  # fmt: skip
        self.matters = ids

    def fill_cases(self, count: int) -> None:
        for start in range(0, count, 20_000):
            told = [self.case(n, count) for n in range(start, min(start + 20_000, count))]
            self.put(Case, told)
            self.put(Party, (
                {"id": f"3{place}{n:030x}", "case_id": one["id"], "position": place, "name": f"当事人{k * 2 + place}",
                 "phone": f"139{(k * 2 + place) % 400_000:08d}", "role": "applicant" if place else "respondent"}
                for k, (n, one) in enumerate((int(one["id"][1:], 16), one) for one in told) for place in (0, 1)
            ))  # fmt: skip
            agreed = [one for one in told if one["result"] == "agreed"]
            self.put(Agreement, (
                {"id": f"4{one['id'][1:]}", "case_id": one["id"], "made_on": one["accepted_on"] + timedelta(days=5)}
                for one in agreed
            ))  # fmt: skip
            self.put(PerformanceItem, (
                {"id": f"5{one['id'][1:]}", "case_id": one["id"], "agreement_id": f"4{one['id'][1:]}", "position": 1,
                 "what": "赔偿", "due_on": one["accepted_on"] + timedelta(days=200)}
                for n, one in enumerate(agreed) if n % 20 == 0
            ))  # fmt: skip
            self.put(MediationSession, (
                {"id": f"6{one['id'][1:]}", "case_id": one["id"], "number": 1,
                 "began_at": datetime.combine(one["accepted_on"], datetime.min.time()) + timedelta(hours=33)}
                for one in told
            ))  # fmt: skip
            self.put(Visit, (
                {"id": f"7{one['id'][1:]}", "case_id": one["id"], "done_on": one["accepted_on"] + timedelta(days=15),
                 "satisfaction": "satisfied"} for one in agreed if one["closed_on"]
            ))  # fmt: skip
        self.cases = [f"2{n:031x}" for n in range(count)]
        self.put(LeaderCase, (
            {"id": f"8{n:031x}", "room_id": self.rooms[0], "case_id": one, "number": f"2026-A{n}",
             "begun_on": self.today - timedelta(days=90)} for n, one in enumerate(self.cases[:: 200])
        ))  # fmt: skip

    def case(self, n: int, count: int) -> Row:
        dice = self.dice
        days = (count - 1 - n) * 365 * YEARS // count
        on = self.today - timedelta(days=days)
        is_open = dice.random() < 0.03
        result = "ongoing" if is_open else dice.choices(("agreed", "not_agreed"), (95, 5))[0]
        return {
            "id": f"2{n:031x}", "room_id": dice.choice(self.rooms), "file_no": f"（2026）调字第{n}号",
            "accepted_on": on, "registered_on": on, "line": "grid", "source": "applied", "dispute_type": "neighbour",
            "place_id": self.grids[n % len(self.grids)], "tier": "simple", "route": "people",
            "difficulty": dice.choices(("simple", "ordinary", "complex", "major"), (50, 40, 9, 1))[0],
            "summary": "为滴水檐争吵", "lead_id": dice.choice(self.people), "result": result,
            "risk": "high" if n % 300 == 0 else None, "key_case": n % 500 == 0 or None,
            "closed_on": None if is_open else min(on + timedelta(days=20), self.today), "amount": None,
        }  # fmt: skip

    def fill_registers(self, share: int) -> None:
        own, today, dice = self.own, self.today, self.dice
        self.put(Sweep, (
            {"id": f"90{n:030x}", "room_id": own, "place_id": self.grids[n % len(self.grids)], "zero": True,
             "sweep_kind": "month", "from_on": today - timedelta(days=30 * (n // len(self.grids)))}
            for n in range(20 * share)
        ))  # fmt: skip
        self.put(HomeCall, (
            {"id": f"91{n:030x}", "room_id": own, "place_id": self.grids[n % len(self.grids)], "occasion": "routine",
             "household_id": self.homes[n % len(self.homes)], "on_day": today - timedelta(days=n % 1800)}
            for n in range(20 * share)
        ))  # fmt: skip
        self.put(Shift, (
            {"id": f"92{n:030x}", "room_id": own, "mediator_id": self.people[n % 4],
             "on_day": today - timedelta(days=n // 2 - 30), "in_at": None if n % 5 else self.noon}
            for n in range(4 * share)
        ))  # fmt: skip
        self.put(Leave, (
            {"id": f"93{n:030x}", "room_id": own, "mediator_id": self.people[n % 4],
             "from_on": today - timedelta(days=n), "until_on": today - timedelta(days=n - 1)} for n in range(share)
        ))  # fmt: skip
        self.put(Visitor, (
            {"id": f"94{n:030x}", "room_id": own, "number": f"访{n}", "name": f"来访人{n % 5000}",
             "phone": f"135{n % 5000:08d}", "came_at": self.noon - timedelta(hours=2 * n), "people_count": 1,
             "matter": "问低保"} for n in range(20 * share)
        ))  # fmt: skip
        self.put(Meeting, (
            {"id": f"95{n:030x}", "room_id": own, "number": f"会{n}", "meeting_kind": "friday",
             "at": self.noon - timedelta(days=7 * n + 3)} for n in range(share)
        ))  # fmt: skip
        self.put(MeetingItem, (
            {"id": f"96{n:030x}", "meeting_id": f"95{n % share:030x}", "position": n, "topic": "路灯", "who": "老孟",
             "decided": "去看", "due_on": today, "done_on": today if n % 10 else None} for n in range(10 * share)
        ))  # fmt: skip
        self.put(Points, (
            {"id": f"97{n:030x}", "room_id": own, "person_id": self.persons[n % len(self.persons)], "points": 2,
             "on_day": today - timedelta(days=n % 1800), "rule": "sweep", "of_row": f"sweep/90{n:030x}"}
            for n in range(50 * share)
        ))  # fmt: skip
        self.put(Honour, (
            {"id": f"98{n:030x}", "room_id": own, "person_id": dice.choice(self.persons), "title": "金牌调解员",
             "year": 2020 + n % 6} for n in range(share // 2)
        ))  # fmt: skip
        self.put(Subsidy, (
            {"id": f"99{n:030x}", "room_id": own, "case_id": one, "period": f"{2022 + n * 5 // len(self.cases)}Q3",
             "status": "claimed", "level": "simple", "mediator_id": self.people[n % 4]}
            for n, one in enumerate(self.cases) if n % 5 == 0
        ))  # fmt: skip
        self.put(Dispatch, (
            {"id": f"9a{n:030x}", "to_room_id": dice.choice(self.rooms), "number": f"交{n}", "title": "路灯",
             "told": "路灯不亮", "due_on": today - timedelta(days=n % 900 - 5),
             "sent_on": today - timedelta(days=n % 900)}
            for n in range((5 * share) if len(self.rooms) > 1 else 0)
        ))  # fmt: skip

    def ids(self, sign: str, count: int) -> list[str]:
        return [f"{sign}{n:0{32 - len(sign)}x}" for n in range(count)]

    def put(self, record: Any, rows: Any) -> None:
        _put(self.link, record, _whole(rows))


def _whole(rows: Any) -> Iterator[Row]:
    for one in rows:
        yield {"v": {}, **one}
