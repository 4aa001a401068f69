"""Whose computer a log stands for: the place a person would telephone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.desk.computer_names import called
from app.desk.room import own_room
from app.desk.writers import LaneNames, told_apart
from app.records import Room, Workstation
from app.store import centres, lanes, peers
from app.words import say


@dataclass(frozen=True)
class Whose:
    """The places behind the logs, looked up once."""

    peers: dict[str, peers.Peer]
    stations: dict[str, tuple[str, str]]  # log → room id, name of the place
    lanes: dict[str, str]  # log → room id, or all
    own_room: str
    names: dict[str, str]  # of computers of one room, told apart
    own: dict[str, str]  # log → what a computer of our own room is called
    lane_names: LaneNames
    former: dict[str, str]  # log → name of a centre that was left
    centre: str  # name of the centre we report to, which can be asked; empty: none

    def place(self, log: str) -> str:
        """Its name; a lane is the centre's that writes in it."""
        peer = self.peers.get(log)
        if peer is not None:
            return self.names.get(log, peer.name)
        station = self.stations.get(log)
        if station is not None:
            return self.own.get(log) or station[1]
        told = self.former.get(log) or self.lane_names.of(log) or self.centre
        return told or say("alarm.somebody")


def look(db: Session, me: str) -> Whose:
    """As the peers, the records and the lanes tell it."""
    known = {one.log: one for one in peers.known(db)}
    told = select(Workstation.log, Workstation.room_id, Room.room_name, Room.committee)
    rows = db.execute(told.join(Room, Room.id == Workstation.room_id)).all()
    stations = {r.log: (r.room_id or "", r.room_name or r.committee or "") for r in rows if r.log}
    centre = centres.now(db)
    names, room = told_apart(db, known.values()), own_room(db, me).id
    own = called(db, (log for log, (where, _) in stations.items() if where == room))
    return Whose(
        known, stations, lanes.known(db), room, names, own, LaneNames.look(db),
        peers.former(db), centre.name if centre else "",
    )  # fmt: skip
