from __future__ import annotations

import pytest

from app.rules.grid_tree import Node, Tree
from app.rules.receiving import FOUND, NO_ADDRESS, NOT_OURS, located, suggest

TREE = Tree(
    [
        Node("d", None, "柳城区"),
        Node("s", "d", "柳林街道"), Node("t", "d", "石桥镇"),
        Node("up", "s", "上河村"), Node("down", "s", "下河社区"), Node("up2", "t", "上河村"),
        Node("g1", "up", "第1网格"), Node("g2", "up2", "第1网格"), Node("one", "t", "王村"),
    ]
)  # fmt: skip
HOME, REGISTER = "柳城区柳林街道上河村3号", "柳城区石桥镇王村1号"


def test_a_service_matter_goes_by_residence_and_a_rights_matter_by_register() -> None:
    service = suggest(TREE, "service", HOME, REGISTER)
    rights = suggest(TREE, "rights", HOME, REGISTER)
    assert service is not None
    assert rights is not None
    assert (service.by, service.place_id) == ("address", "up")
    assert (rights.by, rights.place_id) == ("register_address", "one")


def test_what_is_not_told_is_not_guessed() -> None:
    assert suggest(TREE, None, HOME, REGISTER) is None
    found = suggest(TREE, "rights", HOME, " ")
    assert found is not None
    assert (found.sort, found.place_id) == (NO_ADDRESS, None)
    away = suggest(TREE, "service", "远山县松树乡2号", None)
    assert away is not None
    assert away.sort == NOT_OURS


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("柳林街道上河村第１网格 12号", "g1"),
        ("石桥镇上河村", "up2"),
        ("上河村5号", "d"),  # two villages bear the name: what both lie in
        ("柳林下河小区", "down"),
        ("石桥镇", "t"),
        ("河", None),
    ],
)
def test_the_deepest_place_an_address_names(address: str, place: str | None) -> None:
    assert located(TREE, address) == place


def test_a_sort_is_always_told() -> None:
    found = suggest(TREE, "service", HOME, None)
    assert found is not None
    assert found.sort == FOUND
