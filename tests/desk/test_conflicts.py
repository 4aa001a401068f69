"""待核对: two sides stand side by side until a person decides, and the decision is told for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from app.desk import cases, conflicts, edit, history
from app.desk.desk import Desk
from app.records import Agreement, Case, KeyPerson, MediationSession, Mediator, Party, Workstation
from app.store import absorb, keys
from app.store.shelf import Shelf
from app.trouble import Trouble
from tests import servers
from tests.machines import change, desk_in, entries, register, shelf_in, state, take


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return desk_in(tmp_path / "a")


@pytest.fixture
def other(tmp_path: Path, desk: Desk) -> Shelf:
    """Another computer of the room, with a name of its own."""
    shelf = shelf_in(tmp_path / "b")
    take(shelf, entries(desk.shelf))

    def set_up(db: Session) -> str:
        first = db.query(Workstation).one()
        station = Workstation(room_id=first.room_id, log=shelf.log, letter="B", name="前台电脑")
        who = Mediator(room_id=first.room_id, name="苗秀英")
        db.add_all([station, who])
        return who.id

    shelf.write("", "set_up", set_up)
    take(desk.shelf, entries(shelf))
    return shelf


def person(shelf: Shelf, name: str = "苗秀英") -> str:
    with shelf.reading() as db:
        return db.query(Mediator).filter(Mediator.name == name).one().id


def meet(desk: Desk, other: Shelf) -> None:
    take(other, entries(desk.shelf))
    take(desk.shelf, entries(other))


def parted(desk: Desk, other: Shelf, one: Any, two: Any, name: str = "summary") -> str:
    """A case in which each side wrote a field without the other."""
    case_id = desk.do(register, file_no="柳人调〔2026〕1号")
    meet(desk, other)
    desk.do(change, case_id, **{name: one})
    other.write(person(other), "change", partial(change, case_id=case_id, **{name: two}))
    meet(desk, other)
    return case_id


def test_both_values_stand_side_by_side_with_who_where_and_when(
    desk: Desk, other: Shelf, held_clock: Callable[[dt.datetime | None], None]
) -> None:
    case_id = parted(desk, other, "甲说", "乙说")
    (told,) = desk.look(conflicts.open_conflicts)
    assert (told.sort, told.kind, told.row, told.field) == (
        "two_values", "case", case_id, "summary",
    )  # fmt: skip
    assert (told.case_id, told.file_no) == (case_id, "柳人调〔2026〕1号")
    assert {value.words for value in told.values} == {"甲说", "乙说"}
    assert [value.shown for value in told.values] == [True, False]
    hands = {value.words: value.hands[0] for value in told.values}
    assert (hands["甲说"].who, hands["甲说"].where) == ("孟广田", "柳林村调解室 · 第一台电脑")
    assert (hands["乙说"].who, hands["乙说"].where) == ("苗秀英", "柳林村调解室 · 前台电脑（B机）")
    assert {hand.when for hand in hands.values()} == {"2026-03-02 09:00"}
    assert not any(hand.doubtful for hand in hands.values())
    assert hands["甲说"].said == "孟广田　柳林村调解室 · 第一台电脑　2026-03-02 09:00"
    with other.reading() as db:
        assert conflicts.open_conflicts(db)[0].values == told.values


def test_a_time_that_cannot_be_true_is_told(
    desk: Desk, other: Shelf, held_clock: Callable[[dt.datetime | None], None]
) -> None:
    case_id = desk.do(register)
    meet(desk, other)
    desk.do(change, case_id, summary="甲说")
    held_clock(dt.datetime(1970, 1, 1, 0, 3))
    other.write(person(other), "change", partial(change, case_id=case_id, summary="乙说"))
    held_clock(dt.datetime(2026, 3, 2, 9, 0))
    meet(desk, other)
    (told,) = desk.look(conflicts.open_conflicts)
    hands = {value.words: value.hands[0] for value in told.values}
    assert hands["乙说"].doubtful
    assert "未校准" in hands["乙说"].when_said
    assert not hands["甲说"].doubtful


@pytest.mark.parametrize("choice", ["甲说", "乙说"])
def test_choosing_one_settles_it_everywhere(desk: Desk, other: Shelf, choice: str) -> None:
    case_id = parted(desk, other, "甲说", "乙说")
    (told,) = desk.look(conflicts.open_conflicts)
    version = next(value.version for value in told.values if value.words == choice)
    desk.do(conflicts.take, "case", case_id, "summary", version, told.versions)
    meet(desk, other)
    for shelf in (desk.shelf, other):
        with shelf.reading() as db:
            assert conflicts.count(db) == 0
            case = db.get(Case, case_id)
            assert case is not None
            assert case.summary == choice
    assert state(desk.shelf) == state(other)


def test_a_third_text_may_be_typed(desk: Desk, other: Shelf) -> None:
    case_id = parted(desk, other, "甲说", "乙说")
    desk.do(conflicts.close, "case", case_id, "summary", " 甲说，乙也说 ")
    assert desk.look(conflicts.open_conflicts) == []
    assert desk.look(edit.get, Case, case_id).summary == "甲说，乙也说"


@pytest.mark.parametrize(
    ("name", "one", "two"),
    [
        ("summary", "同一句话", "同一句话 "),
        ("requests", ["赔５元"], ["赔5元"]),
        ("void", "错了", "重了"),
    ],
)
def test_technical_differences_ask_nobody(
    desk: Desk, other: Shelf, name: str, one: Any, two: Any
) -> None:
    case_id = parted(desk, other, one, two, name)
    assert desk.look(conflicts.count) == 0
    assert desk.look(conflicts.of_case, case_id) == []
    with pytest.raises(Trouble) as why:
        desk.look(conflicts.find, "case", case_id, name)
    assert why.value.key == "conflict.none"


def test_both_sides_saying_the_same_stand_as_one_value(
    desk: Desk, other: Shelf, tmp_path: Path
) -> None:
    third = shelf_in(tmp_path / "c")
    case_id = desk.do(register)
    meet(desk, other)
    take(third, entries(desk.shelf))
    third.write("", "change", partial(change, case_id=case_id, summary="乙说 "))
    desk.do(change, case_id, summary="甲说")
    other.write(person(other), "change", partial(change, case_id=case_id, summary="乙说"))
    take(other, entries(third))
    meet(desk, other)
    (told,) = desk.look(conflicts.open_conflicts)
    assert sorted(len(value.hands) for value in told.values) == [1, 2]
    stranger = keys.fingerprint(third.log)  # nobody has told yet whose computer that is
    hands = [hand for value in told.values for hand in value.hands if hand.where == stranger]
    assert [hand.said.count(stranger) for hand in hands] == [1]


def test_a_value_that_arrived_meanwhile_is_not_closed_unseen(
    desk: Desk, other: Shelf, tmp_path: Path
) -> None:
    third = shelf_in(tmp_path / "c")
    case_id = parted(desk, other, "甲说", "乙说")
    take(third, entries(desk.shelf)[:4])
    third.write("", "change", partial(change, case_id=case_id, summary="丙说"))
    (seen,) = desk.look(conflicts.open_conflicts)
    take(desk.shelf, entries(third))
    with pytest.raises(Trouble) as why:
        desk.do(conflicts.close, "case", case_id, "summary", "定了", seen.versions)
    assert why.value.key == "conflict.changed"
    desk.do(conflicts.close, "case", case_id, "summary", "定了")
    assert desk.look(conflicts.count) == 0


def test_what_is_settled_already_is_said(desk: Desk, other: Shelf) -> None:
    case_id = parted(desk, other, "甲说", "乙说")
    with pytest.raises(Trouble) as why:
        desk.do(conflicts.take, "case", case_id, "summary", "no such version")
    assert why.value.key == "conflict.no_such_value"
    desk.do(conflicts.close, "case", case_id, "summary", "定了")
    for name in ("summary", "remark", "no_such_field"):
        with pytest.raises(Trouble) as why:
            desk.do(conflicts.close, "case", case_id, name, "又定")
        assert why.value.key == "conflict.none"


def test_two_closings_without_each_other_are_a_conflict_again(desk: Desk, other: Shelf) -> None:
    case_id = parted(desk, other, "甲说", "乙说")
    desk.do(conflicts.close, "case", case_id, "summary", "依甲")
    closing = partial(conflicts.close, kind="case", row=case_id, name="summary", value="依乙")
    other.write(person(other), "close", closing)
    meet(desk, other)
    (told,) = desk.look(conflicts.open_conflicts)
    assert {value.words for value in told.values} == {"依甲", "依乙"}


def test_a_case_made_void_here_and_worked_on_there_asks(desk: Desk, other: Shelf) -> None:
    case_id = desk.do(register)
    meet(desk, other)
    desk.do(edit.void, Case, case_id, "登记错了")
    add = partial(cases.add_session, case_id=case_id, values={"place": "村委会"})
    other.write(person(other), "add_session", add)
    meet(desk, other)
    for shelf in (desk.shelf, other):
        with shelf.reading() as db:
            (told,) = conflicts.open_conflicts(db)
            assert (told.sort, told.field) == ("gone_and_changed", "void")
            assert told.values[1].hands[0].who == "苗秀英"
    version = told.values[1].version
    desk.do(conflicts.take, "case", case_id, "void", version, told.versions)
    meet(desk, other)
    with other.reading() as db:
        assert conflicts.count(db) == 0
        assert db.get(Case, case_id).void is None  # type: ignore[union-attr]
        assert db.query(MediationSession).one().place == "村委会"


def test_a_case_may_stay_void_though_somebody_went_on(desk: Desk, other: Shelf) -> None:
    case_id = desk.do(register)
    meet(desk, other)
    desk.do(edit.void, Case, case_id, "登记错了")
    other.write(person(other), "change", partial(change, case_id=case_id, remark="去看过"))
    meet(desk, other)
    told = desk.look(conflicts.find, "case", case_id, "void")
    desk.do(conflicts.take, "case", case_id, "void", told.values[0].version)
    assert desk.look(conflicts.count) == 0
    assert desk.look(edit.get, Case, case_id).void == "登记错了"


def test_a_case_made_void_by_somebody_who_saw_everything_asks_nobody(
    desk: Desk, other: Shelf
) -> None:
    case_id = desk.do(register)
    meet(desk, other)
    other.write(person(other), "change", partial(change, case_id=case_id, remark="去看过"))
    meet(desk, other)
    desk.do(edit.void, Case, case_id, "登记错了")
    meet(desk, other)
    assert desk.look(conflicts.count) == 0


def sealed(desk: Desk) -> tuple[str, str]:
    case_id = desk.do(register, file_no="柳人调〔2026〕2号")
    day = dt.date(2026, 3, 1)
    told = {
        "form": "written", "terms": ["拆除滴水檐"], "made_on": day, "parties_signed_on": day,
        "mediator_signed_on": day, "sealed_on": day,
    }  # fmt: skip
    return case_id, desk.do(cases.make_agreement, case_id, told)


def alter(db: Session, agreement_id: str, terms: list[str]) -> None:
    agreement = db.get(Agreement, agreement_id)
    assert agreement is not None
    agreement.terms = terms


def test_what_came_after_a_seal_stands_beside_and_cannot_be_closed(
    desk: Desk, other: Shelf
) -> None:
    case_id, agreement_id = sealed(desk)
    meet(desk, other)
    desk.do(cases.seal_agreement, agreement_id)
    later = partial(alter, agreement_id=agreement_id, terms=["拆除滴水檐", "另赔二百元"])
    other.write(person(other), "alter", later)
    meet(desk, other)
    assert desk.look(conflicts.count) == 0
    (told,) = desk.look(conflicts.after_seal)
    assert told.sort == "after_seal"
    assert not told.can_be_closed
    assert [value.words for value in told.values] == [
        "1. 拆除滴水檐", "1. 拆除滴水檐\n2. 另赔二百元",
    ]  # fmt: skip
    assert desk.look(conflicts.of_case, case_id) == [told]
    with pytest.raises(Trouble) as why:
        desk.do(conflicts.close, "agreement", agreement_id, "terms", ["三"])
    assert why.value.key == "conflict.frozen"
    assert "补正" in str(why.value)


def late(desk: Desk, other: Shelf, *more: Shelf) -> tuple[str, str]:
    """A case with an agreement that was changed by another computer after it was sealed here.

    `more`: those have the draft too.
    """
    case_id, agreement_id = sealed(desk)
    meet(desk, other)
    for one in more:
        take(one, entries(desk.shelf))
    desk.do(cases.seal_agreement, agreement_id)
    told = partial(alter, agreement_id=agreement_id, terms=["拆除滴水檐", "另赔二百元"])
    other.write(person(other), "alter", told)
    meet(desk, other)
    return case_id, agreement_id


def test_what_was_looked_at_is_no_open_work_and_stays_with_its_case(
    desk: Desk, other: Shelf
) -> None:
    case_id, agreement_id = late(desk, other)
    place = ("agreement", agreement_id, "terms")
    (told,) = desk.look(conflicts.after_seal)
    assert (told.seen, desk.look(conflicts.is_anything)) == ((), True)
    assert desk.look(conflicts.places, case_id) == {place[:2]: {"terms": conflicts.MARK}}
    desk.do(conflicts.mark_seen, *place, told.versions)
    desk.do(conflicts.mark_seen, *place)  # once is enough
    meet(desk, other)
    for shelf in (desk.shelf, other):
        with shelf.reading() as db:
            assert conflicts.after_seal(db) == []
            assert not conflicts.is_anything(db)
            (again,) = conflicts.of_case(db, case_id)
            assert conflicts.after_seal(db, case_id, seen=True) == [again]
            assert again.values == told.values
            (hand,) = again.seen
            assert (hand.who, bool(hand.when)) == ("孟广田", True)
            assert conflicts.places(db, case_id) == {place[:2]: {"terms": conflicts.MARK_SEEN}}


def test_what_arrives_after_somebody_looked_is_open_again(
    desk: Desk, other: Shelf, tmp_path: Path
) -> None:
    third = shelf_in(tmp_path / "third")
    _, agreement_id = late(desk, other, third)
    place = ("agreement", agreement_id, "terms")
    seen = desk.look(conflicts.find, *place).versions
    desk.do(conflicts.mark_seen, *place, seen)
    assert desk.look(conflicts.after_seal) == []
    third.write("", "alter", partial(alter, agreement_id=agreement_id, terms=["又一份"]))
    take(desk.shelf, entries(third))
    (told,) = desk.look(conflicts.after_seal)
    assert told.seen == ()
    with pytest.raises(Trouble) as why:
        desk.do(conflicts.mark_seen, *place, seen)
    assert why.value.key == "conflict.changed"


def test_what_can_be_settled_is_not_merely_looked_at(desk: Desk, other: Shelf) -> None:
    case_id = parted(desk, other, "甲说", "乙说")
    with pytest.raises(Trouble) as why:
        desk.do(conflicts.mark_seen, "case", case_id, "summary")
    assert why.value.key == "conflict.not_late"


def test_nothing_is_sealed_while_two_sides_differ_in_it(desk: Desk, other: Shelf) -> None:
    _, agreement_id = sealed(desk)
    meet(desk, other)
    desk.do(alter, agreement_id, ["拆除滴水檐，三日内"])
    other.write(person(other), "alter", partial(alter, agreement_id=agreement_id, terms=["另一份"]))
    meet(desk, other)
    with pytest.raises(Trouble) as why:
        desk.do(cases.seal_agreement, agreement_id)
    assert why.value.key == "conflict.before_seal"
    desk.do(conflicts.close, "agreement", agreement_id, "terms", ["拆除滴水檐"])
    desk.do(cases.seal_agreement, agreement_id)
    assert desk.look(conflicts.after_seal) == []


def test_a_document_sealed_on_two_sides_is_flagged(desk: Desk, other: Shelf) -> None:
    _, agreement_id = sealed(desk)
    meet(desk, other)
    desk.do(cases.seal_agreement, agreement_id)

    def theirs(db: Session) -> None:
        alter(db, agreement_id, ["另一份"])
        cases.seal_agreement(db, agreement_id)

    other.write(person(other), "seal", theirs)
    meet(desk, other)
    (told,) = desk.look(conflicts.after_seal)
    assert (told.sort, told.field) == ("sealed_twice", "terms")


def test_two_inserts_of_one_identity_are_told_field_by_field(desk: Desk, other: Shelf) -> None:
    meet(desk, other)
    desk.do(lambda db: db.add(Case(id="c1", summary="甲记的", remark="一样")))
    other.write("", "make", lambda db: db.add(Case(id="c1", summary="乙记的", remark="一样")))
    meet(desk, other)
    assert [one.field for one in desk.look(conflicts.open_conflicts)] == ["summary"]


def test_many_are_told_a_page_at_a_time_the_newest_first(desk: Desk, other: Shelf) -> None:
    made = [desk.do(register) for _ in range(5)]
    meet(desk, other)
    for case_id in made:
        desk.do(change, case_id, summary="甲说", remark="一样")
        told = partial(change, case_id=case_id, summary="乙说", remark="一样")
        other.write(person(other), "change", told)
    meet(desk, other)
    assert desk.look(conflicts.count) == 5
    pages = [desk.look(conflicts.open_conflicts, start=start, limit=2) for start in (0, 2, 4)]
    assert [one.row for part in pages for one in part] == made[::-1]
    assert [one.row for one in desk.look(conflicts.open_conflicts, made[3])] == [made[3]]
    assert desk.look(conflicts.count, made[0]) == 1


def test_a_conflict_in_a_removed_record_asks_nobody(desk: Desk, other: Shelf) -> None:
    case_id = desk.do(register)
    meet(desk, other)
    with desk.shelf.reading() as db:
        party = db.query(Party).filter(Party.case_id == case_id).first()
        assert party is not None

    def rename(db: Session, name: str) -> None:
        edit.edit(db, Party, party.id, {"name": name})

    desk.do(rename, "陈甲")
    other.write("", "rename", partial(rename, name="陈乙"))
    meet(desk, other)
    assert desk.look(conflicts.open_conflicts)[0].of in {"陈甲", "陈乙"}
    desk.do(edit.void, Party, party.id, "记错人了")
    assert desk.look(conflicts.count) == 0


def test_the_story_of_a_field_is_kept_for_ever(desk: Desk, other: Shelf) -> None:
    case_id = parted(desk, other, "甲说", "乙说")
    desk.do(conflicts.close, "case", case_id, "summary", "都对")
    desk.do(change, case_id, summary="再改")
    told = desk.look(history.history, "case", case_id, "summary")
    assert {was.words for was in told} == {"为滴水檐争吵", "甲说", "乙说", "都对", "再改"}
    first, *_, closing, last = told
    assert (first.words, closing.words, last.words) == ("为滴水檐争吵", "都对", "再改")
    assert [was.closed for was in told] == [False, False, False, True, False]
    assert set(closing.over) == {told[1].version, told[2].version}
    assert closing.hand is not None
    assert closing.hand.who == "孟广田"
    assert [was.stands for was in told] == [False] * 4 + [True]
    meet(desk, other)
    with other.reading() as db:
        assert history.history(db, "case", case_id, "summary") == told
    with desk.shelf.local_writing() as link:
        absorb.rebuild(link)
    assert desk.look(history.history, "case", case_id, "summary") == told


def test_the_story_of_a_case_tells_every_field_that_changed(desk: Desk, other: Shelf) -> None:
    case_id = parted(desk, other, "甲说", "乙说")
    stories = desk.look(history.of_case, case_id)
    assert [(one.kind, one.field, len(one.values)) for one in stories] == [("case", "summary", 3)]
    assert desk.look(history.of_case, case_id, "remark") == []
    with pytest.raises(Trouble):
        desk.look(history.history, "case", case_id, "no_such_field")


def test_people_places_and_codes_are_told_in_words(desk: Desk, other: Shelf) -> None:
    me = person(desk.shelf, "孟广田")
    she = person(desk.shelf)
    parted(desk, other, [me, she], [she], "assist_ids")
    (told,) = desk.look(conflicts.open_conflicts)
    assert {value.words for value in told.values} == {"孟广田、苗秀英", "苗秀英"}


@pytest.mark.parametrize(
    ("name", "one", "two", "words"),
    [
        ("told_routes", True, False, {"是", "否"}),
        ("summary", None, "乙说", {"（空）", "乙说"}),
        ("lead_id", "one not here", "nor the other", {"（还没收到）"}),
        ("source", "applied", "own", {"依申请调解", "主动调解"}),
        ("goals", ["closed"], ["closed", "settled"], {"案结", "案结、事了"}),
        ("requests", ["赔钱"], ["赔钱", "道歉"], {"1. 赔钱", "1. 赔钱\n2. 道歉"}),
    ],
)
def test_every_kind_of_value_has_words(
    desk: Desk, other: Shelf, name: str, one: Any, two: Any, words: set[str]
) -> None:
    parted(desk, other, one, two, name)
    (told,) = desk.look(conflicts.open_conflicts)
    assert words <= {value.words for value in told.values}


def test_a_server_tells_and_settles_them_alike(postgres: str, tmp_path: Path) -> None:
    centre, room = servers.shelf_on(postgres), shelf_in(tmp_path / "room")
    case_id, _ = room.write("", "register", register)
    take(centre, entries(room))
    gone, _ = room.write("", "register", register)
    take(centre, entries(room))
    room.write("", "change", partial(change, case_id=case_id, summary="甲说"))
    room.write("", "void", partial(edit.void, record=Case, record_id=gone, reason="重了"))
    centre.write("", "change", partial(change, case_id=case_id, summary="乙说"))
    centre.write("", "change", partial(change, case_id=gone, remark="还在办"))
    take(centre, entries(room))
    with centre.reading() as db:
        told = conflicts.open_conflicts(db)
        assert [one.sort for one in told] == ["gone_and_changed", "two_values"]
        assert conflicts.of_case(db, case_id) == told[1:]
        assert set(conflicts.places(db, case_id)) == {("case", case_id)}
    for one in told:
        closing = partial(
            conflicts.take,
            kind=one.kind,
            row=one.row,
            name=one.field,
            version=one.values[1].version,
        )
        centre.write("", "take", closing)
    take(room, entries(centre))
    for shelf in (centre, room):
        with shelf.reading() as db:
            assert not conflicts.is_anything(db)
            assert len(history.history(db, "case", case_id, "summary")) == 4
        shelf.close()


def test_what_only_some_may_see_stands_in_no_list_and_is_marked_in_its_own_form(
    desk: Desk, other: Shelf
) -> None:
    key = desk.do(edit.add, KeyPerson, {"name": "甘草"})
    meet(desk, other)
    desk.do(edit.edit, KeyPerson, key, {"why": "邻里来往"})
    other.write(person(other), "edit", lambda db: edit.edit(db, KeyPerson, key, {"why": "婚姻"}))
    meet(desk, other)
    assert desk.look(conflicts.open_conflicts) == []
    assert desk.look(conflicts.count) == 0
    assert desk.look(conflicts.marks_of, "key_person", key) == {"why": conflicts.MARK}
    assert desk.look(conflicts.find, "key_person", key, "why").values
