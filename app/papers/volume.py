"""卷宗: which papers and scanned pages a case's volume holds, in the official order (domain 2.0).

The order, 必须 and 按需, and which record each part comes from are data: resources/papers/volume.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from app.codes import table
from app.papers import phrases
from app.papers.paper import PAPERS, Paper
from app.papers.wording import official
from app.rules.results import is_open, is_success, result_of

if TYPE_CHECKING:
    from app.records import CaseFile, Record, Scan

OTHERS = "others"
OUTSIDE = {"cover", "contents", "back"}  # bound, but neither counted nor listed (domain 2.19)


@dataclass(frozen=True)
class Part:
    """One line of the official list, and the papers that stand under it."""

    key: str
    title: str
    needed: str
    papers: tuple[dict[str, Any], ...] = ()

    def is_must(self, case_file: CaseFile) -> bool:
        """必须: always, or as the case came out."""
        result = result_of(case_file)
        if self.needed == "agreed":
            return is_success(result)
        if self.needed == "failed":
            return not is_success(result) and not is_open(result)
        return self.needed == "must"


@dataclass(frozen=True)
class Piece:
    """One line of 卷内目录: a paper that is drawn, with the pages of it that came back, or scanned pages alone."""

    part: str
    title: str
    paper: str = ""
    which: str | None = None
    scans: tuple[Scan, ...] = ()


@dataclass
class Plan:
    """Everything a volume holds, in order, and the parts that should be there and are not."""

    pieces: list[Piece] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@cache
def parts() -> tuple[Part, ...]:
    """All parts in the order of this place."""
    told = table("papers/volume")
    known = {
        line["key"]: Part(line["key"], line["title"], line["needed"], tuple(line["papers"]))
        for line in told["part"]
    }
    order: list[str] = list(told["orders"][told["order"]])
    rest = [key for key in known if key not in order]
    at = order.index(OTHERS)
    return tuple(known[key] for key in [*order[:at], *rest, *order[at:]])


def two_sided() -> bool:
    """Whether this place prints its volumes on both sides."""
    return bool(table("papers/volume")["sides"] == 2)


def plan(case_file: CaseFile) -> Plan:
    """What this case's volume holds as things stand."""
    scans = _by_place(case_file)
    papers = {one.key: one for one in PAPERS if one.key not in OUTSIDE}
    made = Plan()
    listed = {line["key"] for part in parts() for line in part.papers}
    for part in parts():
        lines = list(part.papers)
        if part.key == OTHERS:  # a paper this list does not know yet is not lost
            lines += [{"key": key, "when": ["made"]} for key in papers if key not in listed]
        found: list[Piece] = []
        for line in lines:
            if line["key"] in papers:
                found += _of_paper(case_file, part, papers[line["key"]], line, scans)
        found += _loose(case_file, part, [line["key"] for line in lines], scans)
        if not found and part.is_must(case_file):
            made.missing.append(part.title)
        made.pieces += found
    last = next(n for n, p in enumerate([*made.pieces, None]) if p is None or _ends(p))
    left = [scan for place in list(scans) for scan in scans.pop(place)]
    made.pieces[last:last] = _grouped(case_file, _part(OTHERS), left)
    return made


Places = dict[tuple[str, str | None], list["Scan"]]


def _ends(piece: Piece) -> bool:
    keys = [part.key for part in parts()]
    return keys.index(piece.part) > keys.index(OTHERS)


def _part(key: str) -> Part:
    return next(part for part in parts() if part.key == key)


def _by_place(case_file: CaseFile) -> Places:
    """The scanned pages of each paper, page by page as they came."""
    found: Places = {}
    order = sorted(
        (one for one in case_file.scans if not (one.type or "").startswith(("audio", "video"))),
        key=lambda one: (one.page or 9999, str(one.came_at), one.sheet or 0, one.id),
    )
    for scan in order:
        found.setdefault((scan.paper or "", scan.which or None), []).append(scan)
    return found


