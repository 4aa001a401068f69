"""A dispatch is meant by its number or by enough of its id, and nothing is guessed."""

from __future__ import annotations

import pytest

from app.desk.dispatch_numbers import named, printed
from app.desk.dispatches import Line
from app.trouble import Trouble


def line(id_: str, number: str, *, incoming: bool = False) -> Line:
    return Line(
        id_ + "0" * 24, number, "滴水檐", "柳林村调解室", "刁镇综治中心", "sent", None, None, False, False, incoming,
        "", "", "", "", "", "", (), "", "",
    )  # fmt: skip


LINES = [
    line("3ef20c40", "〔2026〕2号"),
    line("41b7aa00", "〔2026〕3号"),
    line("13aa77bb", "〔2026〕13号"),
    line("77aa0011", "〔2026〕B5号"),
]


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("3", "〔2026〕3号"),
        ("3号", "〔2026〕3号"),
        ("〔2026〕3号", "〔2026〕3号"),
        (" 13 ", "〔2026〕13号"),
        ("B5", "〔2026〕B5号"),
        ("3ef20c40", "〔2026〕2号"),
    ],
)
def test_a_plain_figure_is_a_number_and_an_id_has_eight_characters(told: str, number: str) -> None:
    assert named(LINES, told).number == number


@pytest.mark.parametrize("told", ["1", "3e", "3ef20c4", "", "〔2025〕3号", "5"])
def test_what_fits_no_number_means_no_dispatch(told: str) -> None:
    with pytest.raises(Trouble) as why:
        named(LINES, told)
    assert why.value.key == "dispatch.absent"


def test_a_figure_that_an_incoming_matter_has_as_well_is_not_guessed() -> None:
    both = [*LINES, line("99887766", "〔2026〕3号", incoming=True)]
    with pytest.raises(Trouble) as why:
        named(both, "3")
    assert why.value.key == "dispatch.number_twice"
    assert "41b7aa00" in why.value.facts["each"]
    assert "99887766" in why.value.facts["each"]
    assert named(both, "99887766").incoming


def test_the_number_a_list_prints_is_meant_by_itself_and_by_its_way() -> None:
    both = [*LINES, line("99887766", "〔2026〕3号", incoming=True)]
    assert named(both, "收〔2026〕3号").incoming
    assert not named(both, "发〔2026〕3号").incoming
    assert all(named(both, printed(one)) is one for one in both)
