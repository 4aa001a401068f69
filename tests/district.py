"""Two rooms, their centre and perhaps the upper centre, each at its desk, and one stick that goes round."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.desk import enrolment, exchange
from app.desk.desk import Desk
from app.paths import DataDir
from app.store.shelf import Shelf
from tests.machines import SECRET, desk_in
from tests.once import once
from tests.town import enrol

ROOMS, UP = ("柳林", "石桥"), ("镇", "区")
PLACES = {
    "柳林": ("a", "柳林村调解室"), "石桥": ("b", "石桥村调解室"),
    "镇": ("c", "刁镇综治中心"), "区": ("d", "历城区综治中心"),
}  # fmt: skip


@dataclass
class District:
    """Places at their desks, and one stick."""

    usb: Path
    desks: dict[str, Desk] = field(default_factory=dict)

    def joins(self, lower: str, upper: str) -> None:
        enrol(self.desks[lower], self.desks[upper], self.usb)

    def carry(self, *names: str) -> None:
        """The stick goes round once in this order; each takes and then writes."""
        for name in names:
            if (self.usb / "ZJ").exists():
                exchange.take_bundles(self.desks[name], self.usb)
            if any(peer.trusted for peer in enrolment.known_places(self.desks[name])):
                exchange.make_bundle(self.desks[name], self.usb)

    def everyone(self) -> None:
        """What each wrote reaches all who may see it, on a stick that was empty before."""
        shutil.rmtree(self.usb / "ZJ", ignore_errors=True)
        up = [name for name in UP if name in self.desks]
        self.carry(*ROOMS, *up, *up[-2::-1], *ROOMS, *up)


def places(folder: Path, *names: str) -> District:
    """These places, of which none knows another yet."""
    told = District(folder / "usb")
    told.usb.mkdir()
    for name in names:
        below, called = PLACES[name]
        told.desks[name] = desk_in(folder / below, called, centre=name in UP)
    return told


def district(folder: Path, *, upper: bool = False) -> District:
    """Two rooms and their centre, and the centre above it where one wants it: each knows its own."""
    source, users = once(f"district {upper}", partial(_fill, upper=upper))
    shutil.copytree(source, folder, dirs_exist_ok=True)
    told = District(folder / "usb")
    for name, user in users.items():
        place = DataDir(folder / PLACES[name][0])
        told.desks[name] = Desk(Shelf.open(place.database, SECRET), place, user)
    return told


def _fill(folder: Path, *, upper: bool) -> dict[str, str]:
    made = places(folder, *ROOMS, *(UP if upper else UP[:1]))
    for room in ROOMS:
        made.joins(room, "镇")
    if upper:
        made.joins("镇", "区")
    for desk in made.desks.values():
        desk.close()
    return {name: desk.user for name, desk in made.desks.items()}