def _of_paper(
    case_file: CaseFile, part: Part, paper: Paper, line: dict[str, Any], scans: Places
) -> Iterator[Piece]:
    """A paper once for each session, agreement, visit … that has one, each with its own scanned pages."""
    chosen = _choices(case_file, paper, line)
    if not _is_there(case_file, paper, line.get("when", [])):
        chosen = []
    for number, which in enumerate(chosen, start=1):
        mine = scans.pop((paper.key, which), [])
        if len(chosen) == 1 and which is not None:  # of which one it is need not be told
            mine += scans.pop((paper.key, None), [])
        title = _named(case_file, paper, which, number) if len(chosen) > 1 else paper.title
        yield Piece(part.key, title, paper.key, which, tuple(mine))


def _named(case_file: CaseFile, paper: Paper, which: str | None, number: int) -> str:
    """Of several papers of a kind: whose it is, or which one in order."""
    entry = next(one for one in getattr(case_file, paper.many) if one.id == which)
    name = getattr(entry, paper.named) if paper.named else ""
    if name:
        return official("contents", "of_whom", title=paper.title, name=name)
    number = min(number, 99)
    return official("contents", "several", title=paper.title, number=phrases.numeral(number))


def _choices(case_file: CaseFile, paper: Paper, line: dict[str, Any]) -> list[str | None]:
    if not paper.many:
        facts = line.get("any")
        volume = case_file.volumes[-1] if case_file.volumes else None
        return [None] if not facts or (volume and _tells(volume, facts)) else []
    possible = set(paper.choices(case_file))
    entries = [one for one in getattr(case_file, paper.many) if one.id in possible]
    if paper.many == "agreements" and any(one.frozen for one in entries):
        entries = [
            one for one in entries if one.frozen
        ]  # a draft beside what was signed is no paper
    return [one.id for one in entries if _counts(one, line)]


def _counts(entry: Record, line: dict[str, Any]) -> bool:
    only, unless = line.get("only", {}), line.get("unless", {})
    return (
        _tells(entry, line.get("any", []))
        and all(getattr(entry, name) == value for name, value in only.items())
        and not any(getattr(entry, name) == value for name, value in unless.items())
    )


def _tells(entry: Record, names: list[str]) -> bool:
    return not names or any(getattr(entry, name) not in (None, "", []) for name in names)


def _is_there(case_file: CaseFile, paper: Paper, conditions: list[str]) -> bool:
    if not paper.when(case_file):
        return False
    if not conditions:
        return True
    made = any(p.paper == paper.key and not p.redacted for p in case_file.printed)
    made = made or any(scan.paper == paper.key for scan in case_file.scans)
    facts = [name for name in conditions if name != "made"]
    return ("made" in conditions and made) or any(getattr(case_file.case, name) for name in facts)


def _loose(case_file: CaseFile, part: Part, keys: list[str], scans: Places) -> list[Piece]:
    """Scanned pages that lie in this part without a drawn paper: identity cards, evidence, bank slips."""
    places = [place for place in scans if place[0] in {part.key, *keys}]
    mine = [scan for place in places for scan in scans.pop(place)]
    return _grouped(case_file, part, mine)


def _grouped(case_file: CaseFile, part: Part, scans: list[Scan]) -> list[Piece]:
    """One line for each thing that was scanned."""
    groups: dict[str, list[Scan]] = {}
    for scan in scans:
        groups.setdefault(_title(case_file, part, scan), []).append(scan)
    return [Piece(part.key, title, scans=tuple(those)) for title, those in groups.items()]


def _title(case_file: CaseFile, part: Part, scan: Scan) -> str:
    """What the scanned page is: as a person named it, otherwise whose, otherwise the name of the part."""
    party = case_file.party(scan.which)
    evidence = next((one for one in case_file.evidence if one.id == scan.which), None)
    of = scan.title or (party.name if party else None) or (evidence.name if evidence else None)
    if not of or of == part.title:
        return part.title
    return official("contents", "of_whom", title=part.title, name=of)
