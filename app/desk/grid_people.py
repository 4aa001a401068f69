"""网格人员: people with several posts each; a mediator of ours is named, not typed again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import edit, practice
from app.desk import households as homes
from app.desk import room as rooms
from app.desk.grid import tree
from app.records import Mediator, Person, Post, Unit
from app.rules import grid_check
from app.rules.grid_check import Lack
from app.rules.grid_tree import Tree
from app.trouble import Trouble

MEDIATES = "grid_mediator"
"""The role a mediator has in the grid he is bound to (Mediator.place_id)."""


@dataclass(frozen=True)
class PostLine:
    """One role of a person, perhaps in one grid. One that a mediator's binding tells has no id."""

    id: str
    role: str
    place_id: str | None
    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True)
class PersonLine:
    """A person with all posts held on the day that was asked for."""

    id: str
    name: str
    sex: str
    birth_on: dt.date | None
    title: str
    phone: str
    party_member: bool | None
    unit_id: str | None
    unit: str
    mediator_id: str | None
    left_on: dt.date | None
    remark: str
    posts: tuple[PostLine, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Each role once."""
        return tuple(dict.fromkeys(post.role for post in self.posts))


@dataclass(frozen=True)
class Overview:
    """The tree, households by place, and what lacks."""

    tree: Tree
    counted: dict[str, int | None]
    lacks: dict[str, Lack]


def people(
    db: Session,
    log: str,
    on: dt.date,
    *,
    place_id: str | None = None,
    deep: bool = False,
    role: str = "",
    roles: Iterable[str] = (),
    ids: Iterable[str] | None = None,
    gone_too: bool = False,
    everywhere: bool = False,
) -> list[PersonLine]:
    """The people of this room by name, with their posts of a day; those of a place, of a role, of these ids.

    `everywhere`: at a centre those of the rooms below too.
    """
    room = rooms.own_room(db, log)
    wanted = {role, *roles} - {""}
    places = _places(db, log, place_id, deep=deep)
    asked = select(Person).where(Person.void.is_(None))
    if not everywhere:
        asked = asked.where(Person.room_id == room.id)
    if ids is not None:
        asked = asked.where(Person.id.in_(list(ids)))
    if places is not None:
        posted = select(Post.person_id).where(Post.place_id.in_(places), Post.void.is_(None))
        bound = select(Mediator.id).where(Mediator.place_id.in_(places))
        asked = asked.where(Person.id.in_(posted) | Person.mediator_id.in_(bound))
    if not gone_too:
        asked = asked.where(Person.left_on.is_(None) | (Person.left_on > on))
    rows = list(db.scalars(asked))
    staff = {one.id: one for one in db.scalars(select(Mediator).where(Mediator.void.is_(None)))}
    names = {id_: name or "" for id_, name in db.execute(select(Unit.id, Unit.name))}
    held = posts_by_person(db, on)
    found = []
    for row in rows:
        line = _line(row, staff.get(row.mediator_id or ""), names, held.get(row.id, []))
        fits = [p for p in line.posts if not wanted or p.role in wanted]
        fits = [p for p in fits if places is None or p.place_id in places]
        if fits or (not wanted and places is None):
            found.append(line)
    return sorted(found, key=lambda line: (line.name, line.id))


def records(db: Session, ids: Iterable[str]) -> dict[str, Person]:
    """The records of these people."""
    return {one.id: one for one in db.scalars(select(Person).where(Person.id.in_(list(ids))))}


def _places(db: Session, log: str, place_id: str | None, *, deep: bool) -> set[str] | None:
    if place_id is None:
        return None
    return set(tree(db, log).below(place_id)) if deep else {place_id}


def posts_by_person(db: Session, on: dt.date) -> dict[str, list[PostLine]]:
    """Every post held on a day."""
    found: dict[str, list[PostLine]] = {}
    columns = (Post.id, Post.person_id, Post.role, Post.place_id, Post.since, Post.until)
    rows = db.execute(select(*columns).where(Post.void.is_(None)).order_by(Post.since, Post.id))
    for id_, person, role, place, since, until in rows:
        if (since is None or since <= on) and (until is None or until > on):
            found.setdefault(person or "", []).append(
                PostLine(id_, role or "", place, since, until)
            )
    return found


def _line(
    row: Person, mediator: Mediator | None, units: Mapping[str, str], held: list[PostLine]
) -> PersonLine:
    """A mediator's own record tells what it knows; the person's the rest."""
    posts = list(held)
    bound = mediator.place_id if mediator is not None else None
    if bound and all((p.role, p.place_id) != (MEDIATES, bound) for p in posts):
        posts.append(PostLine("", MEDIATES, bound, None, None))
    return PersonLine(
        row.id, told(row, mediator, "name") or "", told(row, mediator, "sex") or "",
        told(row, mediator, "birth_on"), row.title or (mediator.duty if mediator else "") or "",
        told(row, mediator, "phone") or "", told(row, mediator, "party_member"), row.unit_id,
        units.get(row.unit_id or "", ""), row.mediator_id if mediator else None,
        row.left_on or (mediator.left_on if mediator else None), row.remark or "", tuple(posts),
    )  # fmt: skip


def told(row: Person, mediator: Mediator | None, name: str) -> Any:
    """A fact of a person; of a mediator what his own record says comes first."""
    own = getattr(row, name)
    known = getattr(mediator, name) if mediator is not None else None
    return own if known is None else known


def add_person(
    db: Session, log: str, values: Mapping[str, Any], posts: Iterable[Mapping[str, Any]] = ()
) -> str:
    """A person with posts; a mediator who is known already only gets the posts. Returns the id."""
    given = edit.checked(Person, dict(values))
    room = rooms.own_room(db, log)
    mediator_id = given.get("mediator_id")
    if not given.get("name") and not mediator_id:
        raise Trouble("people.no_name")
    known = of_mediator(db, room.id, mediator_id) if mediator_id else None
    person_id = known or edit.add(db, Person, {"room_id": room.id, **given})
    for post in posts:
        add_post(db, person_id, post)
    return person_id


def of_mediator(db: Session, room_id: str, mediator_id: str) -> str | None:
    """The person a mediator is, where he is among the people already."""
    edit.get(db, Mediator, mediator_id)
    waiting = (p for p in db.new if isinstance(p, Person) and p.mediator_id == mediator_id)
    fresh = next(waiting, None)
    if fresh is not None:
        return fresh.id
    asked = select(Person.id).where(
        Person.room_id == room_id, Person.mediator_id == mediator_id, Person.void.is_(None)
    )
    return db.scalars(asked.order_by(Person.id)).first()


def edit_person(
    db: Session, person_id: str, changes: Mapping[str, Any], seen: dict[str, str] | None = None
) -> None:
    """Change facts of a person; what his record as a mediator knows is changed there, so that it stands once."""
    given = edit.checked(Person, dict(changes))
    row = edit.get(db, Person, person_id)
    mediator = db.get(Mediator, row.mediator_id) if row.mediator_id else None
    if "name" in given and not given["name"] and mediator is None:
        raise Trouble("people.no_name")
    if mediator is not None:
        of_both = {n: v for n, v in given.items() if n in _OF_BOTH}
        if of_both:
            edit.edit(db, Mediator, mediator.id, of_both)
        given = {n: v for n, v in given.items() if n not in _OF_BOTH}
    edit.edit(db, Person, person_id, given, seen)


_OF_BOTH = ("name", "sex", "birth_on", "phone", "party_member")


def make_mediator(db: Session, log: str, person_id: str, on: dt.date, duty: str = "") -> str:
    """聘任: one of the people becomes a mediator of the room; nothing is typed again. Returns the mediator's id."""
    row = edit.get(db, Person, person_id)
    if row.mediator_id:
        return row.mediator_id
    room = rooms.own_room(db, log)
    staff = rooms.mediators(db, room.id)
    values = {name: getattr(row, name) for name in _OF_BOTH}
    position = max([one.position or 0 for one in staff], default=0) + 1
    made = edit.add(
        db, Mediator,
        {"room_id": room.id, "position": position, "duty": duty, "appointed_on": on, **values},
    )  # fmt: skip
    row.mediator_id = made
    return made


def bind_mediator(db: Session, mediator_id: str, place_id: str | None) -> None:
    """一格四员: a mediator is bound to a grid."""
    edit.edit(db, Mediator, mediator_id, {"place_id": place_id})


def leave(db: Session, person_id: str, on: dt.date) -> None:
    """离任: from a day on a person holds no post."""
    edit.edit(db, Person, person_id, {"left_on": on})
    held = select(Post).where(
        Post.person_id == person_id, Post.void.is_(None), Post.until.is_(None)
    )
    for post in db.scalars(held):
        post.until = on


def void_person(db: Session, person_id: str, reason: str) -> None:
    """作废 with every post: typed by mistake."""
    edit.void(db, Person, person_id, reason)
    for post in db.scalars(select(Post).where(Post.person_id == person_id, Post.void.is_(None))):
        post.void = reason.strip()[:200]


def add_post(db: Session, person_id: str, values: Mapping[str, Any]) -> str:
    """任职: one more role of a person. One he holds there already is not put down twice."""
    given = edit.checked(Post, dict(values))
    if not given.get("role"):
        raise Trouble("people.no_role")
    edit.get(db, Person, person_id)
    wanted = (person_id, given["role"], given.get("place_id"))
    for one in [*db.new, *db.scalars(select(Post).where(Post.person_id == person_id))]:
        if not isinstance(one, Post) or one.void is not None or one.until is not None:
            continue
        if (one.person_id, one.role, one.place_id) == wanted:
            return one.id
    return edit.add(db, Post, {"person_id": person_id, **given})


def end_post(db: Session, post_id: str, on: dt.date) -> None:
    """卸任."""
    edit.edit(db, Post, post_id, {"until": on})


def void_post(db: Session, post_id: str, reason: str) -> None:
    """作废: a post typed by mistake."""
    edit.void(db, Post, post_id, reason)


def roles_by_place(db: Session, on: dt.date) -> dict[str, set[str]]:
    """Which roles somebody holds in each grid on a day."""
    found: dict[str, set[str]] = {}
    staying = select(Person.id).where(
        Person.void.is_(None), Person.left_on.is_(None) | (Person.left_on > on)
    )
    here = set(db.scalars(staying))
    for person, posts in posts_by_person(db, on).items():
        for post in posts:
            if person in here and post.place_id:
                found.setdefault(post.place_id, set()).add(post.role)
    bound = select(Mediator.place_id).where(
        Mediator.void.is_(None), Mediator.place_id.is_not(None),
        Mediator.left_on.is_(None) | (Mediator.left_on > on),
    )  # fmt: skip
    for place in db.scalars(bound):
        found.setdefault(place or "", set()).add(MEDIATES)
    return found


def lacks(db: Session, log: str, on: dt.date) -> dict[str, Lack]:
    """Which grid lacks which people and whose households are not as the mechanism wants them; in order."""
    return overview(db, log, on).lacks


def overview(db: Session, log: str, on: dt.date) -> Overview:
    """The tree with its households, what lacks and the cases, each looked up once."""
    standing = tree(db, log)
    wanted = practice.standing(db, log).grid
    counted = homes.counted(standing, homes.listed(db))
    found = grid_check.lacks(standing, wanted, roles_by_place(db, on), counted)
    return Overview(standing, counted, found)


def reserve(db: Session, log: str, on: dt.date) -> tuple[int, int]:
    """后备干部 among those who work in the grids, and how many these are (龙桑寺: 30 of 100)."""
    groups = {one.code: one.facts.get("group") for one in code_list("post_role")}
    workers = [one for one in people(db, log, on) if {groups.get(r) for r in one.roles} & WORKING]
    return sum(RESERVE in one.roles for one in workers), len(workers)


WORKING = frozenset({"head", "worker"})
RESERVE = "reserve"


def person_called(db: Session, log: str, on: dt.date, told_: str) -> str:
    """The person a command line means: the id, the beginning of it, or a name only one bears."""
    known = people(db, log, on, gone_too=True)
    found = [p.id for p in known if told_ in (p.id, p.name)]
    found = found or [p.id for p in known if len(told_) >= 6 and p.id.startswith(told_)]
    if len(found) != 1:
        raise not_one(told_, len(found))
    return found[0]


def not_one(name: str, count: int) -> Trouble:
    """Why a name does not tell who is meant: nobody bears it, or several do."""
    if count:
        return Trouble("people.several", name=name, count=count)
    return Trouble("people.no_such_name", name=name)
