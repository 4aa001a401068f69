"""回避的提示: household, telephone, guardian, or one surname at one registered house."""

from __future__ import annotations

from typing import Any

import pytest

from app.records import Case, CaseFile, MediationSession, Mediator, Party, Room
from app.rules.kinship import surname, ties


def file(mediator: dict[str, Any], party: dict[str, Any], **case: Any) -> CaseFile:
    who = Mediator(id="m", name="谷广田", **mediator)
    told = Party(**{"name": "谷满仓", **party})
    return CaseFile(Case(**{"lead_id": "m", **case}), Room(), parties=[told], mediators={"m": who})


@pytest.mark.parametrize(
    ("mediator", "party", "kinds"),
    [
        ({}, {}, []),  # a surname alone says nothing
        ({"household_id": "h"}, {"household_id": "h", "name": "苗春花"}, ["household"]),
        ({"phone": "199 0000 1234"}, {"phone": "19900001234"}, ["phone"]),
        ({"phone": "110"}, {"phone": "110"}, []),
        ({}, {"guardian": "谷广田", "name": "谷小满"}, ["guardian"]),
        ({"register_address": "柳林村 １２号"}, {"register_address": "柳林村12号"}, ["register"]),
        ({"register_address": "柳林村12号"}, {"address": "柳林村12号"}, ["register"]),
        ({"register_address": "柳林村12号"}, {"register_address": "柳林村21号"}, []),
        (
            {"register_address": "柳林村12号"},
            {"register_address": "柳林村12号", "name": "苗春花"},
            [],
        ),
        ({"register_address": "柳林"}, {"register_address": "柳林"}, []),
    ],
)
def test_what_they_share_is_told_once(
    mediator: dict[str, Any], party: dict[str, Any], kinds: list[str]
) -> None:
    assert [tie.kind for tie in ties(file(mediator, party))] == kinds


def test_kin_that_was_told_is_a_hint_until_it_is_told_what_was_done() -> None:
    assert [tie.kind for tie in ties(file({}, {}, related=True))] == ["told"]
    assert ties(file({}, {}, related=True, recusal="双方知情同意继续调解")) == []


def test_who_assists_sits_or_is_about_to_be_chosen_is_asked_too() -> None:
    shared = ({"phone": "19900001234"}, {"phone": "19900001234"})
    assert len(ties(file(*shared, lead_id=None, assist_ids=["m"]))) == 1
    told = file(*shared, lead_id=None)
    assert ties(told) == []
    assert len(ties(told, ("m",))) == 1
    told.sessions.append(MediationSession(mediator_ids=["m"]))
    assert len(ties(told)) == 1


def test_a_double_surname_is_whole() -> None:
    assert (surname("欧阳海"), surname("谷满仓"), surname("欧阳"), surname(None)) == (
        "欧阳",
        "谷",
        "欧",
        "",
    )
