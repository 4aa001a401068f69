"""What an entry says is read against the records this program knows."""

from __future__ import annotations

from typing import Any

import pytest
from nacl.signing import SigningKey

from app.records import RECORDS
from app.records.field import fields_of
from app.store import chain, content

KEY = SigningKey(b"k" * 32)
FITS = {
    "text": "话", "choice": "any", "ref": "id", "count": 3, "yes_no": True, "day": "2026-03-02",
    "moment": "2026-03-02T09:00", "money": "1.50", "lines": ["一"], "refs": ["a"], "choices": ["b"],
    "blob": "0a" * 32,
}  # fmt: skip


def told(*ops: Any) -> content.Content:
    entry = chain.write(
        KEY, seq=1, prev=None, see=[], lam=1, wall="", user="", ops=list(ops), verb=""
    )
    return content.read(entry)


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_of_every_record_is_read_in_its_one_form(kind: str) -> None:
    fields = {f.name: FITS[f.kind] for f in fields_of(RECORDS[kind]).values()}
    read = told(["i", kind, "r1", fields])
    assert (read.fault, read.complete, read.places) == ("", True, {(kind, "r1")})
    nothing = told(["i", kind, "r1", dict.fromkeys(fields)])
    assert nothing.fault == ""


@pytest.mark.parametrize("kind", RECORDS)
def test_no_field_takes_another_shape(kind: str) -> None:
    for f in fields_of(RECORDS[kind]).values():
        for shape in ({}, {"a": 1}, [[]], 1.5, [None], 2**40, "\0"):
            assert told(["i", kind, "r1", {f.name: shape}]).fault == "content", (f, shape)


def test_bases_are_gathered_and_an_empty_one_is_none() -> None:
    op = ["u", "case", "c1", {"summary": [["a", ""], "x"], "later": [["b"], {}]}]
    assert told(op).bases == {"a", "b"}


def test_what_only_a_newer_program_knows_is_passed_over() -> None:
    read = told(["i", "drone", "", {}], ["x", "case", "c1", {}], ["i", "case", "c1", {}])
    assert (read.complete, read.fault) == (False, "")
    assert [op[0] for op in read.ops] == ["i"]
