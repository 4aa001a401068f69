"""Registers of the grid: grids, people, households and units as tables to be printed or written out."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from app.codes import code_list
from app.desk import grid_people, units
from app.desk import households as homes
from app.desk.grid import tree
from app.desk.room import own_room
from app.records import masks
from app.rules.grid_tree import Tree
from app.rules.listing import Column, Listing, Value
from app.words import written

ZH = "zh_CN"  # what is printed is Chinese


def grid_listing(db: Session, log: str, on: dt.date, place_id: str | None = None) -> Listing:
    """网格一览表: a place and all below it, with heads, households and what lacks."""
    standing = tree(db, log)
    counted = homes.counted(standing, homes.listed(db))
    lacks = grid_people.lacks(db, log, on)
    heads: dict[str, list[str]] = {}
    for person in grid_people.people(db, log, on, roles=HEADS):
        for post in person.posts:
            if post.role in HEADS and post.place_id:
                heads.setdefault(post.place_id, []).append(person.name)
    kinds, roles = code_list("grid_kind"), code_list("post_role")
    rows: list[tuple[Value, ...]] = [
        (
            n, standing.told(one), kinds.label(standing.nodes[one].kind, ZH), standing.nodes[one].code,
            "、".join(heads.get(one, [])), counted[one], standing.nodes[one].group,
            "、".join(roles.label(role, ZH) for role in lacks[one].roles) if one in lacks else "",
        )
        for n, one in enumerate(_under(standing, place_id), 1)
    ]  # fmt: skip
    columns = [
        Column("序号", 0.5), Column("网格", 3), Column("类别", 1.4), Column("编号", 1.2), Column("网格长", 1.2),
        Column("户数", 0.8, "户"), Column("网格群", 1.4), Column("还缺人员", 1.6),
    ]  # fmt: skip
    return _listing(db, log, "网格一览表", columns, rows)


HEADS = ("chief", "head", "micro_head")


def people_listing(db: Session, log: str, on: dt.date, place_id: str | None = None) -> Listing:
    """网格人员名册: one line a post."""
    standing, roles = tree(db, log), code_list("post_role")
    inside = set(_under(standing, place_id))
    rows: list[tuple[Value, ...]] = []
    for person in grid_people.people(db, log, on, place_id=place_id, deep=True):
        posts = [p for p in person.posts if place_id is None or p.place_id in inside]
        for post in posts:
            where = standing.told(post.place_id)
            label = roles.label(post.role, ZH)
            rows.append(
                (len(rows) + 1, person.name, label, where, person.unit, person.title, person.phone)
            )
    columns = [
        Column("序号", 0.5), Column("姓名", 1), Column("角色", 1.4), Column("网格", 2.6), Column("单位", 1.4),
        Column("职务", 1.2), Column("联系电话", 1.4),
    ]  # fmt: skip
    listing = _listing(db, log, "网格人员名册", columns, rows)
    spare, workers = grid_people.reserve(db, log, on)
    listing.below.append(written("grids.reserve", workers=workers, count=spare))
    return listing


def household_listing(
    db: Session, log: str, place_id: str | None = None, *, whole: bool = False
) -> Listing:
    """住户登记表: heads, telephones and house numbers masked unless a person asks for them whole."""
    hide = _plain if whole else masks.masked
    standing, care = tree(db, log), code_list("special_group")
    found = homes.households(db, log, place_id, deep=True)
    place_of = {one: n for n, one in enumerate(standing.order)}
    found.sort(key=lambda one: place_of.get(one.place_id or "", len(place_of)))
    rows: list[tuple[Value, ...]] = [
        (
            n, standing.told(one.place_id), one.number, hide("name", one.head), one.people,
            hide("phone", one.phone), hide("address", one.address),
            "、".join(care.label(code, ZH) for code in one.care or ()),
        )
        for n, one in enumerate(found, 1)
    ]  # fmt: skip
    columns = [
        Column("序号", 0.5), Column("网格", 2.4), Column("门牌或户号", 1), Column("户主", 1), Column("人口", 0.6, "人"),
        Column("联系电话", 1.4), Column("住址", 2), Column("关爱对象", 1.2),
    ]  # fmt: skip
    return _listing(db, log, "住户登记表", columns, rows)


def _plain(_privacy: str, text: str | None) -> str:
    return text or ""


def unit_listing(db: Session, log: str) -> Listing:
    """响应单位通讯录."""
    kinds = code_list("unit_kind")
    rows: list[tuple[Value, ...]] = [
        (n, one.name, kinds.label(one.kind, ZH), one.contact, one.phone, one.hours or None)
        for n, one in enumerate(units.units(db, log), 1)
    ]
    columns = [
        Column("序号", 0.5), Column("单位", 2.4), Column("类别", 1.4), Column("联系人", 1.2), Column("联系电话", 1.6),
        Column("响应时限", 1, "小时"),
    ]  # fmt: skip
    return _listing(db, log, "响应单位通讯录", columns, rows)


def _under(standing: Tree, place_id: str | None) -> list[str]:
    return standing.below(place_id) if place_id else standing.order


def _listing(
    db: Session, log: str, title: str, columns: list[Column], rows: list[tuple[Value, ...]]
) -> Listing:
    room = own_room(db, log)
    above = [(written("grids.made_by"), room.room_name or room.committee or "")]
    return Listing(title, columns, rows, above=above)
