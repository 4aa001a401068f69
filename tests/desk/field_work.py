"""A room with a small grid tree, for tests of sweeps, calls and meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from app.desk import practice
from app.desk.desk import Desk
from app.desk.edit import add
from app.desk.room import own_room
from app.records import Place
from app.rules import mechanism

DAY = dt.date(2026, 3, 2)  # a Monday


def way(desk: Desk, **sections: Any) -> None:
    """The room works so."""
    usual = mechanism.told(mechanism.preset(mechanism.USUAL))
    desk.do(practice.put, desk.shelf.log, DAY, mechanism.read({**usual, **sections}))


def grow(db: Session, log: str, tree: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Grids by name → (name of the one above, kind); answers their ids."""
    room = own_room(db, log)
    ids: dict[str, str] = {}
    for name, (above, kind) in tree.items():
        told = {"room_id": room.id, "name": name, "parent_id": ids.get(above), "grid_kind": kind}
        ids[name] = add(db, Place, told)
    return ids


TREE = {
    "柳林镇": ("", "street"), "上河村": ("柳林镇", "village"), "一网格": ("上河村", "basic"),
    "二网格": ("上河村", "basic"), "学校": ("柳林镇", "special"), "甲微": ("一网格", "micro"),
}  # fmt: skip
