"""An entry is evidence by itself, or it is refused with a reason."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from app.store import chain

KEY = SigningKey(b"k" * 32)
TEXT = st.text(max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT, st.lists, max_leaves=6
)
FIELDS = st.dictionaries(TEXT, JSON, max_size=3)


def written(key: SigningKey = KEY, **more: Any) -> chain.Entry:
    told: dict[str, Any] = {
        "seq": 1, "prev": None, "see": [], "lam": 1, "wall": "2026-03-02T09:00:00", "user": "u",
        "ops": [["i", "case", "c1", {"summary": "界址"}]], "verb": "register",
    }  # fmt: skip
    return chain.write(key, **{**told, **more})


def signed(header: list[Any] | bytes, body: bytes, key: SigningKey = KEY) -> chain.Entry:
    """An entry of a machine that signs whatever it likes."""
    told = header if isinstance(header, bytes) else msgspec.json.encode(header)
    return chain.read(told, body, key.sign(chain.DOMAIN + told).signature)


def header(entry: chain.Entry, **more: Any) -> list[Any]:
    told = msgspec.to_builtins(entry.head)
    names = list(chain.Header.__struct_fields__)
    for name, value in more.items():
        told[names.index(name)] = value
    return list(told)


@given(ops=st.lists(st.tuples(st.just("u"), TEXT, TEXT, FIELDS), max_size=5))
@settings(max_examples=50, deadline=None)
def test_what_is_written_is_read_again_exact(ops: list[Any]) -> None:
    entry = written(ops=ops)
    read = chain.read(entry.header, entry.body, entry.sig)
    assert read == entry
    assert chain.content(read).ops == ops
    assert chain.content(read).verb == "register"


def test_two_entries_of_one_content_are_not_one() -> None:
    assert written().id != written().id  # the salt keeps a short body from being guessed


def test_the_signed_bytes_are_kept_as_they_came() -> None:
    entry = written()
    spaced = entry.header.replace(b",", b" , ", 1)
    read = signed(spaced, entry.body)
    assert read.header == spaced
    assert read.id != entry.id


@pytest.mark.parametrize("part", ["header", "body", "sig"])
def test_a_changed_bit_is_noticed(part: str) -> None:
    entry = written()
    told = {"header": entry.header, "body": entry.body, "sig": entry.sig}
    for at in range(len(told[part]) * 8):
        bent = bytearray(told[part])
        bent[at // 8] ^= 1 << at % 8
        with pytest.raises(chain.Fault):
            chain.read(**{**told, part: bytes(bent)})


def test_another_key_cannot_sign_for_a_log() -> None:
    entry, other = written(), SigningKey(b"o" * 32)
    with pytest.raises(chain.Fault, match="signature"):
        signed(header(entry), entry.body, other)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seq": 0}, {"seq": -1}, {"seq": 2**53}, {"seq": True}, {"seq": 1.5}, {"seq": "1"},
        {"lam": 0}, {"lam": 2**53}, {"lam": 2**70}, {"schema": 0}, {"schema": 2**31},
        {"prev": "x"}, {"seq": 2}, {"see": None}, {"see": [1]}, {"user": None}, {"wall": 5},
    ],
    ids=str,
)  # fmt: skip
def test_a_header_of_foreign_shape_is_refused(wrong: dict[str, Any]) -> None:
    entry = written()
    with pytest.raises(chain.Fault, match="shape"):
        signed(header(entry, **wrong), entry.body)


@pytest.mark.parametrize(
    "told",
    [b"", b"{}", b"[]", b"null", b"[" * 60_000, b"\xff", b'["\xff"]', b"[1,2,3,4,5,6,7,8,9]"],
)
def test_bytes_that_are_no_header_are_refused(told: bytes) -> None:
    with pytest.raises(chain.Fault, match="shape"):
        signed(told, written().body)


def test_one_more_line_in_the_header_is_refused() -> None:
    entry = written()
    with pytest.raises(chain.Fault, match="shape"):
        signed([*header(entry), "more"], entry.body)


def test_one_key_has_one_name() -> None:
    entry = written()
    for alias in (entry.head.log + "=", entry.head.log + "!", "!" + entry.head.log):
        with pytest.raises(chain.Fault):
            signed(header(entry, log=alias), entry.body)


@pytest.mark.parametrize("log", ["", "abc", "中文", "A" * 44])
def test_a_log_that_is_no_key_is_refused(log: str) -> None:
    entry = written()
    with pytest.raises(chain.Fault):
        signed(header(entry, log=log), entry.body)


def test_a_body_that_is_not_the_signed_one_is_refused() -> None:
    entry = written()
    with pytest.raises(chain.Fault, match="body"):
        chain.read(entry.header, written().body, entry.sig)


def test_more_than_an_entry_may_hold_is_neither_read_nor_written() -> None:
    entry = written()
    with pytest.raises(chain.Fault, match="too_large"):
        chain.read(entry.header, b" " * (chain.LONGEST_BODY + 1), entry.sig)
    with pytest.raises(chain.Fault, match="too_large"):
        chain.read(b" " * (chain.LONGEST_HEADER + 1), entry.body, entry.sig)
    with pytest.raises(ValueError, match="long"):
        written(ops=[["i", "case", "c", {"summary": "长" * chain.LONGEST_BODY}]])
    with pytest.raises(ValueError, match="long"):
        written(see=["x" * 43] * 2000)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'["s"]', b'["s",[["i","case","c"]],""]', b'["s",[["i","case","c",[]]],""]',
     b'["s",[["i","case",7,{}]],""]', b"[" * 100_000, b'["\xff",[],""]', b'["s",[["i","a","b",{"x":NaN}]],""]'],
)  # fmt: skip
def test_a_body_of_foreign_shape_is_told(body: bytes) -> None:
    entry = chain.Entry(b"", body, b"", "", written().head)
    with pytest.raises(chain.Fault, match="content"):
        chain.content(entry)


def test_names_survive_without_padding() -> None:
    for length in range(1, 40):
        raw = bytes(range(length))
        assert chain.unb64(chain.b64(raw)) == raw
        assert "=" not in chain.b64(raw)
