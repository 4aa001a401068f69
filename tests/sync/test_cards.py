"""A card says who a centre is, and a changed card is noticed."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from nacl.signing import SigningKey
from pyrage import x25519

from app.store import chain
from app.sync import cards, seal
from app.trouble import Trouble

KEY = SigningKey(b"k" * 32)
ADDRESS = seal.address(str(x25519.Identity.generate()))


def a_card(**more: str) -> bytes:
    told = {"role": "centre", "name": "刁镇综治中心", "room": "room-1", "recipient": ADDRESS}
    return cards.make(KEY, **{**told, **more})


def refused(told: bytes) -> str:
    with pytest.raises(Trouble) as raised:
        cards.read(told, "card.json")
    assert "card.json" in str(raised.value)
    return raised.value.key


def test_a_card_is_read_as_it_was_made(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_bytes(a_card())
    card = cards.load(tmp_path / "card.json")
    assert (card.name, card.role, card.recipient) == ("刁镇综治中心", "centre", ADDRESS)
    assert card.log == chain.log_name(KEY)


def test_every_bit_of_a_card_counts() -> None:
    told = a_card()
    for at in range(len(told.rstrip()) * 8):
        bent = bytearray(told)
        bent[at // 8] ^= 1 << at % 8
        if bytes(bent).split() != told.split() and not _same(bytes(bent)):
            assert refused(bytes(bent)).startswith("card.")


def _same(told: bytes) -> bool:
    """A changed blank between the two parts leaves card and signature as they were."""
    try:
        read = msgspec.json.decode(told, type=dict[str, msgspec.Raw])
        mine = msgspec.json.decode(a_card(), type=dict[str, msgspec.Raw])
        return bytes(read["card"]) == bytes(mine["card"]) and chain.unb64(
            msgspec.json.decode(read["sig"])
        ) == chain.unb64(msgspec.json.decode(mine["sig"]))
    except (msgspec.MsgspecError, KeyError, ValueError):
        return False


def test_a_newer_card_may_say_more_under_the_same_signature() -> None:
    told = msgspec.json.decode(a_card())["card"] | {"url": "https://centre.example"}
    raw = msgspec.json.encode(told)
    sig = chain.b64(KEY.sign(cards.DOMAIN + raw).signature)
    assert cards.read(b'{"card":%b,"sig":"%b"}' % (raw, sig.encode()), "x").name == told["name"]


def signed(**more: object) -> bytes:
    raw = msgspec.json.encode({**msgspec.json.decode(a_card())["card"], **more})
    sig = chain.b64(KEY.sign(cards.DOMAIN + raw).signature)
    return b'{"card":%b,"sig":"%b"}' % (raw, sig.encode())


@pytest.mark.parametrize(
    ("told", "key"),
    [
        (b"", "card.not_a_card"), (b"{}", "card.not_a_card"), (b"PK\x03\x04", "card.not_a_card"),
        (b"[" * 60_000, "card.not_a_card"), (b"x" * (cards.LARGEST + 1), "card.not_a_card"),
        (b'{"card":{},"sig":""}', "card.not_a_card"),
        (signed(format="zjb-card/2"), "card.newer"),
        (signed(name=" "), "card.not_a_card"),
        (signed(name="n" * 201), "card.not_a_card"),
        (signed(recipient="age1x"), "card.not_a_card"),
        (signed(log="中文"), "card.not_a_card"),
        (signed(log="abc"), "card.not_a_card"),
        (signed(log=chain.log_name(SigningKey(b"o" * 32))), "card.forged"),
    ],
    ids=lambda x: str(x)[:40],
)  # fmt: skip
def test_what_is_no_card_is_refused(told: bytes, key: str) -> None:
    assert refused(told) == key


def test_an_absent_card_is_told(tmp_path: Path) -> None:
    for place in (tmp_path / "none.json", tmp_path):
        with pytest.raises(Trouble) as raised:
            cards.load(place)
        assert raised.value.key == "card.absent"


def test_a_card_may_say_where_the_centre_answers_and_with_which_certificate() -> None:
    card = cards.read(a_card(url="https://centre.example:8443", pin="0f" * 32), "x")
    assert (card.url, card.pin) == ("https://centre.example:8443", "0f" * 32)
    assert cards.read(a_card(), "x").url == ""


@pytest.mark.parametrize(
    "told",
    [
        {"url": "http://centre.example"}, {"url": "https://"}, {"url": "https://a:b@centre.example"},
        {"url": "centre.example"}, {"url": "https://centre.example:x"}, {"url": "https://[centre"},
        {"url": "https://centre.example", "pin": "0F" * 32},
        {"url": "https://centre.example", "pin": "0f"},
    ],
    ids=str,
)  # fmt: skip
def test_a_card_with_an_address_nobody_can_call_is_none(told: dict[str, str]) -> None:
    assert refused(a_card(**told)) == "card.not_a_card"
