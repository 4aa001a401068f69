"""The word of a lane: nobody makes it but its centre, and it is kept for whoever hands the lane back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert

from app.store import lane_words, lanes, succession, vouch
from app.store.shelf import Shelf
from app.store.tables import scope, tip


def test_nobody_else_makes_the_word_for_a_lane(either: Shelf) -> None:
    """Not for another place or another lane, and not whoever knew the key before a new one was asked for."""
    with either.local_writing() as link:
        lanes.own_again(link, {"ours": "room"})
        (told,) = lane_words.words(link, ["ours", "theirs"]).values()
        link.execute(scope.delete())
        assert lane_words.recognised(link, {"ours": told}) == {"ours": "room"}
        assert lane_words.recognised(link, {"ours": (lanes.ALL, told[1]), "other": told}) == {}
        assert lane_words.recognised(link, {"ours": ("room", "ü" * 22)}) == {}
        succession.begin_anew(link, vouch.fresh_key())
        assert lane_words.recognised(link, {"ours": told}) == {"ours": "room"}
        lane_words.new_seed(link)
        assert lane_words.recognised(link, {"ours": told}) == {}


def test_a_word_is_kept_for_a_lane_that_is_here_and_a_centre_has_the_last_say(
    either: Shelf,
) -> None:
    def keep(word: str, *, by_centre: bool = False) -> dict[str, tuple[str, str]]:
        told = dict.fromkeys(("lane", "nowhere", "ours"), ("room", word))
        lane_words.hear_words(link, told, by_centre=by_centre)
        return lane_words.words(link, ["lane", "nowhere"])

    with either.local_writing() as link:
        link.execute(insert(tip), [_end("lane"), _end("ours")])
        lanes.own_again(link, {"ours": "room"})
        own = lane_words.words(link, ["ours"])
        assert keep("first") == keep("another") == {"lane": ("room", "first")}
        assert keep("of the centre", by_centre=True) == {"lane": ("room", "of the centre")}
        assert keep("another") == {"lane": ("room", "of the centre")}
        assert lane_words.words(link, ["ours"]) == own


def _end(log: str) -> dict[str, Any]:
    return {"id": f"end of {log}", "log": log, "seq": 1, "lam": 1, "named": False}
