"""An address stays down to its county; a village loses its name."""

from __future__ import annotations

import pytest

from app.rules.place_aliases import aliases, coarse, local, town_aliases, towns, villages

HOME = "济南市章丘区刁镇街道旧军村27号"


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (HOME, "济南市章丘区××××"),
        ("山东省济南市章丘区刁镇旧军村", "山东省济南市章丘区××××"),
        ("内蒙古自治区锡林郭勒盟多伦县大北沟镇", "内蒙古自治区锡林郭勒盟多伦县××××"),
        ("旧军村27号", "××××"),
        ("幸福小区3号楼", "××××"),
        ("", ""),
    ],
)
def test_an_address_stays_down_to_its_county(told: str, left: str) -> None:
    assert coarse(told) == left


def test_a_text_may_say_an_address_from_the_township_or_the_village_on() -> None:
    assert local(HOME) == ["刁镇街道旧军村27号", "旧军村27号"]


def test_villages_are_found_in_addresses() -> None:
    assert villages([HOME, "章丘区刁镇旧军管理区柳林村二组", "章丘区刁镇27号"]) == [
        "旧军村",
        "旧军管理区",
        "柳林村",
        "二组",
    ]


def test_a_village_is_some_village() -> None:
    assert aliases(["旧军村", "第3微网格", "河东"]) == {
        "旧军村": "某村", "旧军": "某", "第3微网格": "某微网格", "河东": "某地",
    }  # fmt: skip


def test_a_village_that_is_called_as_a_measure_leaves_the_measure() -> None:
    assert aliases(["十里村"]) == {"十里村": "某村"}


def test_towns_are_found_in_addresses() -> None:
    assert towns([HOME, "章丘区绣惠镇27号", "旧军村27号"]) == ["刁镇街道", "绣惠镇"]


def test_a_township_loses_its_name_and_so_do_its_stations() -> None:
    made = town_aliases(["刁镇街道", "绣惠镇", "街道"])
    assert (made["刁镇街道"], made["刁镇"], made["绣惠镇"]) == ("某街道", "某镇", "某镇")
    assert made["绣惠派出所"] == "某派出所"
    assert not {"街道", "绣惠", "刁", "刁派出所"} & set(made)
