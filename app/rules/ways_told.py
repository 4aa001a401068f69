"""告知途径: who was told that mediation has ended and which ways are open (人民调解法 26).

A person ticks that he told them, or the 终止调解告知书 says it: it counts from its day for those it goes to.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.records import CaseFile, Notice, Party

ENDING = "ending"


def notices_of_end(case_file: CaseFile) -> Iterator[Notice]:
    """Those with a day; one that is older than the end tells of another attempt."""
    ended_on = case_file.case.ended_on
    for notice in case_file.notices:
        dated = notice.notice_kind == ENDING and notice.made_on
        if dated and (ended_on is None or dated >= ended_on):
            yield notice


def goes_to(notice: Notice, party: Party) -> bool:
    """Whether a notice goes to a party: it is named, or nobody is."""
    if notice.party_ids:
        return party.id in notice.party_ids
    return not notice.to_name


def untold(case_file: CaseFile) -> list[Party]:
    """The parties nobody has told yet; none where a person says it was done."""
    if case_file.case.told_routes:
        return []
    sent = list(notices_of_end(case_file))
    return [p for p in case_file.parties if not any(goes_to(one, p) for one in sent)]


def told_by(case_file: CaseFile) -> date | None:
    """The day of the last notice with which every party was told; none where no notice did."""
    sent = list(notices_of_end(case_file))
    days = [
        min((one.made_on for one in sent if one.made_on and goes_to(one, party)), default=None)
        for party in case_file.parties
    ]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def is_told(case_file: CaseFile) -> bool:
    """Whether every party knows the other ways."""
    return bool(case_file.case.told_routes or told_by(case_file))
