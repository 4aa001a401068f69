"""The monthly figures add up, or it is said where they do not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.codes import code_list
from app.rules.case_line import CaseLine
from app.rules.figures import Tally, imbalances, tally, unsaid

AUGUST = Tally(
    total=869, parties=0, agreed=842, knotty=0, performed=0, confirmation_applied=0,
    amount=Decimal(28738000),
    by_type=dict(enumerate((160, 278, 67, 44, 31, 76, 18, 28, 4, 13, 7, 55, 33, 1, 54))),
    by_source={"own": 455, "applied": 378, "referred": 36},
    by_referral={"referred_court": 36},
    by_form={"oral": 500, "written": 342},
    by_result={"agreed": 842, "not_agreed": 27},
)  # fmt: skip
"""A published month of one city: fifteen types and three sources, each adding up to 869."""


def codes_of(name):
    return st.sampled_from(["", *(line.code for line in code_list(name))])


@st.composite
def case_lines(draw):
    result = draw(codes_of("result"))
    form = draw(codes_of("agreement_form")) if result == "agreed" else ""
    return CaseLine(
        "x",
        draw(codes_of("dispute_type")),
        draw(codes_of("source")),
        result,
        form,
        draw(codes_of("performance")) if result == "agreed" else "",
        draw(st.booleans()),
        form == "written" and draw(st.booleans()),
        draw(st.integers(0, 5)),
        draw(st.decimals(0, 10**6, places=2)),
    )


@given(st.lists(case_lines()))
def test_what_is_counted_from_cases_always_balances(lines):
    assert imbalances(tally(lines)) == []


def test_a_published_month_balances():
    assert imbalances(AUGUST) == []


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"by_type": {"01": 868}}, "balance.by_type"),
        ({"by_source": {"own": 832, "referred": 36}}, "balance.by_source"),
        ({"by_referral": {"referred_court": 35}}, "balance.by_referral"),
        ({"by_result": {"agreed": 842}}, "balance.by_result"),
        ({"by_form": {"oral": 499, "written": 342}}, "balance.by_form"),
        ({"knotty": 870}, "balance.knotty"),
        ({"performed": 843}, "balance.performed"),
        ({"confirmation_applied": 343}, "balance.confirmed"),
    ],
)
def test_what_does_not_add_up_is_named(change, key):
    assert imbalances(replace(AUGUST, **change)) == [key]


def test_more_successes_than_cases_cannot_be():
    wrong = replace(AUGUST, agreed=870, by_form={"oral": 528, "written": 342})
    assert imbalances(wrong) == ["balance.agreed"]


def test_sources_count_by_level():
    lines = [CaseLine("1", source="own"), CaseLine("2", source="hotline_12345"),
             CaseLine("3", source="referred"), CaseLine("4", source="referred_court")]  # fmt: skip
    figures = tally(lines)
    assert figures.by_source == {"own": 1, "referred": 3}
    assert figures.by_referral == {"referred_other": 1, "": 1, "referred_court": 1}


def test_what_cases_do_not_say_is_counted():
    figures = tally(
        [CaseLine("1"), CaseLine("2", dispute_type="02", source="own", result="agreed")]
    )
    assert unsaid(figures) == {"dispute_type": 1, "source": 1, "agreement_form": 1}
