from __future__ import annotations

from app.rules.grid_rolled import roll, scope
from app.rules.grid_tree import Node, Tree

CENTRE = [
    Node("district", None, "柳城区", "district", room_id="c"),
    Node("street", "district", "柳林街道", "street", room_id="c", stands_for_id="street-room"),
    Node("other", "district", "石桥街道", "street", room_id="c"),
    Node("village", "street", "上河村", "village", room_id="c", code="370101001"),
    Node("grid", "village", "第1网格", "basic", room_id="c"),
]
STREET = [
    Node("s-top", None, "柳林街道", room_id="street-room"),
    Node(
        "s-up",
        "s-top",
        "上河社区",
        room_id="street-room",
        code="370101001",
        stands_for_id="up-room",
    ),
    Node("s-down", "s-top", "下河村", room_id="street-room", stands_for_id="down-room"),
]
VILLAGE = [
    Node("v-top", None, "上河村", room_id="up-room"),
    Node("v-one", "v-top", "第1网格", room_id="up-room"),
    Node("v-two", "v-top", "第2网格", room_id="up-room"),
]


def test_a_room_counts_at_the_node_that_stands_for_it() -> None:
    told = roll(Tree(CENTRE), STREET + VILLAGE)
    assert told.node_of("street-room", None) == "street"
    assert told.node_of("street-room", "s-top") == "street"


def test_places_of_rooms_below_are_found_again_by_code_then_by_name() -> None:
    told = roll(Tree(CENTRE), STREET + VILLAGE)
    assert told.node_of("street-room", "s-up") == "village"  # by code, whatever its name
    assert told.node_of("up-room", "v-one") == "grid"  # by name
    assert told.node_of("up-room", "v-two") == "village"  # not here: where its parent counts
    assert told.node_of("down-room", None) == "street"


def test_village_street_and_district_add_up() -> None:
    told = roll(Tree(CENTRE), STREET + VILLAGE)
    cases = [
        ("up-room", "v-one", 3),
        ("up-room", None, 2),
        ("street-room", "s-down", 4),
        ("c", "other", 1),
    ]
    assert told.added_up(cases) == {
        "district": 10,
        "street": 9,
        "village": 5,
        "grid": 3,
        "other": 1,
    }


def test_a_room_nobody_placed_counts_nowhere() -> None:
    told = roll(Tree(CENTRE), [])
    assert told.node_of("stranger", None) is None
    assert told.count([("stranger", None, 2)]) == {None: 2}


def test_the_question_for_a_node_names_its_places_and_its_rooms() -> None:
    told = roll(Tree(CENTRE), STREET + VILLAGE)
    asked = scope(told, "village")
    assert asked.places >= {"village", "grid", "s-up", "v-top", "v-one", "v-two"}
    assert asked.rooms == {"up-room"}
    assert "s-down" not in asked.places
    assert "other" in asked.elsewhere
