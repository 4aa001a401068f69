"""An entry fits its past, or it is no evidence."""

from __future__ import annotations

from typing import Any

import pytest
from nacl.signing import SigningKey

from app.store import chain, content, evidence
from app.store.evidence import Past

KEY = SigningKey.generate()
ME = chain.log_name(KEY)
BEFORE, SEEN = "b" * 43, "s" * 43
PAST = {BEFORE: Past(4, 2, ME), SEEN: Past(7, 9, "another")}


def entry(**changed: Any) -> chain.Entry:
    """The third of its log, after all of PAST."""
    told: dict[str, Any] = {
        "seq": 3, "prev": BEFORE, "see": [SEEN], "lam": 8, "wall": "w", "user": "u", "verb": "v",
        "ops": [["u", "case", "c", {"summary": [[SEEN], "一"]}]],
    }  # fmt: skip
    return chain.write(KEY, **{**told, **changed})


def fault(one: chain.Entry, past: dict[str, Past] = PAST) -> str:
    try:
        evidence.check_chain(one, past)
        evidence.check(one, content.read(one), past)
    except chain.Fault as why:
        return why.reason
    return ""


def test_one_that_tells_the_truth_fits() -> None:
    assert fault(entry()) == ""
    assert evidence.causes(entry()) == [BEFORE, SEEN]
    assert evidence.is_due(entry(), PAST)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"lam": 9}, "order"),
        ({"lam": 7}, "order"),
        ({"seq": 4}, "chain"),
        ({"prev": SEEN, "see": []}, "chain"),
        ({"see": [BEFORE, SEEN]}, "chain"),
        ({"ops": [["u", "case", "c", {"summary": "not a pair"}]]}, "content"),
    ],
)
def test_one_that_does_not_is_no_evidence(changed: dict[str, Any], reason: str) -> None:
    assert fault(entry(**changed)) == reason


def test_it_supersedes_nothing_that_came_after_it() -> None:
    later = {**PAST, "x" * 43: Past(8, 1, "third")}
    one = entry(ops=[["u", "case", "c", {"summary": [["x" * 43], "一"]}]])
    assert fault(one, later) == "order"
    assert fault(one) == ""  # what is not here yet is waited for


def test_it_is_due_once_all_is_here_and_understood() -> None:
    assert not evidence.is_due(entry(), {BEFORE: PAST[BEFORE]})
    assert not evidence.is_due(entry(schema=chain.SCHEMA + 1), PAST)
