"""What a place wrote on rows of another has no effect anywhere, and nothing waits behind it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from nacl.signing import SigningKey

from app.desk import exchange, series, trust
from app.desk.desk import Desk
from app.desk.room import own_room
from app.records import Case, Place
from app.store import (
    absorb,
    annulled,
    chain,
    content,
    journal,
    lanes,
    owners,
    peers,
    set_aside,
)
from app.store.journal import ANNULLED
from app.sync import bundle
from tests import district as districts
from tests.district import District
from tests.machines import change, desk_in, forged, name_place, register, rows_on


@pytest.fixture
def district(tmp_path: Path) -> District:
    """Two rooms, their centre, the upper centre."""
    return districts.district(tmp_path, upper=True)


def named_for_all(district: District) -> str:
    place = district.desks["镇"].do_in(lanes.ALL, name_place, "刁镇")
    district.everyone()
    return place


def renamed(district: District, place: str, to: str = "占了") -> str:
    """A tampered program of 柳林 writes on it all the same; answers its entry."""
    room = district.desks["柳林"]
    with room.shelf.reading() as db:
        row = db.get(Place, place)
        assert row is not None
        base = row.v["*"]
    forged(room, [["u", "place", place, {"name": [[base], to]}]])
    with room.shelf.reading() as db:
        return journal.have(db)[room.shelf.log][0][1]


def name_of(desk: Desk, place: str) -> str | None:
    return desk.look(lambda db: db.get(Place, place).name)  # type: ignore[union-attr]


def state_of(desk: Desk, id_: str) -> int | None:
    with desk.shelf.engine.connect() as link:
        told = link.exec_driver_sql("SELECT state FROM entry WHERE id = ?", (id_,)).scalar()
    return None if told is None else int(told)


def test_nothing_waits_behind_it_at_its_centre_and_above(district: District) -> None:
    place = named_for_all(district)
    wrong = renamed(district, place)
    case = district.desks["柳林"].do(register, "后来的事")
    district.everyone()
    for name in ("镇", "区"):
        desk = district.desks[name]
        assert state_of(desk, wrong) == ANNULLED
        assert name_of(desk, place) == "刁镇"
        assert desk.look(lambda db: db.get(Case, case)) is not None
        assert desk.look(journal.waiting) == 0
        (told,) = desk.look(set_aside.listed)
        assert told.id == wrong
    assert district.desks["镇"].look(set_aside.counts) == {owners.FOREIGN: 1}
    assert district.desks["区"].look(set_aside.counts) == {annulled.TOLD: 1}


def test_the_room_itself_hears_of_it_and_keeps_what_it_wrote(district: District) -> None:
    """Nobody lets others take away what he wrote; a room-mate of his would."""
    place = named_for_all(district)
    wrong = renamed(district, place)
    district.everyone()
    assert name_of(district.desks["柳林"], place) == "占了"
    assert state_of(district.desks["柳林"], wrong) != ANNULLED
    assert name_of(district.desks["石桥"], place) == "刁镇"


def test_what_was_applied_before_it_was_told_is_taken_back(district: District) -> None:
    upper = district.desks["区"]
    place = named_for_all(district)
    wrong = renamed(district, place)
    with district.desks["柳林"].shelf.reading() as db:
        entries = list(journal.entries_lacking(db, upper.look(journal.have)))
    upper.shelf.take(entries, lambda link, done: None, district.desks["镇"].shelf.log)
    assert name_of(upper, place) == "占了"
    district.everyone()
    assert name_of(upper, place) == "刁镇"
    assert state_of(upper, wrong) == ANNULLED
    assert same_after_rebuild(upper)


def same_after_rebuild(desk: Desk) -> bool:
    with (
        desk.shelf.engine.execution_options(writing=True).connect() as link,
        link.begin() as change,
    ):
        before = rows_on(link)
        absorb.rebuild(link)
        after = rows_on(link)
        change.rollback()
    return bool(before) and before == after


def test_a_rebuild_leaves_it_without_effect(district: District) -> None:
    place = named_for_all(district)
    renamed(district, place)
    district.everyone()
    assert all(same_after_rebuild(district.desks[name]) for name in ("镇", "区"))


def test_it_counts_once_whoever_judged_finds_otherwise(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = named_for_all(district)
    wrong = renamed(district, place)
    district.everyone()
    centre, upper = district.desks["镇"], district.desks["区"]
    assert centre.shelf.take_up().new == 0
    with monkeypatch.context() as other:
        other.setattr("app.store.owners.Owners.check", lambda *_: True)
        assert centre.shelf.take_up().new == 1
    assert (name_of(centre, place), state_of(centre, wrong)) == ("占了", journal.APPLIED)
    assert centre.look(set_aside.listed) == []
    district.everyone()
    assert (name_of(upper, place), state_of(upper, wrong)) == ("占了", journal.APPLIED)
    assert upper.look(set_aside.listed) == []
    assert same_after_rebuild(centre)
    assert same_after_rebuild(upper)


def test_a_room_annuls_nothing_and_a_lower_centre_only_what_is_of_its_place(
    district: District, tmp_path: Path
) -> None:
    district.desks["山村"] = desk_in(tmp_path / "e", "山村调解室")
    district.joins("山村", "区")
    theirs = district.desks["山村"].do(register, "别处的案件")
    ours = district.desks["柳林"].do(register, "本镇的案件")
    district.everyone()
    district.carry("山村", "区")
    upper = district.desks["区"]
    ids = {
        desk: [id_ for _, id_ in desk.look(journal.have)[desk.shelf.log]]
        for desk in (district.desks["山村"], district.desks["柳林"])
    }
    wanted = {id_ for some in ids.values() for id_ in some}
    with upper.shelf.reading() as db:
        told = bundle_naming(wanted)
        by_role = {
            one.role: trust.word_of(db, one, told).annulled
            for one in peers.known(db)
            if one.name in {"刁镇综治中心", "山村调解室"}
        }
    assert by_role == {"lower": set(ids[district.desks["柳林"]]), "room": set()}
    assert theirs != ours


def bundle_naming(ids: set[str]) -> Any:
    return bundle.Header(
        1, 1, "", "", [], bundle.Card("", "", ""), {}, 0, 0, [], annulled=sorted(ids)
    )


def test_more_than_so_many_of_one_log_only_stand_aside(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annulled, "MOST", 2)
    place = named_for_all(district)
    all_ = [renamed(district, place, f"占了{n}") for n in range(4)]
    exchange.make_bundle(district.desks["柳林"], district.usb)
    exchange.take_bundles(district.desks["镇"], district.usb)
    centre, logs = district.desks["镇"], [district.desks["柳林"].shelf.log]
    assert [state_of(centre, id_) for id_ in all_] == [ANNULLED, ANNULLED, None, 0]
    assert centre.look(lambda db: annulled.of(db, logs, peers.CENTRE)) == all_[:2]


@pytest.mark.parametrize("odd", ["a/b", "plain"])
def test_a_row_is_found_however_its_id_is_written(tmp_path: Path, odd: str) -> None:
    """JSON may write an id with escapes; the row is made of all that touch it all the same."""
    desk = desk_in(tmp_path / "a")
    key = SigningKey.generate()
    written = [["i", "case", odd, {"summary": "一"}]], [["u", "case", odd, {"remark": [[], "二"]}]]
    one = chain.write(
        key, seq=1, prev=None, see=[], lam=1, wall="w", user="u", ops=written[0], verb="v"
    )
    two = escaped(key, one, written[1], odd)
    bad = chain.write(
        key, seq=3, prev=two.id, see=[], lam=3, wall="w", user="u", verb="v",
        ops=[["u", "case", odd, {"happened_at": [[], "三"]}]],
    )  # fmt: skip
    desk.shelf.take([one, two, bad], lambda link, done: None)
    with desk.shelf.local_writing() as link:
        assert annulled.annul(link, [bad.id], "whoever") == {("case", odd)}
        assert annulled.annul(link, [bad.id], "whoever") == set()
    row = desk.look(lambda db: db.get(Case, odd))
    assert row is not None
    assert (row.summary, row.remark, row.happened_at) == ("一", "二", None)


def escaped(key: SigningKey, after: chain.Entry, ops: list[Any], row: str) -> chain.Entry:
    """The next entry, its row id in another spelling."""
    spelt = {"a/b": r"a\/b", "plain": r"pl\u0061in"}[row]
    plain = chain.write(
        key, seq=2, prev=after.id, see=[], lam=2, wall="w", user="u", ops=ops, verb="v"
    )
    body = plain.body.replace(row.encode(), spelt.encode())
    assert body != plain.body
    one = _signed(key, plain, body)
    assert content.read(one).places == {("case", row)}
    return one


def _signed(key: SigningKey, plain: chain.Entry, body: bytes) -> chain.Entry:
    header = plain.header.replace(
        plain.head.body_sha256.encode(), chain.b64(hashlib.sha256(body).digest()).encode()
    )
    return chain.read(header, body, key.sign(chain.DOMAIN + header).signature)


def test_what_a_centre_brings_in_its_new_log_is_of_its_place(district: District) -> None:
    """Its first bundle carries a lane nobody above heard of, and what a known room wrote on rows in it."""
    room, centre, upper = (district.desks[name] for name in ("柳林", "镇", "区"))
    district.everyone()
    series.begin_anew(centre)
    own = room.look(lambda db: own_room(db, room.shelf.log).id)
    case = centre.do_in(own, register, "中心替柳林登记的")
    district.carry("镇", "柳林")
    room.do(change, case, remark="柳林接着办")
    for path in (district.usb / "ZJ").iterdir():
        path.unlink()
    exchange.make_bundle(room, district.usb)
    district.carry("镇", "区")
    assert upper.look(set_aside.listed) == []
    assert upper.look(lambda db: db.get(Case, case).remark) == "柳林接着办"  # type: ignore[union-attr]


def test_of_an_honest_world_nothing_is_annulled(district: District) -> None:
    case = district.desks["柳林"].do(register)
    district.everyone()
    district.desks["镇"].do(change, case, remark="请三日内回访")
    district.everyone()
    for desk in district.desks.values():
        with desk.shelf.reading() as db:
            assert not annulled.is_any(db.connection())
        assert desk.look(lambda db, at=desk: own_room(db, at.shelf.log)) is not None
