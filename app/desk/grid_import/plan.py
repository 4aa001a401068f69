"""Rows laid beside what stands: new, filling a gap, or there already. Nothing that stands is written over."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path as File
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.grid_changes import LONGEST_PATH
from app.desk.grid_import.draft import (
    FILLED,
    NEW,
    Change,
    Drafts,
    HouseholdDraft,
    Path,
    PersonDraft,
    PlaceDraft,
    Plan,
    Spot,
)
from app.desk.grid_import.rows import read
from app.desk.grid_import.standing import Standing, household_keys
from app.desk.ledger.places import plain
from app.desk.ledger.telling import masked
from app.desk.ledger.workbook import read_workbook
from app.records import Import, new_id
from app.rules.grid_tree import Node
from app.trouble import Trouble

GRIDS = "grid"  # Import.what


def drafts_of(file: File, today: dt.date) -> tuple[Drafts, str]:
    """What a file says, and its hash. It is read by a process of its own, within limits."""
    book = read_workbook(file)
    found = read(book, today)
    if not found.sheets:
        raise Trouble("grid_import.nothing_known", name=file.name)
    return found, hashlib.sha256(file.read_bytes()).hexdigest()


def make_plan(
    db: Session, log: str, file_name: str, told: tuple[Drafts, str], under: str | None = None
) -> Plan:
    """What taking it in would do now. `under`: the place that rows without a known top hang below."""
    drafts, digest = told
    drafts.doubts = [one for one in drafts.doubts if LAID not in one.key]
    plan = Plan(file_name, digest, drafts)
    plan.came_before = _came_before(db, digest)
    _Laying(Standing(db, log), plan, under).lay()
    return plan


LAID = ".laid_"
"""Doubts that come from what stands; they are found anew each time."""


def _came_before(db: Session, digest: str) -> str:
    asked = select(Import.taken_at).where(
        Import.sha256 == digest,
        Import.what == GRIDS,
        Import.void.is_(None),
        Import.taken_at.is_not(None),
    )
    moment = db.scalars(asked).first()
    return moment.strftime("%Y-%m-%d %H:%M") if moment else ""


class _Laying:
    """Goes through the drafts once: places first, then people, then households."""

    def __init__(self, standing: Standing, plan: Plan, under: str | None) -> None:
        self.standing, self.plan, self.under = standing, plan, under
        self.changes: dict[str, Change] = {}
        tree = standing.tree
        self.known: dict[tuple[str | None, str], str] = {}
        self.by_name: dict[str, list[str]] = {}
        self.by_code = {tree.nodes[one].code: one for one in tree.order if tree.nodes[one].code}
        self.nodes: dict[str, Node] = dict(tree.nodes)
        for one in tree.order:
            name = plain(tree.nodes[one].name)
            self.known.setdefault((tree.parent[one], name), one)
            self.by_name.setdefault(name, []).append(one)
        self.paths: dict[tuple[str, ...], str | None] = {}
        self.people: dict[str, list[tuple[str, dict[str, Any]]]] = {
            name: [(person.id, facts) for person, facts in some]
            for name, some in standing.people.items()
        }
        self.posts = set(standing.posts)
        self.works_at: dict[str | None, set[str | None]] = {}
        for person, _, place in self.posts:
            self.works_at.setdefault(person, set()).add(place)
        self.households = {key: one.id for key, one in standing.households.items()}

    def lay(self) -> None:
        drafts = self.plan.drafts
        for place in drafts.places:
            self._place(place)
        for person in drafts.people:
            self._person(person)
        for household in drafts.households:
            self._household(household)
        self.plan.changes = [c for c in self.changes.values() if c.verdict == NEW or c.values]

    # places

    def _place(self, draft: PlaceDraft) -> None:
        facts = dict(draft.facts)
        coded = self.by_code.get(facts.get("code", ""))
        if draft.room:
            room = self.standing.rooms.get(plain(draft.room))
            if room:
                facts["stands_for_id"] = room
            else:
                self.plan.drafts.doubt(draft.spot, "grid_import.doubt.laid_room", raw=draft.room)
        place_id = (
            coded
            if coded and self._is_called(coded, draft.path)
            else self.find(draft.path, draft.spot)
        )
        if place_id is None:
            return
        kind = draft.path[-1][1]
        self._fill(
            "place",
            place_id,
            {**({"grid_kind": kind} if kind else {}), **facts},
            draft.spot,
            self._facts(place_id),
        )
        if facts.get("code"):
            self.by_code.setdefault(facts["code"], place_id)

    def _is_called(self, place_id: str, path: Path) -> bool:
        return plain(self.nodes[place_id].name) == plain(path[-1][0])

    def _facts(self, place_id: str) -> dict[str, Any]:
        node = self.standing.tree.nodes.get(place_id)
        if node is None:
            return {}
        told = {
            "grid_kind": node.kind, "code": node.code, "households": node.households, "group": node.group,
            "stands_for_id": node.stands_for_id,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value not in (None, "")}

    def find(self, path: Path, spot: Spot) -> str | None:
        """The place of a path, made where it is new; nothing where several could be meant."""
        names = tuple(plain(name) for name, _ in path)
        if names in self.paths:
            return self.paths[names]
        if not path or len(path) > LONGEST_PATH:
            return None
        above, start = self._top(path, spot)
        if start < 0:
            self.paths[names] = None
            return None
        for name, kind in path[start:]:
            key = (above, plain(name))
            place_id = self.known.get(key)
            if place_id is None:
                place_id = self._new_place(name, kind, above)
                self.known[key] = place_id
            above = place_id
        self.paths[names] = above
        return above

    def _top(self, path: Path, spot: Spot) -> tuple[str | None, int]:
        """Where a path hangs: from the top, or from the one place that bears its first name. -1: several do."""
        first = plain(path[0][0])
        for above in dict.fromkeys((self.under, None)):
            if (above, first) in self.known:
                return above, 0
        bearing = [one for one in self.by_name.get(first, []) if self._is_inside(one)]
        if len(bearing) == 1:
            return bearing[0], 1
        if len(bearing) > 1:
            several = "；".join(self.standing.tree.told(one) or path[0][0] for one in bearing[:3])
            self.plan.drafts.doubt(
                spot, "grid_import.doubt.laid_several", raw=path[0][0], several=several
            )
            return None, -1
        return self.under, 0

    def _is_inside(self, place_id: str) -> bool:
        tree = self.standing.tree
        return self.under is None or place_id not in tree or tree.is_in(place_id, self.under)

    def _new_place(self, name: str, kind: str, above: str | None) -> str:
        id_ = new_id()
        values = {"name": name, "parent_id": above, "grid_kind": kind or None}
        told = {key: value for key, value in values.items() if value is not None}
        self.changes[id_] = Change("place", id_, NEW, told, name)
        self.nodes[id_] = Node(id_, above, name, kind)
        self.by_name.setdefault(plain(name), []).append(id_)
        return id_

    # people

    def _person(self, draft: PersonDraft) -> None:
        facts = dict(draft.facts)
        if draft.unit:
            unit = self.standing.units.get(plain(draft.unit))
            facts |= {"unit_id": unit} if unit else {}
            if not unit:
                title = f"{draft.unit} {facts.get('title', '')}".strip()[:60]
                facts["title"] = title
        places = [
            (role, self.find(path, draft.spot) if path else None, bool(path))
            for role, path in draft.posts
        ]
        here = [place for _, place, _ in places if place]
        person_id = self._who(draft, facts, here)
        for role, place, is_placed in places:
            if is_placed and place is None:
                continue  # which place is meant was asked already
            if (person_id, role, place) in self.posts:
                self._same("post")
                continue
            self.posts.add((person_id, role, place))
            self.works_at.setdefault(person_id, set()).add(place)
            told = {"person_id": person_id, "role": role, **({"place_id": place} if place else {})}
            id_ = new_id()
            self.changes[id_] = Change("post", id_, NEW, told, draft.name)

    def _who(self, draft: PersonDraft, facts: dict[str, Any], here: list[str]) -> str:
        """The person a row means: the same name and telephone; a name alone where nothing speaks against it."""
        same = self.people.setdefault(plain(draft.name), [])
        phone = plain(str(facts.get("phone", "")))
        called = [
            (id_, known)
            for id_, known in same
            if phone and plain(str(known.get("phone", ""))) == phone
        ]
        if not called:
            called = [(i, k) for i, k in same if not (phone and k.get("phone"))]
            near = [(i, k) for i, k in called if self.works_at.get(i, set()) & set(here)]
            called = near or called
            if len(called) > 1:
                self.plan.drafts.doubt(
                    draft.spot, "grid_import.doubt.laid_namesakes", raw=draft.name
                )
                called = []
        if called:
            id_, known = called[0]
            self._fill("person", id_, facts, draft.spot, known)
            known |= {name: value for name, value in facts.items() if name not in known}
            return id_
        if same and phone:
            self.plan.drafts.doubt(draft.spot, "grid_import.note.laid_namesake", raw=draft.name)
        return self._new_person(draft, facts, same)

    def _new_person(
        self, draft: PersonDraft, facts: dict[str, Any], same: list[tuple[str, dict[str, Any]]]
    ) -> str:
        id_, values = new_id(), {"name": draft.name, **facts}
        staff = self.standing.staff.get(plain(draft.name), [])
        if len(staff) == 1 and (not facts.get("phone") or staff[0].phone in (None, facts["phone"])):
            own = {
                name
                for name in ("name", "phone", "sex", "birth_on", "party_member")
                if getattr(staff[0], name) is not None
            }
            values = {name: value for name, value in values.items() if name not in own}
            values["mediator_id"] = staff[0].id
            self.plan.drafts.doubt(draft.spot, "grid_import.note.laid_mediator", raw=draft.name)
        self.changes[id_] = Change("person", id_, NEW, values, draft.name)
        same.append((id_, {"name": draft.name, **facts}))
        return id_

    # households

    def _household(self, draft: HouseholdDraft) -> None:
        place = self.find(draft.path, draft.spot)
        if place is None:
            return
        keys = household_keys(place, draft.facts.get("number", ""), draft.facts.get("head", ""))
        known = next((self.households[key] for key in keys if key in self.households), None)
        if known is None:
            id_ = new_id()
            label = draft.facts.get("number") or draft.facts.get("head") or ""
            self.changes[id_] = Change(
                "household", id_, NEW, {"place_id": place, **draft.facts}, label
            )
            self.households |= dict.fromkeys(keys, id_)
            return
        row = next(
            (self.standing.households[k] for k in keys if k in self.standing.households), None
        )
        told = (
            {n: getattr(row, n) for n in draft.facts if getattr(row, n) is not None} if row else {}
        )
        self._fill("household", known, draft.facts, draft.spot, told)

    # filling

    def _same(self, kind: str) -> None:
        self.plan.same[kind] = self.plan.same.get(kind, 0) + 1

    def _fill(
        self, kind: str, id_: str, facts: Mapping[str, Any], spot: Spot, known: Mapping[str, Any]
    ) -> None:
        """Put facts where nothing stands; what stands otherwise is named and stays."""
        change = self.changes.get(id_)
        if change is None:
            change = self.changes[id_] = Change(kind, id_, FILLED, {})
        told = {**known, **change.values}
        for name, value in facts.items():
            if name not in told:
                change.values[name] = value
            elif not _is_same(told[name], value):
                self._differs(kind, name, spot, told[name], value)
        if change.verdict == FILLED and not change.values:
            self._same(kind)

    def _differs(self, kind: str, name: str, spot: Spot, stands: Any, told: Any) -> None:
        from app.desk.grid_import.telling import shown_value

        self.plan.drafts.doubt(
            spot,
            "grid_import.doubt.laid_differs",
            raw=shown_value(kind, name, told),
            stands=masked(shown_value(kind, name, stands)),
            field=f"{kind}.{name}",
        )


def _is_same(a: Any, b: Any) -> bool:
    if isinstance(a, str) and isinstance(b, str):
        return plain(a) == plain(b)
    return bool(a == b)
