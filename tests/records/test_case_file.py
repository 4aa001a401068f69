"""案卷: a plain graph that answers small questions about itself."""

from __future__ import annotations

from app.records import Agreement, Case, CaseFile, Mediator, Party, Place, Room


def a_file(**more: object) -> CaseFile:
    return CaseFile(case=Case(), room=Room(), **more)  # type: ignore[arg-type]


def test_the_agreement_that_stands_is_the_latest() -> None:
    assert a_file().agreement is None
    first, second = Agreement(), Agreement()
    assert a_file(agreements=[first, second]).agreement is second


def test_a_mediator_is_named_or_left_blank_but_never_none() -> None:
    zhou = Mediator(name="周明")
    file = a_file(mediators={zhou.id: zhou, "x": Mediator(id="x")})
    assert file.name_of(zhou.id) == "周明"
    assert [file.name_of(one) for one in (None, "unknown", "x")] == ["", "", ""]
    assert file.names_of(["x", zhou.id, "unknown"]) == ["周明"]
    assert file.names_of(None) == []


def test_a_party_is_found_by_identity_and_a_side_by_role() -> None:
    one, two, three = Party(role="a"), Party(role="b"), Party(role="a")
    file = a_file(parties=[one, two, three])
    assert file.party(two.id) is two
    assert file.party(None) is None
    assert file.side("a") == [one, three]


def test_the_place_reads_from_the_street_down() -> None:
    file = a_file(places=[Place(name="柳河街道"), Place(name="东村")])
    assert file.place_path == "柳河街道 > 东村"
