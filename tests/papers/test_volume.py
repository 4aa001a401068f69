"""What a volume holds, in the order of this place; nothing a case has stays outside of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from app.codes import table
from app.papers import volume
from app.papers.volume import OTHERS, parts, plan
from app.papers.wording import official
from app.records import Agreement, CaseFile, Printed, Scan
from tests.papers.stories import rich

ORDERS = tuple(table("papers/volume")["orders"])


@pytest.fixture(params=ORDERS)
def order(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Each order of the file in turn, as if this place had chosen it."""
    monkeypatch.setitem(table("papers/volume"), "order", request.param)  # type: ignore[arg-type]
    parts.cache_clear()
    yield table("papers/volume")["orders"][request.param]
    parts.cache_clear()


def scanned(name: str, **told: object) -> Scan:
    return Scan(id=name, came_at=datetime(2026, 11, 1), type="image/jpeg", **told)


def keys(file: CaseFile) -> list[str]:
    """The part of every line, each once."""
    return list(dict.fromkeys(piece.part for piece in plan(file).pieces))


def titles(file: CaseFile) -> list[str]:
    return [piece.title for piece in plan(file).pieces]


def test_every_order_names_known_parts_each_once_and_has_a_place_for_the_others(
    order: list[str],
) -> None:
    known = {line["key"] for line in table("papers/volume")["part"]}
    assert len(set(order)) == len(order)
    assert set(order) <= known
    assert OTHERS in order


def test_a_volume_follows_the_order_of_its_place(order: list[str], full: CaseFile) -> None:
    found = [key for key in keys(rich(full)) if key in order]
    assert found == [key for key in order if key in found]
    assert {"application", "record", "agreement", "visit", "explanation"} <= set(found)


def test_what_an_order_does_not_name_is_bound_where_it_names_the_others(
    order: list[str], full: CaseFile
) -> None:
    file = rich(full)
    file.scans.append(scanned("loose", title="村委会证明"))
    found = keys(file)
    unnamed = [part.key for part in parts() if part.key not in order and part.key in found]
    assert [key for key in found if key not in order] == unnamed
    behind = order[order.index(OTHERS) + 1 :]
    after = [key for key in found if key in behind]
    assert found == [
        *(k for k in order if k in found and k not in (OTHERS, *behind)),
        *unnamed,
        OTHERS,
        *after,
    ]


def test_every_order_holds_the_same_papers(full: CaseFile, monkeypatch: pytest.MonkeyPatch) -> None:
    file, held = rich(full), []
    for name in ORDERS:
        monkeypatch.setitem(table("papers/volume"), "order", name)  # type: ignore[arg-type]
        parts.cache_clear()
        held.append(sorted(titles(file)))
    monkeypatch.undo()
    parts.cache_clear()
    assert held == [held[0]] * len(ORDERS)


def test_several_papers_of_a_kind_are_told_apart(full: CaseFile) -> None:
    told = titles(full)
    assert [title for title in told if "身份证明" in title] == [
        "当事人身份证明（陈㛃喆）", "当事人身份证明（欧阳𬭎）",
    ]  # fmt: skip
    assert [title for title in told if title.startswith("人民调解记录")] == [
        "人民调解记录（一）", "人民调解记录（二）",
    ]  # fmt: skip


def test_the_application_lies_in_the_volume_once_it_was_printed(full: CaseFile) -> None:
    assert "人民调解申请书" not in titles(full)
    full.printed = [Printed(paper="application", redacted=True)]
    assert "人民调解申请书" not in titles(full)
    full.printed = [Printed(paper="application")]
    assert titles(full)[:2] == ["人民调解申请书", "人民调解受理登记表"]


def test_what_must_be_there_and_is_not_is_named(bare: CaseFile, full: CaseFile) -> None:
    assert "人民调解记录" in plan(bare).missing
    assert "人民调解协议书" not in plan(bare).missing  # nothing has been agreed yet
    full.agreements.clear()
    assert "人民调解协议书" in plan(full).missing
    full.sessions[-1].outcome = "ended"
    missing = plan(full).missing
    assert "人民调解协议书" not in missing
    assert "终止调解告知书" in missing


def test_beside_what_was_signed_a_draft_is_no_paper(full: CaseFile) -> None:
    (signed,) = full.agreements
    signed.frozen = "e1"
    full.agreements.append(Agreement(id="draft", form="written", terms=["另行商量"]))
    assert [p.which for p in plan(full).pieces if p.paper == "agreement"] == [signed.id]


def test_scanned_pages_lie_with_their_paper_page_by_page(full: CaseFile) -> None:
    full.scans = [
        scanned(name, paper="record", which="s2", page=page) for name, page in (("a", 2), ("b", 1))
    ]
    (piece,) = [p for p in plan(full).pieces if p.paper == "record" and p.which == "s2"]
    assert [scan.id for scan in piece.scans] == ["b", "a"]


def test_a_page_of_which_nobody_said_whose_lies_with_the_only_one_there_is(full: CaseFile) -> None:
    full.scans = [scanned("a", paper="agreement", page=1)]
    (piece,) = [p for p in plan(full).pieces if p.paper == "agreement"]
    assert [scan.id for scan in piece.scans] == ["a"]


def test_what_is_no_paper_of_ours_lies_in_its_part_under_its_name(full: CaseFile) -> None:
    full.scans = [
        scanned("slip", paper="performance", title="银行回单"),
        scanned("photo", paper="evidence", which="e1"),
        scanned("card", paper="identity", which="gone"),
    ]
    told = plan(full).pieces
    named = {scan.id: (piece.part, piece.title) for piece in told for scan in piece.scans}
    assert named["slip"] == (
        "performance",
        official("contents", "of_whom", title=_title("performance"), name="银行回单"),
    )
    assert named["photo"][0] == "evidence"
    assert "围墙照片" in named["photo"][1]
    assert named["card"] == ("identity", "当事人身份证明")


def test_no_scanned_page_stays_outside_and_none_is_bound_twice(full: CaseFile) -> None:
    """Whatever it says of itself; recordings of sound and picture cannot be bound."""
    places = ["", "record", "nonsense", "evidence", "cover", "agreement", "explanation", "others"]
    full.scans = [
        scanned(f"{n}{which}", paper=paper, which=which, page=n or None)
        for n, paper in enumerate(places)
        for which in (None, "s1", "p0", "gone")
    ]
    full.scans.append(Scan(id="sound", type="audio/mp4"))
    found = [scan.id for piece in plan(full).pieces for scan in piece.scans]
    assert sorted(found) == sorted(scan.id for scan in full.scans if scan.id != "sound")


def test_the_explanation_is_there_where_somebody_wrote_one(full: CaseFile) -> None:
    assert titles(full)[-1] == "卷宗情况说明"
    full.volumes[-1].told = None
    assert "卷宗情况说明" not in titles(full)


def test_a_case_that_ended_without_agreement_holds_its_end(full: CaseFile) -> None:
    file = rich(full)
    file.agreements.clear()
    file.case.ended_on = date(2026, 10, 9)
    told = titles(file)
    assert "终止调解告知书" in told
    assert "人民调解协议书" not in told


def _title(key: str) -> str:
    return next(part.title for part in volume.parts() if part.key == key)
