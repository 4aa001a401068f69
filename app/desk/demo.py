"""A filled throw-away room: forty invented cases around today, at every stage."""

from __future__ import annotations

import datetime as dt
import random
import secrets
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.codes import code_list, table
from app.desk import cases, demo_days, demo_grid, demo_matters
from app.desk import room as rooms
from app.desk.desk import Desk
from app.desk.edit import add, edit
from app.desk.room import RoomTold
from app.paths import DataDir
from app.records import MediationSession, Mediator, Visit
from app.rules.identity import check_character
from app.settings import Settings
from app.store import keys

CASES = 40


def demo_room(
    settings: Settings | None = None, *, today: dt.date | None = None, seed: int = 7
) -> Desk:
    """A signed-in desk on a fresh room in a temporary folder, gone with the next clean-up of the system."""
    folder = DataDir(Path(tempfile.mkdtemp(prefix="mediation-room-demo-")) / "room")
    desk = rooms.create_room(
        folder, fresh(), secrets.token_hex(16), keys.new_recovery_code(), settings
    )
    desk.shelf.witness = None  # nobody comes back to it
    fill(desk, today=today, seed=seed)
    return desk


def fresh() -> RoomTold:
    """The invented room before anything is in it."""
    told = table("demo/room")
    parts = ("committee", "short_name", "room_name", "address", "phone", "centre_name")
    people = [(name, duty) for name, duty in told["people"]]
    return RoomTold(**{k: told[k] for k in parts}, people=people)


def fill(desk: Desk, *, today: dt.date | None = None, seed: int = 7) -> None:
    """Its cases and its days, as they stand today."""
    told = table("demo/room")
    chance = random.Random(seed)  # noqa: S311  sample data, nothing secret
    day = today or desk.today()
    desk.do(_describe_staff, desk.shelf.log, told["staff"])
    for number in range(CASES):
        accepted = day - dt.timedelta(days=int((CASES - number) * 4.5) + chance.randrange(3))
        agreement = desk.do(_enter, desk.shelf.log, accepted, day, number, chance, told)
        if agreement:
            desk.do(cases.seal_agreement, agreement)
    now = dt.datetime.combine(day, dt.time(15, 0))
    desk.do(demo_days.choose_way, desk.shelf.log, day)
    desk.do(demo_matters.bring_in, desk.shelf.log, now, told["places"])
    demo_grid.fill(desk, seed)
    desk.do(demo_days.put_roster, desk.shelf.log, day, desk.calendar())
    desk.do(demo_days.live, desk.shelf.log, now, told["places"])


def _describe_staff(db: Session, log: str, staff: Sequence[dict[str, Any]]) -> None:
    """What the table of personnel counts."""
    people = rooms.mediators(db, rooms.own_room(db, log).id)
    for one, facts in zip(people, staff, strict=True):
        edit(db, Mediator, one.id, facts)


def _enter(
    db: Session,
    log: str,
    accepted: dt.date,
    today: dt.date,
    number: int,
    chance: random.Random,
    told: Any,
) -> str:
    """登记 of one invented case, carried as far as its age allows; its agreement if there is one to seal."""
    room = rooms.own_room(db, log)
    staff = [m.id for m in rooms.mediators(db, room.id)]
    story = told["story"][number % len(told["story"])]
    a, b = (_person(chance, told) for _ in range(2))
    facts = {
        "a": a["name"],
        "b": b["name"],
        "n": chance.randrange(10, 60),
        "amount": chance.randrange(3, 90) * 100,
    }
    values = {
        "line": chance.choice(["grid", "hotline", "petition", "visit"]), "source": chance.choice(["applied", "own"]),
        "dispute_type": story["type"], "accepted_on": accepted, "happened_on": accepted - dt.timedelta(days=5),
        "tier": chance.choice(["simple", "coordinated", "hard"]), "lead_id": staff[0], "assist_ids": staff[1:2],
        "route": chance.choices(["people", "administrative", "judicial"], [68, 21, 11])[0],
        "place_id": cases.find_or_make_place(db, room.id, chance.choice(told["places"])),
        "summary": story["summary"].format(**facts), "requests": [x.format(**facts) for x in story["requests"]],
    }  # fmt: skip
    values["difficulty"] = told["difficulties"][values["tier"]]
    case_id = cases.register_case(db, log, accepted, values)
    parties = [
        cases.add_party(db, case_id, {"role": role, **told_})
        for role, told_ in (("applicant", a), ("respondent", b))
    ]
    old = (today - accepted).days
    if old < 10:
        return ""
    agreed = number % 9 != 4 or old > 60
    sat_on = accepted + dt.timedelta(days=4)
    sitting = {
        "case_id": case_id, "number": 1, "at": dt.datetime.combine(sat_on, dt.time(9, 30)),
        "place": room.room_name, "mediator_ids": staff[:2], "recorder_id": staff[2], "rights_told": True,
        "outcome": "agreed" if agreed else "not_agreed",
    }  # fmt: skip
    add(db, MediationSession, sitting)
    if not agreed:
        return ""
    agreement, last = _agree(db, case_id, sat_on, story, facts, parties)
    if last + dt.timedelta(days=6) < today and number % 7:
        visited = last + dt.timedelta(days=2)
        visit = {
            "case_id": case_id, "done_on": visited, "by_id": staff[0], "manner": "door", "performed": True,
            "satisfaction": "satisfied", "relapse": False, "note": "已按协议履行，双方见面说话。",
        }  # fmt: skip
        add(db, Visit, visit)
        if number % 6:
            closing = {"closed_on": visited, "retention": "long"}
            cases.close_case(
                db,
                case_id,
                {**closing, "goals": [c.code for c in code_list("closing_goal").active()]},
                [],
            )
    return agreement


def _agree(
    db: Session, case_id: str, on: dt.date, story: Any, facts: dict[str, Any], parties: list[str]
) -> tuple[str, dt.date]:
    first, last = on + dt.timedelta(days=10), on + dt.timedelta(days=40)
    half = Decimal(facts["amount"]) / 2
    agreement = cases.make_agreement(
        db, case_id,
        {
            "form": "written", "made_on": on, "terms": [x.format(**facts) for x in story["terms"]],
            "parties_signed_on": on, "mediator_signed_on": on, "sealed_on": on,
        },
        [
            {"party_id": parties[0], "what": story["deed"].format(**facts), "due_on": first},
            {"party_id": parties[0], "what": "支付第一期款", "amount": half, "manner": "cash", "due_on": first},
            {"party_id": parties[0], "what": "支付第二期款", "amount": half, "manner": "bank", "due_on": last},
        ],
    )  # fmt: skip
    return agreement, last


def _person(chance: random.Random, told: Any) -> dict[str, Any]:
    born = dt.date(1950, 1, 1) + dt.timedelta(days=chance.randrange(50 * 365))
    body = (
        f"990101{born:%Y%m%d}{chance.randrange(1000):03d}"  # 99: no such place, so no such person
    )
    return {
        "name": chance.choice(told["surnames"]) + chance.choice(told["given"]),
        "id_number": body + check_character(body), "ethnicity": "01", "occupation": "务农",
        "phone": f"1990000{chance.randrange(10000):04d}", "address": f"上河村{chance.randrange(1, 200)}号",
    }  # fmt: skip
