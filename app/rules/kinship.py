"""回避的提示: what a mediator and a party share that may make them kin; told quietly, it hinders nothing.

Only who is asked knows; a shared surname alone says nothing in a village of one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.records import CaseFile, Mediator, Party
from app.records.masks import DOUBLE

HOUSEHOLD, PHONE, GUARDIAN, REGISTER, TOLD = "household", "phone", "guardian", "register", "told"
TIES = (HOUSEHOLD, PHONE, GUARDIAN, REGISTER, TOLD)
LEAST = 4  # characters of an address that tell a house
FEWEST = 7  # digits of a telephone


@dataclass(frozen=True)
class Tie:
    """What a mediator of the case and a party share."""

    kind: str
    mediator_id: str
    mediator: str
    party: str = ""


def ties(case_file: CaseFile, also: tuple[str, ...] = ()) -> list[Tie]:
    """Of who leads, assists or sat; `also` is somebody who is about to be chosen."""
    case = case_file.case
    asked = [case.lead_id, *(case.assist_ids or ()), *also]
    asked += [one for sat in case_file.sessions for one in sat.mediator_ids or ()]
    found: list[Tie] = []
    for mediator_id in dict.fromkeys(filter(None, asked)):
        mediator = case_file.mediators.get(mediator_id)
        if mediator is not None:
            found += [tie for party in case_file.parties for tie in _between(mediator, party)]
    if case.related and not case.recusal:
        found.append(Tie(TOLD, case.lead_id or "", case_file.name_of(case.lead_id)))
    return found


def _between(mediator: Mediator, party: Party) -> Iterator[Tie]:
    """The first thing they share; one is enough to ask."""
    for kind, is_so in (
        (HOUSEHOLD, bool(party.household_id) and party.household_id == mediator.household_id),
        (PHONE, _same_phone(mediator.phone, party.phone)),
        (GUARDIAN, bool(mediator.name) and mediator.name in {party.guardian, party.legal_representative}),
        (REGISTER, _of_one_house(mediator, party)),
    ):  # fmt: skip
        if is_so:
            yield Tie(kind, mediator.id, mediator.name or "", party.name or "")
            return


def surname(name: str | None) -> str:
    """欧阳, or the first character."""
    told = (name or "").strip()
    return told[:2] if told[:2] in DOUBLE and len(told) > 2 else told[:1]


def _of_one_house(mediator: Mediator, party: Party) -> bool:
    mine, theirs = (
        _plain(mediator.register_address),
        _plain(party.register_address or party.address),
    )
    same_name = bool(surname(mediator.name)) and surname(mediator.name) == surname(party.name)
    return same_name and len(mine) >= LEAST and mine == theirs


def _plain(address: str | None) -> str:
    """Without spaces and marks, full-width figures as plain ones."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", address or ""))


def _same_phone(one: str | None, other: str | None) -> bool:
    mine, theirs = re.sub(r"\D", "", one or ""), re.sub(r"\D", "", other or "")
    return len(mine) >= FEWEST and mine == theirs
