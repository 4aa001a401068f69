"""Papers of a rich world: where one has to be, and where it may be."""

from __future__ import annotations

from tests.simulation.rich.papers import Paper


def test_a_paper_has_to_be_where_its_places_are_seen() -> None:
    paper = Paper(b"", {"R2"})
    assert [x for x in ("R1", "R2", "T", "D") if paper.must_be_at(x)] == ["R2", "T", "D"]
    assert not paper.may_be_at("R1")


def test_a_leaked_paper_may_be_at_the_leaking_place_once_the_centre_forgot_and_need_not() -> None:
    paper = Paper(b"", {"R2"}, leaked="R1")
    assert not paper.may_be_at("R1")
    paper.forgotten = True
    assert paper.may_be_at("R1")
    assert not paper.must_be_at("R1")
    assert not paper.may_be_at("R3")
