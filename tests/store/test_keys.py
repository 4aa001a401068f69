"""The key file: passwords, the recovery sheet, slips of the hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store import keys
from app.trouble import Trouble


def wrap(secret: bytes, user: str = "u", password: str = "一二三四五六") -> keys.Wrap:
    told = keys.wrap(secret, user, "孟广田", password)
    return keys.Wrap(told.user, told.name, told.salt, told.box, 1, 8192)


def test_outside_of_tests_a_password_is_stretched_for_long() -> None:
    told = keys.Wrap("u", "孟广田", "", "")
    assert (told.passes, told.memory) == (3, 64 * 2**20)


def test_the_right_password_gives_the_secret_back() -> None:
    secret = keys.new_secret()
    assert keys.unwrap(wrap(secret), "一二三四五六") == secret


def test_a_wrong_password_has_its_sentence() -> None:
    with pytest.raises(Trouble) as trouble:
        keys.unwrap(wrap(keys.new_secret()), "一二三四五七")
    assert trouble.value.key == "keys.wrong_password"


def test_a_wrong_recovery_code_says_the_sheet_is_another_rooms() -> None:
    with pytest.raises(Trouble) as trouble:
        keys.unwrap(wrap(keys.new_secret(), user=""), "x")
    assert trouble.value.key == "keys.wrong_recovery"


def test_no_secret_stands_in_the_key_file(tmp_path: Path) -> None:
    secret = keys.new_secret()
    keys.save(tmp_path / "k", keys.KeyFile([wrap(secret)]))
    kept = (tmp_path / "k").read_bytes()
    assert secret not in kept
    assert keys.b64(secret).encode() not in kept
    assert keys.unwrap(keys.load(tmp_path / "k").wraps[0], "一二三四五六") == secret


def test_only_the_owner_may_read_the_key_file(tmp_path: Path) -> None:
    keys.save(tmp_path / "k", keys.KeyFile([]))
    assert (tmp_path / "k").stat().st_mode & 0o077 == 0


def test_a_damaged_key_file_has_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(b'{"wraps": 3}')
    with pytest.raises(Trouble) as trouble:
        keys.load(tmp_path / "k")
    assert trouble.value.key == "keys.unreadable"


def test_a_key_file_cannot_ask_for_boundless_work() -> None:
    greedy = keys.Wrap("u", "", "", "", passes=10**9)
    with pytest.raises(Trouble) as trouble:
        keys.unwrap(greedy, "x")
    assert trouble.value.key == "keys.unreadable"


def test_a_recovery_code_is_read_as_it_is_written() -> None:
    code = keys.new_recovery_code()
    assert len(code.split("-")) == 8
    assert keys.plain_recovery(code.lower().replace("-", " ")) == code.replace("-", "")
    assert keys.plain_recovery(code.replace("0", "o").replace("1", "l")) == code.replace("-", "")


def test_one_slip_in_a_recovery_code_is_noticed_nearly_always() -> None:
    """The check holds 10 bits: about one slip in a thousand passes, and every slip of this code is tried."""
    body = "A" * 30
    code = body + keys._check(body)
    tried = [
        code[:place] + other + code[place + 1 :]
        for place in range(32)
        for other in keys.ALPHABET
        if other != code[place]
    ]
    passed = [slipped for slipped in tried if _reads(slipped)]
    assert len(tried) == 32 * 31
    assert len(passed) <= 3


def _reads(code: str) -> bool:
    try:
        keys.plain_recovery(code)
    except Trouble:
        return False
    return True


def test_fingerprints_are_short_enough_for_the_telephone() -> None:
    assert keys.fingerprint("A" * 43) == keys.fingerprint("A" * 43)
    assert len(keys.fingerprint("A" * 43)) == 9
