"""What a server keeps for this machine opens with the room's secret alone, and only in its own place."""

from __future__ import annotations

import pytest

from app.store import boxed, keys
from app.trouble import Trouble

SECRET = keys.new_secret()


def test_a_box_opens_under_its_name_with_its_secret() -> None:
    told = boxed.close(SECRET, "log_key", "钥匙 ✓")
    assert "钥匙" not in told
    assert boxed.opened(SECRET, "log_key", told) == "钥匙 ✓"
    assert boxed.close(SECRET, "log_key", "钥匙 ✓") != told


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: (keys.new_secret(), "log_key", told),
        lambda told: (SECRET, "age_identity", told),
        lambda told: (SECRET, "log_key", told[:-4] + "AAAA"),
        lambda told: (SECRET, "log_key", ""),
        lambda told: (SECRET, "log_key", "钥匙"),
    ],
)
def test_a_box_of_another_or_from_another_place_does_not_open(spoil: object) -> None:
    told = boxed.close(SECRET, "log_key", "k")
    with pytest.raises(Trouble) as trouble:
        boxed.opened(*spoil(told))  # type: ignore[operator]
    assert trouble.value.key == "server.sealed"
