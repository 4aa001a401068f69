"""One call: the way through a proxy, and what a word or a wait from the other end may be.

That every fault of a line has its sentence is shown in tests/desk/test_line_broken.py, over real wires.
"""

from __future__ import annotations

import pytest

from app.sync import caller
from app.trouble import Trouble

CENTRE = "https://centre.example:8443"


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_what_the_settings_say_comes_before_what_the_surroundings_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert caller.proxy_for(CENTRE, "") is None
    monkeypatch.setenv("HTTPS_PROXY", "http://outside.example:3128")
    assert caller.proxy_for(CENTRE, "") == "http://outside.example:3128"
    assert caller.proxy_for(CENTRE, " 10.0.0.1:3128 ") == "http://10.0.0.1:3128"
    assert caller.proxy_for(CENTRE, caller.NONE) is None
    monkeypatch.setenv("NO_PROXY", "centre.example")
    assert caller.proxy_for(CENTRE, "") is None


@pytest.mark.parametrize("told", ["socks5://10.0.0.1:1080", "ftp://x", "http://["])
def test_another_kind_of_proxy_is_told(told: str) -> None:
    with pytest.raises(Trouble) as raised:
        caller.proxy_for(CENTRE, told)
    assert raised.value.key == "line.proxy_kind"


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("3", 3), ("0", 0), ("999999", caller.LONGEST_WAIT), ("", 5), ("-1", 5), ("nan", 5), ("²", 5)],
)
def test_a_centre_cannot_make_us_wait_for_long(told: str, seconds: float) -> None:
    assert caller._wait(told) == seconds


@pytest.mark.parametrize("told", [b"", b"[]", b'{"word":7}', b'{"word"', b"\xff", b"[" * 4000])
def test_a_word_is_a_word_or_it_is_no_centre(told: bytes) -> None:
    with pytest.raises(Trouble) as raised:
        caller._word(told)
    assert raised.value.key == "line.not_a_centre"


def test_a_word_is_short() -> None:
    assert caller._word(b'{"word":"held","more":1}') == "held"
    assert len(caller._word(b'{"word":"%b"}' % (b"x" * 999))) == 40
