"""Any case is found in a blink, by whatever a person remembers of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.records import Agreement, Case, Mediator, Party, Place
from app.store import absorb, cut, journal, keys, search
from app.store.shelf import Shelf
from tests.machines import shelf_in

SUMMARY = (
    "申请人与被申请人宅基地东西相邻。申请人2017年建房时用尽宅基地建起围墙；被申请人2026年9月翻建北屋，"
    "申请人称新墙距其围墙不足20厘米，屋檐滴水流入其院内，影响通风排水，要求留出60厘米通道，双方多次争吵。"
)


def a_case(db: Session, **told: Any) -> str:
    case = Case(**{"accepted_on": date(2026, 3, 2), **told})
    db.add(case)
    return case.id


def the_case_of_reference(db: Session) -> str:
    street, village = Place(name="刁镇街道"), Place(name="旧军村")
    village.parent_id = street.id
    lead = Mediator(name="杜守义")
    case = a_case(
        db, file_no="（2026）刁人调字第1号", place_id=village.id, lead_id=lead.id, dispute_type="03", summary=SUMMARY,
        requests=["被申请人承担已损坏菜棚的修理费"], accepted_on=date(2026, 9, 24),
    )  # fmt: skip
    db.add_all([
        street, village, lead,
        Party(
            case_id=case, position=1, name="陈㛃喆", id_number="370181196803154527", phone="13800000001",
            address="刁镇街道旧军村27号",
        ),
        Party(
            case_id=case, position=2, name="欧阳𬭎", id_number="370181197511020038", phone="13900000002",
            address="刁镇街道旧军村28号",
        ),
        Agreement(
            case_id=case, number="（2026）刁人调字第1号",
            terms=["陈㛃喆自行拆除东侧矮墙4米", "共计人民币壹万零伍佰元整（¥10,500.00）"],
        ),
    ])  # fmt: skip
    return case


def others(db: Session) -> None:
    for number, (one, two) in enumerate([("王玉珍", "李国强"), ("周立新", "宋学文")], 2):
        case = a_case(
            db,
            file_no=f"（2026）刁人调字第{number}号",
            summary="狗咬伤人，医药费谈不拢。",
            dispute_type="02",
        )
        db.add(Party(case_id=case, position=1, name=one, phone=f"1310000100{number}"))
        db.add(Party(case_id=case, position=2, name=two, id_number=f"11010519850607{number}123"))


def ids(shelf: Shelf, asked: str, limit: int = 50) -> list[str]:
    with shelf.reading() as db:
        return [hit.case_id for hit in search.find(db, asked, limit)]


WAYS = [
    "陈", "㛃", "喆", "陈㛃喆", "欧阳", "𬭎", "欧阳𬭎",  # a character of a name
    "cj", "ch", "che", "chenj", "cjz", "chenjiezhe", "jz", "oy", "oyh", "ouyangh", "hong", "CJZ",  # pinyin
    "1380", "0000001", "13800000001", "138 0000 0001", "138-0000-0001", "1390",  # telephone
    "4527", "370181196803154527", "1968", "197511",  # identity number
    "滴水", "屋檐滴水流入其院内", "不足20厘米", "菜棚", "矮墙4米", "壹万零伍佰", "10,500",  # a piece of the facts
    "1", "第1号", "（2026）刁人调字第1号", "(2026)刁人调字第1号", "2026刁人调字第1",  # file number
    "〔２０２６〕刁人调字第１号", "宅基地 争吵",
    "旧军村", "刁镇街道 旧军", "27号", "房屋宅基地", "杜守义", "陈 滴水", "滴水 oyh 1390",  # elsewhere, and together
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    shelf = Shelf.create(tmp_path_factory.mktemp("room") / "room.db", keys.new_secret())
    shelf.write("u", "enter", others)
    shelf.write("u", "enter", the_case_of_reference)
    return shelf


@pytest.mark.parametrize("typed", WAYS)
def test_the_reference_case_is_found_first(filled: Shelf, typed: str) -> None:
    with filled.reading() as db:
        hits = search.find(db, typed)
        case = db.get(Case, hits[0].case_id)
        assert case is not None
        assert case.summary == SUMMARY
        assert len(hits) == search.count(db, typed)


@pytest.mark.parametrize("typed", WAYS)
def test_each_word_is_explained_by_a_field(filled: Shelf, typed: str) -> None:
    with filled.reading() as db:
        for hit in search.find(db, typed):
            assert list(hit.why) == [one.word for one in cut.question(typed)]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("㛃", "party.name"), ("oyh", "party.name"), ("1390", "party.phone"), ("4527", "party.id_number"),
        ("滴水", "case.summary"), ("1", "case.file_no"), ("矮墙", "agreement.terms"), ("杜守义", "case.lead_id"),
        ("菜棚", "case.requests"), ("１３９０", "party.phone"),
    ],
)  # fmt: skip
def test_the_explanation_names_the_field(filled: Shelf, typed: str, label: str) -> None:
    with filled.reading() as db:
        (line,) = search.find(db, typed)[0].why.values()
    assert line.label == label


@pytest.mark.parametrize(
    "typed", ["", "  ", '"', "zz", "陈滴", "9999", "第9", "（2025）", "王 滴水", "137"]
)
def test_nothing_is_found_where_nothing_stands(filled: Shelf, typed: str) -> None:
    assert ids(filled, typed) == []
    with filled.reading() as db:
        assert search.count(db, typed) == 0


@given(st.text() | st.text(alphabet="\"*^:(){}+-\\'NEAROTD 陈1a%_"))
@settings(deadline=None)
def test_no_question_is_a_fault(filled: Shelf, asked: str) -> None:
    with filled.reading() as db:
        assert search.count(db, asked) >= len(search.find(db, asked, 1))


def test_a_very_long_question_is_answered(filled: Shelf) -> None:
    assert ids(filled, SUMMARY * 50) == ids(filled, SUMMARY)
    assert ids(filled, "陈 " * 5000) == ids(filled, "陈")


def test_a_short_number_finds_the_file_of_that_serial_first(filled: Shelf) -> None:
    with filled.reading() as db:
        first, second = search.find(db, "0002")
    assert [line.label for line in first.why.values()] == ["case.file_no"]
    assert [line.label for line in second.why.values()] == ["party.phone"]


def test_names_come_before_facts_and_the_newest_first(either: Shelf) -> None:
    def enter(db: Session) -> list[str]:
        old = a_case(db, accepted_on=date(2024, 1, 5))
        db.add(Party(case_id=old, name="王水"))
        facts = [a_case(db, summary="漏水", accepted_on=date(2026, 1, day)) for day in (3, 9, 5)]
        undated = a_case(db, summary="漏水", accepted_on=None)
        return [old, facts[1], facts[2], facts[0], undated]

    wanted, _ = either.write("u", "enter", enter)
    assert ids(either, "水") == wanted
    assert ids(either, "水", 2) == wanted[:2]


def test_both_databases_find_the_same(either: Shelf) -> None:
    either.write("u", "enter", others)
    case, _ = either.write("u", "enter", the_case_of_reference)
    assert [typed for typed in WAYS if ids(either, typed)[:1] != [case]] == []
    assert ids(either, "陈滴") == []
    for asked in ("'", "\\", "a'b & | ! <->", "陈'", "%", ":*", "\ud800陈"):
        ids(either, asked)


def test_a_text_of_any_length_is_found_to_its_end(either: Shelf) -> None:
    rare = "".join(chr(0x4E00 + n % 20000) for n in range(0, 70_000, 7))
    long = {
        "申请人说水。" * 5_000 + "末尾藏着滴水檐": ("末尾藏着", "滴水檐", "申请人说水"),
        " ".join(f"{n * 7919:x}w" for n in range(5_000)): (f"{4_999 * 7919:x}w",),
        rare: (rare[:4], rare[-4:]),
    }
    for text, asked in long.items():
        case, _ = either.write("u", "enter", lambda db, text=text: a_case(db, summary=text))  # type: ignore[misc]
        assert [one for one in asked if ids(either, one) != [case]] == []
    assert ids(either, "檐末尾") == []


def test_what_is_changed_is_found_as_it_is_now(either: Shelf) -> None:
    case, _ = either.write("u", "enter", the_case_of_reference)

    def change(db: Session) -> None:
        party = db.query(Party).filter_by(name="陈㛃喆").one()
        party.name, party.phone = "单雄信", None
        told = db.get(Case, case)
        assert told is not None
        told.accepted_on = date(2027, 1, 4)  # its number in the index changes with the day

    either.write("u", "edit", change)
    assert ids(either, "shanxx") == ids(either, "单") == ids(either, "滴水") == [case]
    assert ids(either, "cjz") == ids(either, "1380") == []
    assert ids(either, "陈㛃喆") == [case]  # still a word of the agreement


def test_a_place_or_mediator_renamed_is_found_under_the_new_name(either: Shelf) -> None:
    case, _ = either.write("u", "enter", the_case_of_reference)

    def rename(db: Session) -> None:
        db.query(Place).filter_by(name="刁镇街道").one().name = "明水街道"
        db.query(Mediator).one().name = "张庆云"

    either.write("u", "edit", rename)
    assert ids(either, "明水") == ids(either, "张庆云") == [case]
    assert ids(either, "杜守义") == []


def test_void_cases_and_voided_parties_leave_the_index(either: Shelf) -> None:
    case, _ = either.write("u", "enter", the_case_of_reference)

    def void(db: Session, record: type[Party] | type[Case], *which: Any) -> None:
        db.query(record).filter(*which).one().void = "录入错误"

    either.write("u", "void", lambda db: void(db, Party, Party.name == "欧阳𬭎"))
    assert ids(either, "oyh") == ids(either, "1390") == []
    assert ids(either, "cjz") == [case]
    either.write("u", "void", lambda db: void(db, Case))
    assert [typed for typed in WAYS if ids(either, typed)] == []


def test_what_another_machine_wrote_is_found_too(either: Shelf, tmp_path: Path) -> None:
    away = Shelf.create(tmp_path / "away.db", keys.new_secret())
    case, _ = away.write("u", "enter", the_case_of_reference)
    away.write("u", "enter", others)
    with away.reading() as db:
        entries = list(journal.entries_lacking(db, {}))
    either.take(entries, lambda *_: None)
    assert [typed for typed in WAYS if ids(either, typed)[:1] != [case]] == []
    assert either.index_some() == 3
    assert [typed for typed in WAYS if ids(either, typed)[:1] != [case]] == []


def test_an_edit_of_what_is_not_indexed_leaves_the_index_alone(tmp_path: Path) -> None:
    shelf = Shelf.create(tmp_path / "room.db", keys.new_secret())
    case, _ = shelf.write("u", "enter", the_case_of_reference)

    def written() -> Any:
        with shelf.reading() as db:
            return (
                db.connection()
                .exec_driver_sql("SELECT sum(length(block)) FROM search_word_data")
                .scalar()
            )

    before = written()
    shelf.write("u", "edit", lambda db: setattr(db.get(Case, case), "risk", "high"))
    assert written() == before
    shelf.write("u", "edit", lambda db: setattr(db.get(Case, case), "remark", "补记"))
    assert written() != before


def index_of(shelf: Shelf) -> dict[str, list[Any]]:
    """Every word of the index at its place, by case."""
    with shelf.local_writing() as link:
        if shelf.engine.dialect.name == "postgresql":
            rows = link.exec_driver_sql("SELECT case_id, words, keys FROM search_case").all()
            return {row[0]: list(row[1:]) for row in rows}
        link.exec_driver_sql(
            "CREATE VIRTUAL TABLE temp.seen USING fts5vocab(main, search_word, instance)"
        )
        rows = link.exec_driver_sql(
            "SELECT c.case_id, s.offset, s.term FROM temp.seen AS s LEFT JOIN search_case AS c ON c.n = s.doc"
        ).all()
        link.exec_driver_sql("DROP TABLE temp.seen")
        empty = link.exec_driver_sql("SELECT case_id FROM search_case").scalars()
        found: dict[str, list[Any]] = {case_id: [] for case_id in empty}
    for case_id, offset, term in rows:
        found[case_id].append((offset, term))
    return {case_id: sorted(told) for case_id, told in found.items()}


NAMES = st.sampled_from(["陈㛃喆", "欧阳𬭎", "王玉珍", "单雄信", None, "柳河物业公司"])
TEXTS = st.none() | st.text(alphabet="漏水院墙宅基地20米，KTV1380", max_size=12)
DAYS = st.none() | st.dates(date(2025, 12, 30), date(2026, 1, 3))
STEPS = st.lists(
    st.tuples(st.sampled_from(["case", "party", "agreement", "place", "lead", "move", "void", "unvoid"]),
              st.integers(0, 5), NAMES, TEXTS, DAYS),
    max_size=14,
)  # fmt: skip


def step(db: Session, told: tuple[str, int, Any, Any, Any]) -> None:
    """One random thing that a room does."""
    what, number, name, text, day = told
    case = db.get(Case, f"case{number}")
    if what == "place":
        rename(db, Place, f"place{number % 2}", name, parent_id=f"place{(number + 1) % 2}")
    elif what == "lead":
        rename(db, Mediator, "lead", name)
    elif case is None:
        db.add(Case(id=f"case{number}", summary=text, accepted_on=day, lead_id="lead"))
    elif what == "case":
        case.summary, case.file_no, case.accepted_on = text, f"（2026）柳字第{number}号", day
    elif what == "party":
        db.add(Party(case_id=case.id, name=name, phone=text, address=text))
    elif what == "agreement":
        db.add(Agreement(case_id=case.id, terms=[text] if text else None))
    elif what == "move":
        case.place_id, case.assist_ids = f"place{number % 2}", ["lead"]
    else:
        void(db, case, number, None if what == "unvoid" else "错")


def rename(db: Session, record: Any, row_id: str, name: str | None, **more: Any) -> None:
    """Enter it, or give what stands another name."""
    standing = db.get(record, row_id)
    if standing is None:
        db.add(record(id=row_id, name=name, **more))
    else:
        standing.name = name


def void(db: Session, case: Case, number: int, reason: str | None) -> None:
    """Void, or take back, a case or one of its parties."""
    party = db.query(Party).filter_by(case_id=case.id).order_by(Party.id).first()
    record: Case | Party = case if party is None or number == 3 else party
    record.void = reason


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_the_index_equals_a_rebuilt_one(
    tmp_path_factory: pytest.TempPathFactory, steps: list[Any]
) -> None:
    shelf = shelf_in(tmp_path_factory.mktemp("room"))
    for told in steps:
        shelf.write("u", "step", lambda db, told=told: step(db, told))
    as_it_grew = index_of(shelf)
    with shelf.local_writing() as link:
        search.rebuild(link)
    assert index_of(shelf) == as_it_grew
    with shelf.local_writing() as link:
        absorb.rebuild(link)
        search.rebuild(link)
    assert index_of(shelf) == as_it_grew
    shelf.close()


def test_the_index_equals_a_rebuilt_one_in_either_database(either: Shelf) -> None:
    either.write("u", "enter", others)
    either.write("u", "enter", the_case_of_reference)
    either.write("u", "edit", lambda db: setattr(db.query(Party).first(), "name", "单于飞"))
    as_it_grew = index_of(either)
    assert len(as_it_grew) == 3
    with either.local_writing() as link:
        search.rebuild(link)
    assert index_of(either) == as_it_grew
