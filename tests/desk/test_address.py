"""Where a centre answers: typed as people type it, told in words, and the same on every card."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk import address, enrolment
from app.desk.desk import Desk
from app.sync import cards
from app.trouble import Trouble
from tests.machines import desk_in


@pytest.fixture
def centre(tmp_path: Path) -> Desk:
    return desk_in(tmp_path / "centre", "综治中心", centre=True)


def test_a_card_carries_the_address_and_the_certificate_that_were_given(
    centre: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "card.json"
    enrolment.centre_card(centre, file)
    assert (cards.load(file).url, cards.load(file).pin) == ("", "")
    address.give(centre, "https://centre.example:8443", public=False)
    enrolment.centre_card(centre, file)
    assert cards.load(file).url == "https://centre.example:8443"
    assert cards.load(file).pin
    address.give(centre, "https://centre.example", public=True)
    enrolment.centre_card(centre, file)
    assert (cards.load(file).url, cards.load(file).pin) == ("https://centre.example", "")
    address.give(centre, "  ", public=False)
    assert centre.look(address.now) == address.Address("")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" centre.example:8443/ ", "https://centre.example:8443"),
        ("192.168.1.20", "https://192.168.1.20"),
        ("https://centre.example", "https://centre.example"),
        ("https：//centre。example：8443", "https://centre.example:8443"),
    ],
)
def test_https_may_be_left_out(centre: Desk, typed: str, kept: str) -> None:
    assert address.give(centre, typed, public=False).url == kept
    assert centre.look(address.now).url == kept


@pytest.mark.parametrize(
    "typed", ["http://centre.example", "https://", "https://who@centre", "a b"]
)
def test_what_no_room_could_use_is_refused_and_nothing_changes(centre: Desk, typed: str) -> None:
    address.give(centre, "https://centre.example", public=True)
    with pytest.raises(Trouble) as why:
        address.give(centre, typed, public=False)
    assert why.value.key == "card.no_address"
    assert centre.look(address.now) == address.Address("https://centre.example", public=True)


def test_an_address_of_this_computer_alone_is_warned_of() -> None:
    here = ("https://localhost:8443", "https://127.0.0.1", "https://[::1]:8443")
    assert all(address.Address(url).is_only_here for url in here)
    assert "别的电脑连不上" in address.Address(here[0]).sentence()
    assert not address.Address("https://192.168.1.20:8443").is_only_here
    assert "8443" in address.Address("https://192.168.1.20:8443").sentence()
    assert "443" in address.Address("https://centre.example", public=True).sentence()
