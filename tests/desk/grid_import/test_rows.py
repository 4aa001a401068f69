from __future__ import annotations

import datetime as dt
from typing import Any

from app.desk.grid_import.columns import look_at
from app.desk.grid_import.draft import GRID, HOUSEHOLDS, PEOPLE, Drafts
from app.desk.grid_import.rows import read
from app.desk.ledger.workbook import Sheet, Workbook

TODAY = dt.date(2026, 3, 2)


def drafts(rows: list[list[Any]], **more: Any) -> Drafts:
    read_ = [
        [float(c) if isinstance(c, int) else c for c in row] for row in rows
    ]  # as the reader gives them
    return read(Workbook("xlsx", [Sheet("名册", read_, **more)]), TODAY)


def keys(found: Drafts) -> list[str]:
    return [doubt.key.rpartition(".")[2] for doubt in found.doubts]


def test_a_sheet_tells_by_its_headings_what_it_lists() -> None:
    kinds = {
        GRID: ["序号", "街道", "村（社区）", "网格名称", "户数"],
        PEOPLE: ["姓 名", "联系电话", "角色", "所属网格"],
        HOUSEHOLDS: ["门牌号", "户主", "网格"],
    }
    for kind, heading in kinds.items():
        look = look_at(Sheet("表", [["2026年名册"], heading]))
        assert look is not None
        assert (look.kind, look.heading) == (kind, 2)
    assert look_at(Sheet("表", [["今天", "天气"], ["很好", None]])) is None


def test_levels_make_a_path_and_an_empty_level_is_that_of_the_row_above() -> None:
    found = drafts(
        [
            ["街道", "村", "网格", "微网格", "户数"],
            ["柳林街道", "上河村", "第1网格", "东院", "18户"],
            [None, None, None, "西院", 16],
            [None, "下河村", "第1网格", None, 40],
            ["合计", None, None, None, 74],
        ]
    )
    assert [[name for name, _ in one.path] for one in found.places] == [
        ["柳林街道", "上河村", "第1网格", "东院"],
        ["柳林街道", "上河村", "第1网格", "西院"],
        ["柳林街道", "下河村", "第1网格"],
    ]
    assert [kind for _, kind in found.places[0].path] == ["street", "village", "basic", "micro"]
    assert [one.facts.get("households") for one in found.places] == [18, 16, 40]
    assert found.doubts == []


def test_merged_cells_count_for_every_row() -> None:
    rows = [["村", "网格名称"], ["上河村", "第1网格"], [None, "第2网格"], ["下河村", "第1网格"]]
    found = drafts(rows, merged=[(2, 1, 3, 1)])
    assert [one.path[0][0] for one in found.places] == ["上河村", "上河村", "下河村"]


def test_columns_of_roles_name_people_with_their_telephones() -> None:
    found = drafts(
        [
            ["网格名称", "网格类型", "网格长", "联系电话", "矛盾纠纷调解员姓名", "调解员电话"],
            [
                "商会专属网格",
                None,
                "孟广田",
                "19900000001",
                "苗秀兰、田立新",
                "19900000002、19900000003",
            ],
            ["第2网格", "基础网格", "孟某", None, "甘草、白术", "19900000004"],
        ]
    )
    assert [one.path[-1][1] for one in found.places] == ["special", "basic"]
    told = [(p.name, p.posts[0][0], p.facts.get("phone")) for p in found.people]
    assert told[:3] == [
        ("孟广田", "head", "19900000001"),
        ("苗秀兰", "grid_mediator", "19900000002"),
        ("田立新", "grid_mediator", "19900000003"),
    ]
    assert keys(found) == ["name", "phones_odd"]


def test_a_person_has_several_roles_and_what_is_not_known_is_named() -> None:
    found = drafts(
        [
            ["姓名", "性别", "出生日期", "电话", "角色", "所属网格", "政治面貌", "单位", "血型"],
            [
                "孟广田",
                "男",
                "1970-05-06",
                "19900000001",
                "乡贤、法治员、厨师",
                "上河村>第1网格",
                "中共党员",
                "粮站",
                "O",
            ],
            ["苗秀兰", "雌", "去年", "12", None, "上河村/第1网格", "群众", None, None],
            [None, "女", None, None, "乡贤", None, None, None, None],
        ]
    )
    first, second = found.people
    assert [role for role, _ in first.posts] == ["elder", "law"]
    assert [name for name, _ in first.posts[0][1]] == ["上河村", "第1网格"]
    assert first.facts["birth_on"] == dt.date(1970, 5, 6)
    assert (first.facts["sex"], first.facts["party_member"], first.unit) == ("1", True, "粮站")
    assert (second.posts, second.facts["party_member"], second.facts["phone"]) == ([], False, "12")
    assert sorted(keys(found)) == sorted(
        ["column_left", "role", "choice", "phone", "day", "no_role", "no_name"]
    )


def test_a_household_says_where_it_is_and_who_lives_there() -> None:
    found = drafts(
        [
            ["户号", "户主", "村", "网格", "家庭人口", "特殊群体"],
            ["1-101", "孟广田", "上河村", "第1网格", "4人", "老年人、残疾人"],
            [None, None, None, None, 3, None],
            ["1-102", "苗秀兰", None, None, "三", None],
        ]
    )
    assert found.households[0].facts == {
        "number": "1-101", "head": "孟广田", "people": 4, "care": ["elderly", "disabled"],
    }  # fmt: skip
    assert [one.facts["number"] for one in found.households] == ["1-101"]
    assert keys(found) == ["no_household", "no_count", "no_place"]


def test_a_sheet_without_headings_is_named_and_not_taken() -> None:
    assert keys(drafts([["今天", "天气"], ["很好", "晴"]])) == ["no_heading"]
    assert keys(drafts([[None]])) == []


def test_a_list_of_people_also_tells_their_grids() -> None:
    found = drafts(
        [
            ["2026年网格名册"],
            ["网格名称", "网格类别", "上级网格", "户数", "姓名", "角色", "电话"],
            ["第3网格", "微网格", "上河村", 40, "李秀兰", "网格员", "13800000001"],
            ["第3网格", "微网格", "上河村", 40, "王立新", "网格长", "13800000002"],
            ["第4网格", "微网格", "上河村", 9, "赵桂英", "司机", "13800000003"],
            ["第5网格", "微网格", "上河村", 12, None, None, None],
            [None, "微网格", "上河村", 7, "孙广田", "网格员", None],
        ]
    )
    assert found.sheets[0].kind == PEOPLE
    assert [([n for n, _ in one.path], one.facts) for one in found.places] == [
        (["上河村", "第3网格"], {"households": 40}),
        (["上河村", "第4网格"], {"households": 9}),
        (["上河村", "第5网格"], {"households": 12}),
    ]
    assert {one.path[-1][1] for one in found.places} == {"micro"}
    assert [len(one.posts) for one in found.people] == [1, 1, 0, 1]
    assert keys(found) == ["role", "no_place"]


def test_a_grid_stands_though_nobody_in_it_has_a_known_role() -> None:
    found = drafts([["姓名", "角色", "所属网格"], ["赵桂英", "司机", "上河村>第4网格"]])
    assert [[n for n, _ in one.path] for one in found.places] == [["上河村", "第4网格"]]
