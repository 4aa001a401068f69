"""What is set: an agreement, the volume of the reference case, one of sixty pages; each time other words."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from app.papers import agreement
from app.papers.bound import BoundVolume
from app.papers.sheet import Sheet
from app.records import CaseFile, Evidence, Inquiry, MediationSession, Visit, Volume
from tests.bench import bench_papers, invented_cases
from tests.papers.conftest import Reader
from tests.rooms import reference

KINDS = ("agreement", "volume", "sixty")
_PARTIES = ("陈㛃喆", "欧阳𬭎")


def story(kind: str, seed: int) -> CaseFile:
    """A case file; another seed has other people, places, sums and sentences of about the same length."""
    dice = random.Random(f"{kind} {seed}")
    if kind == "agreement":
        return _agreement(dice)
    told = _renamed(reference(), dice)
    file = Reader(told).file()
    file.agencies = []
    file.volumes = [Volume(id="v1", made_on=date(2026, 11, 18), by_id="m0")]
    if kind == "sixty":
        _grow(file, dice)
    return file


def papers(kind: str, seed: int) -> list[Sheet]:
    """The sheets of a story, as they are drawn."""
    if kind == "agreement":
        return [agreement.compose(story(kind, seed), None)]
    bound = BoundVolume(story(kind, seed), lambda _done, _of: None)
    laid = bound.front(lambda _piece, words: words)
    laid += [one.drawn for one in bound.lines if one.drawn is not None]
    return [one.sheet for one in (*laid, bound.back())]


def pages(kind: str, seed: int) -> int:
    """How many pages ours has, the white ones left out."""
    return sum(sheet.laid().pages for sheet in papers(kind, seed))


def _name(dice: random.Random) -> str:
    given = "".join(dice.choice(invented_cases.GIVEN) for _ in range(2))
    return dice.choice(invented_cases.FAMILY) + given


def _renamed(told: Any, dice: random.Random) -> Any:
    """The reference case with other names and sums throughout, each still the same wherever it stands."""
    others = {one: _name(dice) for one in _PARTIES} | {"旧军": dice.choice(invented_cases.VILLAGES)}

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: changed(one) for key, one in value.items()}
        if isinstance(value, list):
            return [changed(one) for one in value]
        if isinstance(value, str):
            for name, other in others.items():
                value = value.replace(name, other)
        return value

    new: dict[str, Any] = changed(told)
    new["case"]["summary"] += _sentences(dice, 60)
    return new


def _sentences(dice: random.Random, characters: int) -> str:
    """So many characters as people tell such things."""
    found = ""
    while len(found) < characters:
        found += (
            f"{dice.choice(invented_cases.WHEN)}，{_name(dice)}与{_name(dice)}因{dice.choice(invented_cases.THING)}"
            f"被{dice.choice(invented_cases.DEED)}，{dice.choice(invented_cases.END)}，"
            f"涉及{dice.randint(3, 99999)}{dice.choice(invented_cases.UNITS)}；"
            f"{dice.choice(invented_cases.VILLAGES)}村的{dice.choice(invented_cases.WHO)}说法不一。"
        )
    return found[:characters]


def _agreement(dice: random.Random) -> CaseFile:
    """Three pages: four parties, twelve clauses."""
    file = bench_papers.case_file()
    made = file.agreements[0]
    made.facts = _sentences(dice, len(made.facts or ""))
    made.terms = [_sentences(dice, len(term)) for term in made.terms or []]
    for party in file.parties:
        party.address = (
            f"济南市章丘区刁镇街道{dice.choice(invented_cases.VILLAGES)}村{dice.randint(1, 99)}号"
        )
    return file


def _grow(file: CaseFile, dice: random.Random) -> None:
    """Until its volume has about sixty pages."""
    start = datetime(2026, 9, 28, 9, 0)
    people = [*file.mediators]
    file.inquiries = [
        Inquiry(
            id=f"q{n}", at=start + timedelta(days=n), place="村委会", by_ids=people[:2], asked=_name(dice),
            recorder_id=people[2], finding=_talk(dice, 2000),
        )
        for n in range(4)
    ]  # fmt: skip
    file.sessions = [
        MediationSession(
            id=f"s{n}", number=n, at=start + timedelta(days=n), place="调解室", mediator_ids=people[:2],
            recorder_id=people[2], rights_told=True, record=_talk(dice, 2400),
            outcome="agreed" if n == 5 else "not_agreed",
        )
        for n in range(1, 6)
    ]  # fmt: skip
    file.evidence = [
        Evidence(
            id=f"e{n}", position=n, name=f"{dice.choice(invented_cases.THING)}照片", provider=_name(dice),
            source="手机拍摄", copies=1, pages=dice.randint(1, 9), proves=_sentences(dice, 60),
        )
        for n in range(30)
    ]  # fmt: skip
    file.visits = [
        Visit(
            id=f"v{n}", done_on=date(2026, 11, 3 + n), by_id=people[0], note=_sentences(dice, 300)
        )
        for n in range(3)
    ]


def _talk(dice: random.Random, characters: int) -> str:
    """问 and 答 in turn."""
    lines: list[str] = []
    while sum(map(len, lines)) < characters:
        lines += ["问：" + _sentences(dice, 24), "答：" + _sentences(dice, 110)]
    return "\n".join(lines)
