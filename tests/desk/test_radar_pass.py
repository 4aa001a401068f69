"""One pass of the radar: whoever bears a key of the period is found, in whatever slices the days are read."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.desk.radar_pass import Pass, Row

SINCE, DAYS, LONG = dt.date(2026, 3, 1), 12, 3
few = st.sampled_from(("", None, "a", "b", "c"))
case = st.tuples(
    st.integers(0, DAYS - 1), few, few, st.lists(st.tuples(few, few, few, few, few), max_size=3)
)


def rows_of(cases: list[Any]) -> list[Row]:
    """As the store tells them: a row a party, a case without any once."""
    found: list[Row] = []
    for n, (before, room, plot, parties) in enumerate(cases):
        day = (SINCE + dt.timedelta(DAYS // 2 - before)).isoformat()
        some = parties or [(None,) * 5]
        for place, party in enumerate(some):
            party_id = f"p{n}.{place}" if parties else None
            found.append((f"c{n}", day, room, plot, party_id, *party))
    return found


def keys_of(row: Row) -> list[tuple[str, Any, tuple[str, str]]]:
    case_id, _, _, plot, party, number, household, phone, name, address = row
    told: list[tuple[str, Any, tuple[str, str]]] = [
        ("id_number", number, (case_id, party)), ("household", household, (case_id, party)),
        ("phone", phone, (case_id, party)), ("plot", plot, (case_id, "")),
    ]  # fmt: skip
    if name and address:
        told.append(("name_address", (name, address), (case_id, party)))
    return [one for one in told if one[1]]


def expected(rows: list[Row], room: str) -> dict[str, list[list[tuple[str, str]]]]:
    """Row by row, as it is meant: keys that the period (of a room) bears, and all that bear them."""
    bearers: dict[tuple[str, Any], set[tuple[str, str]]] = defaultdict(set)
    meant = set()
    for row in rows:
        for kind, key, one in keys_of(row):
            bearers[kind, key].add(one)
            if row[1] >= SINCE.isoformat() and (not room or row[2] == room):
                meant.add((kind, key))
    found = defaultdict(list)
    for kind, key in meant:
        if len(bearers[kind, key]) > 1:
            found[kind].append(sorted(bearers[kind, key]))
    return {kind: sorted(told) for kind, told in found.items()}


@given(st.lists(case, max_size=25), st.sampled_from(("", "a")))
def test_a_pass_by_slices_finds_what_every_row_says(cases: list[Any], room: str) -> None:
    rows = rows_of(cases)
    since = SINCE.isoformat()
    inside = [row for row in rows if row[1] >= since]
    seen = Pass()
    if room:
        seen.want([row for row in inside if row[2] == room])
    days = sorted({row[1] for row in rows}, reverse=True)
    slices = [[d for d in days if d >= since], [d for d in days if d < since]]
    for begun, told in zip((False, True), slices, strict=True):
        read = seen.look_up if begun or room else seen.take
        for start in range(0, len(told), LONG):
            read([row for row in rows if row[1] in told[start : start + LONG]])
    found: dict[str, list[list[tuple[str, str]]]] = defaultdict(list)
    for kind, bearers in seen.shared():
        found[kind].append(sorted(bearers))
    assert {kind: sorted(told) for kind, told in found.items()} == expected(rows, room)
    own = {row[0]: row[2] or "" for row in inside if not room or row[2] == room}
    assert seen.room == own
    assert sum(seen.cases.values()) == len(own)
    on = seen.days()
    for row in rows:
        assert on.get(row[0], row[1]) in (row[1], dt.date.fromisoformat(row[1]))
    assert all(one in on for _, bearers in seen.shared() for one, _ in bearers)
