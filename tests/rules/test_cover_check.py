"""Cover, records and closing report say the same, and how long a file is kept."""

from __future__ import annotations

from datetime import date, datetime

from app.records import Case, CaseFile, MediationSession, Mediator, Printed, Room, Volume
from app.rules.cover_check import kept_until, volume_findings


def closed(**told: object) -> CaseFile:
    """A closed case with one session, led by one mediator, assisted by another."""
    case = Case(
        id="c", file_no="（2026）甲人调字第1号", lead_id="m1", assist_ids=["m2"],
        closed_on=date(2026, 5, 6), retention="long",
    )  # fmt: skip
    for name, value in told.items():
        setattr(case, name, value)
    session = MediationSession(
        id="s", at=datetime(2026, 4, 1, 9), mediator_ids=["m2", "m1"], outcome="agreed"
    )
    people = {one.id: one for one in (Mediator(id="m1", name="甲"), Mediator(id="m2", name="乙"))}
    volume = Volume(id="v", made_on=date(2026, 5, 6))
    return CaseFile(case, Room(), sessions=[session], volumes=[volume], mediators=people)


def names(file: CaseFile) -> list[str]:
    return [one.name for one in volume_findings(file)]


def test_a_file_that_says_the_same_everywhere_has_no_finding() -> None:
    assert names(closed()) == []


def test_who_sat_at_the_table_and_is_not_on_the_cover_is_named() -> None:
    (found,) = volume_findings(closed(assist_ids=None))
    assert (found.name, found.facts["names"]) == ("volume_mediators", "乙")


def test_who_is_on_the_cover_and_never_sat_is_named_too() -> None:
    file = closed()
    file.sessions[0].mediator_ids = ["m1"]
    assert [one.facts["names"] for one in volume_findings(file)] == ["乙"]


def test_nobody_is_asked_for_mediators_of_a_session_still_to_come() -> None:
    file = closed(assist_ids=None)
    file.sessions[0].outcome = None
    assert names(file) == []


def test_a_cover_without_a_number_holds_up_the_volume() -> None:
    (found,) = volume_findings(closed(file_no=" "))
    assert (found.name, found.severity) == ("no_number", "stop")


def test_a_closing_report_printed_before_the_day_of_the_cover_carries_another() -> None:
    file = closed()
    file.printed = [Printed(paper="closing_report", printed_at=datetime(2026, 5, 4, 9))]
    assert names(file) == ["volume_day"]
    file.printed += [Printed(paper="closing_report", printed_at=datetime(2026, 5, 6, 17))]
    assert names(file) == []


def test_a_file_is_kept_whole_years_counted_from_its_closing() -> None:
    assert kept_until(closed()) == date(2056, 12, 31)
    assert kept_until(closed(retention="short")) == date(2036, 12, 31)


def test_a_file_kept_for_ever_has_no_end() -> None:
    assert kept_until(closed(retention="permanent")) is None
    assert kept_until(closed(retention=None)) is None
    assert kept_until(closed(closed_on=None)) is None
