"""What of a case can be found is read whole, in order, and nothing that is void."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.records import RECORDS, Agreement, Case, Mediator, Party, Place
from app.records.field import fields_of
from app.store import cut, findable
from app.store.findable import Line
from app.store.shelf import Shelf


def lines_of(shelf: Shelf, *case_ids: str) -> dict[str, list[tuple[str, str]]]:
    with shelf.reading() as db:
        told = list(findable.read(db.connection(), case_ids))
    return {one.case_id: [(line.label, line.text) for line in one.lines] for one in told}


def test_every_watched_field_is_a_field_of_its_record() -> None:
    for kind, names in findable.WATCHED.items():
        assert names <= set(fields_of(RECORDS[kind]))


def test_a_case_is_read_with_all_that_belongs_to_it(either: Shelf) -> None:
    def enter(db: Session) -> None:
        street = Place(name="柳河街道")
        village = Place(name="上河村", parent_id=street.id)
        lead, helper = Mediator(name="杜守义"), Mediator(name="王玉珍")
        case = Case(
            id="c", file_no="（2026）柳人调字第7号", summary="漏水", requests=["修理", "赔偿"], remark="急",
            place_id=village.id, lead_id=lead.id, assist_ids=[helper.id], dispute_type="02",
        )  # fmt: skip
        db.add_all([street, village, lead, helper, case])
        db.add(Party(case_id="c", position=2, name="李国强", occupation="瓦工"))
        db.add(Party(case_id="c", position=1, name="柳河物业", legal_representative="赵新"))
        db.add(Party(case_id="c", position=3, name="误录", void="重复"))
        db.add(Agreement(case_id="c", number="7", terms=["三日内修好", "各不相欠"]))

    either.write("u", "enter", enter)
    assert lines_of(either, "c")["c"] == [
        ("case.file_no", "（2026）柳人调字第7号"),
        ("case.summary", "漏水"),
        ("case.requests", "修理\n赔偿"),
        ("case.remark", "急"),
        ("case.dispute_type", "邻里纠纷"),
        ("case.place_id", "柳河街道 上河村"),
        ("case.lead_id", "杜守义 王玉珍"),
        ("party.name", "柳河物业"),
        ("party.legal_representative", "赵新"),
        ("party.name", "李国强"),
        ("party.occupation", "瓦工"),
        ("agreement.number", "7"),
        ("agreement.terms", "三日内修好\n各不相欠"),
    ]


def test_cases_come_in_the_order_asked_and_void_ones_not_at_all(either: Shelf) -> None:
    def enter(db: Session) -> None:
        for number in range(4):
            db.add(Case(id=f"c{number}", summary="漏水", void="错" if number == 2 else None))

    either.write("u", "enter", enter)
    assert list(lines_of(either, "c3", "c0", "none", "c2", "c1")) == ["c3", "c0", "c1"]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ({"accepted_on": date(2026, 3, 2), "registered_on": date(2026, 3, 1)}, date(2026, 3, 2)),
        ({"registered_on": date(2026, 3, 1), "happened_on": date(2026, 2, 1)}, date(2026, 3, 1)),
        ({"happened_on": date(2026, 2, 1)}, date(2026, 2, 1)),
    ],
)  # fmt: skip
def test_a_case_is_as_new_as_its_acceptance(
    either: Shelf, told: dict[str, date], day: date
) -> None:
    either.write("u", "enter", lambda db: db.add(Case(id="c", **told)))
    with either.reading() as db:
        (one,) = findable.read(db.connection(), ["c"])
    assert one.day == day.toordinal()


def test_a_ring_of_places_ends(either: Shelf) -> None:
    def enter(db: Session) -> None:
        db.add_all(
            [Place(id="a", name="甲", parent_id="b"), Place(id="b", name="乙", parent_id="a")]
        )
        db.add(Case(id="c", place_id="a"))

    either.write("u", "enter", enter)
    ((label, text),) = lines_of(either, "c")["c"]
    assert label == "case.place_id"
    assert text.endswith("乙 甲")
    assert len(text) < 100


def test_fields_are_kept_apart_in_the_index() -> None:
    told = findable.Findable(
        "c", 0, [Line("party.name", "name", "王水"), Line("party.address", "text", "井村")]
    )
    assert "水 井" not in told.words()
    assert cut.question("水井")[0].answered_by(told.words().split()) is False


@pytest.mark.parametrize(
    ("line", "typed", "plainly", "wholly"),
    [
        (Line("party.name", "name", "陈㛃喆"), "㛃", True, True),
        (Line("party.name", "name", "陈㛃喆"), "cjz", True, True),
        (Line("party.name", "name", "陈㛃喆"), "zz", False, False),
        (Line("party.phone", "number", "13800000001"), "0000", True, True),
        (Line("party.phone", "number", "13800000001"), "38", False, False),
        (Line("party.phone", "number", "138-0000-0001"), "80000", False, True),
        (Line("case.summary", "text", "漏水２０天"), "20", False, True),
        (Line("case.summary", "text", "一家ＫＴＶ"), "ktv", False, True),
        (Line("case.summary", "text", "一家KTV"), "kt", True, True),
        (Line("case.file_no", "file_no", "（2026）柳人调字第7号"), "(2026)柳人调字第7号", True, True),
    ],
)  # fmt: skip
def test_a_line_knows_whether_it_answers(
    line: Line, typed: str, plainly: bool, wholly: bool
) -> None:
    (one,) = cut.question(typed)
    assert (line.plainly_holds(one), line.holds(one)) == (plainly, wholly)
