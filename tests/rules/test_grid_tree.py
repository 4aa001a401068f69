from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.rules.grid_tree import Node, Tree, natural, told_apart, usual_kind

STREET = [
    Node("s", None, "柳林街道", "street"),
    Node("b", "s", "第10网格", "basic"),
    Node("a", "s", "第9网格", "basic"),
    Node("m", "a", "东院微网格", "micro"),
]


def test_places_stand_in_the_order_people_read_them() -> None:
    assert Tree(STREET).order == ["s", "a", "m", "b"]


def test_a_position_goes_before_a_name() -> None:
    tree = Tree(
        [
            Node("s", None, "街道"),
            Node("x", "s", "甲", position=2),
            Node("y", "s", "乙", position=1),
        ]
    )
    assert tree.order == ["s", "y", "x"]


def test_a_place_and_all_below_it_are_one_stretch() -> None:
    tree = Tree(STREET)
    assert tree.below("a") == ["a", "m"]
    assert tree.is_in("m", "s")
    assert not tree.is_in("s", "m")
    assert tree.below("unknown") == ["unknown"]


def test_a_path_begins_at_the_top() -> None:
    assert Tree(STREET).told("m") == "柳林街道 > 第9网格 > 东院微网格"


def test_figures_add_up_from_the_leaves() -> None:
    assert Tree(STREET).added_up({"m": 2, "b": 3, "s": 1}) == {"s": 6, "a": 2, "m": 2, "b": 3}


def test_a_ring_made_by_two_computers_is_cut_and_nothing_is_lost() -> None:
    tree = Tree([Node("x", "y", "甲"), Node("y", "x", "乙"), Node("z", "y", "丙")])
    assert tree.order == ["x", "y", "z"]
    assert tree.below("x") == ["x", "y", "z"]


def test_a_place_whose_parent_is_gone_stands_at_the_top() -> None:
    tree = Tree([Node("x", "gone", "甲")])
    assert tree.order == ["x"]
    assert tree.parent["x"] is None


def test_the_first_room_in_order_stands_where_two_places_name_it() -> None:
    tree = Tree(
        [Node("a", None, "甲", stands_for_id="r"), Node("b", None, "乙", stands_for_id="r")]
    )
    assert tree.standing == {"r": tree.order[0]}


def test_figures_in_names_count_as_figures() -> None:
    assert sorted(["第10网格", "第9网格", "第1网格"], key=natural) == [
        "第1网格",
        "第9网格",
        "第10网格",
    ]


def test_a_new_place_is_most_likely_of_the_next_kind() -> None:
    kinds = ("street", "village", "basic", "special", "micro")
    assert usual_kind(kinds, None) == "street"
    assert usual_kind(kinds, "street") == "village"
    assert usual_kind(kinds, "basic") == "micro"
    assert usual_kind(kinds, "micro") is None


@settings(max_examples=40)
@given(st.lists(st.integers(-1, 11), min_size=12, max_size=12))
def test_every_place_stands_once_whatever_hangs_where(above: list[int]) -> None:
    nodes = [Node(str(n), None if p < 0 else str(p), f"第{n}网格") for n, p in enumerate(above)]
    tree = Tree(nodes)
    assert sorted(tree.order) == sorted(node.id for node in nodes)
    tops = [one for one in tree.order if tree.parent[one] is None]
    everything = tree.added_up(dict.fromkeys(tree.order, 1))
    assert sum(everything[top] for top in tops) == len(nodes)
    assert all(everything[one] == len(tree.below(one)) for one in tree.order)


def test_grids_of_one_name_are_told_apart_by_what_is_above_them() -> None:
    paths = [
        "镇 > 上河村 > 第1网格",
        "镇 > 下河村 > 第1网格",
        "镇 > 柳林村",
        "镇 > 下河村 > 第2网格",
    ]
    told = ["上河村 第1网格", "下河村 第1网格", "柳林村", "第2网格"]
    assert told_apart(paths) == told
    assert told_apart(["镇 > 第1网格", "第1网格"]) == ["镇 第1网格", "第1网格"]
    assert told_apart(["村", "村"]) == ["村", "村"]
    assert told_apart([]) == []
